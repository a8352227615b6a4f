"""The one place that renews: a credential that is handed out has its margin left.

Whoever asks for one that isn't due gets it at once, past every lock. For one that is due they wait for the
connection's turn, read again, and find it done or do it. The new credential is kept before anyone sees it. Only the
provider's word that the permission has ended ends a connection; a network fault leaves it as it is, and what is still
good is handed out all the same.
"""

import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.errors import (
    ConnectionBusy,
    ConnectionUnknown,
    KeychainError,
    KeychainLost,
    NetworkError,
    PermissionEnded,
    TokenError,
)
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.premises import Premises
from ledgerpass.flows.renew import can_renew, renewing_host
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.providers.provider import Provider, WayIn
from ledgerpass.upkeep.due import is_due
from ledgerpass.upkeep.kept_wish import kept_wish
from ledgerpass.upkeep.renewing import Renewing
from ledgerpass.upkeep.retries import Retries

SHORTEST_USE = 10.0
"""Seconds that a credential must still be good for to be handed out when it can't be renewed now."""

_log = logging.getLogger(__name__)


class Freshness:
    """Gives credentials that are good now."""

    def __init__(  # noqa: PLR0913, PLR0917 - it joins what is known, what is kept and how to ask
        self,
        catalogue: Catalogue,
        register: Register,
        safekeeping: Safekeeping,
        obtain: Obtain,
        premises: Premises,
        clock: Callable[[], float] = time.time,
        retries: Retries | None = None,
    ) -> None:
        """Keep the connections of `register` fresh; `clock` gives seconds since 1970-01-01 UTC."""
        self._catalogue = catalogue
        self._register = register
        self._safekeeping = safekeeping
        self._renewing = Renewing(register, safekeeping, obtain, retries or Retries(), clock)
        self._premises = premises
        self._clock = clock

    def known(self, connection: Connection) -> tuple[Provider | None, WayIn | None]:
        """Give what the catalogue knows of a connection; None for what it no longer has."""
        provider = self._catalogue.get(connection.provider_id)
        return provider, provider.way(connection.way_id) if provider else None

    async def fresh(self, connection_id: str, *, anew: bool = False) -> tuple[Wish, Credential]:
        """Give a credential with its margin left, renewed where needed, and what it was wished for with.

        `anew` renews it whatever its margin, where it can be renewed now: for one that the provider no longer takes.
        When cancelled, a renewal that has begun goes on to its end.

        Raises:
            PermissionEnded: the provider has ended it; the register says so from now on.
            ConnectionUnknown: its provider's file, or the way in, is gone.
            KeychainLost: the keychain no longer holds it; the register says so from now on.
            LedgerpassError: it could not be read or renewed now; nothing has changed.
        """
        wish, credential = await self._read(connection_id)
        if not (self._is_wanted(wish, credential, anew=anew) or self._renewing.has_left(connection_id)):
            return wish, credential
        try:
            renew = partial(self._renew, connection_id, credential, anew=anew)
            return await self._safekeeping.locks.in_turn(connection_id, renew)
        except PermissionEnded:
            raise
        except (NetworkError, TokenError) as error:  # which says nothing about the credential that there is
            if not anew and self._is_good_for_a_while(credential):
                return wish, credential
            error.host = error.host or renewing_host(wish)
            raise

    async def proved(self, connection_id: str) -> None:
        """Take note that a real call with the credential went well: the one before it isn't needed any more."""
        with contextlib.suppress(ConnectionUnknown, ConnectionBusy):  # gone, or being renewed: there is nothing to do
            if not self._register.get(connection_id).holds_previous:
                return
            let_go = self._safekeeping.rotation(connection_id).let_go_of_previous
            try:
                await self._safekeeping.locks.in_turn(connection_id, let_go, patience=0)
            except KeychainError as error:  # the next renewal takes its place
                _log.warning("the credential before that of connection %s is still kept: %s", connection_id, error)

    async def _renew(self, connection_id: str, seen: Credential, *, anew: bool) -> tuple[Wish, Credential]:
        """Renew it if nobody else has done so since it was `seen`. Called in the connection's turn."""
        await self._renewing.take_up(connection_id)
        wish, credential = await self._read(connection_id)
        if not self._is_wanted(wish, credential, anew=anew and credential == seen):
            return wish, credential
        try:
            renewed = await self._renewing.renew(connection_id, wish, credential)
        except PermissionEnded:
            self._mark(connection_id, Outcome.ENDED)
            raise
        return replace(wish, fields=renewed.fields), renewed

    async def _read(self, connection_id: str) -> tuple[Wish, Credential]:
        connection = self._register.get(connection_id)
        provider, way = self.known(connection)
        if provider is None or way is None:
            raise ConnectionUnknown(connection=connection.name)
        try:
            credential = await self._safekeeping.fetch(connection_id)
        except KeychainLost:
            self._mark(connection_id, Outcome.LOST)
            raise
        return kept_wish(connection, provider, way, credential, await self._premises.values(provider)), credential

    def _is_wanted(self, wish: Wish, credential: Credential, *, anew: bool) -> bool:
        if not can_renew(wish, credential):
            return False
        if anew and (getattr(wish.way, "renews_early", True) or credential.expires_at is None):
            return True
        if anew:
            return self._is_within(float(getattr(wish.way, "refresh_margin", 0)), credential)
        return is_due(wish.way, credential, self._clock())

    def _is_within(self, margin: float, credential: Credential) -> bool:
        return credential.expires_at is not None and credential.expires_at - self._clock() <= margin

    def _is_good_for_a_while(self, credential: Credential) -> bool:
        return not self._is_within(SHORTEST_USE, credential)

    def _mark(self, connection_id: str, outcome: Outcome) -> None:
        self._register.change(connection_id, lambda connection: replace(connection, outcome=outcome))
