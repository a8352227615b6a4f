"""Pages that want more than to be shown: nothing of what they try gets anywhere, and the sign-in can still be done."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from ledgerpass.errors import WindowClosed
from ledgerpass.flows.user_agent import WayBack
from tests.support.certificate import nobodys_certificate
from tests.support.embedded_provider import EmbeddedProvider, doorstep, embedded_provider, page
from tests.support.embedded_visit import Judged, embedded, titled
from tests.support.tcp_server import says, serving

REGISTERED = "https://registered.example/callback"
WAY_BACK = WayBack(host=None, redirect_uri=REGISTERED, provider="Acme")
ANSWER = f"{REGISTERED}?code=c&state=good"


async def test_a_storm_of_windows_opens_none(provider: EmbeddedProvider) -> None:
    storm = "<script>for (let n = 0; n < 200; n++) window.open('/popup?' + n); document.title = 'stormed'</script>"
    provider.showing("/popup", titled("/popup"))
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", storm))) as at:
        seen = await at.eye.until_page("stormed")
        assert seen["back"] is False
        assert "/popup" not in provider.paths
        await at.eye.do("go", provider.leading("302", ANSWER))
        assert await at.caught() == ANSWER


async def test_a_page_cant_say_that_an_answer_was_posted_nor_push_out_the_one_that_comes(
    provider: EmbeddedProvider,
) -> None:
    told = f'ledgerpass:posted {{"address": "{REGISTERED}", "values": "code=x&state=bad"}}'
    says_so = f"<script>for (let n = 0; n < 100; n++) console.debug('{told}'); document.title = 'told'</script>"
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", says_so))) as at:
        await at.eye.until_page("told")
        await at.eye.do("go", provider.leading("302", ANSWER))
        assert await at.caught() == ANSWER
        assert at.judged.arrived == [ANSWER]


async def test_a_frame_that_has_answers_gathered_and_sends_none_is_not_heard_nor_pushes_out_the_one_that_comes(
    provider: EmbeddedProvider,
) -> None:
    fields = "<input name=code value=evil><input name=state value=bad>"
    gathers = (
        f"<body><form method=post action='{REGISTERED}'>{fields}</form><script>parent.postMessage('gathering', '*');"
        "setInterval(() => { for (let n = 0; n < 50; n++) new FormData(document.forms[0]); }, 10)</script>"
    )
    frame = provider.showing("/frame", gathers).replace("localhost", "127.0.0.1")
    told = "<script>onmessage = () => setTimeout(() => document.title = 'told', 500)</script>"
    start = titled("/start", f"{told}<iframe sandbox='allow-scripts' src='{frame}'></iframe>")
    async with embedded(WAY_BACK, provider.showing("/start", start)) as at:
        await at.eye.until_page("told")
        assert (await at.eye.look())["message"] == ""
        await at.eye.do("script", f"location.href = '{provider.leading('302', ANSWER)}'; 1")
        assert await at.caught() == ANSWER
        assert at.judged.arrived == [ANSWER]


async def test_no_tip_of_a_page_lies_over_the_bar(provider: EmbeddedProvider) -> None:
    tips = titled("/start", '<div style="position:fixed;inset:0" title="accounts.acme.example">x</div>')
    async with embedded(WAY_BACK, provider.showing("/start", tips)) as at:
        await at.eye.until_page("/start")
        assert await at.eye.do("rest_on_the_page") is False


@pytest.mark.parametrize(
    ("at_the", "letters", "fits"), [("top", 16, True), ("bottom", 16, True), ("top", 40, False), ("bottom", 40, False)]
)
async def test_a_list_of_choices_lies_below_the_bar_and_where_it_can_above_the_ways_out(
    provider: EmbeddedProvider, at_the: str, letters: int, *, fits: bool
) -> None:
    options = "".join(f"<option>choice {number}</option>" for number in range(60))
    unfolds = (
        f"<style>option{{font-size:{letters}px}}</style>"
        f"<select id=list onchange='document.title = list.value'"
        f" style='position:fixed;{at_the}:50px;left:100px;width:300px'>{options}</select>"
        "<button style='position:fixed;top:0;left:0;width:90px;height:90px' onclick='list.showPicker()'>x</button>"
    )
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start", unfolds))) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until(lambda seen: seen["unfolded"])
        [[_, top, _, height]] = cast("list[list[int]]", (await at.eye.look())["unfolded"])
        _, page_top, _, page_height = cast("list[int]", await at.eye.do("page_place"))
        assert top >= page_top
        assert (top + height <= page_top + page_height) is fits
        assert await at.eye.do("choose_in_list", 50, height * 3 // 40)  # the second of twenty that it shows
        await at.eye.until_page("choice 1")


async def test_one_click_opens_one_window_and_a_few_in_all(provider: EmbeddedProvider) -> None:
    storm = "for (let n = 0; n < 50; n++) window.open('/popup')"
    clicks = titled("/start", f"""<button style="position:fixed;inset:0" onclick="{storm}">x</button>""")
    again = titled("/popup", """<button style="position:fixed;inset:0" onclick="window.open('/popup')">x</button>""")
    provider.showing("/popup", again)
    async with embedded(WAY_BACK, provider.showing("/start", clicks)) as at:
        await at.eye.until_page("/start")
        await at.eye.click_until_page("/popup")
        for _ in range(6):  # a click may meet a page that isn't drawn yet
            asked = provider.paths.count("/popup")
            await at.eye.do("click", 50, 50)
            await at.eye.look_for_a_while(_another_came(provider, asked))
        assert provider.paths.count("/popup") == 3
        back = 0
        while (await at.eye.look())["page_title"] != "/start":
            assert await at.eye.do("press", "Back")
            back += 1
        assert back == 3


@pytest.mark.parametrize("way", ["302", "script", "meta"])
async def test_an_endless_chain_of_redirects_is_stopped_and_the_buttons_still_work(
    provider: EmbeddedProvider, way: str
) -> None:
    here = f"{provider.origin}/{way}-loop"
    bodies = {
        "302": page("", f"Location: {here}", status="302 Found"),
        "script": page(titled("/loop", f"<script>location.href = '{here}?' + Math.random()</script>")),
        "meta": page(titled("/loop", f'<meta http-equiv="refresh" content="0;url={here}">')),
    }
    provider.pages[f"/{way}-loop"] = bodies[way]
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", here)
        await at.eye.until(lambda seen: "on and on" in str(seen["message"]))
        assert len(provider.served.heads) < 60
        assert await at.eye.do("press", "Cancel")
        with pytest.raises(WindowClosed):
            await at.caught()


async def test_addresses_that_only_look_like_the_registered_one_are_no_answer() -> None:
    async with doorstep() as step:
        registered = f"http://127.0.0.1:{step.port}/callback"
        look_alikes = [
            f"http://127.0.0.1:{step.port}/callback/?code=evil&state=good",
            f"http://127.0.0.1:{step.port}/Callback?code=evil&state=good",
            f"http://127.0.0.1:{step.port}/callback%2F?code=evil&state=good",
            f"http://localhost:{step.port}/callback?code=evil&state=good",
            f"http://user@127.0.0.1:{step.port}/callback?code=evil&state=good",
            f"https://127.0.0.1:{step.port}/callback?code=evil&state=good",
        ]
        async with embedded_provider() as provider:
            way_back = WayBack(host=None, redirect_uri=registered, provider="Acme")
            start = provider.showing("/start?code=evil&state=good", titled("/start"))
            async with embedded(way_back, start) as at:
                await at.eye.until_page("/start")
                for address in look_alikes:
                    await at.eye.do("go", provider.leading("302", address))
                    await at.eye.until(lambda seen: seen["message"])
                    await at.eye.do("press", "Put this away")
                assert at.judged.arrived == []
                await at.eye.do("go", provider.leading("302", f"{registered}?code=c&state=good"))
                assert await at.caught() == f"{registered}?code=c&state=good"


async def test_no_part_of_a_page_reaches_the_registered_address_or_is_taken_for_the_answer(
    provider: EmbeddedProvider,
) -> None:
    async with doorstep() as step:
        registered = f"http://127.0.0.1:{step.port}/callback"
        parts = titled(
            "/start",
            f"<iframe src='{registered}?code=framed&state=good'></iframe><img src='{registered}?code=i&state=good'>"
            # not protected, as far as anybody can tell by the address: nothing of a page may come from there
            f"<img src='http://[::ffff:127.0.0.1]:{step.port}/x'><iframe src='http://127.1.1.1:{step.port}/x'></iframe>"
            f"<script>fetch('{registered}?code=f&state=good', {{mode: 'no-cors'}})"
            ".catch(() => document.title = 'refused')</script>",
        )
        way_back = WayBack(host=None, redirect_uri=registered, provider="Acme")
        async with embedded(way_back, provider.showing("/start", parts)) as at:
            await at.eye.until_page("refused")
            assert at.judged.arrived == []
        assert step.visitors == 0


async def test_a_look_alike_in_other_scripts_is_seen_in_the_networks_own_letters(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", "http://xn--80ak6aa92e.com/start")  # "apple", in Cyrillic letters
        seen = await at.eye.until(lambda seen: seen["message"])
        assert seen["message"] == "The way to xn--80ak6aa92e.com is not protected, so we didn't go there."


async def test_wrong_answers_are_told_so_and_dont_keep_the_right_one_out(provider: EmbeddedProvider) -> None:
    wrong = f"{REGISTERED}?code=evil&state=wrong"
    floods = titled(
        "/start",
        f"<script>for (let n = 0; n < 30; n++) window.open('{wrong}');"
        f"for (let n = 0; n < 5; n++) location.href = '{wrong}' + n</script>",
    )
    async with embedded(WAY_BACK, provider.showing("/start", floods), judged=Judged()) as at:
        await at.eye.until(lambda seen: "earlier try" in str(seen["message"]))
        assert all("wrong" in address for address in at.judged.arrived)
        assert not at.answer.done()
        await at.eye.do("go", provider.leading("302", ANSWER))
        assert await at.caught() == ANSWER


async def test_history_tricks_dont_change_where_the_page_is_said_to_be_from(provider: EmbeddedProvider) -> None:
    tricks = titled(
        "/start",
        "<script>for (let n = 0; n < 100; n++) history.pushState({}, '', '/moneybird.com/' + n);"
        "try { history.replaceState({}, '', 'https://moneybird.com/') } catch { document.title = 'refused' }</script>",
    )
    async with embedded(WAY_BACK, provider.showing("/start", tricks)) as at:
        assert (await at.eye.until_page("refused"))["host"] == f"localhost:{provider.served.port}"
        await at.eye.do("go", provider.leading("302", ANSWER))
        assert await at.caught() == ANSWER


async def test_what_is_not_protected_is_not_opened(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.leading("302", "http://acme.example/login")) as at:
        seen = await at.eye.until(lambda seen: seen["message"])
        assert seen["message"] == "The way to acme.example is not protected, so we didn't go there."


async def test_a_certificate_that_nobody_trusts_is_refused_with_no_way_around(
    provider: EmbeddedProvider, tmp_path: Path
) -> None:
    async with serving(says(page(titled("/evil"))), nobodys_certificate(tmp_path)) as served:
        async with embedded(WAY_BACK, provider.leading("302", f"https://127.0.0.1:{served.port}/login")) as at:
            seen = await at.eye.until(lambda seen: "certificate" in str(seen["message"]))
            assert f"127.0.0.1:{served.port}" in str(seen["message"])
            assert seen["action"] == ""
        assert served.heads == []


def _another_came(provider: EmbeddedProvider, asked: int) -> Callable[[dict[str, object]], bool]:
    return lambda _seen: provider.paths.count("/popup") > asked


async def test_after_a_wrong_answer_the_page_is_still_there_with_back_and_reload(provider: EmbeddedProvider) -> None:
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", provider.showing("/second", titled("/second")))
        await at.eye.until_page("/second")
        await at.eye.do("go", provider.leading("302", f"{REGISTERED}?state=wrong"))
        seen = await at.eye.until(lambda seen: "earlier try" in str(seen["message"]))
        assert (seen["page_title"], seen["back"]) == ("/second", True)
        assert await at.eye.do("press", "Load the page again")
        await at.eye.until(lambda _seen: provider.paths.count("/second") == 2)
        assert await at.eye.do("press", "Back")
        await at.eye.until_page("/start")
