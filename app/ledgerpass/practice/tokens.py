"""The tokens that the practice company gives out, and whether one is still good.

What a token says is in the token. In memory, for as long as the practice company runs, is what can't be: which refresh
tokens are used up, and which permissions were revoked because a code or a refresh token came twice.
"""

import secrets
from collections.abc import Callable

from ledgerpass.practice import permissions
from ledgerpass.practice.seal import Claims, Kind, Seal
from ledgerpass.practice.terms import Terms


class Tokens:
    """Gives tokens out and judges them."""

    def __init__(self, seal: Seal, terms: Terms, clock: Callable[[], float]) -> None:
        """Use `seal` for the tokens; `clock` gives seconds since 1970-01-01 UTC."""
        self._seal = seal
        self._terms = terms
        self._clock = clock
        self._used: set[str] = set()
        self._ended: set[str] = set()
        self._revoked: set[str] = set()

    def personal(self) -> str:
        """Give the user's personal token: always the same one under the same seal, and good for everything."""
        return self._seal.close(Claims(kind="personal"))

    def access(self, client: str, scopes: tuple[str, ...], permission: str) -> str:
        """Make an access token, with an end."""
        expires_at = int(self._clock()) + self._terms.access_token_life
        return self._close("access", client, scopes, permission, expires_at=expires_at)

    def refresh(self, client: str, scopes: tuple[str, ...], permission: str) -> str:
        """Make a refresh token, which is good for one use."""
        return self._close("refresh", client, scopes, permission)

    def oauth1(self, client: str, *, secretless: bool) -> tuple[str, str]:
        """Make an OAuth 1.0a token and its secret (RFC 5849 section 2.3); it is good for everything, without an end."""
        token = self._close("oauth1", client, permissions.ALL, "", secretless=secretless)
        return token, self._seal.secret_of(token)

    def oauth1_secret(self, token: str) -> str:
        """Give the secret that belongs to an OAuth 1.0a token."""
        return self._seal.secret_of(token)

    def good(self, token: str, *kinds: Kind) -> Claims | None:
        """Give what a token says if it is good: ours, of one of the kinds, not ended, not revoked."""
        claims = self._seal.open(token)
        if claims is None or claims.kind not in kinds:
            return None
        if claims.permission in self._revoked or claims.id in self._ended:
            return None
        ended = claims.expires_at is not None and claims.expires_at <= self._clock()
        return None if ended else claims

    def use_up(self, refresh: Claims) -> None:
        """Note that a refresh token has been exchanged for a new one."""
        self._used.add(refresh.id)

    def is_used_up(self, refresh: Claims) -> bool:
        """Tell whether a refresh token has been exchanged before."""
        return refresh.id in self._used

    def revoke(self, permission: str) -> None:
        """Revoke every token that came of one permission (RFC 6749 section 4.1.2, RFC 9700 section 4.14.2)."""
        self._revoked.add(permission)

    def end(self, claims: Claims) -> None:
        """End one token, and with a refresh token the whole permission (RFC 7009 section 2.1)."""
        self._ended.add(claims.id)
        if claims.kind == "refresh":
            self.revoke(claims.permission)

    def _close(  # noqa: PLR0913 - they are the claims' fields
        self,
        kind: Kind,
        client: str,
        scopes: tuple[str, ...],
        permission: str,
        *,
        expires_at: int | None = None,
        secretless: bool = False,
    ) -> str:
        claims = Claims(
            kind=kind,
            client=client,
            scopes=scopes,
            permission=permission,
            id=secrets.token_urlsafe(9),
            expires_at=expires_at,
            secretless=secretless,
        )
        return self._seal.close(claims)
