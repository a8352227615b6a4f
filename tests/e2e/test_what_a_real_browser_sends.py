"""The habits of a real Chromium, met by the listener: what it asks for unasked, where it looks, what it posts.

A page of the test's own plays the provider's; the browser is sent on from there as a provider would send it.
"""

import asyncio
import contextlib
import logging
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import psutil
import pytest
from selenium.common.exceptions import WebDriverException

from ledgerpass.flows.user_agent import Hindrance
from tests.support.certificate import nobodys_certificate
from tests.support.chromium import Chromium, chromium
from tests.support.listening import GOOD, PATH, Listening, browser, listening
from tests.support.tcp_server import says, serving

BAD = "code=c&state=stale"


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    # the provider's certificate is signed by nobody; its page is the test's own
    with chromium(tmp_path_factory.mktemp("chromium"), "--ignore-certificate-errors") as chrome:
        chrome.start()
        yield chrome


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    return nobodys_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "ledgerpass")
    return caplog


@contextlib.asynccontextmanager
async def provider_page(html: str, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Serve one page, and give its address."""
    body = f"<!doctype html><title>Provider</title>{html}".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    async with serving(says(head.encode() + body), tls) as served:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{served.port}/"


async def visit(chrome: Chromium, address: str) -> None:
    await asyncio.to_thread(chrome.visit, address)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.02)


async def ends_on(chrome: Chromium, at: Listening, heading: str) -> None:
    """See the page that the browser ended on, and that nothing of the answer is left in its address."""
    await asyncio.to_thread(chrome.heading, heading)
    address = str(chrome.page.current_url)
    assert address.startswith(at.origin)
    assert not any(sign in address for sign in ("?", "#", "code", "state"))


async def test_an_icon_that_is_asked_for_first_is_not_the_answer(
    chrome: Chromium, log: pytest.LogCaptureFixture
) -> None:
    async with listening() as at:
        link = f'<link rel="icon" href="{at.origin}/favicon.ico?{GOOD}">'
        async with provider_page(link) as provider:
            await visit(chrome, provider)
            await until(lambda: "/favicon.ico) was answered with 404" in log.text)
        assert not at.arrival.done()
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        await at.arrival
        await ends_on(chrome, at, "Almost done")
    assert log.text.count("favicon") == 1  # our own page has its icon in it


async def test_a_connection_opened_in_advance_holds_nobody_up(chrome: Chromium) -> None:
    async with listening() as at:

        def is_connected() -> bool:
            connections = psutil.Process().net_connections("tcp")
            return any(each.laddr.port == at.port and each.raddr for each in connections)

        async with provider_page(f'<link rel="preconnect" href="{at.origin}">') as provider:
            await visit(chrome, provider)
            await until(is_connected)
            assert not at.arrival.done()
            began = time.monotonic()
            await at.ask(f"{PATH}?{GOOD}")  # another browser's, so that it can't be the same connection
            assert await at.arrival
            assert time.monotonic() - began < 2


async def test_the_connection_opened_in_advance_may_be_the_one_that_the_redirect_comes_by(chrome: Chromium) -> None:
    async with listening() as at, provider_page(f'<link rel="preconnect" href="{at.origin}">') as provider:
        await visit(chrome, provider)
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        await at.arrival
        await ends_on(chrome, at, "Almost done")


async def test_a_prefetch_of_the_redirect_does_not_spend_it(chrome: Chromium, log: pytest.LogCaptureFixture) -> None:
    async with listening() as at:
        async with provider_page(f'<link rel="prefetch" href="{escape(at.redirect_uri)}?{escape(GOOD)}">') as provider:
            await visit(chrome, provider)
            await until(lambda: f"{PATH}) was answered with 403" in log.text)
        assert not at.arrival.done()
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        await at.arrival
        await ends_on(chrome, at, "Almost done")


async def test_reloading_the_redirect_address_and_its_page_shows_the_same_and_is_one_arrival(chrome: Chromium) -> None:
    agent = browser()
    async with listening(agent) as at:
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        await at.arrival
        first = chrome.page.current_url
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        assert chrome.page.current_url == first
        await asyncio.to_thread(chrome.page.refresh)
        await ends_on(chrome, at, "Almost done")
    await visit(chrome, f"{at.redirect_uri}?{GOOD}")  # the sign-in has gone on meanwhile
    await ends_on(chrome, at, "Almost done")
    await agent.close()


async def test_an_old_page_is_told_so_and_its_code_leaves_the_address_bar_too(chrome: Chromium) -> None:
    async with listening() as at:
        await visit(chrome, f"{at.redirect_uri}?{BAD}")
        await ends_on(chrome, at, "from an earlier try")
        assert not at.arrival.done()
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        await at.arrival
        await ends_on(chrome, at, "Almost done")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
async def test_the_browser_finds_the_way_back_under_every_loopback_name(chrome: Chromium, host: str) -> None:
    async with listening(host=host) as at:
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        assert (await at.arrival).reveal() == f"http://{host}:{at.port}{PATH}?{GOOD}"
        await ends_on(chrome, at, "Almost done")


@pytest.mark.parametrize("address", ["[::1]", "127.0.0.1"])
async def test_localhost_is_found_whichever_address_the_computer_has_for_it(tmp_path: Path, address: str) -> None:
    with chromium(tmp_path, f"--host-resolver-rules=MAP localhost {address}") as chrome:
        chrome.start()
        async with listening(host="localhost") as at:
            await visit(chrome, f"{at.redirect_uri}?{GOOD}")
            await at.arrival
            await ends_on(chrome, at, "Almost done")


async def test_a_browser_that_insists_on_https_is_recognised_and_still_shows_the_address_to_copy(
    chrome: Chromium,
) -> None:
    async with listening() as at:
        insisted = f"{at.redirect_uri}?{GOOD}".replace("http:", "https:", 1)
        with pytest.raises(WebDriverException, match="ERR_SSL"):
            await visit(chrome, insisted)
        assert at.noticed == [Hindrance.HTTPS]
        assert chrome.page.current_url == insisted
        assert not at.arrival.done()
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        await at.arrival


@pytest.mark.parametrize("secure", [True, False], ids=["from https", "from http"])
@pytest.mark.parametrize("state", ["good", "stale"])
async def test_an_answer_that_the_providers_page_posts_is_caught(
    chrome: Chromium, certificate: ssl.SSLContext, state: str, *, secure: bool
) -> None:
    async with listening() as at:
        form = (
            f'<form method="post" action="{at.redirect_uri}"><input type="hidden" name="code" value="a/b +é">'
            f'<input type="hidden" name="state" value="{state}"></form><script>document.forms[0].submit()</script>'
        )
        async with provider_page(form, certificate if secure else None) as provider:
            await visit(chrome, provider)
            await ends_on(chrome, at, "Almost done" if state == "good" else "from an earlier try")
        assert at.arrival.done() is (state == "good")
        if state == "good":
            _, _, query = (await at.arrival).reveal().partition("?")
            assert dict(parse_qsl(query)) == {"code": "a/b +é", "state": "good"}


@pytest.mark.parametrize("query", ["", "?session_state=7"])
async def test_an_answer_behind_the_hash_is_brought_along_and_leaves_the_address_bar(
    chrome: Chromium, query: str
) -> None:
    async with listening() as at:
        parameters = {"code": "a/b+c d&é%2B", "state": "good", "submit": "x", "append": "y"}
        await visit(chrome, f"{at.redirect_uri}{query}#{urlencode(parameters)}")
        await ends_on(chrome, at, "Almost done")
        _, _, arrived = (await at.arrival).reveal().partition("?")
        assert dict(parse_qsl(arrived)) == parameters | dict(parse_qsl(query.removeprefix("?")))
        assert chrome.ask("history.length") is not None
        await asyncio.to_thread(chrome.page.back)
        assert "state=good" not in chrome.page.current_url


@pytest.mark.parametrize("hash_", ["", "#", "#code=c&state=stale", "#" + "x" * 70_000])
async def test_nothing_of_use_behind_the_hash_is_from_an_earlier_try_or_refused(chrome: Chromium, hash_: str) -> None:
    async with listening() as at:
        await visit(chrome, at.redirect_uri + hash_)
        if len(hash_) < 70_000:
            await ends_on(chrome, at, "from an earlier try")
        await at.still_catches_the_redirect()


async def test_without_scripts_the_page_explains_how_to_go_on_and_the_address_stays_to_be_copied(
    chrome: Chromium,
) -> None:
    async with listening() as at:
        chrome.page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            await visit(chrome, f"{at.redirect_uri}#{GOOD}")
            await asyncio.to_thread(chrome.heading, "One more step")
            assert str(chrome.page.current_url).endswith(f"#{GOOD}")
            assert not at.arrival.done()
        finally:
            chrome.page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        await at.still_catches_the_redirect()


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(247, 248, 247)"), ("dark", "rgb(20, 24, 23)")])
async def test_the_page_is_seen_as_it_was_meant_with_its_heading_focused(
    chrome: Chromium, scheme: str, ground: str
) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    chrome.page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    chrome.complaints()  # about what was before
    async with listening() as at:
        await visit(chrome, f"{at.redirect_uri}?{GOOD}")
        await ends_on(chrome, at, "Almost done")
        assert chrome.ask("document.activeElement.textContent") == "Almost done"
        assert chrome.ask("getComputedStyle(document.body).backgroundColor") == ground
        assert chrome.ask("[document.documentElement.lang, document.dir]") == ["en", "ltr"]
        assert chrome.ask("performance.getEntriesByType('resource').length") == 0
        assert chrome.ask("document.scripts.length") == 0
    assert chrome.complaints() == []  # its policy forbade nothing that it needs


async def test_no_other_script_runs_in_the_page_that_has_one(chrome: Chromium) -> None:
    async with listening() as at:
        await visit(chrome, f"{at.redirect_uri}?{BAD}")
        await asyncio.to_thread(chrome.heading, "from an earlier try")
        inject = "let s = document.createElement('script'); s.textContent = 'window.evil = 1'; document.body.append(s)"
        chrome.page.execute_script(inject)
        assert chrome.ask("window.evil") is None
