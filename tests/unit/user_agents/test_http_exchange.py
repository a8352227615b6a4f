"""One request, read in whatever pieces it comes, bounded, and never shown."""

from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.user_agents.http_exchange import MOST_BODY, MOST_HEAD, Answer, Exchange, Refused, Request, TlsHello

GET = b"GET /callback/acme?code=c&state=s HTTP/1.1\r\nHost: 127.0.0.1:1\r\nX-A: 1\r\nX-A: 2\r\n\r\n"
POST = b"POST /callback HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\ncode=c"


def read(data: bytes, size: int) -> Request | None:
    exchange = Exchange()
    found = None
    for start in range(0, len(data), size):
        found = exchange.read(data[start : start + size])
        if found:
            break
    return found


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_a_request_is_the_same_in_whatever_pieces_it_comes(size: int) -> None:
    get, post = read(GET, size), read(POST, size)
    assert get is not None
    assert post is not None
    assert (get.method, get.target, get.header("x-a")) == ("GET", "/callback/acme?code=c&state=s", "1, 2")
    assert (post.method, post.body, post.header("nothing")) == ("POST", b"code=c", "")


@pytest.mark.parametrize("size", [1000, 10_000_000])
@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /" + b"a" * (MOST_HEAD + 4096) + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 101 + b"\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % (MOST_BODY + 1), 413),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * (MOST_BODY + 1), 411),
    ],
    ids=["head", "lines", "body", "chunks"],
)
def test_a_bound_holds_in_however_large_pieces_it_comes(data: bytes, status: int, size: int) -> None:
    with pytest.raises(Refused) as caught:
        read(data, size)
    assert caught.value.status == status


def test_a_request_is_shown_without_what_it_carries() -> None:
    request = read(GET, 4096)
    assert repr(request) == "Request(GET /callback/acme)"


def test_an_answer_to_head_has_no_body() -> None:
    exchange = Exchange()
    assert exchange.read(GET.replace(b"GET", b"HEAD"))
    assert exchange.write(Answer(status=HTTPStatus.OK, body=b"a page")).endswith(b"\r\n\r\n")


@given(st.lists(st.binary(max_size=200) | st.sampled_from([GET, POST, b"\r\n", b"\x16\x03"]), max_size=4))
def test_any_bytes_are_a_request_or_refused_and_what_is_refused_can_be_answered(pieces: list[bytes]) -> None:
    exchange = Exchange()
    status = HTTPStatus.OK
    try:
        if not any(exchange.read(piece) for piece in (*filter(None, pieces), b"")):
            return  # it ended without a word
    except Refused as refused:
        status = refused.status
    except TlsHello:
        return
    assert exchange.write(Answer(status=status)).startswith(b"HTTP/1.1 ")
