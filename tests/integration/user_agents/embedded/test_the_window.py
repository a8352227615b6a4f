"""What stands in the window, what its keys do, and that no page can change any of it."""

from collections.abc import Callable

import pytest

from ledgerpass.errors import WindowClosed
from ledgerpass.flows.user_agent import Hindrance, WayBack
from tests.support.embedded_provider import EmbeddedProvider, embedded_provider
from tests.support.embedded_visit import embedded, titled

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
ANSWER = "https://registered.example/callback?code=c&state=good"


async def test_the_whole_host_stands_above_the_page_whatever_the_page_says() -> None:
    liar = titled("/start", '<h1 style="position:fixed;top:-50px">https://moneybird.com</h1>')
    liar += (
        "<script>document.title = 'https://moneybird.com'; window.resizeTo(9, 9); window.moveTo(-500, -500)</script>"
    )
    async with embedded_provider() as provider, embedded(WAY_BACK, provider.showing("/start", liar)) as at:
        seen = await at.eye.until_page("https://moneybird.com")
        assert seen["host"] == f"localhost:{provider.served.port}"
        assert "on this computer" in str(seen["where"])
        assert seen["title"] == "Sign in at Acme"
        await at.eye.do("script", "history.pushState({}, '', '/moneybird.com/login'); document.designMode = 'on'; 1")
        seen = await at.eye.until(lambda seen: seen["path"] == "/moneybird.com/login")
        assert seen["host"] == f"localhost:{provider.served.port}"
        for name in ("Back", "Load the page again", "Edit and zoom", "Use my own browser instead", "Cancel"):
            assert name in list(seen["buttons"])  # type: ignore[call-overload]  # names come as objects


