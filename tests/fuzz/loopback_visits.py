"""The listener, on a real socket: one visit stays open under all that is thrown, and is ended by a good redirect.

After every hostile connection an innocent redirect must be shown to the judge and answered; some connections are left
open, as strangers do. What arrives and is no redirect to the promised address must not come before the judge at all.
"""

import asyncio
import collections
import contextlib
import secrets
import socket
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import urlsplit

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ledgerpass.flows.user_agent import Verdict, Visit, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import LandingPages, LandingText
from ledgerpass.user_agents.system_browser import SystemBrowser
from tests.fuzz.garbage import broken, mostly, spliced
from tests.fuzz.target import Run, Target
from tests.fuzz.verdict import Finding, judged

_CODE = "c0de4f2a9b7d1e6c8a3f5b0d2e4c6a8f"
_STATE = "5tate-Yk3vQ9pXr7sLw2mNz4bHt6jFd8gC"
_PATH = "/callback/acme"
_HOST = "{host}"
"""Stands for the host and the port that is really listened on, known only when the visit is open."""

_PATIENCE = 10.0
"""Seconds of real time for one answer; more than the listener grants a connection."""

_LEFT_OPEN = 100
"""Connections at a time that a stranger doesn't close; more than the listener lets in."""

_AT_ONCE = struct.pack("ii", 1, 0)
_PAGES = LandingPages(texts={verdict: LandingText(title="Title", sentence="Sentence.") for verdict in Verdict})

End = Literal["finish", "hang_up", "leave_open"]
Sent = tuple[bytes, End]


class _Stranger:
    """Sends what it is given, beside a judge that counts what comes before it."""

    def __init__(self, visit: Visit) -> None:
        self._redirect_uri = visit.redirect_uri
        parts = urlsplit(visit.redirect_uri)
        self._host = parts.netloc
        self._place = (parts.hostname, parts.port)
        self._left_open: collections.deque[socket.socket] = collections.deque()
        self._answers_end: str | None = None
        self._before_judge: list[str] = []

    def judge(self, address: Secret) -> Verdict:
        self._before_judge.append(address.reveal())
        ended = self._answers_end is not None and address.reveal().endswith(self._answers_end)
        return Verdict.TAKEN if ended else Verdict.NOT_OURS

    async def visit(self, sent: Sent) -> None:
        data, end = sent
        self._before_judge.clear()
        answer = await self._exchange(data.replace(_HOST.encode(), self._host.encode()), end)
        _check_answer(answer)
        await self._show(f"code=c&state=innocent-{secrets.token_hex(4)}", 400)
        # only now, because what a stranger sent who hung up may be read late
        for address in self._before_judge:
            assert address.isascii(), address
            assert address.partition("?")[0] == self._redirect_uri, address

    async def come_back(self) -> str:
        """Bring the answer that ends the visit; gives the address that must be brought back."""
        self._answers_end = secrets.token_urlsafe(16)
        await self._show(f"code=c&state={self._answers_end}", 303)
        return f"{self._redirect_uri}?code=c&state={self._answers_end}"

    def close(self) -> None:
        while self._left_open:
            self._left_open.pop().close()

    async def _show(self, query: str, status: int) -> None:
        request = f"GET {_PATH}?{query} HTTP/1.1\r\nHost: {self._host}\r\n\r\n"
        answer = await self._exchange(request.encode(), "finish")
        assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer[:200]
        assert self._before_judge.count(f"{self._redirect_uri}?{query}") == 1, list(self._before_judge)

    async def _exchange(self, data: bytes, end: End) -> bytes:
        loop = asyncio.get_running_loop()
        connection = socket.socket()
        connection.setblocking(False)  # noqa: FBT003 - the socket module takes it by place
        # hung up at once, so that a hundred thousand connections don't use up the ports
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        try:
            async with asyncio.timeout(_PATIENCE):
                await loop.sock_connect(connection, self._place)
                # the listener may hang up on what is too long before all of it is sent
                with contextlib.suppress(ConnectionError):
                    await loop.sock_sendall(connection, data)
                return await self._ending(connection, end)
        except TimeoutError:
            message = f"nothing was answered in {_PATIENCE:g} s"
            raise Finding(message) from None
        finally:
            if end != "leave_open":
                connection.close()

    async def _ending(self, connection: socket.socket, end: End) -> bytes:
        if end == "leave_open":
            self._left_open.append(connection)
            if len(self._left_open) > _LEFT_OPEN:
                self._left_open.popleft().close()
        if end != "finish":
            return b""
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        return await _read_all(connection)


async def _read_all(connection: socket.socket) -> bytes:
    loop, answer = asyncio.get_running_loop(), bytearray()
    with contextlib.suppress(ConnectionError):
        while piece := await loop.sock_recv(connection, 65_536):
            answer += piece
    return bytes(answer)


