"""The one place that renews: a credential that is handed out has its margin left.

One renewal a connection at a time: the others wait and find it done when they read again inside the lock. The new
credential is kept before anyone sees it. Only the provider's word that the permission has ended ends a connection; a
network fault leaves it as it is.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.errors import ConnectionUnknown, KeychainLost, PermissionEnded
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.premises import Premises
from ledgerpass.flows.renew import can_renew
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.providers.provider import Provider, WayIn

_SHARE_LEFT = 10
"""A margin is at most one part in so many of a token's life, so that a short-lived one isn't renewed at each use."""


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
    ) -> None:
        """Keep the connections of `register` fresh; `clock` gives seconds since 1970-01-01 UTC."""
        self._catalogue = catalogue
        self._register = register
        self._safekeeping = safekeeping
        self._obtain = obtain
        self._premises = premises
        self._clock = clock
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def known(self, connection: Connection) -> tuple[Provider | None, WayIn | None]:
        """Give what the catalogue knows of a connection; None for what it no longer has."""
        provider = self._catalogue.get(connection.provider_id)
        return provider, provider.way(connection.way_id) if provider else None

    async def fresh(self, connection_id: str, *, anew: bool = False) -> tuple[Wish, Credential]:
        """Give a credential with its margin left, renewed where needed, and what it was wished for with.

        `anew` renews it whatever its margin, where it can be renewed.

        Raises:
            PermissionEnded: the provider has ended it; the register says so from now on.
            ConnectionUnknown: its provider's file, or the way in, is gone.
            KeychainLost: the keychain no longer holds it; the register says so from now on.
            LedgerpassError: it could not be read or renewed now; nothing has changed.
        """
        async with self._locks[connection_id]:
            wish, credential = await self._read(connection_id)
            if not (can_renew(wish, credential) and (anew or self._is_due(wish, credential))):
                return wish, credential
            try:
                renewed = await self._obtain.renew(wish, credential)
            except PermissionEnded:
                self._mark(connection_id, Outcome.ENDED)
                raise
            await self._safekeeping.replace(connection_id, renewed)
            self._register.note(connection_id, Activity(at=self._clock(), what="renewed"))
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
        company = {"company_id": connection.company.id} if connection.company else {}
        wish = Wish(
            provider=provider,
            way=way,
            values={**connection.inputs, **company, **await self._premises.values(provider)},
            fields=credential.fields,
            scopes=connection.asked,
        )
        return wish, credential

    def _is_due(self, wish: Wish, credential: Credential) -> bool:
        issued = credential.issued
        expires_at = credential.expires_at
        if issued is None or expires_at is None:
            return False
        whole_life = expires_at - getattr(issued, "issued_at", expires_at)
        margin = min(getattr(wish.way, "refresh_margin", 0), whole_life / _SHARE_LEFT)
        return expires_at - self._clock() <= margin

    def _mark(self, connection_id: str, outcome: Outcome) -> None:
        self._register.change(connection_id, lambda connection: replace(connection, outcome=outcome))
