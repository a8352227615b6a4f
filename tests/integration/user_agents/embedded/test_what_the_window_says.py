"""The window's own words: where they stand, in which colours, and that they leave when they are true no more."""

import asyncio

import pytest

from ledgerpass.errors import WindowClosed
from ledgerpass.flows.user_agent import Hindrance, WayBack
from ledgerpass.providers.provider import ShownCode
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import Judged, embedded, titled

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
BY_CODE = WayBack(host=None, redirect_uri="urn:ietf:wg:oauth:2.0:oob", shown_code=ShownCode(), provider="Acme")
PASSKEY = "navigator.credentials.get({publicKey: {challenge: new Uint8Array(8)}}).catch(() => 0); 1"
PRESS = '<button style="position:fixed;inset:0" onclick="{}">x</button>'
NO_FILES = "Ledgerpass doesn't keep files. If you need this one, open it in your own browser."
PDF = "Content-Type: application/pdf"


async def test_a_message_moves_nothing_on_the_page_and_no_page_gets_above_it(provider: EmbeddedProvider) -> None:
    provider.showing("/popup", titled("/popup"))
    opens = titled("/start", """<button style="position:fixed;inset:0" onclick="window.open('/popup')">x</button>""")
    async with embedded(WAY_BACK, provider.showing("/start", opens)) as at:
        await at.eye.until_page("/start")
        room = await at.eye.do("script", "innerHeight")
        assert await at.eye.do("on_top") == "page"
        await at.eye.do("script", PASSKEY)
        await at.eye.until(lambda seen: seen["message"])
        assert await at.eye.do("tone") == "card"
        assert await at.eye.do("script", "innerHeight") == room
        assert await at.eye.do("on_top") == "message"
        await at.eye.click_until(lambda seen: seen["page_title"] == "/popup", 50, 300)
        assert await at.eye.do("on_top") == "message"
        assert await at.eye.do("press", "Put this away")
        assert await at.eye.do("on_top") == "page"


async def test_where_nothing_could_be_opened_the_window_says_so_in_two_places() -> None:
    async with embedded(WAY_BACK, "http://localhost:9/start") as at:  # the port of the discard service
        seen = await at.eye.until(lambda seen: seen["message"])
        assert seen["message"] == "We can't reach localhost:9 right now."
        assert seen["host"] == "localhost:9 was not opened"
        assert await at.eye.do("tone") == "warning"


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        (("Location: http://books.example/",), "302 Found", "The way to books.example is not protected"),
        (("Location: file:///etc/passwd",), "302 Found", "wanted to open something outside of the web"),
        (("Location: mailto:a@b.example",), "302 Found", "{host} answered with nothing that this window can show."),
        ((), "204 No Content", "{host} answered with nothing that this window can show."),
        (("Content-Disposition: attachment",), "200 OK", "{host} answered with nothing that this window can show."),
        (("Location: /start",), "302 Found", "This page sends you on and on, so we stopped it."),
    ],
)
async def test_where_the_way_ends_before_a_page_is_open_both_places_say_so(
    provider: EmbeddedProvider, headers: tuple[str, ...], status: str, words: str
) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", "", *headers, status=status)) as at:
        host = f"localhost:{provider.served.port}"
        seen = await at.eye.until(lambda seen: "was not opened" in str(seen["host"]) and seen["message"])
        assert words.format(host=host) in str(seen["message"])
        assert seen["host"] == f"{'books.example' if 'books.example' in words else host} was not opened"
        provider.showing("/start", titled("/start"))
        await at.eye.click_until(lambda seen: seen["menu"], with_the="right_click")
        assert await at.eye.do("choose", "Load the page again")
        seen = await at.eye.until_page("/start")
        assert (seen["host"], seen["message"]) == (host, "")


async def test_what_is_said_of_a_page_leaves_with_it_and_trying_again_is_done_in_the_page_that_is_shown(
    provider: EmbeddedProvider,
) -> None:
    unreached = "http://localhost:9/help"
    # one that leads beneath a new window to where nobody answers, and one whose new window is led there
    beneath = f"window.open('/popup'); setTimeout(() => location.href = '{unreached}', 200)"
    provider.showing("/popup", titled("/popup"))
    start = provider.showing("/start", titled("/start", PRESS.format(beneath)))
    async with embedded(WAY_BACK, start) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("/popup")
        assert not await at.eye.look_for_a_while(lambda seen: seen["message"])
        await at.eye.do("go", unreached)
        await at.eye.until(lambda seen: seen["action"] == "Try again")
        assert await at.eye.do("press", "Back")
        seen = await at.eye.until(lambda seen: seen["page_title"] == "/start")
        assert (seen["message"], seen["action"]) == ("", "")


