"""Register and vault moved together: a crash at any instant leaves a connection's old credential or its new one.

A new credential is written into the slot that is not in use and read back; then the register's row points to it, in
one transaction; then the old slot is emptied. What is broken off leaves something over in a slot that nobody points
to, and the next one who writes there cleans it up. A connection that is not complete yet stands in the register as
removed, so that what it left in the keychain is known, and is purged like any removed one.

What changes a credential waits for the connection's turn (`ConnectionLocks`): two that write into the same slot would
destroy each other's. How one is renewed, which takes more care, stands in `Rotation`.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.connection_lock import ConnectionLocks
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.kept_credential import forget_credential, keep_credential
from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.rotation import Rotation
from ledgerpass.connections.slots import FIRST_SLOT, SLOTS, other_slot
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import ConnectionBusy, KeychainError, KeychainLost

_log = logging.getLogger(__name__)


def unchanged(connection: Connection) -> Connection:
    """Give the connection as it is."""
    return connection


class Safekeeping:
    """Takes connections in, keeps their credentials current, and lets go of the removed ones."""

    def __init__(
        self,
        register: Register,
        vault: Vault,
        clock: Callable[[], float] = time.time,
        locks: ConnectionLocks | None = None,
    ) -> None:
        """Keep rows in `register` and credentials in `vault`; `clock` gives seconds since 1970-01-01 UTC.

        `locks` are those of the folder `locks` beside the register, where none are given.
        """
        self._register = register
        self._vault = vault
        self._clock = clock
        self._locks = locks or ConnectionLocks(register.path.with_name("locks"))

    @property
    def locks(self) -> ConnectionLocks:
        """Whose turn it is with each connection."""
        return self._locks

    def rotation(self, connection_id: str) -> Rotation:
        """Give the steps of renewing a connection, for who has its turn."""
        return Rotation(self._register, self._vault, connection_id, self._clock)

    async def take_in(self, connection: Connection, credential: Credential) -> Connection:
        """List a new connection, once its credential is kept. When cancelled, nothing is listed and nothing stays.

        Raises:
            KeychainError: the credential could not be kept; nothing is listed.
        """
        arriving = replace(
            connection,
            slot=FIRST_SLOT,
            expires_at=credential.expires_at,
            renewed_at=credential.issued_at,
            removed_at=self._clock(),
        )
        try:
            await self._vault.carry_out(partial(self._take_in, arriving=arriving, credential=credential))
        except asyncio.CancelledError:
            self._vault.carry_out_later(partial(self._let_go, connection_id=connection.id))
            raise
        return self._register.restore(connection.id)

    async def fetch(self, connection_id: str) -> Credential:
        """Give a connection's credential.

        Raises:
            ConnectionUnknown: there is no such connection.
            KeychainLost: its credential isn't there, or can't be read.
        """
        slot = self._register.get(connection_id).slot
        while True:
            try:
                return await self._vault.fetch(connection_id, slot)
            except KeychainLost:
                current = self._register.get(connection_id).slot
                if current == slot:
                    raise
                slot = current  # another process has put a new one in its place between the two looks

    async def replace(
        self, connection_id: str, credential: Credential, edit: Callable[[Connection], Connection] = unchanged
    ) -> Connection:
        """Put a new credential in the place of the old one, with what `edit` changes in the row in the same instant.

        Once it is begun it is done to its end, even when the waiting is cancelled: a code that was just spent can't be
        had again.

        Raises:
            ConnectionUnknown: there is no such connection.
            KeychainError: the new one could not be kept; the old one is still in its place.
            ConnectionBusy: somebody else has been at work on it all the while; the old one is still in its place.
        """
        work = partial(self._replace, connection_id=connection_id, credential=credential, edit=edit)
        return await self._locks.in_turn(connection_id, partial(self._vault.carry_out, work))

    async def purge(self, before: float) -> tuple[str, ...]:
        """Let go for ever of what was removed before that time, in seconds since 1970-01-01 UTC; give the ids.

        Raises:
            KeychainError: it could not be deleted there; the rest stays in the register until the next time.
        """
        gone = [each.id for each in self._register.all() if each.removed_at is not None and each.removed_at < before]
        return tuple([each for each in gone if await self._purge(each)])

    async def close(self) -> None:
        """Let what has begun end."""
        await self._locks.close()

    async def _purge(self, connection_id: str) -> bool:
        work = partial(self._let_go, connection_id=connection_id)
        try:
            await self._locks.in_turn(connection_id, partial(self._vault.carry_out, work), patience=0)
        except ConnectionBusy:  # another process is just doing the same
            return False
        return True

    def _take_in(self, keychain: Keychain, arriving: Connection, credential: Credential) -> None:
        keychain.look()  # one that is locked from the beginning has nothing of it, and then nothing has to be known
        self._register.add(arriving)  # it refuses an id that was used before
        try:
            keep_credential(keychain, arriving.id, arriving.slot, credential, is_new=True)
        except KeychainError:
            self._clean_up(keychain, arriving)
            raise

    def _clean_up(self, keychain: Keychain, arriving: Connection) -> None:
        """Leave nothing of a connection that could not be kept, or know at least that something is left."""
        try:
            forget_credential(keychain, arriving.id, arriving.slot)
        except KeychainError as error:
            _log.warning("something of connection %s may still be in the keychain: %s", arriving.id, error)
            self._register.change(arriving.id, lambda row: replace(row, tested_at=None))  # nothing to bring back
        else:
            self._register.erase(arriving.id)

    def _replace(
        self, keychain: Keychain, connection_id: str, credential: Credential, edit: Callable[[Connection], Connection]
    ) -> Connection:
        old = self._register.get(connection_id).slot
        new = other_slot(old)
        keep_credential(keychain, connection_id, new, credential)

        def point_to_new(row: Connection) -> Connection:
            edited = edit(replace(row, expires_at=credential.expires_at))
            return replace(edited, slot=new, renewed_at=credential.issued_at, holds_previous=False)

        changed = self._register.change(connection_id, point_to_new)
        try:
            forget_credential(keychain, connection_id, old)
        except KeychainError as error:  # the next one to write there empties it first
            _log.warning("an old credential of connection %s is still in the keychain: %s", connection_id, error)
        return changed

    def _let_go(self, keychain: Keychain, connection_id: str) -> None:
        for slot in SLOTS:
            forget_credential(keychain, connection_id, slot)
        self._register.erase(connection_id)
        self._locks.forget(connection_id)
