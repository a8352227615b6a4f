"""A new credential for an old one, without the user: by its refresh token (RFC 6749 section 6), or by asking again."""

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import AnswerNotUnderstood, LedgerpassError, Unreachable
from ledgerpass.flows.client_credentials import client_credentials
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.token_endpoint import ask, token_endpoint
from ledgerpass.flows.wish import Wish
from ledgerpass.http_status import host_of
from ledgerpass.oauth2.token_request import refresh_request
from ledgerpass.oauth2.token_response import TokenResponse, carry_over
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials

_TOO_MANY = 429


def can_renew(wish: Wish, credential: Credential) -> bool:
    """Tell whether the credential can be renewed without the user."""
    if isinstance(wish.way, ClientCredentials):
        return True
    return isinstance(credential.issued, TokenResponse) and credential.issued.refresh_token is not None


def renewing_host(wish: Wish) -> str:
    """Name the host that renews, for errors; nothing where there is none."""
    return host_of(wish.address(getattr(wish.way, "token_endpoint", "")))


def may_be_spent(error: LedgerpassError) -> bool:
    """Tell whether the refresh token may be spent although `renew` has failed: it may have arrived, the answer not.

    A gateway that answers 5xx doesn't say what the server behind it has done. 429 says that it was not even looked at
    (RFC 6585 section 4), and every error that the endpoint names says that no token was issued.
    """
    if isinstance(error, Unreachable):
        return error.status != _TOO_MANY
    return isinstance(error, AnswerNotUnderstood)


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
