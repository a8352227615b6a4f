"""One connection that goes wrong at the worst moment harms nothing and leaves nothing to the event loop.

The transport is a double here, because no real peer can be made to hang up between two lines of ours.
"""

import asyncio
from http import HTTPStatus

import pytest

from ledgerpass.user_agents.http_exchange import Answer, Request
from ledgerpass.user_agents.visitors import Limits, Visitors

REQUESTS = {
    "a request": b"GET /callback?code=c HTTP/1.1\r\nHost: a\r\n\r\n",
    "too long a head": b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "a TLS hello": b"\x16\x03\x01\x02\x00",
}


class Vanishing(asyncio.Transport):
    """A connection whose other side resets it: `write_eof` or `write` raises as the socket does."""

    def __init__(self, failing: str = "write_eof") -> None:
        super().__init__()
        self.failing = failing
        self.written = b""
        self.aborted = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if self.failing == "write":
            raise RuntimeError
        self.written += bytes(data)

    def write_eof(self) -> None:
        raise OSError(107, "Transport endpoint is not connected")

    def abort(self) -> None:
        self.aborted += 1


def deliver(transport: Vanishing, data: bytes) -> None:
    visitors = Visitors(lambda _: Answer(status=HTTPStatus.OK), lambda: None, Limits())
    visitor = visitors.protocol()
    visitor.connection_made(transport)
    for start in range(0, len(data), 4096):
        piece = data[start : start + 4096]
        memoryview(visitor.get_buffer(-1))[: len(piece)] = piece
        visitor.buffer_updated(len(piece))
    visitor.connection_lost(None)


@pytest.mark.parametrize("data", REQUESTS.values(), ids=REQUESTS)
async def test_a_peer_that_resets_while_it_is_answered_is_let_go(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    transport = Vanishing()
    deliver(transport, data)
    assert transport.written
    assert transport.aborted
    assert transport.written.count(b"HTTP/1.1 ") <= 1
    assert not [record for record in caplog.records if record.levelname != "DEBUG"]


@pytest.mark.parametrize("data", REQUESTS.values(), ids=REQUESTS)
async def test_an_answer_that_cant_be_sent_is_not_followed_by_another(data: bytes) -> None:
    transport = Vanishing(failing="write")
    deliver(transport, data)
    assert transport.aborted


async def test_a_request_that_cant_be_judged_is_answered_once() -> None:
    def stumble(_request: Request) -> Answer:
        raise ZeroDivisionError

    transport = Vanishing()
    visitor = Visitors(stumble, lambda: None, Limits()).protocol()
    visitor.connection_made(transport)
    data = REQUESTS["a request"]
    memoryview(visitor.get_buffer(-1))[: len(data)] = data
    visitor.buffer_updated(len(data))
    visitor.connection_lost(None)
    assert transport.written.startswith(b"HTTP/1.1 500 ")
    assert transport.written.count(b"HTTP/1.1 ") == 1
