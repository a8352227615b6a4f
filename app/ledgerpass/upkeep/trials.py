"""A real call with a fresh credential, and what it says: the only thing that a connection's standing comes from.

200, 401 and 403 are three different answers, and no answer is a fourth that says nothing about the connection. A call
that goes well with another company's books behind it is no success: whoever uses the connection would read, or write
in, the wrong ones.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.connections.register import Activity, Register
from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    ConnectionBusy,
    CredentialRefused,
    KeychainLost,
    LedgerpassError,
    NetworkError,
    PermissionEnded,
    PermissionMissing,
    TokenRefused,
)
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.renew import can_renew
from ledgerpass.providers.provider import ClientCredentials, WayIn
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.rows import Row, Rows

_OUTCOMES: tuple[tuple[type[LedgerpassError], Outcome], ...] = (
    (PermissionEnded, Outcome.ENDED),
    (CredentialRefused, Outcome.ENDED),
    (ClientNotRecognised, Outcome.RENEWAL_REFUSED),
    (TokenRefused, Outcome.RENEWAL_REFUSED),
    (PermissionMissing, Outcome.FORBIDDEN),
    (KeychainLost, Outcome.LOST),
    (NetworkError, Outcome.UNREACHABLE),
    (AnswerNotUnderstood, Outcome.UNREACHABLE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How one real call ended: the row as it is since, and what went wrong, None where all went well."""

    row: Row
    error: LedgerpassError | None = None


Watcher = Callable[[Trial], None]


class Trials:
    """Makes the calls, keeps how they ended, and tells whoever watches."""

    def __init__(
        self, rows: Rows, register: Register, freshness: Freshness, obtain: Obtain, clock: Callable[[], float]
    ) -> None:
        """Test the connections of `register`; `clock` gives seconds since 1970-01-01 UTC."""
        self._rows = rows
        self._register = register
        self._freshness = freshness
        self._obtain = obtain
        self._clock = clock
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """Call `watcher` with every trial that has ended."""
        self._watchers.append(watcher)

    async def test(self, connection_id: str, *, renews: bool = True) -> Trial:
        """Make a real call, and keep how it ended. With `renews` a credential that is refused is renewed before that.

        Raises:
            ConnectionUnknown: there is no such connection.
            KeychainError: the keychain is locked, missing or refuses; nothing is known about the connection.
            LedgerpassError: the provider said something else that says nothing about the connection.
        """
        row = self._rows.named(connection_id)
        provider = row.provider
        proved_by_token = provider is not None and provider.check is None
        error: LedgerpassError | None = None
        companies: tuple[Company, ...] = ()
        try:
            companies = await self._prove(connection_id, anew=proved_by_token, renews=renews)
            outcome = Outcome.WORKING
        except LedgerpassError as failure:
            error, outcome = failure, _outcome(failure, row.way)
        has_companies = error is None and provider is not None and provider.companies is not None
        return self._keep(connection_id, outcome, companies if has_companies else None, error)

    async def _prove(self, connection_id: str, *, anew: bool, renews: bool) -> tuple[Company, ...]:
        companies = await self._call(connection_id, anew=anew, renews=renews)
        await self._freshness.proved(connection_id)
        return companies

    async def _call(self, connection_id: str, *, anew: bool, renews: bool) -> tuple[Company, ...]:
        wish, credential = await self._freshness.fresh(connection_id, anew=anew)
        try:
            return await self._obtain.verify(wish, credential)
        except CredentialRefused:
            if not renews or not can_renew(wish, credential):
                raise
            # withdrawn before its time: only a refused renewal, or a new one refused as well, ends the connection
            wish, credential = await self._freshness.fresh(connection_id, anew=True)
            return await self._obtain.verify(wish, credential)

    def _keep(
        self,
        connection_id: str,
        outcome: Outcome,
        companies: tuple[Company, ...] | None,
        error: LedgerpassError | None,
    ) -> Trial:
        now = self._clock()

        def tested(connection: Connection) -> Connection:
            when = connection.tested_at if outcome is Outcome.UNREACHABLE else now
            tested = replace(connection, outcome=outcome, tested_at=when)
            return tested if companies is None else _compare(tested, companies)

        before = self._register.get(connection_id).outcome
        changed = self._register.change(connection_id, tested)
        if not (before is changed.outcome is Outcome.UNREACHABLE):  # that it is still away is no news, hour after hour
            self._register.note(connection_id, Activity(at=now, what="tested", detail=changed.outcome.value))
        trial = Trial(row=self._rows.row(changed), error=error)
        for watcher in self._watchers:
            watcher(trial)
        return trial


def _compare(connection: Connection, companies: tuple[Company, ...]) -> Connection:
    """Compare the companies that the call found with the one that the connection stands for, by its id.

    The first test that finds exactly one pins it; a company that the provider calls by another name now is the same.
    """
    known = connection.company
    if known is None:
        return replace(connection, company=companies[0]) if len(companies) == 1 else connection
    same = next((each for each in companies if each.id == known.id), None)
    return replace(connection, outcome=Outcome.OTHER_COMPANY) if same is None else replace(connection, company=same)


def _outcome(error: LedgerpassError, way: WayIn | None) -> Outcome:
    if isinstance(error, ConnectionBusy):  # another Ledgerpass is just at work on it: the provider was not asked
        raise error
    if isinstance(error, ClientNotRecognised) and not error.error and not isinstance(way, ClientCredentials):
        return Outcome.UNREACHABLE  # a 401 that names nothing may be a gateway's, unless codes are all that was sent
    for kind, outcome in _OUTCOMES:
        if isinstance(error, kind):
            return outcome
    raise error
