"""Where a provider shows a code, the window reads it there, and nothing else that stands on a page."""

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
