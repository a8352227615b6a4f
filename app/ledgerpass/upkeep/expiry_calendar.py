"""What ends when, soonest first: so that nobody finds out on the day the quarter's figures are due.

Two things end. A credential that can't be renewed ends at its own time. A refresh token that nobody uses dies by disuse
after a time that the provider's file gives (60 days at some), which using it begins anew; the program does that by
itself while its window is open, the user merely by copying. While the provider can't be reached nobody can, and the
user is told in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.providers.provider import AuthorizationCode, WayIn
from ledgerpass.upkeep.rows import Row
from ledgerpass.upkeep.standing import SOON

KEEP_ALIVE_AT = 1 / 3
"""The share of a refresh token's life that is left when it is used for its own sake."""

_ENDED = frozenset({Outcome.ENDED, Outcome.LOST})


class DueKind(Enum):
    """Why something ends."""

    EXPIRES = "expires"
    DISUSE = "disuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A connection that ends at `at` (seconds since 1970-01-01 UTC), unless the program sees to it `by_itself`.

    `by_itself` is what the program tries, whether or not it succeeds; `needs_user` tells that.
    """

    row: Row
    at: float
    kind: DueKind
    by_itself: bool


def calendar(rows: Iterable[Row]) -> tuple[Due, ...]:
    """Give what ends, soonest first; what has ended already, or has no end that anybody knows, is left out."""
    dues = (due for row in rows if (due := _due(row)))
    return tuple(sorted(dues, key=lambda due: (due.at, due.row.connection.name)))


def warnings(dues: Iterable[Due], now: float) -> tuple[Due, ...]:
    """Give those that end within `SOON` seconds of `now` and need the user."""
    return tuple(due for due in dues if needs_user(due, now) and now < due.at <= now + SOON)


def needs_user(due: Due, now: float) -> bool:
    """Tell whether it ends without the user: also where the program's own tries to keep it alive come to nothing."""
    outcome = due.row.connection.outcome
    is_away = outcome is Outcome.UNREACHABLE and due.at <= now + SOON
    return not due.by_itself or outcome is Outcome.RENEWAL_REFUSED or is_away


def wants_use(due: Due, now: float) -> bool:
    """Tell whether the refresh token should be used now, for no other reason than to keep it alive."""
    lifetime = disuse_after(due.row.way)
    return due.kind is DueKind.DISUSE and due.by_itself and due.at - now < lifetime * KEEP_ALIVE_AT


def disuse_after(way: WayIn | None) -> float:
    """Give after how many seconds without use a refresh token of this way in dies; 0 means never, or not known."""
    return float(way.refresh_lifetime) if isinstance(way, AuthorizationCode) else 0.0


def _due(row: Row) -> Due | None:
    connection = row.connection
    if connection.outcome in _ENDED or row.way is None:
        return None
    if connection.renews:
        return _disuse(row, connection)
    if connection.expires_at is None:
        return None
    return Due(row=row, at=connection.expires_at, kind=DueKind.EXPIRES, by_itself=False)


def _disuse(row: Row, connection: Connection) -> Due | None:
    lifetime = disuse_after(row.way)
    if not lifetime:
        return None
    used_at = connection.created_at if connection.renewed_at is None else connection.renewed_at
    return Due(row=row, at=used_at + lifetime, kind=DueKind.DISUSE, by_itself=True)
