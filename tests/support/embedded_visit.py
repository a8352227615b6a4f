"""A visit with the embedded browser: its real process with a hand in it, and the user's own browser standing by."""

import asyncio
import contextlib
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, cast

from ledgerpass.flows.user_agent import Hindrance, Sight, Verdict, Visit, WayBack
from ledgerpass.secret import Secret
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.user_agents.embedded_browser.browser_process import Patience
from ledgerpass.user_agents.embedded_browser.network import Network
from tests.support.listening import Opened, browser

PATIENCE = Patience(first_word=30, silence=10, end=3)
BLIND, HURRIED = "--blind", "--hurried"
"""An argument of the hand's."""
_WITHIN = 20.0
_LOOK_EVERY = 0.02
_LOOKS = 1000
_CLICKS = 10
_LOOKS_AFTER_CLICK = 50


class Eye:
    """Presses, and looks, in the process of the window."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "hand"
        self._came: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
        self._writers: list[asyncio.StreamWriter] = []
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._writers.append(writer)
            await self._came.put((reader, writer))

        self._server = await asyncio.start_unix_server(take, str(self.place), limit=2**20)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._writers:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "tests.support.embedded_hand", str(self.place))

    async def do(self, verb: str, *given: object) -> object:
        async with asyncio.timeout(_WITHIN):
            if self._line is None or not self._came.empty():
                self._line = await self._came.get()
            reader, writer = self._line
            writer.write(json.dumps([verb, *given]).encode() + b"\n")
            return cast("object", json.loads(await reader.readline() or "null"))

    async def next_window(self) -> None:
        """Wait for the next window, and look at that one from now on."""
        async with asyncio.timeout(_WITHIN):
            self._line = await self._came.get()

    async def look(self) -> dict[str, object]:
        return cast("dict[str, object]", await self.do("look") or {})

    async def until(self, sees: Callable[[dict[str, object]], object]) -> dict[str, object]:
        """Look until what is seen is right, and give it."""
        seen = await self.look()
        for _ in range(_LOOKS):
            if seen and sees(seen):
                return seen
            await asyncio.sleep(_LOOK_EVERY)
            seen = await self.look()
        message = f"it was never seen; at last there was {seen}"
        raise AssertionError(message)

    async def press_in_page(self, element: str) -> None:
        """Press an element of the page, by its id, as soon as it is there."""
        script = f"(() => {{ const it = document.getElementById('{element}'); it && it.click(); return it ? 1 : 0 }})()"
        for _ in range(_LOOKS):
            if await self.do("script", script):
                return
            await asyncio.sleep(_LOOK_EVERY)
        message = f"there never was a {element} in the page"
        raise AssertionError(message)

    async def click_until(
        self, sees: Callable[[dict[str, object]], object], x: int = 50, y: int = 50, with_the: str = "click"
    ) -> None:
        """Click into the page until it has noticed; one that is not quite drawn yet doesn't."""
        for _ in range(_CLICKS):
            await self.do(with_the, x, y)
            if await self.look_for_a_while(sees):
                return
        message = f"no click helped; at last there was {await self.look()}"
        raise AssertionError(message)

    async def look_for_a_while(self, sees: Callable[[dict[str, object]], object]) -> bool:
        """Look for a second or so, and tell whether it was seen."""
        for _ in range(_LOOKS_AFTER_CLICK):
            if (seen := await self.look()) and sees(seen):
                return True
            await asyncio.sleep(_LOOK_EVERY)
        return False

    async def click_until_page(self, title: str) -> None:
        """Click into the page until another one is shown."""
        await self.click_until(lambda seen: seen["page_title"] == title)

    async def until_page(self, path: str) -> dict[str, object]:
        """Look until a page is open whose title is its path, as `titled` writes it."""
        return await self.until(lambda seen: seen["page_title"] == path)


@dataclass
class Judged:
    """What arrived; taken is what `wanted` says of it."""

    wanted: Callable[[str], bool] = lambda address: "state=good" in address
    arrived: list[str] = field(default_factory=list)

    def __call__(self, address: Secret) -> Verdict:
        self.arrived.append(address.reveal())
        return Verdict.TAKEN if self.wanted(address.reveal()) else Verdict.NOT_OURS


@dataclass
class Embedded:
    """The visit at work."""

    visit: Visit
    eye: Eye
    answer: asyncio.Task[Secret]
    judged: Judged
    opened: Opened
    told: list[Hindrance]
    seen: list[Sight]

    async def arrivals(self, number: int) -> list[str]:
        """Wait until there are so many."""
        await _until(lambda: len(self.judged.arrived) >= number)
        return self.judged.arrived

    async def caught(self) -> str:
        """Wait for the answer."""
        async with asyncio.timeout(_WITHIN):
            return (await self.answer).reveal()

    async def handed_over(self) -> tuple[list[str], list[Hindrance]]:
        """Wait until the user's own browser has taken over; give what it was shown, and what was told."""
        await _until(lambda: bool(self.told))
        return self.opened, self.told


@contextlib.asynccontextmanager
async def embedded(
    way_back: WayBack,
    address: str,
    *,
    judged: Judged | None = None,
    patience: Patience = PATIENCE,
    refusing: tuple[str, ...] = (),
    command: tuple[str, ...] | None = None,
    open_address: Callable[[str], bool] | None = None,
    network: Network | None = None,
    blind: bool = False,
    hurried: bool = False,
) -> AsyncIterator[Embedded]:
    """Show `address` in the embedded browser, and wait for what comes back.

    `blind` where nothing is ever drawn, `hurried` where a page that doesn't answer is soon noticed.
    """
    judged = judged or Judged()
    opened: Opened = Opened()
    told: list[Hindrance] = []
    seen: list[Sight] = []

    def take(noticed: Hindrance | Sight) -> None:
        if isinstance(noticed, Sight):
            seen.append(noticed)
        else:
            told.append(noticed)

    own = browser(open_address=open_address or opened.open)
    with tempfile.TemporaryDirectory() as folder:
        async with Eye(Path(folder)) as eye:
            options = [option for option, wanted in ((BLIND, blind), (HURRIED, hurried)) if wanted]
            agent = EmbeddedBrowser(own, command or (*eye.command, *options), patience, refusing, network)
            async with agent.visit(way_back) as visit:
                await visit.show(address)
                answer = asyncio.create_task(visit.bring_back(judged, take))
                try:
                    yield Embedded(visit, eye, answer, judged, opened, told, seen)
                finally:
                    answer.cancel()
                    await asyncio.gather(answer, return_exceptions=True)
            await agent.close()
            await own.close()


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_LOOKS):
        if holds():
            return
        await asyncio.sleep(_LOOK_EVERY)


def titled(path: str, body: str = "") -> str:
    """Write a page whose title is its path, by which it is known to be there."""
    return f'<!doctype html><title>{path}</title><body style="margin:0">{body}'
