"""Lets go of what the user removed: ends the permission at the provider, then forgets the connection here.

A removed connection that can be brought back must still work, so that nothing is asked of the provider before the day
is over, unless the user wants it at once. A provider that can't be asked then is asked again at every later purge, for
a week; only then is the connection forgotten without its word. Revoking twice does no harm (RFC 7009 section 2.2), so
a crash in between costs nothing.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.errors import ConnectionUnknown, KeychainLost, NetworkError, TokenError
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.premises import Premises
from ledgerpass.flows.revoke import is_revocable
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.provider import Provider, WayIn
from ledgerpass.upkeep.kept_wish import kept_wish
from ledgerpass.upkeep.rows import Rows

UNDO_FOR = 24 * 3600.0
"""Seconds for which a removed connection can be restored."""

GIVE_UP_AFTER = 7 * 24 * 3600.0
"""Seconds for which a provider that can't be reached is asked again and again."""

_LONG_AGO = 0.0
"""When something was removed that waits for nothing any more: its parting is over, and it can be forgotten."""

_PUT_OFF = "end_put_off"

_log = logging.getLogger(__name__)


class Ending(Enum):
    """How a permission ended at the provider, or why it was not ended there by us."""

    REVOKED = "revoked"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    NOT_OFFERED = "not_offered"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """A connection that is gone for good. Unless it was revoked, `manage_url` may lead to where the user can end it."""

    connection: Connection
    provider: str
    ending: Ending
    manage_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """What a removal can do at the provider: end the permission by itself, or show the provider's own page.

    `manage_url` is a template of the provider's file, empty where it has none. `beside` names the user's other
    connections by the same way in: some providers end the whole permission that they share (RFC 7009 section 2.1).
    """

    revokes: bool
    manage_url: str
    beside: tuple[str, ...] = ()


class Farewells:
    """Ends permissions, and forgets."""

    def __init__(  # noqa: PLR0913, PLR0917 - it joins what is known, what is kept and how to ask
        self,
        rows: Rows,
        register: Register,
        safekeeping: Safekeeping,
        obtain: Obtain,
        premises: Premises,
        clock: Callable[[], float],
    ) -> None:
        """Let go of connections of `register`; `clock` gives seconds since 1970-01-01 UTC."""
        self._rows = rows
        self._register = register
        self._safekeeping = safekeeping
        self._obtain = obtain
        self._premises = premises
        self._clock = clock
        self._turn = asyncio.Lock()

    def farewell(self, connection_id: str) -> Farewell:
        """Tell what removing this connection can do at the provider.

        Raises:
            ConnectionUnknown: there is no such connection.
        """
        row = self._rows.named(connection_id)
        own = row.connection
        alike = (each.connection for each in self._rows.listed() if each.connection.id != own.id)
        revokes = row.way is not None and is_revocable(row.way)
        return Farewell(
            revokes=revokes,
            manage_url=row.provider.manage_url if row.provider else "",
            beside=tuple(
                each.name
                for each in alike
                if revokes and (each.provider_id, each.way_id) == (own.provider_id, own.way_id)
            ),
        )

    async def purge(self) -> tuple[Parting, ...]:
        """Part with everything that was removed more than a day ago; what could not be asked stays for the next time.

        Raises:
            KeychainError: the keychain can't be asked now; the rest stays for the next time.
        """
        async with self._turn:
            since = self._clock() - UNDO_FOR
            over = [each for each in self._register.all() if each.removed_at is not None and each.removed_at < since]
            partings = [await self._part(each) for each in over]
        return tuple(parting for parting in partings if parting)

    async def end_now(self, connection_id: str) -> Parting | None:
        """Part with a connection without the day in which it could be restored.

        Returns:
            How it went; None where the provider could not be asked, which `purge` will do again.

        Raises:
            ConnectionUnknown: there is no such connection.
            KeychainError: the keychain can't be asked now; it is off the list, and `purge` will do the rest.
        """
        async with self._turn:
            removed = self._register.remove(connection_id, self._clock() - UNDO_FOR - 1)
            self._note(connection_id, "removed")
            return await self._part(removed)

    async def _part(self, connection: Connection) -> Parting | None:
        row = self._rows.row(connection)
        try:
            ending = await self._end(connection, row.provider, row.way)
            if ending is None:
                return None
            await self._forget(connection)
        except ConnectionUnknown:  # another process has just done all this
            return None
        return Parting(
            connection=connection,
            provider=row.provider.name if row.provider else connection.provider_id,
            ending=ending,
            manage_url=row.provider.manage_url if row.provider and ending is not Ending.REVOKED else "",
        )

    async def _end(self, connection: Connection, provider: Provider | None, way: WayIn | None) -> Ending | None:
        if provider is None or way is None or not is_revocable(way):
            return Ending.NOT_OFFERED
        # in its turn: a renewal that is just under way would leave a token behind that nobody ends any more
        revoke = partial(self._revoke, connection, provider, way)
        try:
            await self._safekeeping.locks.in_turn(connection.id, revoke)
        except KeychainLost:
            return Ending.NOT_THERE
        except NetworkError as error:
            return self._put_off(connection, error)
        except TokenError as error:
            _log.info("the provider of connection %s did not end it: %s", connection.id, error)
            return Ending.REFUSED
        return Ending.REVOKED

    async def _revoke(self, connection: Connection, provider: Provider, way: WayIn) -> None:
        credential = await self._safekeeping.fetch(connection.id)
        await self._obtain.revoke(await self._wish(connection, provider, way, credential), credential)

    async def _wish(self, connection: Connection, provider: Provider, way: WayIn, credential: Credential) -> Wish:
        return kept_wish(connection, provider, way, credential, await self._premises.values(provider))

    def _put_off(self, connection: Connection, error: NetworkError) -> Ending | None:
        over_since = (connection.removed_at or _LONG_AGO) + UNDO_FOR
        if self._clock() - over_since > GIVE_UP_AFTER:
            _log.info("connection %s is forgotten without its provider's word: %s", connection.id, error)
            return Ending.GIVEN_UP
        if all(each.what != _PUT_OFF for each in self._register.activities(connection.id)):
            self._note(connection.id, _PUT_OFF)
        return None

    async def _forget(self, connection: Connection) -> None:
        self._register.remove(connection.id, _LONG_AGO)
        await self._safekeeping.purge(_LONG_AGO + 1)

    def _note(self, connection_id: str, what: str) -> None:
        self._register.note(connection_id, Activity(at=self._clock(), what=what))