async def test_a_choice_of_colours_never_stands_before_the_ways_out(provider: EmbeddedProvider) -> None:
    colours = '<input type="color" style="position:fixed;inset:0;width:99%;height:99%" onfocus="document.title = 1">'
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", colours))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("1")
        await at.eye.look_for_a_while(lambda seen: seen["dialogs"])  # it is there for a moment, and not to be seen
        assert (await at.eye.until(lambda seen: not seen["dialogs"]))["message"] == ""
        assert await at.eye.do("press", "Cancel")
        with pytest.raises(WindowClosed):
            await at.caught()


async def test_a_page_in_an_endless_loop_is_told_of_and_the_message_leaves_with_the_loop(
    provider: EmbeddedProvider,
) -> None:
    loops = "<script>setTimeout(() => { const end = Date.now() + 3500; while (Date.now() < end); }, 300)</script>"
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", loops)), hurried=True) as at:
        await at.eye.until_page("/start")
        seen = await at.eye.until(lambda seen: seen["message"])
        assert (seen["message"], seen["action"]) == ("This page doesn't answer.", "Continue in your own browser")
        await at.eye.until(lambda seen: not seen["message"])
        assert at.told == []


@pytest.mark.parametrize("way_out", ["Cancel", "Use my own browser instead"])
async def test_the_ways_out_of_an_endless_loop_work_at_once(provider: EmbeddedProvider, way_out: str) -> None:
    loops = (
        "<script>setTimeout(() => { document.title = 'looping'; setTimeout(() => { for (;;); }, 300) }, 50)</script>"
    )
    address = provider.showing("/start", titled("/start", loops))
    async with embedded(WAY_BACK, address) as at:
        await at.eye.until_page("looping")
        await asyncio.sleep(0.5)  # there is nothing to be seen of a loop
        async with asyncio.timeout(5):
            assert await at.eye.do("press", way_out)
            if way_out == "Cancel":
                with pytest.raises(WindowClosed):
                    await at.caught()
            else:
                assert await at.handed_over() == ([address], [Hindrance.MOVED])


async def test_a_file_that_the_user_presses_is_not_kept_and_its_address_can_be_copied(
    provider: EmbeddedProvider,
) -> None:
    terms = provider.showing("/terms", "%PDF-1.4", PDF, "Content-Disposition: attachment; filename=terms.pdf")
    link = '<a style="position:fixed;inset:0" {} href="/terms">terms</a>'
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", link.format("")))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until(lambda seen: seen["message"])
        assert (await at.eye.look())["message"] == NO_FILES
        assert await at.eye.do("press", "Copy the address")
        assert await at.eye.do("clipboard") == terms
        assert at.opened == []
        await at.eye.do("go", provider.showing("/second", titled("/second", link.format("target=_blank"))))
        await at.eye.until_page("/second")
        assert await at.eye.do("press", "Put this away")
        await at.eye.click_until(lambda seen: seen["message"] == NO_FILES)
        seen = await at.eye.until_page("/second")  # and no empty window before it
        assert seen["host"] == f"localhost:{provider.served.port}"


async def test_a_file_that_nobody_pressed_is_refused_without_a_word(provider: EmbeddedProvider) -> None:
    provider.showing("/terms", "x", "Content-Disposition: attachment; filename=evil.pdf")
    start = provider.showing("/start", titled("/start", "<script>location.href = '/terms'</script>"))
    async with embedded(WAY_BACK, start) as at:
        await at.eye.until(lambda _seen: "/terms" in provider.paths)
        assert not await at.eye.look_for_a_while(lambda seen: seen["message"])


async def test_the_last_word_stands_over_the_page_that_shows_the_code(provider: EmbeddedProvider) -> None:
    code = "9b7f2c4de1a05386bb41e0c7"
    slow = "<script>const end = Date.now() + 300; while (Date.now() < end);</script>"  # the page before stands so long
    native = f'<!doctype html>{slow}<body style="background:#0000ff"><code id="authorization_code">{code}'
    provider.showing("/oauth/authorize/native", native)
    start = titled(
        "/start", f"<body style='background:#ff0000'><a id=allow href='/oauth/authorize/native?code={code}'>x"
    )
    judged = Judged(wanted=lambda shown: shown == code)
    async with embedded(BY_CODE, provider.showing("/start", start), judged=judged) as at:
        await at.eye.until_page("/start")
        await at.eye.press_in_page("allow")
        await at.eye.until(lambda seen: "We read the code for you" in str(seen["message"]))
        assert await at.eye.do("colour", 300, 300) == "#0000ff"
        assert await at.eye.do("tone") == "accent"
