"""What is done in the background while the program is open: forgetting, keeping alive, and trying again.

It sleeps until something is due and costs nothing meanwhile. What could not be reached is tried again, ever less often
and never all at the same moment; what the provider has ended is not tried again at all, and said once. Nothing here
asks the user for anything: a keychain that is locked is left to whoever needs it next.

Times are the wall clock's, and no sleep is longer than a few minutes: a computer that was closed over night finds what
is due when it wakes.
"""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ledgerpass.errors import KeychainError, LedgerpassError, NetworkError, RegisterUnreadable, Unreachable
from ledgerpass.upkeep.expiry_calendar import Due, wants_use
from ledgerpass.upkeep.farewells import Parting
from ledgerpass.upkeep.keeper import Keeper, Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou
from ledgerpass.upkeep.trials import Trial

WAITS = (60.0, 120.0, 300.0, 900.0, 3600.0)
"""Seconds before the first try, the second, and so on; the last one counts for all that follow."""

SPREAD = 0.2
"""The share by which each wait is made longer or shorter, by chance: or a whole office would try at one moment."""

AT_ONCE = 2
"""How many connections are tried at once in the background."""

LONGEST_SLEEP = 300.0
PURGE_EVERY = 3600.0

_log = logging.getLogger(__name__)


def ignore(_: object) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class _Retry:
    """When a connection is tried again, and how many tries came before; `at` as seconds since 1970-01-01 UTC."""

    at: float
    tries: int = 0


class Rounds:
    """Runs until it is cancelled."""

    ended: Callable[[Row], None]
    """Called with each connection that the background work found to need the user now, once for each time."""
    parted: Callable[[Parting], None]
    """Called with each connection that has gone for good."""

    def __init__(
        self,
        keeper: Keeper,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Work through `keeper`; `clock` gives seconds since 1970-01-01 UTC, `chance` a number from 0 to 1."""
        self.ended = ignore
        self.parted = ignore
        self._keeper = keeper
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._retries: dict[str, _Retry] = {}
        self._kept_alive_again: dict[str, _Retry] = {}
        self._purge_at = 0.0
        self._trying: frozenset[str] = frozenset()
        self._news = asyncio.Event()
        keeper.watch(self._learn)

    def next_try(self, connection_id: str) -> float | None:
        """Tell when a connection that could not be reached is tried again, in seconds since 1970-01-01 UTC."""
        retry = self._retries.get(connection_id)
        return retry.at if retry else None

    async def run(self) -> None:
        """Do what is due, sleep, and so on; cancelling ends it."""
        while True:
            self._news.clear()
            for work in (self._take_stock, self._purge, self._keep_alive, self._try_again):
                try:
                    await work()
                except LedgerpassError as error:  # a locked keychain, a full disk: the next round may find it mended
                    _log.info("left for a later round: %s", error)
                except Exception:  # noqa: BLE001 - the last net: one connection's oddity must not end all the rounds
                    _log.exception("the background work failed in a way nobody foresaw")
            await self._rest()

    async def _take_stock(self) -> None:
        """Plan for what could not be reached before the program was started; drop what is no longer there."""
        rows = {row.connection.id: row for row in self._keeper.rows()}
        away = {each for each, row in rows.items() if isinstance(row.standing, CannotReach)}
        self._retries = {each: self._retries.get(each) or self._planned(0) for each in away}
        self._kept_alive_again = {each: retry for each, retry in self._kept_alive_again.items() if each in rows}

    async def _purge(self) -> None:
        now = self._clock()
        if now < self._purge_at:
            return
        self._purge_at = now + PURGE_EVERY
        for parting in await self._keeper.purge():
            self.parted(parting)

    async def _keep_alive(self) -> None:
        now = self._clock()
        for due in self._keeper.calendar():
            again = self._kept_alive_again.get(due.row.connection.id)
            if wants_use(due, now) and (again is None or again.at <= now) and not await self._use(due):
                return

    async def _use(self, due: Due) -> bool:
        """Renew one; tells whether there is any sense in going on with the others now."""
        connection_id = due.row.connection.id
        tries = self._kept_alive_again.pop(connection_id, _Retry(0.0)).tries
        self._kept_alive_again[connection_id] = self._planned(tries, tries + 1)  # unless it goes well
        try:
            if await self._keeper.keep_alive(connection_id):
                del self._kept_alive_again[connection_id]
        except (KeychainError, NetworkError, RegisterUnreadable) as error:
            _log.info("connection %s was not kept alive now: %s", connection_id, error)
            self._tell_if_ended(due.row)
            return False
        except LedgerpassError as error:
            _log.info("connection %s could not be kept alive: %s", connection_id, error)
            self._tell_if_ended(due.row)
        return True

    async def _try_again(self) -> None:
        now = self._clock()
        due = frozenset(each for each, retry in self._retries.items() if retry.at <= now)
        if not due:
            return
        self._trying = due
        try:
            await self._keeper.test_these(due, at_once=AT_ONCE)
        finally:
            self._trying = frozenset()
            for each in due:  # what was left alone for its host's sake, or for a locked keychain
                if (retry := self._retries.get(each)) and retry.at <= now:
                    self._retries[each] = self._planned(retry.tries, retry.tries + 1)

    def _learn(self, trial: Trial) -> None:
        """Take note of a test that has ended, whoever asked for it."""
        connection_id = trial.row.connection.id
        before = self._retries.pop(connection_id, None)
        if isinstance(trial.row.standing, CannotReach):
            # one that the user asks for in between makes the waits no longer
            tries = 0 if before is None else before.tries + (connection_id in self._trying)
            asked = trial.error.retry_after if isinstance(trial.error, Unreachable) else None
            self._retries[connection_id] = self._planned(tries, tries, at_least=asked or 0.0)
        elif connection_id in self._trying:
            self._tell(trial.row)
        if connection_id not in self._trying:
            self._news.set()  # it may be due sooner than what is slept for

    def _planned(self, wait: int, tries: int = 0, *, at_least: float = 0.0) -> _Retry:
        seconds = WAITS[min(wait, len(WAITS) - 1)] * (1 + SPREAD * (2 * self._chance() - 1))
        return _Retry(at=self._clock() + max(seconds, at_least), tries=tries)

    def _tell_if_ended(self, before: Row) -> None:
        rows = (row for row in self._keeper.rows() if row.connection.id == before.connection.id)
        if not isinstance(before.standing, NeedsYou) and (row := next(rows, None)):
            self._tell(row)

    def _tell(self, row: Row) -> None:
        if isinstance(row.standing, NeedsYou):
            self.ended(row)

    async def _rest(self) -> None:
        """Sleep until something is due, or there is news."""
        plans = [*self._retries.values(), *self._kept_alive_again.values(), _Retry(self._purge_at)]
        seconds = min(max(min(plan.at for plan in plans) - self._clock(), 0.0), LONGEST_SLEEP)
        waits = [asyncio.ensure_future(self._sleep(seconds)), asyncio.ensure_future(self._news.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
