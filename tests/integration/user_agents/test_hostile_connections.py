"""What others on this computer may do to the port: everything is bounded, and the good redirect is always caught."""

import asyncio
import contextlib
import socket
import sys
import time
import tracemalloc
from collections.abc import AsyncIterator

import psutil
import pytest

from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.user_agents.http_exchange import MOST_BODY, MOST_HEAD, MOST_LINES
from ledgerpass.user_agents.visitors import Limits
from tests.support.listening import GOOD, PATH, Listening, hear, listening, status_of

SHORT = Limits(deadline=0.3)
HOSTILE = 500


async def test_fifty_idle_connections_keep_nobody_waiting() -> None:
    async with listening() as at:
        idle = [await at.connect() for _ in range(50)]
        began = time.monotonic()
        await at.still_catches_the_redirect()
        assert time.monotonic() - began < 1
        for _, writer in idle:
            writer.close()


async def test_an_idle_connection_is_dropped_after_a_few_seconds() -> None:
    async with listening() as at:
        reader, writer = await at.connect()
        began = time.monotonic()
        assert await reader.read() == b""
        assert 3 < time.monotonic() - began < 9
        writer.close()
        await at.still_catches_the_redirect()


async def test_one_byte_at_a_time_is_dropped_at_the_deadline_however_busy_it_is() -> None:
    async with listening(limits=SHORT) as at:
        reader, writer = await at.connect()
        dropped = asyncio.ensure_future(hear(reader))
        with contextlib.suppress(ConnectionError):
            while not dropped.done():
                writer.write(b"G")
                await asyncio.wait((dropped,), timeout=0.02)
        assert await dropped == b""
        writer.close()
        await at.still_catches_the_redirect()


@pytest.mark.parametrize("endless", [b"a", b"a\r\nX: "], ids=["one line", "many lines"])
async def test_a_header_that_never_ends_is_cut_off(endless: bytes) -> None:
    async with listening() as at:
        reader, writer = await at.connect()
        answer = asyncio.ensure_future(hear(reader))
        writer.write(f"GET {PATH} HTTP/1.1\r\nX: ".encode())
        sent = 0
        with contextlib.suppress(ConnectionError):
            while not answer.done():
                writer.write(endless * 1000)
                sent += 1000 * len(endless)
                await writer.drain()
                await asyncio.sleep(0)
        writer.close()
        assert status_of(await answer) == 431
        assert sent < 10_000_000
        await at.still_catches_the_redirect()


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        (f"GET {PATH}?code={'c' * 64 * 1024} HTTP/1.1\r\nHost: {{host}}\r\n\r\n", 431),
        (f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\n" + "X: y\r\n" * 200 + "\r\n", 431),
        (f"POST {PATH} HTTP/1.1\r\nHost: {{host}}\r\nContent-Length: 10000000000\r\n\r\n", 413),
        ("nonsense\r\n\r\n", 400),
        (f"GET {PATH}?{GOOD} HTTP/1.1\r\n\r\n", 400),
        (f"GET {PATH}?code=\xe9&state=good HTTP/1.1\r\nHost: {{host}}\r\n\r\n", 400),
        ("\r\n" * 40_000, 400),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 421),
        (f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\nHost: {{host}}\r\n\r\n", 400),
        (f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\nHost: evil.example\r\n\r\n", 400),
        (f"GET {PATH}?{GOOD} HTTP/1.0\r\n\r\n", 421),
    ],
    ids=[
        "64 kB of query",
        "200 headers",
        "a body of 10 GB",
        "nonsense",
        "no Host",
        "bytes that no address has",
        "empty lines",
        "HTTP/2",
        "two Hosts",
        "two Hosts that differ",
        "HTTP/1.0 without a Host",
    ],
)
async def test_what_no_browser_sends_is_refused_and_the_wait_goes_on(request_text: str, status: int) -> None:
    async with listening() as at:
        assert status_of(await at.raw(request_text)) == status
        await at.still_catches_the_redirect()


async def test_a_client_that_sends_it_all_before_it_listens_still_hears_why_it_was_refused() -> None:
    def send_and_then_listen(port: int) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
            client.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + b"x" * 200_000)
            return client.recv(4096)

    async with listening() as at:
        assert status_of(await asyncio.to_thread(send_and_then_listen, at.port)) == 413
        await at.still_catches_the_redirect()


