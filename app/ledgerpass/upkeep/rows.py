"""A connection with what is known of it: one row of the list, for the window and the terminal alike."""

from collections.abc import Callable
from dataclasses import dataclass

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.register import Register
from ledgerpass.providers.provider import Provider, WayIn
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.standing import Standing, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One connection as the list shows it; provider and way in are None where their file is gone."""

    connection: Connection
    provider: Provider | None
    way: WayIn | None
    standing: Standing

    @property
    def missing(self) -> tuple[str, ...]:
        """Which permissions were asked for and not granted, by their technical names, in the order asked."""
        return tuple(name for name in self.connection.asked if name not in self.connection.granted)


class Rows:
    """Makes rows of what the register holds."""

    def __init__(self, register: Register, freshness: Freshness, clock: Callable[[], float]) -> None:
        """List what is in `register`; `clock` gives seconds since 1970-01-01 UTC."""
        self._register = register
        self._freshness = freshness
        self._clock = clock

    def listed(self) -> tuple[Row, ...]:
        """Give the connections, oldest first, without the removed ones."""
        return tuple(self.row(each) for each in self._register.all() if each.removed_at is None)

    def named(self, connection_id: str) -> Row:
        """Give one connection, removed or not.

        Raises:
            ConnectionUnknown: there is none of that id.
        """
        return self.row(self._register.get(connection_id))

    def row(self, connection: Connection) -> Row:
        """Give a connection with what is known of it now."""
        provider, way = self._freshness.known(connection)
        return Row(connection=connection, provider=provider, way=way, standing=standing(connection, self._clock()))
