"""A thread that does one thing after the other for coroutines: what may block stays off the event loop.

One thread, because a keychain gains nothing from calls in parallel and gnome-keyring errs under them. A daemon thread
of our own instead of an executor's, because the interpreter waits for an executor's threads when it ends, and a call
to the keychain can wait for ever for a prompt that nobody answers.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

from ledgerpass.errors import KeychainRefused

_Result = TypeVar("_Result")


class KeychainThread:
    """Does what it is given, in order. The thread starts with the first piece of work."""

    def __init__(self, name: str) -> None:
        """Name the thread, for those who look at a hanging process."""
        self._name = name
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._ended: Future[None] = Future()
        self._closed = False

    async def run(self, work: Callable[[], _Result]) -> _Result:
        """Do `work` and give its result. When cancelled before its turn has come, it is not done at all."""
        outcome = self.put(work)
        try:
            await _settled(outcome)
        except asyncio.CancelledError:
            outcome.cancel()
            raise
        return outcome.result()

    async def run_to_the_end(self, work: Callable[[], _Result]) -> _Result:
        """Do `work` and give its result. When cancelled, only the waiting ends; the work is done all the same."""
        outcome = self.put(work)
        await _settled(outcome)
        return outcome.result()

    def put(self, work: Callable[[], _Result]) -> Future[_Result]:
        """Put `work` at the end of the line and give the future that will hold its outcome.

        After `close` that is `KeychainRefused`.
        """
        outcome: Future[_Result] = Future()
        if self._closed:
            outcome.set_exception(KeychainRefused(reason="the program is closing"))
            return outcome
        self._work.put(lambda: _settle(outcome, work))
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep_working, name=self._name, daemon=True)
            self._thread.start()
        return outcome

    async def close(self, patience: float) -> None:
        """End the thread once everything in line is done; after `patience` seconds leave it to itself."""
        self._closed = True
        if self._thread is None:
            return
        self._work.put(None)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await _settled(self._ended)

    def _keep_working(self) -> None:
        while work := self._work.get():
            work()
            del work  # or it would hold a secret until the next one comes
        self._ended.set_result(None)


async def _settled(outcome: Future[_Result]) -> None:
    """Return when the outcome is there."""
    loop, there = asyncio.get_running_loop(), asyncio.Event()

    def tell(_: Future[_Result]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(there.set)

    outcome.add_done_callback(tell)
    await there.wait()


def _settle(outcome: Future[_Result], work: Callable[[], _Result]) -> None:
    if not outcome.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except Exception as error:  # noqa: BLE001  # it is the waiting coroutine's to handle
        outcome.set_exception(error)
    else:
        outcome.set_result(result)
