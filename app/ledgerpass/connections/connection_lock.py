"""One at a time: what is done to a connection's credential is done in its turn, whoever asks, in whichever process.

A refresh token that is sent twice can cost the whole permission (RFC 9700 section 4.14.2). In this process the ones
who ask stand in line; among processes a locked file decides, which the system frees when its holder ends, however it
ends. There is a file for each connection, and it stays: one that is taken away while others wait for it divides them.

Waiting for the turn can be cancelled. What has begun goes on to its end even when nobody waits for it any more, because
half of it would be worth nothing: the old refresh token spent, the new one not kept.
"""

import asyncio
import contextlib
import os
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from ledgerpass.errors import ConnectionBusy, RegisterUnreadable

if TYPE_CHECKING:
    from filelock import FileLock

_Result = TypeVar("_Result")

PATIENCE = 30.0
"""Seconds that one waits for the turn: longer than any call to a provider may take."""

_PAUSE = 0.02  # seconds between two looks at a file that another process holds, more or less
_ENDING = 5.0  # seconds that what has begun gets when the program ends


class ConnectionLocks:
    """The turns of all connections of one profile."""

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        """Keep the files in `folder`, which is made when the first is needed; `patience` is in seconds."""
        self._folder = folder
        self._patience = patience
        self._lines: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._begun: set[asyncio.Future[Any]] = set()

    async def in_turn(
        self, connection_id: str, work: Callable[[], Awaitable[_Result]], *, patience: float | None = None
    ) -> _Result:
        """Wait for the turn, do `work`, and give its result. `patience` in seconds takes the usual one's place.

        Raises:
            ConnectionBusy: others took longer than we wait; nothing was done.
            RegisterUnreadable: the system doesn't let us lock a file; nothing was done.
        """
        held = await self._wait_for_turn(connection_id, self._patience if patience is None else patience)
        begun = asyncio.ensure_future(self._carry_out(connection_id, held, work))
        self._begun.add(begun)
        begun.add_done_callback(self._begun.discard)
        return await asyncio.shield(begun)

    def forget(self, connection_id: str) -> None:
        """Take the file of a connection away that is gone for ever. Its turn must be ours."""
        with contextlib.suppress(OSError):  # Windows keeps a file that is open
            self._file(connection_id).unlink()

    async def close(self) -> None:
        """Let what has begun end, for a few seconds; what is broken off then is found by the next who has the turn."""
        if self._begun:
            _, late = await asyncio.wait(self._begun, timeout=_ENDING)
            for each in late:
                each.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _carry_out(self, connection_id: str, held: "FileLock", work: Callable[[], Awaitable[_Result]]) -> _Result:
        try:
            return await work()
        finally:
            held.release()
            self._lines[connection_id].release()

    async def _wait_for_turn(self, connection_id: str, patience: float) -> "FileLock":
        line = self._lines[connection_id]
        try:
            async with asyncio.timeout(patience), _first_in(line):
                return await self._wait_for_file(connection_id)
        except TimeoutError:
            raise ConnectionBusy(host="") from None

    async def _wait_for_file(self, connection_id: str) -> "FileLock":
        while True:
            if held := self._try_file(connection_id):
                return held
            await asyncio.sleep(_PAUSE * (0.5 + random.random()))  # noqa: S311 - to fall out of step, no secret

    def _try_file(self, connection_id: str) -> "FileLock | None":
        from filelock import FileLock, Timeout  # noqa: PLC0415 - most who ask find nothing to do and need no lock

        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # a file system that can't lock is not made do with: a mark in place of a lock outlives a crash
            lock = FileLock(
                self._file(connection_id),
                mode=0o600,
                thread_local=False,
                fallback_to_soft=False,
                preserve_lock_file=True,
            )
            lock.acquire(blocking=False)
        except Timeout:
            return None
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else type(error).__name__
            raise RegisterUnreadable(file=str(self._file(connection_id)), reason=reason) from error
        return lock

    def _file(self, connection_id: str) -> Path:
        return self._folder / f"{quote(connection_id, safe='')}.lock"


@contextlib.asynccontextmanager
async def _first_in(line: asyncio.Lock) -> AsyncIterator[None]:
    """Wait to be the first in line, and stay it, unless what follows fails."""
    await line.acquire()
    try:
        yield
    except BaseException:
        line.release()
        raise
