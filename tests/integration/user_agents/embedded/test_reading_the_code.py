"""Where a provider shows a code, the window reads it there, and nothing else that stands on a page."""

import functools
import json

import pytest

from ledgerpass.flows.user_agent import WayBack
from ledgerpass.providers.provider import ShownCode
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import Judged, embedded, titled

CODE = "9b7f2c4de1a05386bb41"
GENERAL = ShownCode()


def _way_back(place: ShownCode) -> WayBack:
    return WayBack(host=None, redirect_uri="urn:ietf:wg:oauth:2.0:oob", shown_code=place, provider="Acme")


def _shows(number: int) -> str:
    return f"{number}{CODE}"


GENERAL_PLACES = (
    (f"/oauth/authorize/native?code={_shows(0)}", titled("Authorization")),
    (f"/oauth/authorize/{_shows(1)}", titled("Authorization")),
    ("/oauth/approved", titled(f"Success code={_shows(2)}")),
    ("/oauth/shown", titled("Done", f"<p>Your code:</p><code id='authorization_code'>{_shows(3)}</code>")),
)
FILES_PLACES = (
    ("/element", titled("Done", f"<b class='x'> {_shows(0)}\n</b><b>7</b>")),
    ("/title", titled(f"Verifier {_shows(1)}.")),
    (f"/done?v={_shows(2)}", titled("Done")),
)
FILES = ShownCode(address=r"[?&]v=(\w+)", title=r"Verifier (\w+)", element="b.x")


@pytest.mark.parametrize(("place", "pages"), [(GENERAL, GENERAL_PLACES), (FILES, FILES_PLACES)])
async def test_a_code_is_read_where_the_provider_shows_it(
    provider: EmbeddedProvider, place: ShownCode, pages: tuple[tuple[str, str], ...]
) -> None:
    codes = [_shows(number) for number in range(len(pages))]
    judged = Judged(wanted=lambda code: code == codes[-1])
    start = provider.showing("/start", titled("/start", f"<code id='code'>is-not-asked-of-9-this</code> {CODE}"))
    async with embedded(_way_back(place), start, judged=judged) as at:
        await at.eye.until_page("/start")
        for number, (path, body) in enumerate(pages):
            await at.eye.do("go", provider.showing(path, body))
            assert await at.arrivals(number + 1) == codes[: number + 1]
        assert await at.caught() == codes[-1]
        await at.eye.until(lambda seen: seen["message"] == "We read the code for you. Ledgerpass goes on by itself.")


SHOWN = {
    "blanks around": "<code id='code'>\n   CODE&nbsp;\n</code>",
    "unseen signs inside": "<code id='code'>HEAD&shy;TAIL&#8203;</code>",
    "a place to break it": "<code id='code'>HEAD<wbr>TAIL</code>",
    "a field that can't be changed": "<input id='code' readonly value='CODE'>",
    "a field that is switched off": "<input id='code' disabled value='CODE'>",
    "an area that can't be changed": "<textarea id='code' readonly>CODE</textarea>",
    "twice, for two sizes of screen": "<p id='code'>CODE</p><div><b id='verifier'>CODE</b></div>",
    "one of the two hidden": "<p id='code'>CODE</p><p id='code' style='display:none'>ANOTHER</p>",
    "with a button in it": "<div id='code'><b>CODE</b><button>Copy</button><a role='button'>Copy it</a></div>",
    "in a button": "<button id='code'>CODE</button>",
    "below the fold": "<div style='height:4000px'></div><code id='code'>CODE</code>",
    "in a box that scrolls": (
        "<div style='height:60px;overflow:auto'><div style='height:900px'></div><code id='code'>CODE</code></div>"
    ),
    "filled in late": (
        "<code id='code'>Loading...</code>"
        "<script>setTimeout(() => document.all.code.textContent = 'CODE', 600)</script>"
    ),
    "letter by letter": (
        "<code id='code'></code><script>let at = 0; setInterval(() => {"
        "document.all.code.textContent = 'CODE'.slice(0, at += 2)}, 40)</script>"
    ),
    "shown late": (
        "<code id='code' style='display:none'>CODE</code>"
        "<script>setTimeout(() => document.all.code.style.display = '', 300)</script>"
    ),
    "named in the text": "<p>oauth_token: 0f1e2d3c4b5a69788796a</p><p>oauth_verifier: <b>CODE</b></p>",
    "beside a form that hides its own": (
        "<form id='verifier'>Sign out<input name='checkVisibility'><input name='closest'><input name='parentElement'>"
        "<input name='getBoundingClientRect'></form>"
        "<img name='querySelectorAll'><code id='code'>CODE</code>"
    ),
}


