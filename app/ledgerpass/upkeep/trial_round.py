"""Tests many connections in one round: a few at once, politely, and without one's trouble becoming everybody's.

A host that asks for a rest (429, Retry-After), or doesn't answer several times in a row, is left alone until the round
is over, so that an office with a thousand connections neither hammers a provider that is down nor waits twenty seconds
for each of them. Those that were not asked stay as they were: nothing has been learnt about them.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ledgerpass.errors import (
    KeychainLocked,
    KeychainMissing,
    LedgerpassError,
    NetworkError,
    RegisterUnreadable,
    Unreachable,
)
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, Provider, WayIn
from ledgerpass.upkeep.rows import Row
from ledgerpass.upkeep.standing import CannotReach, NeedsYou
from ledgerpass.upkeep.trials import Trials

AT_ONCE = 8
"""How many calls are under way at once."""

PER_HOST = 2
"""How many of them at one host."""

_FAILURES = 3  # in a row, after which a host is left alone
_TOO_MANY_REQUESTS = 429  # RFC 6585 section 4

_EVERYBODYS = (KeychainLocked, KeychainMissing, RegisterUnreadable)
"""What is not one connection's trouble: it is said once and ends the round, or a thousand would say it."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """How a round went, in numbers of connections.

    `left_alone` were not asked, for their host's sake; of the `unknown` nothing could be learnt: their provider's file
    is gone, or something else than the network was in the way.
    """

    works: int = 0
    needs_you: int = 0
    unreachable: int = 0
    left_alone: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """How many there were."""
        return self.works + self.needs_you + self.unreachable + self.left_alone + self.unknown


def ignore(_: object) -> None:
    """Take no notice."""


@dataclass(slots=True, kw_only=True)
class _Host:
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PER_HOST))
    failures: int = 0
    rests: bool = False

    def learn(self, error: LedgerpassError | None) -> None:
        self.failures = self.failures + 1 if isinstance(error, NetworkError) else 0
        asks = isinstance(error, Unreachable) and (error.status == _TOO_MANY_REQUESTS or error.retry_after is not None)
        self.rests = self.rests or asks or self.failures >= _FAILURES


class TrialRound:
    """One round. Cancelling `run` stops it: what has not begun is not begun."""

    def __init__(
        self,
        trials: Trials,
        report: Callable[[Row], None] = ignore,
        begins: Callable[[str], None] = ignore,
        at_once: int = AT_ONCE,
    ) -> None:
        """Tell `begins` a connection's id when its call begins, and `report` its row when it has ended."""
        self._trials = trials
        self._report = report
        self._begins = begins
        self._gate = asyncio.Semaphore(at_once)
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._tally = Tally()

    async def run(self, rows: Iterable[Row]) -> Tally:
        """Test all of `rows`.

        Raises:
            KeychainLocked, KeychainMissing, RegisterUnreadable: said once; the rest of the round is not done.
        """
        try:
            async with asyncio.TaskGroup() as group:
                for row in rows:
                    group.create_task(self._visit(row))
        except ExceptionGroup as troubles:
            raise troubles.exceptions[0] from None
        return self._tally

    async def _visit(self, row: Row) -> None:
        if row.provider is None or row.way is None:
            self._tally.unknown += 1
            return
        host = self._hosts[_host_key(row.provider, row.way)]
        async with host.gate, self._gate:  # in this order: who waits for a host keeps nobody else from his
            if host.rests:
                self._tally.left_alone += 1
                return
            self._begins(row.connection.id)
            self._report(await self._ask(row, host))

    async def _ask(self, row: Row, host: _Host) -> Row:
        try:
            trial = await self._trials.test(row.connection.id)
        except _EVERYBODYS:
            raise
        except LedgerpassError:
            self._tally.unknown += 1
            return row
        host.learn(trial.error)
        match trial.row.standing:
            case NeedsYou():
                self._tally.needs_you += 1
            case CannotReach():
                self._tally.unreachable += 1
            case _:
                self._tally.works += 1
        return trial.row


def _host_key(provider: Provider, way: WayIn) -> str:
    """Name the host that is asked, as the provider's file writes it: accounts with a name of their own share one."""
    if provider.check is not None:
        url = provider.check.url
    else:
        url = way.token_endpoint if isinstance(way, AuthorizationCode | ClientCredentials) else ""
    return urlsplit(url).netloc or provider.id
