"""A connection as the register knows it: everything but the secrets.

Times are seconds since 1970-01-01 UTC. `slot` names the place in the vault that holds the connection's credential; it
changes only after a new credential has been written and read back. `renewed_at` is when that credential was issued,
None where nobody said. With `holds_previous` the other place still holds the credential before it, which is let go once
this one has proved itself. `embedded` says whether the user signed in in the embedded browser when he last had the
choice, None where he never had one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How the last real call ended."""

    WORKING = "working"
    ENDED = "ended"
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"
    LOST = "lost"
    OTHER_COMPANY = "other_company"
    RENEWAL_REFUSED = "renewal_refused"
    """The provider doesn't renew it, for another reason than that the permission has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One of the user's companies at the provider (an administration, a tenant, an account)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One connection, as it is listed and kept in the register."""

    id: str
    provider_id: str
    way_id: str
    name: str
    created_at: float
    company: Company | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    outcome: Outcome = Outcome.WORKING
    tested_at: float | None = None
    expires_at: float | None = None
    renewed_at: float | None = None
    renews: bool = False
    slot: str = "a"
    holds_previous: bool = False
    removed_at: float | None = None
    embedded: bool | None = None
