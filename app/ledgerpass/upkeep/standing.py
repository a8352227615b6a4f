"""How a connection stands, in the terms the list shows: from the last real test, never from hope."""

from dataclasses import dataclass

from ledgerpass.connections.connection import Connection, Outcome

SOON = 14 * 24 * 3600.0
"""Seconds before its end from which a credential that can't be renewed is announced."""

_NEED_THE_USER = frozenset(
    {Outcome.ENDED, Outcome.FORBIDDEN, Outcome.LOST, Outcome.OTHER_COMPANY, Outcome.RENEWAL_REFUSED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """The last test went well."""

    tested_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewsItself:
    """It works, has an end, and is renewed without the user."""

    expires_at: float
    tested_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInBy:
    """It works until `expires_at` and then needs the user."""

    expires_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsYou:
    """It doesn't work until the user does something."""

    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotReach:
    """The provider could not be asked; nothing is known to be wrong."""

    tested_at: float | None = None


Standing = Working | RenewsItself | SignInBy | NeedsYou | CannotReach


def standing(connection: Connection, now: float) -> Standing:
    """Tell how a connection stands at `now` (seconds since 1970-01-01 UTC)."""
    if connection.outcome in _NEED_THE_USER:
        return NeedsYou(outcome=connection.outcome)
    expires_at = connection.expires_at
    if expires_at is not None and not connection.renews and expires_at <= now:
        return NeedsYou(outcome=Outcome.ENDED)
    if connection.outcome is Outcome.UNREACHABLE:
        return CannotReach(tested_at=connection.tested_at)
    if expires_at is not None and connection.renews:
        return RenewsItself(expires_at=expires_at, tested_at=connection.tested_at)
    if expires_at is not None and (expires_at - now < SOON or connection.tested_at is None):
        return SignInBy(expires_at=expires_at)
    return Working(tested_at=connection.tested_at or connection.created_at)
