"""Renews one connection's credential, in its turn: what a crash left is taken up first, and no answer is let go of.

A refresh token that was sent may be spent, whatever came back. So it is written down before it is sent, and what comes
back is kept before anyone sees it. Only the provider's own word about the token that is still in use ends the
connection, and then that token is never sent again: a loop of failures that nobody sees can't come of it.
"""

import logging
import time
from collections.abc import Callable

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.rotation import Rotation
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.errors import KeychainError, LedgerpassError, PermissionEnded, Unreachable
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.renew import may_be_spent, renewing_host
from ledgerpass.flows.wish import Wish
from ledgerpass.upkeep.retries import Retries

_log = logging.getLogger(__name__)


class Renewing:
    """Renews credentials. Every method is called in the connection's turn; see `ConnectionLocks`."""

    def __init__(
        self,
        register: Register,
        safekeeping: Safekeeping,
        obtain: Obtain,
        retries: Retries,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Ask by `obtain`, keep by `safekeeping`; `clock` gives seconds since 1970-01-01 UTC."""
        self._register = register
        self._safekeeping = safekeeping
        self._obtain = obtain
        self._retries = retries
        self._clock = clock
        self._unkept: dict[str, tuple[str, Credential]] = {}  # by connection: the slot that was spent, what came of it

    def has_left(self, connection_id: str) -> bool:
        """Tell whether an answer waits to be taken up; may be asked out of turn."""
        return connection_id in self._unkept or self._safekeeping.rotation(connection_id).has_arrived

    async def take_up(self, connection_id: str) -> None:
        """Take up what an earlier renewal left: an answer that the keychain wouldn't take, or that a crash left there.

        Raises:
            KeychainError: the keychain can't be asked, or still doesn't take it; it stays for the next time.
        """
        rotation = self._safekeeping.rotation(connection_id)
        slot, unkept = self._unkept.get(connection_id, ("", None))
        if unkept is not None and rotation.under_way is not None and self._register.get(connection_id).slot == slot:
            await self._keep(rotation, connection_id, unkept)
            return
        self._unkept.pop(connection_id, None)  # somebody has signed in again since
        if await rotation.adopt():
            _log.info("a renewal of connection %s that had broken off was taken up", connection_id)
            self._note(connection_id)

    async def renew(self, connection_id: str, wish: Wish, credential: Credential) -> Credential:
        """Give a new credential in the place of `credential`, the one in use, and keep it first.

        Raises:
            PermissionEnded: the provider has ended it, now or earlier.
            KeychainError: the new one could not be kept; `take_up` will try again.
            LedgerpassError: it could not be renewed now; the old one is still in its place.
        """
        rotation = self._safekeeping.rotation(connection_id)
        if rotation.was_refused:
            raise PermissionEnded(host=renewing_host(wish), error="invalid_grant")
        interrupted = rotation.begin()
        faults: list[Unreachable] = []
        try:
            renewed = await self._retries.carry_out(lambda: self._obtain.renew(wish, credential), faults)
        except PermissionEnded as refusal:
            refusal.interrupted = interrupted or any(map(may_be_spent, faults))
            return await self._after_refusal(connection_id, wish, credential, refusal)
        except LedgerpassError as error:
            if not (interrupted or any(map(may_be_spent, [*faults, error]))):
                rotation.call_off()
            raise
        await self._keep(rotation, connection_id, renewed)
        return renewed

    async def _after_refusal(
        self, connection_id: str, wish: Wish, refused: Credential, refusal: PermissionEnded
    ) -> Credential:
        """Give what is good all the same: what somebody else has put there, or what comes of the one before."""
        stored = await self._safekeeping.fetch(connection_id)
        if stored.issued != refused.issued:
            return stored
        rotation = self._safekeeping.rotation(connection_id)
        # within its grace the provider takes the one before, for whom the answer with the new one was lost
        previous = await rotation.previous(getattr(wish.way, "refresh_grace", 0))
        if previous is None:
            rotation.refuse()
            raise refusal
        try:
            renewed = await self._obtain.renew(wish, previous)
        except PermissionEnded:
            rotation.refuse()
            raise refusal from None
        await self._keep(rotation, connection_id, renewed)
        return renewed

    async def _keep(self, rotation: Rotation, connection_id: str, renewed: Credential) -> None:
        spent = self._register.get(connection_id).slot
        try:
            await rotation.keep(renewed)
        except KeychainError:
            self._unkept[connection_id] = spent, renewed
            raise
        self._unkept.pop(connection_id, None)
        self._note(connection_id)

    def _note(self, connection_id: str) -> None:
        self._register.note(connection_id, Activity(at=self._clock(), what="renewed"))