def _check_answer(answer: bytes) -> None:
    if answer:
        is_alert = answer[:1] == b"\x15"  # RFC 8446 section 5.1: the first byte of an alert
        # of the server errors only "not implemented" is true: an unknown transfer coding (RFC 9112 section 6.1)
        assert is_alert or answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 4", b"HTTP/1.1 501 ")), answer[:200]
        assert _CODE.encode() not in answer, "the code is sent back"
        assert _STATE.encode() not in answer, "the state is sent back"


@contextlib.asynccontextmanager
async def _visiting() -> AsyncIterator[_Stranger]:
    browser = SystemBrowser(lambda _address: True, _PAGES)
    async with browser.visit(WayBack(host="127.0.0.1", path=_PATH, provider="Acme")) as visit:
        stranger = _Stranger(visit)
        arrival = asyncio.create_task(visit.bring_back(stranger.judge))
        try:
            yield stranger
            expected = await stranger.come_back()
            async with asyncio.timeout(_PATIENCE):
                assert (await arrival).reveal() == expected
        finally:
            arrival.cancel()
            stranger.close()
    await browser.close()


@contextmanager
def _open() -> Iterator[Run[Sent]]:
    unhandled: list[dict[str, Any]] = []
    with asyncio.Runner() as runner:
        runner.get_loop().set_exception_handler(lambda _loop, context: unhandled.append(context))
        visiting = _visiting()
        stranger = runner.run(_enter(visiting))

        def run(sent: Sent) -> None:
            with judged((_CODE, _STATE)) as shown:
                runner.run(stranger.visit(sent))
                shown.extend(unhandled)
            if unhandled:
                message = f"asyncio was left to handle it: {unhandled}"
                unhandled.clear()
                raise Finding(message)

        try:
            yield run
        finally:
            runner.run(_leave(visiting))


async def _enter(visiting: contextlib.AbstractAsyncContextManager[_Stranger]) -> _Stranger:
    return await visiting.__aenter__()


async def _leave(visiting: contextlib.AbstractAsyncContextManager[_Stranger]) -> None:
    await visiting.__aexit__(None, None, None)


def _sent() -> SearchStrategy[bytes]:
    answer = f"?code={_CODE}&state={_STATE}"
    targets = spliced(
        "/", _PATH, answer, "?", "&", "#", "code=", "/done/", "/favicon.ico", f"http://{_HOST}", "*", "//", "..", "%2e"
    )
    target = mostly(st.sampled_from([_PATH + answer, _PATH, f"http://{_HOST}{_PATH}{answer}"]), targets, 2)
    method = mostly(
        st.sampled_from(["GET", "GET", "GET", "POST", "POST", "HEAD"]), spliced("OPTIONS", "PUT", "G", "PRI"), 6
    )
    version = mostly(
        st.just("HTTP/1.1"), st.sampled_from(["HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/1.", "http/1.1", ""]), 6
    )
    host = mostly(st.just(f"Host: {_HOST}\r\n"), spliced("Host: ", "evil.example", _HOST, "\r\n", "@", ":0"), 8)
    length = st.integers(-1, 70_000) | st.sampled_from([2**31, 2**63, 10**30])
    known = st.one_of(
        length.map(lambda number: f"Content-Length: {number}\r\n"),
        st.just(f"Content-Length: {len(answer) - 1}\r\n"),
        st.sampled_from(
            ("Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n", "Expect: 100-continue\r\n")
        ),
        st.just("Content-Type: application/x-www-form-urlencoded\r\n"),
        st.sampled_from(
            ("Connection: keep-alive\r\n", "Connection: Upgrade\r\nUpgrade: h2c\r\n", "Sec-Purpose: prefetch\r\n")
        ),
        st.sampled_from(
            ("Origin: null\r\n", "Cookie: a=b\r\n", " folded\r\n", "Name : value\r\n", ": \r\n", "x\n", "\r")
        ),
        spliced("X", ": ", "\r\n", "Content-Length", "Host"),
    )
    lines = st.lists(known, max_size=5).map("".join)
    many = st.builds(lambda line, times: line * times, known, st.sampled_from([1] * 20 + [99, 101, 3000]))
    chunks = spliced("5\r\nhello\r\n", "0\r\n\r\n", "ffffffffffffffff\r\n", "-1\r\n", "1;a=b\r\n", "\r\n", _CODE)
    body = st.one_of(st.just(""), st.just(answer[1:]), chunks, st.just("x" * 80_000))
    request = st.builds(
        lambda how, where, spoken, lines, body: f"{how} {where} {spoken}\r\n{''.join(lines)}\r\n{body}",
        method,
        target,
        version,
        st.tuples(host, lines, many),
        body,
    )
    texts = mostly(mostly(request, broken(request), 2), spliced("GET ", "\r\n", "\r\n\r\n", "PRI * HTTP/2.0", _PATH), 8)
    hello = st.binary(max_size=60).map(lambda rest: b"\x16\x03\x01" + rest)
    return mostly(texts.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=300) | hello, 8)


_ENDS: SearchStrategy[End] = st.sampled_from(("finish", "finish", "finish", "finish", "hang_up", "leave_open"))

TARGETS = (Target("loopback-visit", st.tuples(_sent(), _ENDS), _open, few=200),)
