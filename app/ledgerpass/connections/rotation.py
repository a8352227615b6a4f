"""The steps in which a connection's credential is renewed, in the one order that loses nothing.

It is noted that the refresh token will be sent, then it is sent. When the answer is there, the slot that is not in use
is emptied, that is noted, and only then is the new credential written there and read back; last, the row points to
it, and in the same transaction the note is gone. Wherever that breaks off, the note tells the next one what to think
of either slot, with no clock involved. The credential before this one stays in its slot until this one has proved
itself.

All of it is done in the connection's turn; see `ConnectionLocks`.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.kept_credential import forget_credential, keep_credential
from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.renewal import Renewal, Stage
from ledgerpass.connections.slots import other_slot
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainLost, KeychainRefused


class Rotation:
    """The renewing of one connection. Every method may raise `ConnectionUnknown` and `RegisterUnreadable`."""

    def __init__(
        self, register: Register, vault: Vault, connection_id: str, clock: Callable[[], float] = time.time
    ) -> None:
        """Work on one connection of `register`; `clock` gives seconds since 1970-01-01 UTC."""
        self._register = register
        self._vault = vault
        self._id = connection_id
        self._clock = clock

    @property
    def under_way(self) -> Renewal | None:
        """The renewal that was begun with the credential in use and has not brought another one."""
        return self._register.renewal(self._id)

    @property
    def has_arrived(self) -> bool:
        """Tell whether an answer has come that the row doesn't point to, as far as it was written."""
        return self.under_way is not None and self.under_way.stage is Stage.ARRIVED

    @property
    def was_refused(self) -> bool:
        """Tell whether the provider has said that the refresh token in use is no longer good."""
        return self.under_way is not None and self.under_way.stage is Stage.REFUSED

    def begin(self) -> bool:
        """Note that the refresh token in use will be sent now, and may be spent from now on.

        Returns:
            Whether that was noted before: then a renewal broke off, and the token may be spent already.
        """
        interrupted = self.under_way is not None
        self._register.note_renewal(self._id, Stage.ASKED, self._clock())
        return interrupted

    def call_off(self) -> None:
        """Forget what `begin` noted: the refresh token was certainly not spent."""
        self._register.forget_renewal(self._id)

    def refuse(self) -> None:
        """Note that the refresh token in use is no longer good."""
        self._register.note_renewal(self._id, Stage.REFUSED, self._clock())

    async def keep(self, credential: Credential) -> Connection:
        """Keep the new credential and point to it. A keychain that errs once is asked again.

        Raises:
            KeychainError: it could not be kept. Somebody should try again while it is still in memory.
        """
        keep = partial(self._keep, credential=credential)
        try:
            return await self._vault.carry_out(keep)
        except KeychainRefused:
            return await self._vault.carry_out(keep)

    async def adopt(self) -> Connection | None:
        """Point to a new credential that a crash has left written and not pointed to; None where there is none.

        Raises:
            KeychainError: the keychain can't be asked now.
        """
        if not self.has_arrived:
            return None
        try:
            arrived = await self._vault.fetch(self._id, other_slot(self._register.get(self._id).slot))
        except KeychainLost:  # the crash came before all of it was written
            return None
        return self._point_to(arrived)

    async def previous(self, within: float) -> Credential | None:
        """Give the credential before the one in use, where that was issued less than `within` seconds ago; 0: never.

        Raises:
            KeychainError: the keychain can't be asked now.
        """
        row = self._register.get(self._id)
        if not (within and row.holds_previous) or row.renewed_at is None or self._clock() - row.renewed_at > within:
            return None
        try:
            return await self._vault.fetch(self._id, other_slot(row.slot))
        except KeychainLost:
            return None

    async def let_go_of_previous(self) -> None:
        """Forget the credential before the one in use, which has proved itself.

        Raises:
            KeychainError: it is still there.
        """
        await self._vault.carry_out(self._let_go_of_previous)

    def _keep(self, keychain: Keychain, credential: Credential) -> Connection:
        free = other_slot(self._register.get(self._id).slot)
        forget_credential(keychain, self._id, free)
        self._register.note_renewal(self._id, Stage.ARRIVED, self._clock())
        keep_credential(keychain, self._id, free, credential, is_new=True)
        return self._point_to(credential)

    def _point_to(self, credential: Credential) -> Connection:
        def pointed(row: Connection) -> Connection:
            return replace(
                row,
                slot=other_slot(row.slot),
                expires_at=credential.expires_at,
                renewed_at=credential.issued_at,
                holds_previous=True,
            )

        return self._register.change(self._id, pointed)  # the register ends the renewal in the same transaction

    def _let_go_of_previous(self, keychain: Keychain) -> None:
        row = self._register.get(self._id)
        if not row.holds_previous or self.under_way is not None:  # the other slot may hold something newer by now
            return
        forget_credential(keychain, self._id, other_slot(row.slot))
        self._register.change(self._id, lambda row: replace(row, holds_previous=False))
