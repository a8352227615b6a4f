"""Looks after what is connected: lists it, hands it out fresh, tests, renames, removes and restores it."""

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from http import HTTPStatus

from ledgerpass.connections.activity_table import activity_csv
from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.errors import ConnectionUnknown, CredentialRefused, OtherCompany, ProxyPasswordNeeded
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.premises import Premises
from ledgerpass.upkeep.expiry_calendar import Due, calendar, warnings
from ledgerpass.upkeep.farewells import UNDO_FOR, Farewell, Farewells, Parting
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.rows import Row, Rows
from ledgerpass.upkeep.subjects import subject_of
from ledgerpass.upkeep.trial_round import AT_ONCE, Tally, TrialRound, ignore
from ledgerpass.upkeep.trials import Trials, Watcher

__all__ = ["UNDO_FOR", "Keeper", "Row"]


class Keeper:
    """What the list and the terminal ask for."""

    def __init__(  # noqa: PLR0913, PLR0917 - it joins what is known, what is kept and how to ask
        self,
        register: Register,
        safekeeping: Safekeeping,
        freshness: Freshness,
        obtain: Obtain,
        premises: Premises,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Look after the connections of `register`; `clock` gives seconds since 1970-01-01 UTC."""
        self._register = register
        self._freshness = freshness
        self._clock = clock
        self._rows = Rows(register, freshness, clock)
        self._trials = Trials(self._rows, register, freshness, obtain, clock)
        self._farewells = Farewells(self._rows, register, safekeeping, obtain, premises, clock)

    def rows(self) -> tuple[Row, ...]:
        """List the connections, oldest first, without the removed ones."""
        return self._rows.listed()

    def removed(self) -> tuple[Row, ...]:
        """List what was removed less than a day ago and can be restored, the last removed last."""
        since = self._clock() - UNDO_FOR
        removed = [each for each in self._register.all() if each.removed_at is not None and each.removed_at > since]
        listed = [each for each in removed if each.tested_at is not None]  # the others were never taken in whole
        return tuple(self._rows.row(each) for each in sorted(listed, key=lambda each: each.removed_at or 0.0))

    def calendar(self) -> tuple[Due, ...]:
        """Give what ends when, soonest first."""
        return calendar(self.rows())

    def warnings(self) -> tuple[Due, ...]:
        """Give what ends within two weeks and needs the user for it."""
        return warnings(self.calendar(), self._clock())

    async def subject(self, connection_id: str) -> Subject:
        """Give what there is to copy, fresh.

        Raises:
            CredentialRefused: the provider has refused it, or its time is over, and it can't be renewed.
            OtherCompany: at its last test it opened another company's books than those it was made for.
            LedgerpassError: it could not be read or renewed; nothing that is known to be dead is handed out.
        """
        known = self._register.get(connection_id)
        if known.outcome is Outcome.ENDED:
            known = await self._proved_anew(connection_id)
        if known.outcome is Outcome.OTHER_COMPANY:
            raise OtherCompany(expected=known.company.name if known.company else known.name)
        wish, credential = await self._freshness.fresh(connection_id)
        if credential.expires_at is not None and credential.expires_at <= self._clock():
            raise CredentialRefused(host="", status=HTTPStatus.UNAUTHORIZED)
        return subject_of(wish, credential)

    async def _proved_anew(self, connection_id: str) -> Connection:
        """Have a connection that was refused proved by a real call: it may have been mended at its provider.

        It was renewed before it was called refused, and is not renewed each time that somebody asks.
        """
        trial = await self._trials.test(connection_id, renews=False)
        if trial.error is not None:
            raise trial.error
        return trial.row.connection

    def watch(self, watcher: Watcher) -> None:
        """Call `watcher` with every test that has ended, whoever asked for it."""
        self._trials.watch(watcher)

    async def test(self, connection_id: str) -> Row:
        """Make a real call with a fresh credential, and keep how it ended.

        Raises:
            ProxyPasswordNeeded: the user has to say who he is at the proxy; nothing is known about the connection.
            LedgerpassError: see `Trials.test`.
        """
        trial = await self._trials.test(connection_id)
        if isinstance(trial.error, ProxyPasswordNeeded):
            raise trial.error
        return trial.row

    async def test_all(self, report: Callable[[Row], None], begins: Callable[[str], None] = ignore) -> Tally:
        """Test every connection; see `TrialRound`. Cancelling stops it: no further call is begun."""
        return await TrialRound(self._trials, report, begins).run(self.rows())

    async def test_these(self, connection_ids: Collection[str], at_once: int = AT_ONCE) -> Tally:
        """Test some of them, `at_once` at a time; see `TrialRound`."""
        rows = [row for row in self.rows() if row.connection.id in connection_ids]
        return await TrialRound(self._trials, at_once=at_once).run(rows)

    async def keep_alive(self, connection_id: str) -> bool:
        """Renew a connection so that it doesn't die by disuse; tells whether its life has begun anew.

        Raises:
            LedgerpassError: as `Freshness.fresh`.
        """
        before = self._register.get(connection_id).renewed_at
        await self._freshness.fresh(connection_id, anew=True)
        return self._register.get(connection_id).renewed_at != before

    async def rename(self, connection_id: str, name: str) -> None:
        """Give the connection another name; an empty one changes nothing."""
        name = " ".join(name.split())
        if name:
            self._register.change(connection_id, lambda connection: replace(connection, name=name))
            self._note(connection_id, "renamed")

    async def remove(self, connection_id: str) -> None:
        """Take the connection off the list; it can be restored for a day, and works until then."""
        self._register.remove(connection_id, self._clock())
        self._note(connection_id, "removed")

    async def restore(self, connection_id: str) -> None:
        """Put a removed connection back.

        Raises:
            ConnectionUnknown: the day is over; its permission may have ended at the provider already.
        """
        since = self._clock() - UNDO_FOR

        def restored(connection: Connection) -> Connection:
            if connection.removed_at is not None and connection.removed_at <= since:
                raise ConnectionUnknown(connection=connection_id)
            return replace(connection, removed_at=None)

        self._register.change(connection_id, restored)
        self._note(connection_id, "restored")

    def farewell(self, connection_id: str) -> Farewell:
        """Tell what removing a connection can do at its provider."""
        return self._farewells.farewell(connection_id)

    async def end_now(self, connection_id: str) -> Parting | None:
        """Remove it without a way back, and end its permission at the provider; see `Farewells.end_now`."""
        return await self._farewells.end_now(connection_id)

    async def purge(self) -> tuple[Parting, ...]:
        """End at its provider, and forget, what was removed more than a day ago; see `Farewells.purge`."""
        return await self._farewells.purge()

    async def activity(self, connection_id: str) -> tuple[Activity, ...]:
        """Give what was done with the connection, oldest first."""
        return self._register.activities(connection_id)

    async def export_activity(self, connection_id: str) -> str:
        """Give what was done with the connection as a table; see `activity_csv`. That it was given is noted, too."""
        self._note(connection_id, "exported")
        return activity_csv(self._register.get(connection_id), self._register.activities(connection_id))

    async def note_copy(self, connection_id: str, what: str) -> None:
        """Note that something was copied: `what` is an activity's word, never the value."""
        self._note(connection_id, what)

    def _note(self, connection_id: str, what: str) -> None:
        self._register.note(connection_id, Activity(at=self._clock(), what=what))
