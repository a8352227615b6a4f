"""The provider's token endpoint, as the user's codes open it: one place for the three grants that use it."""

from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.client_authentication import Client
from ledgerpass.oauth2.token_request import TokenEndpoint, TokenRequest
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials


def token_endpoint(wish: Wish, way: AuthorizationCode | ClientCredentials) -> TokenEndpoint:
    """Give the endpoint with the client that authenticates at it."""
    client = Client(
        client_id=wish.code("client_id"),
        client_secret=wish.code("client_secret") or None,
        authentication=way.client_authentication,
    )
    return TokenEndpoint(
        url=wish.address(way.token_endpoint),
        client=client,
        provider=wish.provider.name,
        body=way.token_body,
        parameters=way.token_parameters,
    )


async def ask(request: TokenRequest, http: Http, clock: Clock) -> TokenResponse:
    """Send a token request and judge its answer.

    Raises:
        TokenError: the endpoint refuses, or its answer is none.
        NetworkError: see `Http.send`.
    """
    response = await http.send(request.message)
    return request.read(response, now=clock())
