"""The owner of what the window starts and doesn't wait for.

A bare task that fails says so to nobody, and one that nothing refers to may vanish half way. Here each one is held,
its outcome is looked at, and all of them end when the window does.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine

from ledgerpass.errors import LedgerpassError, Unforeseen

_log = logging.getLogger(__name__)

Work = Callable[[], Coroutine[None, None, None]]
Failed = Callable[[LedgerpassError], None]


class Tasks:
    """Starts coroutines and brings back how they failed."""

    def __init__(self) -> None:
        """Own nothing yet."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def start(self, work: Work, failed: Failed) -> "asyncio.Task[None] | None":
        """Start `work`; when it raises, `failed` is called with the error, an unexpected one as `Unforeseen`.

        Once `close` was called, nothing is started any more: a window that goes down may still ask.

        Returns:
            What can be cancelled, for who offers to stop it; None once nothing is started any more.
        """
        if self._closed:
            return None
        task = asyncio.get_running_loop().create_task(_watched(work, failed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """End what is under way, and wait for it."""
        self._closed = True
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watched(work: Work, failed: Failed) -> None:
    try:
        await work()
    except LedgerpassError as error:
        failed(error)
    except Exception as error:  # noqa: BLE001 - the last net: the window has to say something
        _log.exception("something that the window started failed in a way nobody foresaw")
        failed(Unforeseen(kind=type(error).__name__))
