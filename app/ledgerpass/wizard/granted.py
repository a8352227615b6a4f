"""What was asked and what was granted: a sign-in that brings less than the connection needs is not a connection.

Providers let the user take ticks away on their own page, and some drop permissions without a word; the answer says what
is left (RFC 6749 section 5.1). Less than was asked is kept, and said at the end; without a required permission nothing
would work, so that it is said now.
"""

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import TooLittleGranted
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.token_response import TokenResponse, granted_scope
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials


def granted_of(wish: Wish, credential: Credential) -> tuple[str, ...]:
    """Give what was granted; nothing for a way in without permissions."""
    return granted_scope(credential.issued, wish.scopes) if isinstance(credential.issued, TokenResponse) else ()


def refuse_too_little(wish: Wish, credential: Credential) -> None:
    """Go on only where every required permission that was asked for was granted.

    Raises:
        TooLittleGranted: one is missing.
    """
    scopes = wish.way.scopes if isinstance(wish.way, AuthorizationCode | ClientCredentials) else ()
    granted = granted_of(wish, credential)
    missing = [each for each in scopes if each.required and each.name in wish.scopes and each.name not in granted]
    if missing:
        raise TooLittleGranted(provider=wish.provider.name, missing=tuple(each.plain for each in missing))