MOST_TOLD = 8


@pytest.mark.parametrize("first", range(0, len(SHOWN), MOST_TOLD))
async def test_a_code_is_read_however_a_page_puts_it(provider: EmbeddedProvider, first: int) -> None:
    rows = dict(list(SHOWN.items())[first : first + MOST_TOLD])
    codes = [f"{CODE}{number:02}" for number in range(len(rows))]
    judged = Judged(wanted=lambda _code: False)
    start = provider.showing("/start", titled("/start"))
    async with embedded(_way_back(GENERAL), start, judged=judged) as at:
        await at.eye.until_page("/start")
        for number, (code, (what, body)) in enumerate(zip(codes, rows.items(), strict=True)):
            words = {"HEAD": code[:9], "TAIL": code[9:], "ANOTHER": code[::-1], "CODE": code}
            filled = functools.reduce(lambda text, word: text.replace(*word), words.items(), body)
            await at.eye.do("go", provider.showing(f"/shown/{number}", titled(f"/shown/{number}", filled)))
            assert (await at.arrivals(number + 1))[number:] == [code], what


HIDDEN = (
    "<p id='code' style='display:none'>CODE</p>",
    "<div style='display:none'><p id='code'>CODE</p></div>",
    "<p id='code' hidden>CODE</p>",
    "<p id='code' style='visibility:hidden'>CODE</p>",
    "<p id='code' style='opacity:0'>CODE</p>",
    "<div style='opacity:0'><p id='code'>CODE</p></div>",
    "<p id='code' style='font-size:0'>CODE</p>",
    "<p id='code' style='height:0;overflow:hidden'>CODE</p>",
    "<div style='width:1px;height:1px;overflow:hidden'><p id='code'>CODE</p></div>",
    "<p id='code' style='position:absolute;left:-9999px'>CODE</p>",
    "<p id='code' style='position:absolute;top:-9999px'>CODE</p>",
    "<p id='code' style='text-indent:-9999px'>CODE</p>",
    "<p id='code'><span style='display:none'>CODE</span></p>",
    "<style>#code::before { content: 'CODE' }</style><p id='code'></p>",
    "<input id='code' type='hidden' value='CODE'>",
    "<input id='code' readonly type='password' value='CODE'>",
    "<input id='code' value='CODE'><textarea id='verifier'>CODE</textarea>",
    "<select id='code'><option>CODE</option></select>",
    "<iframe srcdoc=\"<p id='code'>CODE</p>\"></iframe>",
    "<template id='code'>CODE</template><script id='code' type='text/plain'>CODE</script>",
    "<div id='code'>CODE<b>CODE</b></div>",
    "<div id='code'>Code<br>CODE</div>",
    "<div id='code'>Your code is CODE</div>",
    "<p style='display:none'>oauth_verifier: CODE</p>",
    "<!-- oauth_verifier: CODE --><p title='oauth_verifier: CODE'>Look at its title</p>",
)
THEN = "<script>setTimeout(() => { document.body.innerHTML = '<p id=code>LATER</p>' }, 700)</script>"


async def test_what_nobody_is_shown_or_what_can_be_typed_in_is_not_read(provider: EmbeddedProvider) -> None:
    later = f"{CODE}later9"
    judged = Judged(wanted=lambda code: code == later)
    start = provider.showing("/start", titled("/start"))
    async with embedded(_way_back(GENERAL), start, judged=judged) as at:
        await at.eye.until_page("/start")
        body = "".join(HIDDEN).replace("CODE", CODE) + THEN.replace("LATER", later)
        await at.eye.do("go", provider.showing("/hidden", titled("/hidden", body)))
        assert await at.caught() == later
        assert at.judged.arrived == [later]


