"""Tokens that are their own record: what they allow stands in them, under the practice company's seal.

A token is `practice-BODY.SEAL`: BODY is its claims, SEAL an HMAC-SHA-256 over them, both in base64url. Whoever holds
the key can tell a token of its own, so that nothing is written down and a token still works after a restart. The key
comes from the keychain; another key makes every old token worthless.
"""

import base64
import hashlib
import hmac
from typing import Literal

import msgspec

from ledgerpass.practice import permissions

KEY_LENGTH = 32
"""In bytes."""

_MARK = "practice-"

Kind = Literal["access", "refresh", "personal", "oauth1"]


class Claims(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands in a token; what is left out has its default, so that tokens stay short.

    `permission` names what the user allowed once; every token that came of it bears it, so that they can be revoked
    together. `expires_at` is in seconds since 1970-01-01 UTC. `secretless` says that an OAuth 1.0a consumer came
    without its secret.
    """

    kind: Kind
    client: str = ""
    scopes: tuple[str, ...] = permissions.ALL
    permission: str = ""
    id: str = ""
    expires_at: int | None = None
    secretless: bool = False


class Seal:
    """Closes and opens tokens with one key."""

    def __init__(self, key: bytes) -> None:
        """Take the key.

        Raises:
            ValueError: it is not 32 bytes long.
        """
        if len(key) != KEY_LENGTH:
            message = f"the seal must be {KEY_LENGTH} bytes long"
            raise ValueError(message)
        self._key = key

    def close(self, claims: Claims) -> str:
        """Make the token that says this."""
        body = _base64url(msgspec.json.encode(claims))
        return f"{_MARK}{body}.{self._mac('token', body)}"

    def open(self, token: str) -> Claims | None:
        """Read a token, None where it is not one of ours; whether it is still good is not looked at."""
        body, _, seal = token.removeprefix(_MARK).partition(".")
        if not (token.startswith(_MARK) and token.isascii() and hmac.compare_digest(seal, self._mac("token", body))):
            return None
        return msgspec.json.decode(_from_base64url(body), type=Claims)

    def secret_of(self, token: str) -> str:
        """Derive the secret that belongs to an OAuth 1.0a token (RFC 5849 section 2.3), without a record of it."""
        return self._mac("secret", token)

    def _mac(self, purpose: str, text: str) -> str:
        return _base64url(hmac.digest(self._key, f"{purpose}:{text}".encode(), hashlib.sha256))


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
