"""The one module that speaks HTTP, on real sockets: what it refuses, what it bounds, what it says of a failure."""

import asyncio
import ssl
from collections.abc import AsyncIterator

import pytest

from ledgerpass.errors import CertificateNotTrusted, NotProtected, Unreachable
from ledgerpass.flows.http import LARGEST_ANSWER, HttpClient
from ledgerpass.http_message import HttpRequest
from ledgerpass.secret import Secret
from tests.support.certificate import nobodys_certificate
from tests.support.tcp_server import says, serving

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Seen: Yes\r\n\r\nok"
TOKEN = "very-secret-token-0123456789"


def post(url: str) -> HttpRequest:
    return HttpRequest(
        method="POST", url=url, headers={"Authorization": Secret(f"Bearer {TOKEN}")}, body=Secret(f"code={TOKEN}")
    )


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    client = HttpClient("Ledgerpass/test", deadline=2.0)
    yield client
    await client.close()


@pytest.fixture(scope="module")
def untrusted(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    return nobodys_certificate(tmp_path_factory.mktemp("tls"))


async def test_a_request_arrives_as_it_was_written_and_its_answer_comes_back(client: HttpClient) -> None:
    async with serving(says(OK)) as served:
        response = await client.send(post(f"http://127.0.0.1:{served.port}/token"))
    assert (response.status, response.body, response.headers["x-seen"]) == (200, b"ok", "Yes")
    (head,) = served.heads
    assert head.startswith(b"POST /token HTTP/1.1")
    assert f"bearer {TOKEN}".encode() in head.lower()
    assert b"user-agent: ledgerpass/test" in head.lower()


@pytest.mark.parametrize(
    "url", ["http://acme.example/token", "http://127.0.0.2/", "ftp://127.0.0.1/", "http://localhost.acme.example/"]
)
async def test_nothing_is_sent_without_protection(client: HttpClient, url: str) -> None:
    with pytest.raises(NotProtected):
        await client.send(post(url))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_never_followed_with_secrets(client: HttpClient, status: int) -> None:
    async with serving(says(OK)) as other:
        moved = f"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1:{other.port}/\r\nContent-Length: 0\r\n\r\n"
        async with serving(says(moved.encode())) as served:
            response = await client.send(post(f"http://127.0.0.1:{served.port}/"))
    assert response.status == status
    assert other.heads == []


async def test_an_unknown_certificate_is_refused_before_anything_is_sent(
    client: HttpClient, untrusted: ssl.SSLContext
) -> None:
    async with serving(says(OK), tls=untrusted) as served:
        with pytest.raises(CertificateNotTrusted) as caught:
            await client.send(post(f"https://127.0.0.1:{served.port}/"))
    assert caught.value.host == "127.0.0.1"
    assert served.heads == []


async def test_nobody_there_is_said_with_the_systems_own_words(client: HttpClient) -> None:
    async with serving(says(OK)) as served:
        port = served.port
    with pytest.raises(Unreachable, match="Connection refused"):
        await client.send(post(f"http://127.0.0.1:{port}/"))


async def test_a_name_that_does_not_exist_is_unreachable(client: HttpClient) -> None:
    with pytest.raises(Unreachable, match=r"the name nobody\.invalid can't be looked up"):
        await client.send(post("https://nobody.invalid/"))


async def test_an_answer_that_never_ends_meets_the_deadline() -> None:
    client = HttpClient("Ledgerpass/test", deadline=0.3)

    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.01)

    async with serving(drip) as served:
        with pytest.raises(Unreachable, match="no answer in time"):
            await client.send(post(f"http://127.0.0.1:{served.port}/"))
    await client.close()


async def test_an_answer_that_is_too_long_is_not_read_to_its_end(client: HttpClient) -> None:
    written = 0

    async def flood(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()
            written += 65536

    async with serving(flood) as served:
        with pytest.raises(Unreachable, match="too long"):
            await client.send(post(f"http://127.0.0.1:{served.port}/"))
    assert written < 20 * LARGEST_ANSWER


@pytest.mark.parametrize("garbage", [b"hello\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"])
async def test_an_answer_that_is_none_is_unreachable_and_shows_no_secret(client: HttpClient, garbage: bytes) -> None:
    async with serving(says(garbage)) as served:
        with pytest.raises(Unreachable) as caught:
            await client.send(post(f"http://127.0.0.1:{served.port}/"))
    error: BaseException | None = caught.value
    while error:
        assert TOKEN not in f"{error!r} {error}"
        error = error.__context__ if not error.__suppress_context__ else None


async def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(says(OK)) as proxy, serving(says(OK)) as served:
        for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        client = HttpClient("Ledgerpass/test")
        await client.send(post(f"http://127.0.0.1:{served.port}/"))
        await client.close()
    assert proxy.heads == []
    assert len(served.heads) == 1


async def test_another_host_is_reached_through_the_systems_proxy_which_sees_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(says(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        client = HttpClient("Ledgerpass/test")
        with pytest.raises(Unreachable):
            await client.send(post("https://acme.invalid/token"))
        await client.close()
    (head,) = proxy.heads
    assert head.startswith(b"CONNECT acme.invalid:443 HTTP/1.1")
    assert TOKEN.encode() not in head


async def test_a_host_that_the_system_excepts_is_not_looked_for_at_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(says(OK)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", "acme.invalid")
        client = HttpClient("Ledgerpass/test")
        with pytest.raises(Unreachable, match="can't be looked up"):
            await client.send(post("https://acme.invalid/token"))
        await client.close()
    assert proxy.heads == []


def test_a_request_and_its_answer_are_never_shown_whole() -> None:
    request = post("https://user:pass@acme.example/token?code=abc")
    assert repr(request) == "HttpRequest(POST https://acme.example/token)"
