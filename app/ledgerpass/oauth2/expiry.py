"""When a token ends, in the several ways in which providers say it.

RFC 6749 section 5.1 knows `expires_in`, a number of seconds. Providers send it as text, with a fraction, as null, or
not at all; some add `created_at`, and some send `expires_at` instead, in seconds or as an ISO 8601 moment. What makes
no sense is treated as not said: a sign-in must not be lost over it, and a token whose end isn't known is renewed when
it is refused.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

SHORTEST_LIFETIME, LONGEST_LIFETIME = 1, 20 * 365 * 86_400
"""In seconds, up to twenty years. What lies outside is a way of saying "never", or no number of seconds."""


def read_expiry(members: Mapping[str, object], now: float) -> tuple[float, float | None]:
    """Give when the token was issued and when it ends, None where nobody said; seconds since 1970-01-01 UTC."""
    lifetime = _number(members.get("expires_in"))
    if lifetime is not None and SHORTEST_LIFETIME <= lifetime <= LONGEST_LIFETIME:
        issued_at = _issued_at(_number(members.get("created_at")), lifetime, now)
        return issued_at, issued_at + lifetime
    moment = _moment(members.get("expires_at"))
    if moment is not None and now < moment <= now + LONGEST_LIFETIME:
        return now, moment
    return now, None


def _issued_at(created_at: float | None, lifetime: float, now: float) -> float:
    """Start the lifetime when the provider made the token, unless its clock and ours contradict each other.

    A token made earlier is handed out again by some providers, with the whole lifetime beside it. A moment still to
    come, or one after which the token would have ended already, tells of a wrong clock and nothing else.
    """
    return created_at if created_at is not None and created_at <= now < created_at + lifetime else now


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)  # what is no number or has no end lies outside every bound it is compared with
    except (ValueError, OverflowError):
        return None


def _moment(value: object) -> float | None:
    number = _number(value)
    if number is not None or not isinstance(value, str):
        return number
    try:
        moment = datetime.fromisoformat(value.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
