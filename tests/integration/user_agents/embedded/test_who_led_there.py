"""A code is read only where the provider's own pages have led: what another page slips in is left alone."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from ledgerpass.flows.user_agent import WayBack
from ledgerpass.providers.provider import ShownCode
from tests.support.embedded_provider import EmbeddedProvider, page
from tests.support.embedded_visit import Embedded, Judged, embedded, titled

CODE = "9b7f2c4de1a05386bb41"
EVIL = f"{CODE}evil66"
NATIVE = "/oauth/authorize/native"
WAY_BACK = WayBack(host=None, redirect_uri="urn:ietf:wg:oauth:2.0:oob", shown_code=ShownCode(), provider="Acme")
SANDBOXED = "Content-Security-Policy: sandbox allow-scripts allow-forms allow-top-navigation"
FORM = "<form id='form' method='post' action='{to}'></form>"


@pytest.fixture
async def at(provider: EmbeddedProvider) -> AsyncIterator[Embedded]:
    provider.showing(NATIVE, titled(NATIVE))
    judged = Judged(wanted=lambda code: code == CODE)
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start")), judged=judged) as at:
        await at.eye.until_page("/start")
        yield at


def elsewhere(provider: EmbeddedProvider, path: str, body: str = "", *headers: str) -> str:
    """Have another host show a page, and give its address."""
    return provider.showing(path, titled(path, body), *headers).replace("localhost", "127.0.0.1")


@pytest.mark.parametrize("headers", [(), (SANDBOXED,)])
async def test_what_another_page_leads_to_is_not_read_in_whichever_way(
    headers: tuple[str, ...], at: Embedded, provider: EmbeddedProvider
) -> None:
    native = f"{provider.origin}{NATIVE}?code={EVIL}"
    ways = {
        "by script": f"location.href = '{native}&1'; 1",
        "by a form": f"document.body.innerHTML = `{FORM.format(to=native + '&2')}`; form.submit(); 1",
        "by two steps": f"location.href = '/302?{quote(provider.leading('302', native + '&3'), safe='')}'; 1",
    }
    for what, script in ways.items():
        await at.eye.do("go", elsewhere(provider, "/evil", "", *headers))
        await at.eye.until_page("/evil")
        await at.eye.do("script", script)
        await at.eye.until_page(NATIVE)
        assert at.judged.arrived == [], what
        provider.showing(NATIVE, titled("/again"))
        await at.eye.do("press", "Load the page again")  # and the steps of the window begin anew
        await at.eye.until_page("/again")
        provider.showing(NATIVE, titled(NATIVE))
    # nor what the provider's own page leads to by way of another host, which may add what it likes
    await at.eye.do("go", provider.showing("/help", titled("/help")))
    await at.eye.until_page("/help")
    sent_on = provider.leading("302", f"{native}&4").replace("localhost", "127.0.0.1", 1)
    await at.eye.do("script", f"location.href = '{sent_on}'; 1")
    await at.eye.until_page(NATIVE)
    await _reads_its_own(at, provider)
    assert at.judged.arrived == [CODE]


async def test_a_window_that_another_page_opens_or_leads_elsewhere_is_not_read(
    at: Embedded, provider: EmbeddedProvider
) -> None:
    native = f"{NATIVE}?code={EVIL}"
    opens = f"""window.other = window.open('{provider.origin}/login');
        window.addEventListener('message', () => other.location = """
    provider.showing("/login", titled("/login", "<script>opener.postMessage('here', '*')</script>"))
    script = f"""<button style="position:fixed;inset:0" onclick="{opens}'{provider.origin}{native}')">x</button>"""
    await at.eye.do("go", elsewhere(provider, "/evil", script))
    await at.eye.until_page("/evil")
    await at.eye.click_until_page(NATIVE)
    await _reads_its_own(at, provider)
    assert at.judged.arrived == [CODE]


async def test_a_window_that_the_providers_page_opens_is_read(at: Embedded, provider: EmbeddedProvider) -> None:
    body = f"""<button style="position:fixed;inset:0" onclick="window.open('{NATIVE}?code={CODE}')">x</button>"""
    await at.eye.do("go", provider.showing("/opens", titled("/opens", body)))
    await at.eye.until_page("/opens")
    await at.eye.click_until(lambda _seen: at.answer.done())
    assert at.judged.arrived == [CODE]


async def test_a_page_of_consent_that_another_host_led_to_is_the_providers_own_and_what_it_leads_to_is_read(
    at: Embedded, provider: EmbeddedProvider
) -> None:
    provider.showing("/consent", titled("/consent", FORM.format(to="/consent")))
    await at.eye.do("go", elsewhere(provider, "/company-login"))
    await at.eye.until_page("/company-login")
    await at.eye.do("script", f"location.href = '{provider.origin}/consent'; 1")
    await at.eye.until_page("/consent")
    # the code is shown at the same address, in answer to the form
    provider.pages["/consent"] = page(titled("/shown", f"<b id='code'>{CODE}</b>"))
    await at.eye.do("script", "form.submit(); 1")
    assert await at.caught() == CODE


async def test_what_is_reached_only_on_trying_again_is_as_it_was(at: Embedded, provider: EmbeddedProvider) -> None:
    provider.pages[NATIVE] = b""  # the connection is closed
    await at.eye.do("go", elsewhere(provider, "/evil"))
    await at.eye.until_page("/evil")
    await at.eye.do("script", f"location.href = '{provider.origin}{NATIVE}?code={EVIL}'; 1")
    await at.eye.until(lambda seen: seen["action"] == "Try again")
    provider.showing(NATIVE, titled(NATIVE))
    assert await at.eye.do("press", "Try again")
    await at.eye.until_page(NATIVE)
    await _reads_its_own(at, provider)
    assert at.judged.arrived == [CODE]


async def test_a_refusal_that_the_page_shows_is_told(at: Embedded, provider: EmbeddedProvider) -> None:
    await at.eye.do("go", provider.showing("/denied", titled("Denied error=access_denied&error_code=USER")))
    assert await at.arrivals(1) == ["error=access_denied"]


async def _reads_its_own(at: Embedded, provider: EmbeddedProvider) -> None:
    """See that the window still reads, so that whatever was to be read before has been."""
    await at.eye.do("go", provider.showing("/own", titled("/own")))
    await at.eye.until_page("/own")
    await at.eye.do("script", f"location.href = '{NATIVE}?code={CODE}'; 1")
    assert await at.caught() == CODE