async def test_a_page_that_names_no_colour_is_black_on_white_on_a_dark_desktop_too(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("dress", "dark")
        colours = [await at.eye.do("colour", 200, 200)]
        while "#ffffff" not in colours and len(colours) < 200:
            colours.append(await at.eye.do("colour", 200, 200))
        assert colours[-1] == "#ffffff"


async def test_back_reload_zoom_and_the_way_between_page_and_buttons_work_by_key() -> None:
    async with embedded_provider() as provider:
        second = provider.showing("/second", titled("/second", '<input id="field" autofocus>'))
        async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
            await at.eye.until_page("/start")
            assert (await at.eye.until(lambda seen: seen["in_page"]))["back"] is False
            await at.eye.do("go", second)
            await at.eye.until(lambda seen: seen["page_title"] == "/second" and seen["back"])
            asked = provider.paths.count("/second")
            await at.eye.do("keys", "F5")
            await at.eye.until(lambda _seen: provider.paths.count("/second") > asked)
            for key, zoom in (("Ctrl++", 1.1), ("Ctrl++", 1.25), ("Ctrl+-", 1.1), ("Ctrl+0", 1.0)):
                await at.eye.do("keys", key)
                assert (await at.eye.look())["zoom"] == zoom
            await at.eye.do("keys", "F6")
            await at.eye.until(lambda seen: not seen["in_page"])
            await at.eye.do("keys", "F6")
            await at.eye.until(lambda seen: seen["in_page"])
            await at.eye.do("keys", "Alt+Left")
            assert (await at.eye.until_page("/start"))["host"]


async def test_a_window_that_a_page_opens_is_as_large_as_the_page_was_made(provider: EmbeddedProvider) -> None:
    provider.showing("/popup", titled("/popup"))
    opens = """<button style="position:fixed;inset:0" onclick="window.open('/popup')">x</button>"""
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", opens))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("keys", "Ctrl++")
        await at.eye.click_until_page("/popup")
        assert (await at.eye.look())["zoom"] == 1.1
        await at.eye.click_until(lambda seen: seen["menu"], with_the="right_click")
        assert await at.eye.do("choose", "Back")  # as the button above does, which is to close it
        await at.eye.until_page("/start")


_FIELD = """
<input id="field" style="position:fixed;left:0;top:0;width:400px;height:100px">
<script>setInterval(() => {
  document.title = `[${document.hasFocus()} ${document.activeElement.id}: ${document.getElementById("field").value}]`
}, 10)</script>"""


async def test_what_was_copied_is_pasted_by_key_and_by_menu_and_nothing_can_be_inspected() -> None:
    async with embedded_provider() as provider, embedded(WAY_BACK, provider.showing("/start", _FIELD)) as at:
        await at.eye.until_page("[true : ]")
        await at.eye.do("clipboard", "pasted")
        await at.eye.click_until_page("[true field: ]")
        await at.eye.do("keys", "Ctrl+V")
        await at.eye.until_page("[true field: pasted]")
        await at.eye.do("right_click", 50, 50)
        seen = await at.eye.until(lambda seen: seen["menu"])
        assert seen["menu"] == ["Undo", "Redo", "Cut", "Copy", "Paste", "Select all", "Back", "Load the page again"]
        assert await at.eye.do("choose", "Select all")
        await at.eye.do("clipboard", "over it")
        await at.eye.do("right_click", 50, 50)
        await at.eye.until(lambda seen: seen["menu"])
        assert await at.eye.do("choose", "Paste")
        await at.eye.until(lambda seen: str(seen["page_title"]).endswith("over it]"))


async def test_a_window_that_the_user_opens_is_shown_in_the_same_place_and_its_opener_hears_of_it() -> None:
    opener = titled(
        "/start",
        """<button style="position:fixed;inset:0" onclick="window.open('/popup', '', 'width=300')">x</button>"""
        "<script>addEventListener('message', (event) => { document.title = 'heard ' + event.data })</script>",
    )
    popup = titled("/popup", "<script>opener.postMessage('signed in', location.origin)</script>")
    async with embedded_provider() as provider:
        provider.showing("/popup", popup)
        async with embedded(WAY_BACK, provider.showing("/start", opener)) as at:
            await at.eye.until_page("/start")
            await at.eye.click_until(lambda seen: seen["page_title"] == "/popup" and seen["back"])
            assert await at.eye.do("press", "Back")
            await at.eye.until_page("heard signed in")
            await at.eye.click_until_page("/popup")
            await at.eye.do("script", "window.close(); 1")
            await at.eye.until_page("heard signed in")


async def test_a_window_that_leads_to_the_registered_address_is_an_answer_too() -> None:
    opener = titled("/start", f'<a style="position:fixed;inset:0" target="_blank" href="{ANSWER}">on</a>')
    async with embedded_provider() as provider, embedded(WAY_BACK, provider.showing("/start", opener)) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until(lambda _seen: at.answer.done())
        assert await at.caught() == ANSWER


async def test_a_server_that_asks_who_is_there_is_answered_on_a_card_of_ours(provider: EmbeddedProvider) -> None:
    unauthorized = ('WWW-Authenticate: Basic realm="Books"',)
    books = provider.showing("/books", titled("/books"), *unauthorized, status="401 Unauthorized")
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", books)
        for trial in range(2):
            seen = await at.eye.until(lambda seen: seen["card"])
            card = " ".join(map(str, seen["card"]))  # type: ignore[call-overload]  # texts come as objects
            assert f"localhost:{provider.served.port} asks who you are" in card
            assert ("not accepted" in card) is bool(trial)
            await at.eye.do("fill", "jansen", f"wrong {trial}")
            asked = len(provider.served.heads)
            assert await at.eye.do("press", "Sign in")
            await at.eye.until(_more_came_than(asked, provider))
        await at.eye.until(lambda seen: seen["card"])
        assert len(_logins(provider)) == 2
        assert await at.eye.do("press", "Not now")
        seen = await at.eye.until(lambda seen: "didn't say who you are" in str(seen["message"]))
        assert seen["card"] == []
        assert len(_logins(provider)) == 2
        provider.pages["/books"] = provider.pages["/start"]
        assert await at.eye.do("press", "Ask again")
        await at.eye.until(lambda seen: seen["path"] == "/books" and not seen["message"])


async def test_what_a_script_asks_is_asked_under_its_host_and_a_page_that_keeps_asking_hears_no() -> None:
    asking = titled(
        "/start", "<script>setTimeout(() => { document.title = 'said ' + confirm('Moneybird: ok?') }, 50)</script>"
    )
    storm = titled(
        "/storm", "<script>let n = 0; while (n < 50) { alert('Call 0900-1234'); n++ } document.title = 'over'</script>"
    )
    async with embedded_provider() as provider:
        provider.showing("/storm", storm)
        async with embedded(WAY_BACK, provider.showing("/start", asking)) as at:
            seen = await at.eye.until(lambda seen: seen["card"])
            assert seen["card"] == [f"localhost:{provider.served.port} says", "Moneybird: ok?"]
            assert await at.eye.do("press", "Yes")
            await at.eye.until_page("said true")
            await at.eye.do("go", f"{provider.origin}/storm")
            pressed = 0
            while (await at.eye.until(lambda seen: seen["card"] or seen["page_title"] == "over"))["card"]:
                await at.eye.do("press", "Go on")
                pressed += 1
            assert pressed < 10


@pytest.mark.parametrize("how", ["Cancel", "key"])
async def test_closing_the_window_ends_the_wait_and_says_so(how: str) -> None:
    async with embedded_provider() as provider, embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await (at.eye.do("press", "Cancel") if how == "Cancel" else at.eye.do("keys", "Ctrl+W"))
        with pytest.raises(WindowClosed):
            await at.caught()
        assert at.opened == []


async def test_the_users_own_browser_takes_over_with_the_same_address_when_he_wants_it() -> None:
    async with embedded_provider() as provider:
        address = provider.showing("/start?state=s&code_challenge=x", titled("/start"))
        async with embedded(WAY_BACK, address) as at:
            await at.eye.until_page("/start")
            assert await at.eye.do("press", "Use my own browser instead")
            assert await at.handed_over() == ([address], [Hindrance.MOVED])
            assert not at.answer.done()
            await at.visit.show(address)
            assert at.opened == [address, address]


async def test_shown_again_it_comes_to_the_front_and_keeps_its_page() -> None:
    async with embedded_provider() as provider:
        address = provider.showing("/start", titled("/start"))
        async with embedded(WAY_BACK, address) as at:
            await at.eye.until_page("/start")
            await at.eye.do("go", provider.showing("/second", titled("/second")))
            await at.eye.until_page("/second")
            await at.visit.show(address)
            seen = await at.eye.until(lambda seen: seen["active"])
            assert seen["page_title"] == "/second"
            assert provider.paths.count("/start") == 1


def _logins(provider: EmbeddedProvider) -> list[bytes]:
    return [head for head in provider.served.heads if b"authorization: basic" in head.lower()]


def _more_came_than(asked: int, provider: EmbeddedProvider) -> Callable[[dict[str, object]], bool]:
    return lambda _seen: len(provider.served.heads) > asked


async def test_an_empty_window_that_a_page_writes_in_stands_under_nobodys_host() -> None:
    writes = "const made = window.open('about:blank'); made.document.write('<title>written</title>a form')"
    opener = titled("/start", f'<button style="position:fixed;inset:0" onclick="{writes}">x</button>')
    async with embedded_provider() as provider, embedded(WAY_BACK, provider.showing("/start", opener)) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("written")
        assert (await at.eye.look())["host"] == "Nobody can tell whose page this is"


async def test_where_nothing_was_reached_loading_again_asks_the_provider_again() -> None:
    nobody = "http://localhost:9/start"  # the port of the discard service, which nobody offers any more
    async with embedded(WAY_BACK, nobody) as at:
        said = (await at.eye.until(lambda seen: bool(seen["message"])))["message"]
        assert await at.eye.do("press", "Load the page again")
        assert (await at.eye.until(lambda seen: bool(seen["message"])))["message"] == said
