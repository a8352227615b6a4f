"""OAuth 2.0 client credentials (RFC 6749 section 4.4): the two codes are the whole sign-in."""

from ledgerpass.connections.credential import Credential
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.token_endpoint import ask, token_endpoint
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.token_request import client_credentials_request
from ledgerpass.providers.provider import ClientCredentials


async def client_credentials(wish: Wish, way: ClientCredentials, http: Http, clock: Clock) -> Credential:
    """Ask for a token.

    Raises:
        TokenError: the endpoint refuses.
        NetworkError: see `Http.send`.
    """
    request = client_credentials_request(token_endpoint(wish, way), wish.scopes, way.scope_separator)
    return Credential(fields=wish.fields, issued=await ask(request, http, clock))
