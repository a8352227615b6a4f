"""The embedded browser's process: started for one sign-in, spoken to over two pipes, and ended for sure.

It is a process of its own because the web engine never gives its memory back, may crash, and has hundreds of files
open; all of that ends with it. It must say a word every few seconds: who hangs is as good as gone. What it writes to
its standard error is the web engine's talk, which may quote addresses; it is thrown away.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ledgerpass.user_agents.embedded_browser.pipe_messages import LONGEST, Order, Report, read_report, write_line

PRIVATE_ARGUMENT = "--embedded-browser"
"""The one argument by which a bundled program is told to be the embedded browser."""

_MOST_OF_A_PROGRAM = 255
"""The highest exit code that a program gives by itself; Windows has higher ones for crashes, others lower than 0."""

# They would open developer tools to others, switch protections off, or write keys and addresses into files.
_REFUSED = frozenset({"CHROME_LOG_FILE", "QTWEBENGINE_CHROMIUM_FLAGS", "QTWEBENGINE_REMOTE_DEBUGGING", "SSLKEYLOGFILE"})
_NO_SANDBOX = "QTWEBENGINE_DISABLE_SANDBOX"
_OF_ITS_OWN = None if sys.platform == "win32" else 0
"""The process leads a group of its own, with the web engine's processes in it. A process that is stopped hears of
nobody's end; but one in a group that is left alone is told to go on, and to hang up (POSIX.1, orphaned group)."""
_WITHOUT_GRAPHICS_CARD = {
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "QT_QUICK_BACKEND": "software",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds: `first_word` for the process to start, `silence` between two words of it, `end` for it to leave.

    `drawn` is for its window to be seen, and counts from the first start on, even where it is started a second time.

    On a computer with nothing else to do the first word takes 0.3 s and the window 0.7 s; with four times more to do
    than it can, 1.3 s and 3.3 s. These are many times that, for a cold disk and a virus scanner, and still as long as
    a user looks at a promise: after them his own browser opens, which is never wrong.
    """

    first_word: float = 15.0
    silence: float = 10.0
    drawn: float = 20.0
    end: float = 3.0


class Gone(Exception):
    """The process has crashed, hangs, or talks nonsense."""


class NeverSpoke(Gone):
    """The process has not said a word in time, or gave up by itself before it did: another will do the same."""


def own_command() -> tuple[str, ...]:
    """Give the command that starts this program as the embedded browser."""
    if getattr(sys, "frozen", False):
        return sys.executable, PRIVATE_ARGUMENT
    return sys.executable, "-P", "-m", "ledgerpass.ui.embedded_browser"  # -P: nothing from the folder it is started in


def fit_environment(environment: Mapping[str, str], *, by_software: bool) -> dict[str, str]:
    """Give the environment without what would weaken the browser; `by_software` has it draw without a graphics card.

    Only to root is left what switches the sandbox off: Chromium has none for root, and nobody else has a reason.
    """
    refused = _REFUSED if _is_root() else _REFUSED | {_NO_SANDBOX}
    kept = {name: value for name, value in environment.items() if name not in refused}
    return kept | _WITHOUT_GRAPHICS_CARD if by_software else kept


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


class BrowserProcess:
    """One process, from its start to its end."""

    def __init__(self, process: asyncio.subprocess.Process, patience: Patience) -> None:
        """Speak to `process`."""
        self._process = process
        self._patience = patience

    @classmethod
    async def start(cls, command: Sequence[str], patience: Patience, *, by_software: bool) -> "BrowserProcess":
        """Start it.

        Raises:
            Gone: it can't be started.
        """
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=fit_environment(os.environ, by_software=by_software),
                limit=LONGEST,
                process_group=_OF_ITS_OWN,
            )
        except OSError:
            raise Gone from None
        return cls(process, patience)

    def tell(self, order: Order) -> None:
        """Say something to it; what nobody hears any more is lost, and noticed when it is listened to."""
        assert self._process.stdin  # noqa: S101 - it was started with a pipe
        with contextlib.suppress(ConnectionError, RuntimeError):
            self._process.stdin.write(write_line(order))

    async def reports(self) -> AsyncIterator[Report]:
        """Give what it says, in order.

        Raises:
            NeverSpoke: it has not said its first word in time, or has given up before, such as without a library.
            Gone: it has ended, is silent for too long, or says what can't be understood.
        """
        try:
            async with asyncio.timeout(self._patience.first_word):
                report = await self._next_report()
        except TimeoutError:
            raise NeverSpoke from None
        except Gone:
            raise (NeverSpoke if await self._gave_up() else Gone) from None
        while True:
            yield report
            try:
                async with asyncio.timeout(self._patience.silence):
                    report = await self._next_report()
            except TimeoutError:
                raise Gone from None

    async def _next_report(self) -> Report:
        assert self._process.stdout  # noqa: S101 - it was started with a pipe
        try:
            line = await self._process.stdout.readline()
            if not line:
                raise Gone
            return read_report(line)
        except (ValueError, msgspec.DecodeError):
            raise Gone from None

    async def _gave_up(self) -> bool:
        """Tell whether it ended by itself and not by a crash, which may be the graphics card's."""
        assert self._process.stdout  # noqa: S101 - it was started with a pipe
        if not self._process.stdout.at_eof():
            return False
        try:
            async with asyncio.timeout(self._patience.end):
                return 0 < await self._process.wait() <= _MOST_OF_A_PROGRAM
        except TimeoutError:
            return False

    async def end(self) -> None:
        """End it, kindly at first; when this returns it is gone."""
        assert self._process.stdin  # noqa: S101 - it was started with a pipe
        self._process.stdin.close()
        try:
            async with asyncio.timeout(self._patience.end):
                await self._process.wait()
        except TimeoutError:
            pass
        finally:
            self._kill()
        await self._process.wait()

    async def end_at_once(self) -> None:
        """End it without asking; when this returns it is gone."""
        self._kill()
        await self._process.wait()

    def _kill(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
