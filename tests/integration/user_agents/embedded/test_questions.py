"""What a page asks is asked on a card of ours: short, under its host, as a dialog, and never for ever."""

import pytest

from ledgerpass.flows.user_agent import WayBack
from ledgerpass.user_agents.embedded_browser.network import Network
from tests.support.authority import Authority
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import Embedded, embedded, titled
from tests.support.secured_provider import secured_provider

REGISTERED = "https://registered.example/callback"
WAY_BACK = WayBack(host=None, redirect_uri=REGISTERED, provider="Acme")
ANSWER = f"{REGISTERED}?code=c&state=good"
STAYS = (
    '<button style="position:fixed;inset:0" onclick="document.title = \'pressed\'">x</button>'
    "<script>addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x' })</script>"
)
ENOUGH = "This page keeps asking, so we don't ask you any more."
ASKS = "for (let n = 0; n < 30; n++) confirm('Again?'); document.title = 'over'"
ASKS_FOR_EVER = titled("/start", f"<script>setTimeout(() => {{ {ASKS} }}, 50)</script>")


def _card(seen: dict[str, object]) -> list[str]:
    return [str(each) for each in seen["card"]]  # type: ignore[attr-defined]  # texts come as objects


async def _leave_until_asked(at: Embedded) -> list[str]:
    """Press the button, once more where that is too soon after the last answer for the web engine to ask the page."""
    for _ in range(3):
        assert await at.eye.do("press", "Load the page again")
        if await at.eye.look_for_a_while(lambda seen: seen["card"]):
            break
    return _card(await at.eye.look())


async def _say_no_until_over(at: Embedded) -> int:
    said = 0
    while (await at.eye.until(lambda seen: seen["card"] or seen["page_title"] == "over"))["card"]:
        assert await at.eye.do("press", "No")
        said += 1
    return said


async def test_a_page_that_keeps_asking_is_told_of_and_asks_again_once_the_user_loads_it_anew(
    provider: EmbeddedProvider,
) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", ASKS_FOR_EVER)) as at:
        for _ in range(2):
            assert await _say_no_until_over(at) == 8
            assert (await at.eye.until(lambda seen: seen["message"]))["message"] == ENOUGH
            assert await at.eye.do("tone") == "warning"
            assert await at.eye.do("press", "Load the page again")
            await at.eye.until(lambda seen: seen["card"])
            assert (await at.eye.look())["message"] == ""


async def test_the_user_who_leaves_is_asked_so_in_words_of_ours_each_time(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", STAYS))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("pressed")
        for _ in range(10):  # more often than a page may ask of itself
            card = await _leave_until_asked(at)
            words = f"What you typed on localhost:{provider.served.port} may be lost."
            assert card[:2] == ["Leave this page?", words]
            assert await at.eye.do("press", "Stay")
            await at.eye.until(lambda seen: not seen["card"])
        assert provider.paths.count("/start") == 1
        await at.eye.do("script", f"setTimeout(() => {{ {ASKS} }}, 10); 1")
        assert await _say_no_until_over(at) == 8, "the questions about leaving don't count"
        await _leave_until_asked(at)
        assert await at.eye.do("press", "Leave")
        await at.eye.until(lambda _seen: provider.paths.count("/start") == 2)


async def test_nothing_holds_up_a_page_that_goes_on_by_itself(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", STAYS))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("pressed")
        await at.eye.do("script", f"setTimeout(() => {{ location.href = '{ANSWER}' }}, 10); 1")
        assert await at.caught() == ANSWER


async def test_a_page_cant_ask_for_ever_in_the_words_of_leaving(provider: EmbeddedProvider) -> None:
    words = "Are you sure you want to leave this page? Changes that you made may not be saved."
    asks = f"<script>setTimeout(() => {{ for (let n = 0; n < 99; n++) confirm('{words}'); document.title = 'over' }})"
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", f"{asks}</script>"))) as at:
        assert (await at.eye.until(lambda seen: seen["card"] or seen["page_title"] == "over"))["card"] == []


async def test_what_a_page_says_is_one_short_line(provider: EmbeddedProvider) -> None:
    long = "<script>setTimeout(() => alert('Call\\n\\n\\n' + 'now '.repeat(50000) + '\\u202e'), 50)</script>"
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", long))) as at:
        said = _card(await at.eye.until(lambda seen: seen["card"]))[1]
        assert said.startswith("Call now now")
        assert len(said) <= 300


@pytest.mark.parametrize("size", [(600, 480), (880, 760)])
async def test_whose_page_asks_is_never_cut_away_however_long_its_host(size: tuple[int, int]) -> None:
    long = f"moneybird.com.{'.'.join(['a' * 60] * 3)}.evil.localhost"
    ours = Authority()
    network = Network(certificates=(ours.certificate,))
    async with secured_provider(ours.server("localhost", long)) as provider:
        elsewhere = f"{long}:{provider.served.port}"
        asks = f"<script>setTimeout(() => prompt('{'word ' * 60}'), 50)</script>"
        provider.showing("/asks", titled("/asks", asks))
        provider.showing("/login", "", 'WWW-Authenticate: Basic realm="Books"', status="401 Unauthorized")
        async with embedded(WAY_BACK, provider.showing("/start", titled("/start")), network=network) as at:
            await at.eye.until_page("/start")
            await at.eye.do("resize", *size)
            await at.eye.do("go", f"https://{elsewhere}/login")
            seen = await at.eye.until(lambda seen: seen["card"])
            assert _card(seen)[0].startswith("…")
            assert _card(seen)[0].endswith(f".evil.localhost:{provider.served.port} asks who you are")
            assert seen["where"] == f"Opening {elsewhere} …"  # and nobody else's name stands above it
            assert await at.eye.do("cut_off") == []
            assert await at.eye.do("press", "Not now")
            seen = await at.eye.until(lambda seen: not seen["card"] and seen["path"] == "/login")
            assert seen["host"] != f"localhost:{provider.served.port}"
            await at.eye.do("go", f"https://{elsewhere}/asks")
            seen = await at.eye.until(lambda seen: seen["card"])
            assert _card(seen)[0].endswith(f".evil.localhost:{provider.served.port} says")
            assert await at.eye.do("cut_off") == []


async def test_a_question_is_a_dialog_and_what_has_the_focus_says_who_asks(provider: EmbeddedProvider) -> None:
    asks = "<script>setTimeout(() => { document.title = 'said ' + confirm('Moneybird: ok?') }, 50)</script>"
    host = f"localhost:{provider.served.port}"
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", asks))) as at:
        seen = await at.eye.until(lambda seen: seen["card"])
        assert await at.eye.do("hears") == [[f"{host} says", "Moneybird: ok?"]]
        assert (seen["focused"], seen["focused_of"]) == ("Yes", f"{host} says. Moneybird: ok?")
        for key in ("F6", "Shift+F6"):  # out of the card, and back into it, not to the page below
            await at.eye.do("keys", key)
            assert (await at.eye.look())["focused"] == ("Use my own browser instead" if key == "F6" else "Yes")
        await at.eye.do("keys", "Esc")
        await at.eye.until_page("said false")


@pytest.mark.parametrize("key", ["F6", "Shift+F6"])
async def test_the_page_is_left_and_reached_by_key(provider: EmbeddedProvider, key: str) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.until(lambda seen: seen["in_page"])
        for in_page in (False, True):
            await at.eye.do("keys", key)
            await at.eye.until(lambda seen, in_page=in_page: seen["in_page"] is in_page)  # type: ignore[misc]
