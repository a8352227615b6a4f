"""Whenever the window can't go on, the same attempt goes on in the user's own browser, and he is told why."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import psutil
import pytest

from ledgerpass.errors import NoBrowser
from ledgerpass.flows.user_agent import Hindrance, Sight, Verdict, WayBack
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.browser_process import Patience
from tests.support.embedded_provider import EmbeddedProvider
from tests.support.embedded_visit import Judged, embedded, titled
from tests.support.listening import PATH, browser
from tests.support.scripted_browser import get
from tests.support.window_processes import windows

WAY_BACK = WayBack(host="127.0.0.1", path=PATH, provider="Acme")
IMPATIENT = Patience(first_word=20, silence=1.5, end=0.5)
SAYS = "import sys, time; sys.stdin.readline(); print('{}', flush=True); time.sleep({})"


def _kill() -> None:
    windows()[0].kill()


def _stop() -> None:
    os.kill(windows()[0].pid, signal.SIGSTOP)


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
        assert windows() == []
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


async def test_where_no_browser_opens_the_wait_goes_on_and_the_link_can_be_opened_by_hand() -> None:
    address = "https://acme.example/"
    async with embedded(WAY_BACK, address, command=("/nowhere/at/all",), open_address=lambda _address: False) as at:
        _, told = await at.handed_over()
        assert told == [Hindrance.NOT_OPENED, Hindrance.FAILED], "it is never said that it has opened"
        with pytest.raises(NoBrowser):
            await at.visit.show(address)
        assert not at.answer.done()
        await asyncio.to_thread(get, f"{at.visit.redirect_uri}?code=c&state=good")
        assert "code=c" in await at.caught()


async def test_where_nothing_but_the_window_could_catch_it_the_wait_goes_on_as_well() -> None:
    way_back = WayBack(host=None, redirect_uri="nl.acme.books:/callback", provider="Acme")
    async with embedded(way_back, "https://acme.example/", command=("/nowhere/at/all",)) as at:
        assert await at.handed_over() == (["https://acme.example/"], [Hindrance.FAILED])
        assert not at.answer.done(), "its address is pasted"


async def test_whoever_waits_is_told_when_the_window_can_be_seen(provider: EmbeddedProvider) -> None:
    address = provider.showing("/start", titled("/start"))
    async with embedded(WAY_BACK, address) as at:
        assert at.seen == []
        await at.eye.until_page("/start")
        assert at.seen == [Sight.WINDOW]


async def test_a_window_that_lives_but_is_never_seen_is_given_up_in_time() -> None:
    lives = 'import time\nwhile True: print(\'{"kind":"alive"}\', flush=True); time.sleep(0.05)'
    patience = Patience(first_word=20, silence=20, drawn=0.7, end=0.2)
    async with embedded(
        WAY_BACK, "https://acme.example/", command=(sys.executable, "-c", lives), patience=patience
    ) as at:
        assert await at.handed_over() == (["https://acme.example/"], [Hindrance.FAILED])
        assert at.seen == []


NOTED = """import os, sys, time
with open(sys.argv[1], "a+") as notes:
    notes.seek(0)
    for before in notes.read().split():
        try:
            os.kill(int(before), 0)
            print('{"kind":"arrived","address":"two-at-once?state=good"}', flush=True)
        except ProcessLookupError:
            pass
    notes.write(f"{os.getpid()}\\n")
"""
"""Writes down that it was started, and tells when one that was started before still runs."""
FAILS = (
    NOTED
    + """
print('{"kind":"hand_over","reason":"failed"}', flush=True)
"""
)
HANGS = (
    NOTED
    + """
print('{"kind":"alive"}', flush=True)
time.sleep(60)
"""
)
NEVER_SPEAKS = (
    NOTED
    + """
time.sleep(60)
"""
)
GIVES_UP = (
    NOTED
    + """
notes.close()
import ledgerpass.no_such_library
"""
)
CRASHES = (
    NOTED
    + """
