"""Ends a permission at the provider (RFC 7009), where it has an address for that.

The refresh token goes first: with it goes the permission, and most providers end the access tokens that came of it
themselves (section 2.1). An access token that outlives it for an hour is no reason to call the whole thing failed.
"""

from collections.abc import Iterator

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import PermissionEnded, TokenError
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.token_endpoint import token_endpoint
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.revocation_request import TokenKind, revocation_request
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, WayIn
from ledgerpass.secret import Secret

_UNKNOWN_KIND = "unsupported_token_type"  # RFC 7009 section 2.2.1
_NO_TOKEN = "invalid_token"


def is_revocable(way: WayIn) -> bool:
    """Tell whether the provider can be asked to end what came by this way in."""
    return isinstance(way, AuthorizationCode | ClientCredentials) and bool(way.revocation_endpoint)


async def revoke(wish: Wish, credential: Credential, http: Http, clock: Clock) -> None:
    """End it. It may be done again after a `NetworkError`: a token that has ended already is ended.

    Raises:
        TokenError: the provider refuses.
        NetworkError: it could not be asked; nothing is known to have ended.
    """
    way, issued = wish.way, credential.issued
    if not isinstance(way, AuthorizationCode | ClientCredentials) or not isinstance(issued, TokenResponse):
        return
    url, client = wish.address(way.revocation_endpoint), token_endpoint(wish, way).client
    refusal: TokenError | None = None
    is_ended = False
    for kind, token in _tokens(issued):
        request = revocation_request(url, client, token, kind, provider=wish.provider.name)
        try:
            request.read(await http.send(request.message), now=clock())
        except TokenError as error:
            is_ended = is_ended or _was_no_good(error)
            refusal = refusal or error
            if error.error != _UNKNOWN_KIND:
                break  # what it says of the client, it would say again
        else:
            is_ended = True
    if refusal is not None and not is_ended:
        raise refusal


def _tokens(issued: TokenResponse) -> Iterator[tuple[TokenKind, Secret]]:
    if issued.refresh_token is not None:
        yield "refresh_token", issued.refresh_token
    yield "access_token", issued.access_token


def _was_no_good(error: TokenError) -> bool:
    return isinstance(error, PermissionEnded) or error.error == _NO_TOKEN
