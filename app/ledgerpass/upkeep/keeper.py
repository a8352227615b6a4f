"""Looks after what is connected: lists it, hands it out fresh, tests, renames, removes and restores it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.errors import (
    AnswerNotUnderstood,
    ClientNotRecognised,
    CredentialRefused,
    KeychainLost,
    LedgerpassError,
    NetworkError,
    PermissionEnded,
    PermissionMissing,
)
from ledgerpass.flows.authorization_header import authorization_headers, bare_token
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.renew import can_renew
from ledgerpass.providers.provider import Call, Provider, WayIn
from ledgerpass.providers.template import placeholders
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.standing import Standing, standing

UNDO_FOR = 24 * 3600.0
"""Seconds for which a removed connection can be restored."""

_OUTCOMES: tuple[tuple[type[LedgerpassError], Outcome], ...] = (
    (PermissionEnded, Outcome.ENDED),
    (CredentialRefused, Outcome.ENDED),
    (ClientNotRecognised, Outcome.ENDED),
    (PermissionMissing, Outcome.FORBIDDEN),
    (KeychainLost, Outcome.LOST),
    (NetworkError, Outcome.UNREACHABLE),
    (AnswerNotUnderstood, Outcome.UNREACHABLE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One connection as the list shows it; provider and way in are None where their file is gone."""

    connection: Connection
    provider: Provider | None
    way: WayIn | None
    standing: Standing


class Keeper:
    """What the list and the terminal ask for."""

    def __init__(
        self,
        register: Register,
        safekeeping: Safekeeping,
        freshness: Freshness,
        obtain: Obtain,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Look after the connections of `register`; `clock` gives seconds since 1970-01-01 UTC."""
        self._register = register
        self._safekeeping = safekeeping
        self._freshness = freshness
        self._obtain = obtain
        self._clock = clock

    def rows(self) -> tuple[Row, ...]:
        """List the connections, oldest first, without the removed ones."""
        return tuple(self._row(each) for each in self._register.all() if each.removed_at is None)

    def removed(self) -> tuple[Row, ...]:
        """List what was removed less than a day ago and can be restored, the last removed last."""
        since = self._clock() - UNDO_FOR
        removed = [each for each in self._register.all() if each.removed_at is not None and each.removed_at > since]
        listed = [each for each in removed if each.tested_at is not None]  # the others were never taken in whole
        return tuple(self._row(each) for each in sorted(listed, key=lambda each: each.removed_at or 0.0))

    async def subject(self, connection_id: str) -> Subject:
        """Give what there is to copy, fresh.

        Raises:
            CredentialRefused: the provider has refused it, and it can't be renewed.
            LedgerpassError: it could not be read or renewed; nothing that is known to be dead is handed out.
        """
        is_dead = self._register.get(connection_id).outcome is Outcome.ENDED
        wish, credential = await self._freshness.fresh(connection_id, anew=is_dead)
        if is_dead and not can_renew(wish, credential):
            raise CredentialRefused(host="", status=HTTPStatus.UNAUTHORIZED)
        call = _example(wish.provider, frozenset(wish.values))
        url = wish.address(call.url)
        return Subject(
            token=bare_token(credential),
            headers=authorization_headers(wish, credential, call.method, url),
            url=url,
            method=call.method,
            plain_headers=call.headers,
            body=call.body,
            expires_at=credential.expires_at,
        )

    async def test(self, connection_id: str) -> Row:
        """Make a real call with a fresh credential, and keep how it ended.

        Raises:
            ConnectionUnknown: there is no such connection.
            KeychainError: the keychain is locked, missing or refuses; nothing is known about the connection.
        """
        provider = self._row(self._register.get(connection_id)).provider
        proved_by_token = provider is not None and provider.check is None
        try:
            await self._prove(connection_id, anew=proved_by_token)
            outcome = Outcome.WORKING
        except LedgerpassError as error:
            outcome = _outcome(error)
        now = self._clock()

        def tested(connection: Connection) -> Connection:
            when = connection.tested_at if outcome is Outcome.UNREACHABLE else now
            return replace(connection, outcome=outcome, tested_at=when)

        changed = self._register.change(connection_id, tested)
        self._register.note(connection_id, Activity(at=now, what="tested", detail=outcome.value))
        return self._row(changed)

    async def _prove(self, connection_id: str, *, anew: bool) -> None:
        wish, credential = await self._freshness.fresh(connection_id, anew=anew)
        try:
            await self._obtain.verify(wish, credential)
        except CredentialRefused:
            if not can_renew(wish, credential):
                raise
            # withdrawn before its time: only a refused renewal, or a new one refused as well, ends the connection
            wish, credential = await self._freshness.fresh(connection_id, anew=True)
            await self._obtain.verify(wish, credential)

    async def rename(self, connection_id: str, name: str) -> None:
        """Give the connection another name; an empty one changes nothing."""
        name = " ".join(name.split())
        if name:
            self._register.change(connection_id, lambda connection: replace(connection, name=name))
            self._note(connection_id, "renamed")

    async def remove(self, connection_id: str) -> None:
        """Take the connection off the list; it can be restored for a day."""
        self._register.remove(connection_id, self._clock())
        self._note(connection_id, "removed")

    async def restore(self, connection_id: str) -> None:
        """Put a removed connection back."""
        self._register.restore(connection_id)
        self._note(connection_id, "restored")

    async def purge(self) -> None:
        """Forget what was removed more than a day ago, in the keychain too.

        Raises:
            KeychainError: the keychain can't be asked now; it is tried again at the next start.
        """
        await self._safekeeping.purge(self._clock() - UNDO_FOR)

    async def activity(self, connection_id: str) -> tuple[Activity, ...]:
        """Give what was done with the connection, oldest first."""
        return self._register.activities(connection_id)

    async def note_copy(self, connection_id: str, what: str) -> None:
        """Note that something was copied: `what` is an activity's word, never the value."""
        self._note(connection_id, what)

    def _note(self, connection_id: str, what: str) -> None:
        self._register.note(connection_id, Activity(at=self._clock(), what=what))

    def _row(self, connection: Connection) -> Row:
        provider, way = self._freshness.known(connection)
        return Row(connection=connection, provider=provider, way=way, standing=standing(connection, self._clock()))


def _example(provider: Provider, known: frozenset[str]) -> Call:
    """Give the call that a copied command makes: the example, or the check where the example lacks a company."""
    candidates = [call for call in (provider.example, provider.check) if call]
    fitting = [call for call in candidates if placeholders(call.url) <= known]
    return (fitting or candidates)[0]


def _outcome(error: LedgerpassError) -> Outcome:
    for kind, outcome in _OUTCOMES:
        if isinstance(error, kind):
            return outcome
    raise error
