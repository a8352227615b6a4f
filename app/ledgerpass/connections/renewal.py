"""What the register knows of a renewal that is under way, so that a crash in the middle of it is noticed."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """How far the renewal has come.

    ASKED: the refresh token is being sent, and may be spent from now on. ARRIVED: the answer is there, and the slot
    that is not in use was emptied for it, so that whatever is whole in there is the new credential. REFUSED: the
    provider said that the refresh token is no longer good (RFC 6749 section 5.2, invalid_grant); it is not sent again.
    """

    ASKED = "asked"
    ARRIVED = "arrived"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A renewal with what is in `slot`, as of `at` (seconds since 1970-01-01 UTC). Nothing in it is secret."""

    slot: str
    stage: Stage
    at: float