notes.close()
os.abort()
"""
)


@pytest.mark.parametrize(
    ("program", "starts"),
    [(FAILS, 2), (FAILS + "time.sleep(60)", 2), (HANGS, 2), (NEVER_SPEAKS, 1), (GIVES_UP, 1), (CRASHES, 2)],
)
async def test_a_second_window_comes_only_where_it_may_help_and_never_beside_the_first(
    tmp_path: Path, program: str, starts: int
) -> None:
    notes = tmp_path / "notes"
    patience = Patience(first_word=2, silence=0.5, end=0.2)
    command = (sys.executable, "-c", program, str(notes))
    async with embedded(WAY_BACK, "https://acme.example/", command=command, patience=patience) as at:
        assert await at.handed_over() == (["https://acme.example/"], [Hindrance.FAILED])
        assert not at.answer.done()
        assert len(notes.read_text().split()) == starts


async def test_the_last_words_of_a_window_that_was_given_up_are_not_taken_for_those_of_the_next(
    started: Callable[[], list[psutil.Process]],
) -> None:
    """The first says that it can't draw, and more; that must not end the second."""
    more = '{"kind":"hand_over","reason":"failed"}\\n{"kind":"hand_over","reason":"moved"}'
    tells = (
        "import os, sys, time; sys.stdin.readline()\n"
        "software = os.environ.get('QT_QUICK_BACKEND') == 'software'\n"
        f"print('{{\"kind\":\"drawn\"}}' if software else '{more}', flush=True)\n"
        "time.sleep(60 if software else 0)"
    )
    own = browser(open_address=lambda _address: True)
    agent = EmbeddedBrowser(own, (sys.executable, "-c", tells), Patience(end=0.2))

    async def when_it_has_ended() -> None:
        """Wait until all that the process said has been read."""
        async with asyncio.timeout(10):
            while started():  # noqa: ASYNC110 - another process's end has no event here
                await asyncio.sleep(0.02)
        for _ in range(50):
            await asyncio.sleep(0)

    assert await _first_told(agent, begins=when_it_has_ended) is Sight.WINDOW
    await own.close()


async def test_what_happened_to_the_last_window_is_known_for_the_next(tmp_path: Path) -> None:
    """One that failed is not shown first again; one that drew without the graphics card is not tried with it."""
    notes = tmp_path / "backends"
    note = f"import os; open({str(notes)!r}, 'a').write(os.environ.get('QT_QUICK_BACKEND', 'card') + ' ')\n"
    tells = (
        f"import os, sys, time\n{note}"
        "software = os.environ.get('QT_QUICK_BACKEND') == 'software'\n"
        'print(\'{"kind":"drawn"}\' if software else \'{"kind":"hand_over","reason":"failed"}\', flush=True)\n'
        "sys.stdin.read()"
    )
    own = browser(open_address=lambda _address: True)
    broken = EmbeddedBrowser(own, ("/nowhere/at/all",))
    assert await _first_told(broken) is Hindrance.FAILED
    assert broken.has_failed
    agent = EmbeddedBrowser(own, (sys.executable, "-c", tells))
    for started in ("card software ", "card software software "):
        assert await _first_told(agent) is Sight.WINDOW
        assert notes.read_text() == started
        assert not agent.has_failed
    await own.close()


@pytest.mark.parametrize(
    ("report", "verdict", "stays"),
    [
        ('{"kind":"code_read","code":"c"}', Verdict.TAKEN, True),
        ('{"kind":"code_read","code":"error=access_denied"}', Verdict.DENIED, False),
        ('{"kind":"arrived","address":"a"}', Verdict.TAKEN, False),
    ],
)
async def test_only_a_window_that_has_read_a_code_stays_for_a_last_word(
    report: str,
    verdict: Verdict,
    stays: bool,  # noqa: FBT001 - a row
    started: Callable[[], list[psutil.Process]],
) -> None:
    says = f"import sys, time; print('{report}', flush=True); sys.stdin.read(); time.sleep(0.5)"
    own = browser(open_address=lambda _address: True)
    agent = EmbeddedBrowser(own, (sys.executable, "-c", says), Patience(end=10))
    async with agent.visit(WAY_BACK) as visit:
        await visit.show("https://acme.example/")
        await visit.bring_back(lambda _arrival: verdict)
    assert bool(started()) is stays
    await agent.close()
    await own.close()


async def _at_once() -> None:
    """Wait for nothing."""


async def _first_told(agent: EmbeddedBrowser, begins: Callable[[], Awaitable[None]] = _at_once) -> Hindrance | Sight:
    """Show a sign-in, wait for its answer from when it `begins` on, and give the first that is told of it."""
    told: asyncio.Queue[Hindrance | Sight] = asyncio.Queue()
    async with agent.visit(WAY_BACK) as visit:
        await visit.show("https://acme.example/")
        await begins()
        wait = asyncio.create_task(visit.bring_back(Judged(), told.put_nowait))
        try:
            async with asyncio.timeout(10):
                return await told.get()
        finally:
            wait.cancel()
            await asyncio.gather(wait, return_exceptions=True)
