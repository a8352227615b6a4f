"""Above a page stands the server that answers for it, whole, and no page gets another one's name above itself."""

from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import embedded, titled

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
PRESS = '<button style="position:fixed;inset:0" onclick="{}">x</button>'
LINK = '<a style="position:fixed;inset:0" target="_blank" href="{}">terms</a>'
FORGES = (
    "<script>setTimeout(() => { location.href = URL.createObjectURL(new Blob(['<title>forged</title>a form'],"
    " {type: 'text/html'})) }, 100)</script>"
)


def _elsewhere(provider: EmbeddedProvider, path: str) -> str:
    return f"http://127.0.0.1:{provider.served.port}{path}"


async def test_a_page_that_a_script_puts_together_is_not_opened_above_or_below_anybodys_name(
    provider: EmbeddedProvider,
) -> None:
    provider.showing("/evil", titled("/evil", FORGES))
    start = provider.showing("/start", titled("/start", LINK.format(_elsewhere(provider, "/evil"))))
    async with embedded(WAY_BACK, start) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until(lambda seen: seen["message"])
        seen = await at.eye.look()
        assert (seen["page_title"], seen["host"]) == ("/evil", f"127.0.0.1:{provider.served.port}")


async def test_an_empty_window_is_nobodys_whoever_wrote_in_it(
    provider: EmbeddedProvider,
) -> None:
    writes = (
        "window.made = window.open('about:blank'); made.document.body.innerHTML = 'a form';"
        "made.document.title = 'written'; location.href = '" + _elsewhere(provider, "/good") + "'"
    )
    provider.showing("/good", titled("/good"))
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", PRESS.format(writes)))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until(lambda _seen: "/good" in provider.paths)
        seen = await at.eye.until_page("written")
        assert seen["host"] == "Nobody can tell whose page this is"


async def test_what_is_written_into_an_emptied_page_is_nobodys(provider: EmbeddedProvider) -> None:
    provider.showing("/evil", titled("/evil", PRESS.format("window.open('/helper')")))
    writes = (
        "opener.location = 'about:blank'; setTimeout(() => { opener.document.body.innerHTML = 'a form';"
        "opener.document.title = 'forged'; close() }, 500)"
    )
    provider.showing("/helper", titled("/helper", f"<script>{writes}</script>"))
    link = f'<a style="position:fixed;inset:0" target="_blank" href="{_elsewhere(provider, "/evil")}">terms</a>'
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", link))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("/evil")
        await at.eye.click_until_page("forged")
        seen = await at.eye.look()
        assert seen["host"] == "Nobody can tell whose page this is"


async def test_what_nobody_pressed_opens_no_window_by_whatever_means(provider: EmbeddedProvider) -> None:
    means = titled(
        "/start",
        '<a id="link" target="_blank" rel="opener" href="/popup">x</a><a id="bare" target="_blank" href="/popup">x</a>'
        '<form id="form" target="_blank" action="/popup"></form>'
        "<script>setTimeout(() => { link.click(); bare.click(); form.submit(); window.open('/popup');"
        "window.open('/popup', '', 'noopener'); bare.dispatchEvent(new MouseEvent('click', {ctrlKey: true}));"
        "bare.dispatchEvent(new MouseEvent('click', {shiftKey: true, bubbles: true})); document.title = 'tried' }, 200)"
        "</script>",
    )
    provider.showing("/popup", titled("/popup"))
    async with embedded(WAY_BACK, provider.showing("/start", means)) as at:
        await at.eye.until_page("tried")
        assert not await at.eye.look_for_a_while(lambda seen: seen["back"])
        assert "/popup" not in provider.paths
