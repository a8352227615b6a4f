"""What a real socket brings to the listener, and what the listener makes of it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest

from ledgerpass.errors import NoPort
from ledgerpass.flows.user_agent import Judge, Verdict, Visit, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.landing_page import LandingPages, LandingText
from ledgerpass.user_agents.system_browser import SystemBrowser
from tests.support.scripted_browser import Seen, get

PAGES = LandingPages(
    texts={
        Verdict.TAKEN: LandingText(title="Almost done", sentence="Go back to Ledgerpass."),
        Verdict.DENIED: LandingText(title="You chose not to give permission", sentence="Nothing was changed."),
        Verdict.FAILED: LandingText(title="That did not work", sentence="Go back to Ledgerpass."),
        Verdict.NOT_OURS: LandingText(title="This page is from an earlier try", sentence="You can close it."),
    }
)


def judge(address: Secret) -> Verdict:
    if "state=good" not in address.reveal():
        return Verdict.NOT_OURS
    return Verdict.DENIED if "error=" in address.reveal() else Verdict.TAKEN


@pytest.fixture
def browser() -> SystemBrowser:
    return SystemBrowser(lambda _address: True, PAGES)


@contextlib.asynccontextmanager
async def listening(
    browser: SystemBrowser, host: str = "127.0.0.1", ports: tuple[int, ...] = (), judge: Judge = judge
) -> AsyncIterator[tuple[Visit, asyncio.Task[Secret]]]:
    async with browser.visit(WayBack(host=host, ports=ports, path="/callback/acme", provider="Acme")) as visit:
        arrival = asyncio.create_task(visit.bring_back(judge))
        await asyncio.sleep(0)
        try:
            yield visit, arrival
        finally:
            arrival.cancel()
            await asyncio.gather(arrival, return_exceptions=True)
    await browser.close()


async def ask(url: str, headers: dict[str, str] | None = None) -> Seen:
    return await asyncio.to_thread(get, url, headers)


async def raw(visit: Visit, sent: bytes) -> bytes:
    parts = urlsplit(visit.redirect_uri)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(sent)
    answer = await reader.read()
    writer.close()
    return answer


async def test_the_redirect_is_caught_whole_and_the_browser_sees_almost_done(browser: SystemBrowser) -> None:
    async with listening(browser) as (visit, arrival):
        page = await ask(f"{visit.redirect_uri}?code=c&state=good")
        assert (await arrival).reveal() == f"{visit.redirect_uri}?code=c&state=good"
    assert page.status == 200
    assert "Almost done" in page.text


async def test_the_code_leaves_the_address_bar(browser: SystemBrowser) -> None:
    async with listening(browser) as (visit, _arrival):
        page = await ask(f"{visit.redirect_uri}?code=c&state=good")
    assert "code" not in page.url
    assert "state" not in page.url


async def test_a_denial_is_caught_and_the_page_says_so(browser: SystemBrowser) -> None:
    async with listening(browser) as (visit, arrival):
        page = await ask(f"{visit.redirect_uri}?error=access_denied&state=good")
        assert "error=access_denied" in (await arrival).reveal()
    assert "You chose not to give permission" in page.text


@pytest.mark.parametrize(
    "path", ["/", "/favicon.ico", "/robots.txt", "/callback", "/callback/acme/", "/callback/other"]
)
async def test_a_request_for_anything_else_is_not_found_and_the_wait_goes_on(browser: SystemBrowser, path: str) -> None:
    async with listening(browser) as (visit, arrival):
        origin = visit.redirect_uri.removesuffix("/callback/acme")
        assert (await ask(f"{origin}{path}?code=c&state=good")).status == 404
        assert not arrival.done()
        await ask(f"{visit.redirect_uri}?code=c&state=good")
        await arrival


async def test_a_wrong_state_gets_from_an_earlier_try_and_the_right_one_is_still_caught(browser: SystemBrowser) -> None:
    async with listening(browser) as (visit, arrival):
        page = await ask(f"{visit.redirect_uri}?code=c&state=stale")
        assert (page.status, "from an earlier try" in page.text) == (400, True)
        assert not arrival.done()
        await ask(f"{visit.redirect_uri}?code=c&state=good")
        assert "state=good" in (await arrival).reveal()


async def test_a_reload_gets_the_same_page_and_is_judged_once(browser: SystemBrowser) -> None:
    judged: list[Secret] = []

    def count(address: Secret) -> Verdict:
        judged.append(address)
        return judge(address)

    async with listening(browser, judge=count) as (visit, _arrival):
        first = await ask(f"{visit.redirect_uri}?code=c&state=good")
        second = await ask(f"{visit.redirect_uri}?code=c&state=good")
        other = await ask(f"{visit.redirect_uri}?code=d&state=good")
    assert first.text == second.text
    assert "from an earlier try" in other.text
    assert len(judged) == 1


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("HEAD /callback/acme?code=c&state=good HTTP/1.1\r\nHost: {host}", b"405"),
        ("POST /callback/acme?code=c&state=good HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0", b"405"),
        ("GET /callback/acme?code=c&state=good HTTP/1.1\r\nHost: {host}\r\nSec-Purpose: prefetch", b"403"),
        ("GET /callback/acme?code=c&state=good HTTP/1.1\r\nHost: evil.example", b"421"),
        ("GET /callback/acme?code=c&state=good HTTP/1.1\r\nHost: {host}\r\nHost: {host}", b"400"),
        ("nonsense", b"400"),
        ("GET /callback/acme?code=" + "c" * 65536 + " HTTP/1.1\r\nHost: {host}", b"431"),
    ],
)
async def test_what_is_not_a_person_arriving_does_not_spend_the_answer(
    browser: SystemBrowser, head: str, status: bytes
) -> None:
    async with listening(browser) as (visit, arrival):
        host = urlsplit(visit.redirect_uri).netloc
        answer = await raw(visit, head.format(host=host).encode() + b"\r\n\r\n")
        assert answer.split()[1] == status
        assert b"no-store" in answer.lower()
        assert not arrival.done()


async def test_idle_connections_keep_nobody_waiting(browser: SystemBrowser) -> None:
    async with listening(browser) as (visit, arrival):
        parts = urlsplit(visit.redirect_uri)
        idle = [await asyncio.open_connection(parts.hostname, parts.port) for _ in range(100)]
        await ask(f"{visit.redirect_uri}?code=c&state=good")
        await arrival
        for _, writer in idle:
            writer.close()


async def test_localhost_is_listened_on_at_both_of_its_addresses(browser: SystemBrowser) -> None:
    async with listening(browser, host="localhost") as (visit, _arrival):
        port = urlsplit(visit.redirect_uri).port
        assert visit.redirect_uri == f"http://localhost:{port}/callback/acme"
        for address in ("127.0.0.1", "::1"):
            _, writer = await asyncio.open_connection(address, port)
            writer.close()


async def test_only_loopback_is_listened_on(browser: SystemBrowser) -> None:
    async with listening(browser) as (visit, _arrival):
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncio.open_connection("127.0.0.2", urlsplit(visit.redirect_uri).port)


async def test_a_taken_port_is_passed_over_for_the_next_candidate(browser: SystemBrowser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as lent:
        free = lent.getsockname()[1]
        lent.close()
        async with listening(browser, ports=(taken.getsockname()[1], free)) as (visit, _arrival):
            assert urlsplit(visit.redirect_uri).port == free


async def test_no_free_candidate_is_said_before_any_browser_opens(browser: SystemBrowser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NoPort) as caught:
            async with listening(browser, ports=(port,)):
                pass
    assert caught.value.ports == (port,)


async def test_a_fixed_port_is_free_again_at_once_for_the_next_try(browser: SystemBrowser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        port = lent.getsockname()[1]
    for _ in range(3):
        async with listening(browser, ports=(port,)) as (visit, arrival):
            await ask(f"{visit.redirect_uri}?code=c&state=good")
            await arrival


async def test_leaving_frees_the_port_and_ends_every_connection(browser: SystemBrowser) -> None:
    async with listening(browser) as (visit, _arrival):
        parts = urlsplit(visit.redirect_uri)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    assert await reader.read() == b""
    writer.close()
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncio.open_connection(parts.hostname, parts.port)


async def test_out_of_band_listens_nowhere_and_names_the_providers_word(browser: SystemBrowser) -> None:
    async with browser.visit(WayBack(host=None, redirect_uri="urn:ietf:wg:oauth:2.0:oob")) as visit:
        assert visit.redirect_uri == "urn:ietf:wg:oauth:2.0:oob"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_landing_page_is_small_loads_nothing_and_escapes_what_it_says(verdict: Verdict) -> None:
    hostile = LandingText(title="<script>alert(1)</script>", sentence='"&<img src=x>')
    page = LandingPages(texts={verdict: hostile}, language='en"><b>').page(verdict).decode()
    assert len(page) < 3000
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "http:" not in page.replace("http://www.w3.org/2000/svg", "")
