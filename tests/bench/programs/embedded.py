"""Ledgerpass's window: from the click on *Open the window* to the provider's first page, painted in the other process.

The provider's page says when it was painted, and then answers by itself, so that a whole sign-in is made. The bare work
is done in turns: a process with nothing but a view of the same page. Before the first window a sign-in is made without
one, so that what any sign-in loads is not taken for the window's.

    python -m tests.bench.programs.embedded HTTP_PORT ROUNDS
"""

import asyncio
import gc
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil

from ledgerpass.assembly.program import Program
from ledgerpass.assembly.window import show_window
from ledgerpass.ui.main_window import MainWindow
from ledgerpass.wizard.events import BrowserChosen
from ledgerpass.wizard.state import Done, SigningIn, Stage
from tests.bench.browser import deliver
from tests.bench.programs.dialogue import say
from tests.bench.programs.provider_file import write_provider_file
from tests.support.journey import fill_in, reach
from tests.support.scripted_browser import get

_BARE = "tests.bench.programs.bare_view"
_TURNS = 3


@dataclass
class _Measured:
    """A window that signs in, and what was measured."""

    window: MainWindow
    program: Program
    origin: str
    painted: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    async def warm_up(self) -> None:
        """Sign in without the embedded browser."""
        await self._begin(embedded=False)
        self.window.wizard.pages.sign_in.open_browser.click()
        await asyncio.to_thread(deliver, (await self._waits()).address)
        await self._end()

    async def sign_in(self) -> tuple[float, float]:
        """Sign in in a window of ours; gives the memory while it was open."""
        await self._begin(embedded=True)
        began = time.monotonic_ns()
        self.window.wizard.pages.sign_in.open_browser.click()
        address = (await self._waits()).address
        memory = _memory()
        await self._end()
        (state,) = parse_qs(urlsplit(address).query)["state"]
        self.painted.append(await self._milliseconds_to(state, began))
        return memory

    async def look_barely(self, number: int) -> None:
        """Show the same page in nothing but Qt's own view."""
        state = f"bare{number}"
        address = f"{self.origin}/authorize?state={state}&redirect_uri={self.origin}/companies"
        began = time.monotonic_ns()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", _BARE, address, stderr=asyncio.subprocess.DEVNULL
        )
        await process.wait()
        self.bare.append(await self._milliseconds_to(state, began))

    async def _milliseconds_to(self, state: str, began: int) -> float:
        told = await asyncio.to_thread(get, f"{self.origin}/painted_at?{state}")
        return (int(told.text) - began) / 1e6

    async def _begin(self, *, embedded: bool) -> None:
        self.window.begin()
        await fill_in(self.program.connecting, self.program, "bench", "sign-in")
        self.program.connecting.send(BrowserChosen(embedded=embedded))
        await asyncio.sleep(0)

    async def _waits(self) -> SigningIn:
        state = await reach(self.program.connecting, lambda state: getattr(state, "stage", None) is Stage.WAITING)
        assert isinstance(state, SigningIn)
        return state

    async def _end(self) -> None:
        state = await reach(self.program.connecting, lambda state: isinstance(state, Done))
        assert isinstance(state, Done)
        await self.program.vault.forget(state.connection.id, state.connection.slot)
        self.program.register.erase(state.connection.id)


def _memory() -> tuple[float, float]:
    full = psutil.Process().memory_full_info()
    return full.uss / 1e6, full.rss / 1e6


async def _measure(window: MainWindow, program: Program, origin: str, rounds: int) -> bool:
    measured = _Measured(window, program, origin)
    for _ in range(_TURNS):
        await measured.warm_up()
    gc.collect()
    before = during = _memory()
    for number in range(rounds):
        during = await measured.sign_in()
        await measured.look_barely(number)
    gc.collect()
    say(painted=measured.painted, bare=measured.bare, before=before, during=during, after=_memory())
    return True


def main() -> int:
    """Sign in so often, and tell what it took."""
    origin = f"http://127.0.0.1:{sys.argv[1]}"
    os.environ["BROWSER"] = "true"  # the program that does nothing: the benchmark brings the answer
    with tempfile.TemporaryDirectory() as folder:
        providers = Path(folder, "providers")
        write_provider_file(providers, origin)

        async def attend(window: MainWindow, program: Program) -> bool:
            return await _measure(window, program, origin, int(sys.argv[2]))

        return show_window(profile=Path(folder, "profile"), provider_folders=(providers,), attend=attend)


if __name__ == "__main__":
    sys.exit(main())
