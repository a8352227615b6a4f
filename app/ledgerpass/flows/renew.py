"""A new credential for an old one, without the user: by its refresh token (RFC 6749 section 6), or by asking again."""

from ledgerpass.connections.credential import Credential
from ledgerpass.flows.client_credentials import client_credentials
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.token_endpoint import ask, token_endpoint
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.token_request import refresh_request
from ledgerpass.oauth2.token_response import TokenResponse, carry_over
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials


def can_renew(wish: Wish, credential: Credential) -> bool:
    """Tell whether the credential can be renewed without the user."""
    if isinstance(wish.way, ClientCredentials):
        return True
    return isinstance(credential.issued, TokenResponse) and credential.issued.refresh_token is not None


async def renew(wish: Wish, credential: Credential, http: Http, clock: Clock) -> Credential:
    """Give the new credential; the caller keeps it before it does anything else with it.

    What can't be renewed is given back as it is.

    Raises:
        PermissionEnded: the refresh token is no longer good.
        TokenError: the endpoint refuses otherwise.
        NetworkError: see `Http.send`.
    """
    issued = credential.issued
    match wish.way:
        case ClientCredentials() as way:
            return await client_credentials(wish, way, http, clock)
        case AuthorizationCode() as way if isinstance(issued, TokenResponse) and issued.refresh_token:
            request = refresh_request(token_endpoint(wish, way), issued.refresh_token)
            renewed = carry_over(issued, await ask(request, http, clock))
            return Credential(fields=credential.fields, issued=renewed)
        case _:
            return credential
