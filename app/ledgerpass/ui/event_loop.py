"""The one bridge between asyncio and Qt's event loop.

Coroutines and windows run on the same thread, by `qasync`. Its traps stay in here: nothing is ever run in a nested
loop, `quit` never tears the loop away from under a coroutine (the request is turned into closed windows), and the
end is orderly: the main coroutine returns, what is left is cancelled and awaited, and only then the loop is closed.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

_log = logging.getLogger(__name__)

CLOSE_WITHIN = 5.0
"""Seconds that everything together may take to close."""

_LOOK_FOR_SIGNALS = 300
"""Milliseconds between two chances for Ctrl+C where the loop itself can't be told of it (Windows)."""


def run(application: QApplication, main: Coroutine[None, None, None]) -> None:
    """Run `main` and the windows it shows until it returns; what it raises comes out here."""
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    threads = ThreadPoolExecutor(thread_name_prefix="ledgerpass")
    loop.set_default_executor(threads)
    try:
        loop.run_until_complete(_with_an_orderly_end(main))
    finally:
        loop.set_default_executor(None)
        threads.shutdown(wait=False, cancel_futures=True)
        loop.close()
        asyncio.set_event_loop(None)


async def until_closed(application: QApplication) -> None:
    """Wait until the last window is closed, the desktop asks to quit, or Ctrl+C is pressed in the terminal."""
    closed = asyncio.Event()
    application.lastWindowClosed.connect(closed.set)
    quit_requests = _QuitRequests(application)
    with _ctrl_c(application):
        await closed.wait()
    quit_requests.stop()
    application.lastWindowClosed.disconnect(closed.set)


async def close_all(*closers: Awaitable[None], within: float = CLOSE_WITHIN) -> None:
    """Await all `closers` at once, for `within` seconds at most; what fails or lasts longer is logged, and left."""

    async def one(closer: Awaitable[None]) -> None:
        try:
            await closer
        except Exception:  # noqa: BLE001 - one that can't be closed must not keep the others open
            _log.exception("something could not be closed in order")

    try:
        async with asyncio.timeout(within):
            await asyncio.gather(*(one(closer) for closer in closers))
    except TimeoutError:
        _log.warning("closing took longer than %s seconds", within)


async def _with_an_orderly_end(main: Coroutine[None, None, None]) -> None:
    try:
        await main
    finally:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await close_all(*(_ended(task) for task in left))
        await asyncio.get_running_loop().shutdown_asyncgens()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


async def _ended(task: "asyncio.Task[object]") -> None:
    await asyncio.wait([task])


class _QuitRequests(QObject):
    """Turns a request to quit (Cmd+Q, the end of the desktop's session) into closed windows."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        application.installEventFilter(self)

    def stop(self) -> None:
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._application and event.type() == QEvent.Type.Quit:
            self._application.closeAllWindows()
            return True
        return False


@contextlib.contextmanager
def _ctrl_c(application: QApplication) -> Iterator[None]:
    """Close the windows on Ctrl+C, and on a polite request of the system to end."""
    loop = asyncio.get_running_loop()
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, application.closeAllWindows)
    except NotImplementedError:
        with _ctrl_c_by_looking(application):
            yield
        return
    yield
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.remove_signal_handler(number)


@contextlib.contextmanager
def _ctrl_c_by_looking(application: QApplication) -> Iterator[None]:
    """The same where the loop can't be told of signals: Python sees them when it is given a turn now and then."""
    before = signal.signal(signal.SIGINT, lambda *_: application.closeAllWindows())
    turns = QTimer()
    turns.timeout.connect(lambda: None)
    turns.start(_LOOK_FOR_SIGNALS)
    yield
    turns.stop()
    signal.signal(signal.SIGINT, before)
