"""The redirect, as a browser brings it, and what else a browser asks for meanwhile."""

import asyncio
import logging

import pytest

from ledgerpass.flows.user_agent import Verdict, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.visitors import Limits
from tests.support.listening import GOOD, PATH, browser, judge, listening, nobody_listens_on, status_of
from tests.support.scripted_browser import get

# What a browser's request for the redirect address looks like, without its last line.
NAVIGATION = f"GET {PATH}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\n"


async def test_the_redirect_is_caught_whole_and_the_browser_sees_almost_done() -> None:
    async with listening() as at:
        page = await at.ask(f"{PATH}?code=a%2Fb&state=good&extra=")
        assert (await at.arrival).reveal() == f"{at.redirect_uri}?code=a%2Fb&state=good&extra="
    assert (page.status, "Almost done" in page.text) == (200, True)


async def test_the_code_leaves_the_address_bar() -> None:
    async with listening() as at:
        page = await at.ask(f"{PATH}?{GOOD}")
    assert page.url.startswith(at.origin)
    assert "?" not in page.url
    assert "code" not in page.url


async def test_a_denial_is_caught_and_nothing_of_the_providers_words_is_shown() -> None:
    async with listening() as at:
        described = "error_description=%3Cscript%3Ealert(1)%3C/script%3E%3Cb%3EPay%20here"
        page = await at.ask(f"{PATH}?error=access_denied&{described}&state=good")
        assert "error=access_denied" in (await at.arrival).reveal()
    assert "You chose not to give permission" in page.text
    assert "Pay here" not in page.text
    assert "<script" not in page.text


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/robots.txt", "/apple-touch-icon.png", "/callback"])
async def test_a_request_for_anything_else_first_is_not_found_not_stored_and_not_the_answer(path: str) -> None:
    async with listening() as at:
        answer = await at.raw(f"GET {path}?{GOOD} HTTP/1.1\r\nHost: {{host}}\r\n\r\n")
        assert status_of(answer) == 404
        assert b"cache-control: no-store" in answer.lower()
        await at.still_catches_the_redirect()


async def test_a_wrong_state_gets_from_an_earlier_try_and_the_right_one_is_still_caught() -> None:
    async with listening() as at:
        page = await at.ask(f"{PATH}?code=c&state=stale")
        assert (page.status, "from an earlier try" in page.text) == (400, True)
        await at.still_catches_the_redirect()


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (NAVIGATION.replace("GET", "HEAD"), 405),
        (NAVIGATION.replace("GET", "PUT"), 405),
        (NAVIGATION.replace("GET", "OPTIONS"), 405),
        (NAVIGATION + "Sec-Purpose: prefetch\r\n", 403),
        (NAVIGATION + "Sec-Purpose: prefetch;prerender\r\n", 403),
        (NAVIGATION + "Purpose: prefetch\r\n", 403),
        (NAVIGATION + "X-Purpose: preview\r\n", 403),
        (NAVIGATION + "X-Moz: Prefetch\r\n", 403),
    ],
)
async def test_what_is_not_somebody_arriving_does_not_spend_the_answer(request_head: str, status: int) -> None:
    async with listening() as at:
        answer = await at.raw(request_head + "\r\n")
        assert status_of(answer) == status
        assert b"cache-control: no-store" in answer.lower()
        assert not answer.partition(b"\r\n\r\n")[2]
        await at.still_catches_the_redirect()


async def test_a_reload_of_the_redirect_address_gets_the_same_page() -> None:
    async with listening() as at:
        first = await at.ask(f"{PATH}?{GOOD}")
        second = await at.ask(f"{PATH}?{GOOD}")
        assert await at.arrival
    assert first.url == second.url
    assert [page.text.count("Almost done") for page in (first, second)] == [2, 2]  # its title and its heading


async def test_the_page_can_be_reloaded_for_a_while_after_the_sign_in_has_gone_on() -> None:
    agent = browser()
    async with listening(agent) as at:
        page = await at.ask(f"{PATH}?{GOOD}")
        await at.arrival
    for address in (page.url, f"{at.redirect_uri}?{GOOD}"):
        again = await asyncio.to_thread(get, address)
        assert (again.status, "Almost done" in again.text) == (200, True)
    await agent.close()
    assert await nobody_listens_on(at.port)


async def test_the_port_is_closed_when_nobody_reloads_any_more() -> None:
    agent = browser(Limits(linger=0.05))
    async with listening(agent) as at:
        await at.ask(f"{PATH}?{GOOD}")
        await at.arrival
    async with asyncio.timeout(10):
        while not await nobody_listens_on(at.port):  # noqa: ASYNC110 - only a connection tells
            await asyncio.sleep(0.01)
    await agent.close()


async def test_the_end_of_the_program_waits_a_moment_for_the_page_to_be_fetched() -> None:
    agent = browser(Limits(page_within=20))
    async with listening(agent) as at:
        moved = await at.raw(NAVIGATION + "\r\n")
        await at.arrival
    done = moved.lower().partition(b"location: ")[2].split()[0].decode()
    closing = asyncio.create_task(agent.close())
    await asyncio.sleep(0)
    page = await asyncio.to_thread(get, at.origin + moved.partition(b"ocation: ")[2].split()[0].decode())
    assert (page.status, done.startswith("/done/")) == (200, True)
    await closing


async def test_an_arrival_that_breaks_the_judge_ends_neither_the_wait_nor_the_listener() -> None:
    def broken_once(address: Secret) -> Verdict:
        if "break" in address.reveal():
            message = "nobody foresaw this"
            raise ValueError(message)
        return judge(address)

    async with listening(judge=broken_once) as at:
        assert status_of(await at.raw(f"GET {PATH}?break HTTP/1.1\r\nHost: {{host}}\r\n\r\n")) == 500
        await at.still_catches_the_redirect()


async def test_what_came_is_logged_without_what_it_carried(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with listening() as at:
        await at.ask("/favicon.ico?secret-one")
        await at.ask(f"{PATH}?code=secret-two&state=good")
    assert "/favicon.ico) was answered with 404" in caplog.text
    assert f"{PATH}) was answered with 303" in caplog.text
    assert "secret-" not in caplog.text


async def test_cancelling_frees_the_port_and_ends_every_connection_at_once() -> None:
    async with listening() as at:
        reader, writer = await at.connect()
        port = at.port
    assert await reader.read() == b""
    writer.close()
    assert await nobody_listens_on(port)


async def test_out_of_band_listens_nowhere_and_names_the_providers_word() -> None:
    async with browser().visit(WayBack(host=None, redirect_uri="urn:ietf:wg:oauth:2.0:oob")) as visit:
        assert visit.redirect_uri == "urn:ietf:wg:oauth:2.0:oob"