async def test_of_two_codes_none_is_read_and_no_code_is_told_twice(provider: EmbeddedProvider) -> None:
    one, other, last = f"{CODE}01", f"{CODE}02", f"{CODE}03"
    judged = Judged(wanted=lambda code: code == last)
    turns = (
        f"<b id=code>{one}</b><b id=verifier>{other}</b>",
        *(f"<b id=code>{each}</b>" for each in (one, other, one)),
    )
    body = f"""<script>const turns = {json.dumps([*turns, f"<b id=code>{last}</b>"])};
        const next = () => {{ document.body.innerHTML = turns.shift(); turns.length && setTimeout(next, 500) }}; next()
        </script>"""
    start = provider.showing("/start", titled("/start"))
    async with embedded(_way_back(GENERAL), start, judged=judged) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", provider.showing("/turns", titled("/turns", body)))
        assert await at.caught() == last
        assert at.judged.arrived == [one, other, last]


async def test_a_page_that_shows_one_code_after_another_is_not_listened_to_for_ever(provider: EmbeddedProvider) -> None:
    body = f"""<script>let at = 100; const next = () => {{
        document.title = ++at < 130 ? "Success code={CODE}" + at : "/end"; at < 130 && setTimeout(next, 20) }}; next()
        </script>"""
    judged = Judged(wanted=lambda _code: False)
    async with embedded(_way_back(GENERAL), provider.showing("/start", titled("/start")), judged=judged) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", provider.showing("/many", titled("/many", body)))
        await at.eye.until_page("/end")
        assert len(await at.arrivals(MOST_TOLD)) == MOST_TOLD


async def test_a_page_that_answers_a_form_at_the_first_address_is_read(provider: EmbeddedProvider) -> None:
    judged = Judged(wanted=lambda code: code == CODE)
    form = "<form method='post'><button id='allow'>Allow</button></form>"
    start = provider.showing("/authorize?client_id=c1d2e3f4a5b6c7d8e9f0", titled("/authorize", form))
    async with embedded(_way_back(GENERAL), start, judged=judged) as at:
        await at.eye.until_page("/authorize")
        provider.showing("/authorize", titled("/done", f"<b id='code'>{CODE}</b><b id='code'>c1d2e3f4a5b6c7d8e9f0</b>"))
        await at.eye.press_in_page("allow")
        assert await at.caught() == CODE
        assert at.judged.arrived == [CODE]


async def test_another_servers_page_and_words_that_are_no_code_are_left_alone(provider: EmbeddedProvider) -> None:
    async with embedded(_way_back(GENERAL), provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        for number, body in enumerate(
            (
                f"<code id='code'>{CODE}</code><code id='verifier'>{CODE[::-1]}</code>",
                "<code id='code'>Settings</code>",
                "<code id='code'>0900-1234</code>",
                "<div id='code'>This page shows no code 1234567890ab</div>",
                "<input value='9b7f2c4de1a05386bb41'><p>9b7f2c4de1a05386bb41</p>",
            )
        ):
            await at.eye.do("go", provider.showing(f"/other/{number}", titled(f"/other/{number}", body)))
            await at.eye.until_page(f"/other/{number}")
        elsewhere = provider.showing(f"/authorize/native?code={CODE}", titled(f"Success code={CODE}"))
        await at.eye.do("go", elsewhere.replace("localhost", "127.0.0.1"))
        await at.eye.until_page(f"Success code={CODE}")
        assert at.judged.arrived == []


async def test_no_code_is_looked_for_where_the_answer_comes_by_a_redirect(provider: EmbeddedProvider) -> None:
    way_back = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")
    async with embedded(way_back, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        await at.eye.do("go", provider.showing(f"/authorize/native?code={CODE}", titled(f"Success code={CODE}")))
        await at.eye.until_page(f"Success code={CODE}")
        assert at.judged.arrived == []
