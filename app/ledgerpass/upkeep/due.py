"""When a credential is due to be renewed: the decision alone, with nothing loaded to carry it out."""

from ledgerpass.connections.credential import Credential
from ledgerpass.providers.provider import WayIn

SHARE_LEFT = 5
"""A margin is at most one part in so many of a token's life, so that a short-lived one isn't renewed at each use."""


def is_due(way: WayIn, credential: Credential, now: float) -> bool:
    """Tell whether the margin of the way in has begun at `now` (seconds since 1970-01-01 UTC).

    One without a known end is never due, and one that can't be renewed is due like any other.
    """
    if credential.expires_at is None or credential.issued_at is None:
        return False
    whole_life = credential.expires_at - credential.issued_at
    margin = min(float(getattr(way, "refresh_margin", 0)), whole_life / SHARE_LEFT)
    return credential.expires_at - now <= margin