async def test_what_real_browsers_send_stays_well_within_the_bounds() -> None:
    async with listening() as at:
        query = f"code={'c' * 8000}&state=good"
        cookies = "".join(f"Cookie: other{number}={'x' * 400}\r\n" for number in range(40))
        assert status_of(await at.raw(f"GET {PATH}?{query} HTTP/1.1\r\nHost: {{host}}\r\n{cookies}\r\n")) == 303
        assert (await at.arrival).reveal().endswith(query)
    assert MOST_LINES >= 100
    assert MOST_HEAD <= 64 * 1024
    assert MOST_BODY == 64 * 1024


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil",
        "",
    ],
)
async def test_a_name_that_is_not_ours_is_refused_even_where_it_leads_here(name: str) -> None:
    async with listening() as at:
        host = name.replace("{port}", str(at.port))
        answer = await at.raw(f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {host}\r\n\r\n")
        assert status_of(answer) == 421
        assert not answer.partition(b"\r\n\r\n")[2]
        await at.still_catches_the_redirect()


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://evil.example{path}?{good}", 421),
        ("https://{host}{path}?{good}", 421),
        ("http://user@{host}{path}?{good}", 421),
        ("http://{host}.evil.example{path}?{good}", 421),
        ("*", 421),
        ("{host}", 421),
        ("/{path}?{good}", 404),
        ("{path}/?{good}", 404),
        ("{path}/.?{good}", 404),
        ("/x/..{path}?{good}", 404),
        ("/.{path}?{good}", 404),
        ("/%63allback/acme?{good}", 404),
        ("/callback%2Facme?{good}", 404),
        ("/callback\\acme?{good}", 404),
        ("/CALLBACK/acme?{good}", 404),
        ("{path};x?{good}", 404),
        ("{path}#?{good}", 404),
        ("{path}?#{good}", 404),
        ("{path}%00?{good}", 404),
    ],
)
async def test_only_the_promised_path_to_the_letter_is_the_redirect(target: str, status: int) -> None:
    async with listening() as at:
        filled = target.replace("{path}", PATH).replace("{good}", GOOD)
        assert status_of(await at.raw(f"GET {filled} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")) == status
        await at.still_catches_the_redirect()


async def test_the_absolute_form_of_our_own_address_is_understood() -> None:
    async with listening() as at:
        answer = await at.raw(f"GET HTTP://{{host}}{PATH}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")
        assert status_of(answer) == 303
        assert (await at.arrival).reveal() == f"{at.redirect_uri}?{GOOD}"


async def test_a_tls_hello_is_recognised_told_once_and_the_wait_goes_on() -> None:
    hello = bytes.fromhex("1603010200010001fc0303") + bytes(500)
    async with listening() as at:
        for _ in range(3):
            assert await at.raw(hello) == bytes((21, 3, 1, 0, 2, 2, 40))  # a fatal alert: the browser gives up at once
        assert at.noticed == [Hindrance.HTTPS]
        await at.still_catches_the_redirect()


async def test_other_bytes_than_a_tls_hello_are_not_taken_for_one() -> None:
    async with listening() as at:
        for sent in (b"\x15\x03\x01", b"GET \x16\x03", b"\x00" * 20, b"\x80\x2e\x01\x00\x02"):
            await at.raw(sent + b"\r\n\r\n")
        assert at.noticed == []
        await at.still_catches_the_redirect()


async def test_a_connection_that_is_half_closed_is_still_answered() -> None:
    async with listening() as at:
        reader, writer = await at.connect()
        writer.write(f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {at.host}\r\n\r\n".encode())
        writer.write_eof()
        assert status_of(await reader.read()) == 303
        writer.close()
        assert await at.arrival


async def test_a_connection_that_ends_in_the_middle_harms_nobody() -> None:
    async with listening() as at:
        for sent in (b"", b"G", f"GET {PATH} HTTP/1.1\r\nHo".encode(), b"\x16"):
            _, writer = await at.connect()
            writer.write(sent)
            writer.transport.abort()
        await at.still_catches_the_redirect()


@contextlib.asynccontextmanager
async def flooded(at: Listening) -> AsyncIterator[None]:
    """Keep 500 hostile connections open, and open again, from another process."""
    arguments = ("-m", "tests.support.flood", str(at.port), str(HOSTILE))
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    try:
        async with asyncio.timeout(60):
            assert await process.stdout.readline()
        yield
    finally:
        process.terminate()
        await process.communicate()


async def arrive(at: Listening, query: str) -> tuple[str, float]:
    """Open the redirect address from another process, as a browser is one; give the status and the seconds it took."""
    write = "%{http_code} %{time_total}"
    arguments = ("-s", "-o", "/dev/null", "-w", write, f"{at.redirect_uri}?{query}")
    process = await asyncio.create_subprocess_exec("curl", *arguments, stdout=asyncio.subprocess.PIPE)
    status, seconds = (await process.communicate())[0].decode().split()
    return status, float(seconds)


async def test_under_500_hostile_connections_the_good_redirect_is_answered_within_a_second() -> None:
    async with listening() as at, flooded(at):
        for _ in range(5):
            status, seconds = await arrive(at, "code=c&state=stale")
            assert (status, seconds < 1) == ("400", True), seconds
        status, seconds = await arrive(at, GOOD)
        assert (status, seconds < 1) == ("303", True), seconds
        assert (await at.arrival).reveal() == f"{at.redirect_uri}?{GOOD}"


async def test_under_500_hostile_connections_open_sockets_and_memory_stay_bounded() -> None:
    async with listening() as at:
        tracemalloc.start()
        try:
            before, _ = tracemalloc.get_traced_memory()
            async with flooded(at):
                most = 0
                for _ in range(20):
                    await asyncio.sleep(0.02)
                    connections = psutil.Process().net_connections("tcp")
                    most = max(most, sum(each.laddr.port == at.port and bool(each.raddr) for each in connections))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert 100 < most <= 160
        assert peak - before < 8_000_000
        await at.still_catches_the_redirect()
