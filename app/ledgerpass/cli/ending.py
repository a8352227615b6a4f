"""Runs a command to its exit code, whichever way it ends: by itself, by an error, by Ctrl+C or by the system's request.

An interruption cancels the one task that everything hangs on, so that what it holds is let go in order: the port, the
practice company, the keychain's thread, the terminal's mode. A second one doesn't wait for that.
"""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Iterator

from ledgerpass.cli.console import Console
from ledgerpass.cli.exit_code import ExitCode, exit_code
from ledgerpass.errors import LedgerpassError

_REQUESTS = (signal.SIGINT, signal.SIGTERM)


def run_to_the_end(work: Coroutine[None, None, ExitCode], console: Console, stopped: str) -> ExitCode:
    """Run `work`; what stops it from the outside, or before it could begin, has an exit code as well.

    `stopped` is said when it was interrupted.
    """
    try:
        return asyncio.run(_interruptible(work))
    except LedgerpassError as error:
        console.explain(error, "")
        return exit_code(error)
    except (asyncio.CancelledError, KeyboardInterrupt):
        if console.has_result:
            return ExitCode.DONE  # it was tidying up
        console.say(stopped)
        return ExitCode.INTERRUPTED


async def _interruptible(work: Coroutine[None, None, ExitCode]) -> ExitCode:
    task = asyncio.ensure_future(work)
    with _requests_cancel(task):
        return await task


@contextlib.contextmanager
def _requests_cancel(task: asyncio.Task[ExitCode]) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def cancel() -> None:
        task.cancel()
        give_back()

    def give_back() -> None:
        for number in _REQUESTS:
            loop.remove_signal_handler(number)

    try:
        for number in _REQUESTS:
            loop.add_signal_handler(number, cancel)
    except NotImplementedError:  # Windows: asyncio itself turns Ctrl+C into a cancellation
        yield
        return
    try:
        yield
    finally:
        give_back()
