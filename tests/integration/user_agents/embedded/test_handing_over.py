"""Whenever the window can't go on, the same attempt goes on in the user's own browser, and he is told why."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator

import psutil
import pytest

from ledgerpass.errors import NoBrowser
from ledgerpass.flows.user_agent import Hindrance, WayBack
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.browser_process import Patience
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import Judged, embedded, titled
from tests.support.listening import PATH, browser
from tests.support.scripted_browser import get

WAY_BACK = WayBack(host="127.0.0.1", path=PATH, provider="Acme")
IMPATIENT = Patience(first_word=20, silence=1.5, end=0.5)
SAYS = "import sys, time; sys.stdin.readline(); print('{}', flush=True); time.sleep({})"


def _own_children() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if "embedded_hand" in " ".join(each.cmdline())]


def _kill() -> None:
    _own_children()[0].kill()


def _stop() -> None:
    os.kill(_own_children()[0].pid, signal.SIGSTOP)


def _renderers() -> Iterator[psutil.Process]:
    for each in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "--type=renderer" in each.cmdline():
                yield each


@pytest.mark.parametrize("what", [_kill, _stop])
async def test_a_window_that_crashes_or_hangs_is_followed_by_the_users_own_browser(
    provider: EmbeddedProvider, what: Callable[[], None]
) -> None:
    address = provider.showing("/start?state=good", titled("/start"))
    async with embedded(WAY_BACK, address, patience=IMPATIENT) as at:
        await at.eye.until_page("/start")
        what()
        assert await at.handed_over() == ([address], [Hindrance.FAILED])
        assert _own_children() == []
        # the way back is the one that the address promised, and it still listens
        page = await asyncio.to_thread(get, f"{at.visit.redirect_uri}?code=c&state=good")
        assert "Almost done" in page.text
        assert "code=c" in await at.caught()


async def test_a_page_that_crashes_is_followed_by_the_users_own_browser(provider: EmbeddedProvider) -> None:
    address = provider.showing("/start", titled("/start"))
    async with embedded(WAY_BACK, address) as at:
        await at.eye.until_page("/start")
        for renderer in _renderers():
            renderer.kill()
        assert await at.handed_over() == ([address], [Hindrance.FAILED])


@pytest.mark.parametrize(
    "command",
    [
        ("/nowhere/at/all",),
        (sys.executable, "-c", "raise SystemExit(1)"),
        (sys.executable, "-c", SAYS.format("no JSON at all", 60)),
        (sys.executable, "-c", SAYS.format('{"kind":"arrived"}', 60)),
        (sys.executable, "-c", SAYS.format('{"kind":"hand_over","reason":"failed"}', 60)),
        (sys.executable, "-c", "print('x' * 300000); import time; time.sleep(60)"),
        (sys.executable, "-c", "import time; time.sleep(60)"),
    ],
)
async def test_a_window_that_never_comes_is_followed_by_the_users_own_browser(command: tuple[str, ...]) -> None:
    patience = Patience(first_word=0.7, silence=0.7, end=0.2)
    async with embedded(WAY_BACK, "https://acme.example/", command=command, patience=patience) as at:
        assert await at.handed_over() == (["https://acme.example/"], [Hindrance.FAILED])
        assert not at.answer.done()


async def test_what_cant_draw_is_tried_once_more_without_the_graphics_card() -> None:
    tells = (
        "import os, sys, time; sys.stdin.readline()\n"
        "software = os.environ.get('QT_QUICK_BACKEND') == 'software'\n"
        "to = 'https://registered.example/cb?state=good' if software else ''\n"
        'print(\'{"kind":"arrived","address":"%s"}\' % to if to else \'{"kind":"hand_over","reason":"failed"}\')\n'
        "sys.stdout.flush()\n"
        "time.sleep(60)"
    )
    patience = Patience(first_word=20, silence=20, end=0.2)
    async with embedded(
        WAY_BACK, "https://acme.example/", command=(sys.executable, "-c", tells), patience=patience
    ) as at:
        assert await at.caught() == "https://registered.example/cb?state=good"
        assert at.told == []


@pytest.mark.parametrize(("refusing", "asked"), [("refusing.example", 1), ("localhost", 0)])
async def test_a_page_that_refuses_embedded_browsers_is_opened_in_the_users_own_at_once(
    provider: EmbeddedProvider, refusing: str, asked: int
) -> None:
    address = provider.leading("302", "https://accounts.refusing.example/signin")
    async with embedded(WAY_BACK, address, refusing=(refusing,)) as at:
        assert await at.handed_over() == ([address], [Hindrance.REFUSED])
    assert len(provider.served.heads) == asked


async def test_a_page_that_asks_for_a_passkey_offers_the_users_own_browser(provider: EmbeddedProvider) -> None:
    conditional = "navigator.credentials.get({mediation: 'conditional', publicKey: {challenge: new Uint8Array(8)}})"
    address = provider.showing("/start", titled("/start", f"<script>{conditional}.catch(() => 0)</script>"))
    async with embedded(WAY_BACK, address) as at:
        assert (await at.eye.until_page("/start"))["message"] == ""
        for call in ("get({publicKey: {challenge: new Uint8Array(8)}})", "create({publicKey: {}})"):
            await at.eye.do("script", f"navigator.credentials.{call}.catch(() => 0); 1")
            await at.eye.until(lambda seen: "passkeys" in str(seen["message"]))
            await at.eye.do("press", "Put this away")
        assert at.opened == []
        await at.eye.do("script", f"navigator.credentials.{call}.catch(() => 0); 1")
        await at.eye.until(lambda seen: seen["action"])
        assert await at.eye.do("press", "Continue in your own browser")
        assert await at.handed_over() == ([address], [Hindrance.PASSKEY])


async def test_without_any_browser_the_sign_in_says_so() -> None:
    own = browser(open_address=lambda _address: False)
    agent = EmbeddedBrowser(own, ("/nowhere/at/all",))
    async with agent.visit(WAY_BACK) as visit:
        await visit.show("https://acme.example/")
        with pytest.raises(NoBrowser):
            await asyncio.wait_for(visit.bring_back(Judged()), 10)
    await own.close()
