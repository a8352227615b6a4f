"""The whole window can be seen, with its ways out, on a small screen too."""

from typing import cast

import pytest

from ledgerpass.flows.user_agent import WayBack
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import embedded, titled

WAY_BACK = WayBack(host=None, redirect_uri="https://registered.example/callback", provider="Acme")


@pytest.mark.parametrize(
    ("scale", "height"),
    [("1", 760), ("2.2", 0), ("4", 0)],  # of 2560 by 1600: the tests' own screen, a small one, a very small one
)
async def test_the_window_is_whole_in_the_middle_of_the_screen(
    provider: EmbeddedProvider, monkeypatch: pytest.MonkeyPatch, scale: str, height: int
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", scale)
    async with embedded(WAY_BACK, provider.showing("/start", titled("/start"))) as at:
        await at.eye.until_page("/start")
        window, screen = cast("list[list[int]]", await at.eye.do("place"))
        left, top, width, tall = window
        assert left >= screen[0]
        assert top >= screen[1]
        assert left + width <= screen[0] + screen[2]
        assert top + tall <= screen[1] + screen[3]
        assert abs((left + width / 2) - (screen[0] + screen[2] / 2)) < 20
        assert abs((top + tall / 2) - (screen[1] + screen[3] / 2)) < 40
        assert tall >= height
