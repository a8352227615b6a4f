"""OAuth 2.0 authorization code with PKCE, as a native app does it (RFC 6749 section 4.1, RFC 7636, RFC 8252)."""

import contextlib
from collections.abc import AsyncIterator

from ledgerpass.connections.credential import Credential
from ledgerpass.flows.first_answer import FirstAnswer
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.sign_in import Recognised, SignIn
from ledgerpass.flows.token_endpoint import ask, token_endpoint
from ledgerpass.flows.user_agent import Notice, UserAgent, Visit, ignore
from ledgerpass.flows.way_back import way_back
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth2.authorization_request import AuthorizationRequest, AuthorizationResponse
from ledgerpass.oauth2.pasted import read_pasted
from ledgerpass.oauth2.token_request import authorization_code_request
from ledgerpass.providers.provider import AuthorizationCode
from ledgerpass.secret import Secret


@contextlib.asynccontextmanager
async def authorization_code(
    wish: Wish, way: AuthorizationCode, user_agent: UserAgent, http: Http, clock: Clock
) -> AsyncIterator[SignIn]:
    """Prepare a sign-in: the socket is bound and held before the address is made (RFC 8252 section 7.3)."""
    way_home = way_back(wish, way.redirects)
    async with user_agent.visit(way_home) as visit:
        request = AuthorizationRequest.prepare(
            provider=wish.provider.name,
            endpoint=wish.address(way.authorization_endpoint),
            client_id=wish.code("client_id"),
            redirect_uri=visit.redirect_uri,
            scope=wish.scopes,
            scope_separator=way.scope_separator,
            pkce=way.pkce,
            issuer=wish.address(way.issuer),
            iss_promised=way.iss_promised,
            parameters={**way.authorization_parameters, **(way.other_account if wish.other_account else {})},
        )
        yield _AuthorizationCodeSignIn(
            wish, way, request, visit, http, clock, shows_code=way_home.shown_code is not None
        )


class _AuthorizationCodeSignIn:
    def __init__(  # noqa: PLR0913, PLR0917 - one attempt's parts, put together in one place
        self,
        wish: Wish,
        way: AuthorizationCode,
        request: AuthorizationRequest,
        visit: Visit,
        http: Http,
        clock: Clock,
        *,
        shows_code: bool,
    ) -> None:
        self._wish, self._way, self._request, self._visit = wish, way, request, visit
        self._http, self._clock = http, clock
        read = self._read_shown if shows_code else request.read
        self._first = FirstAnswer(visit, read, wish.provider.name)
        self._response: AuthorizationResponse | None = None

    @property
    def address(self) -> str:
        return self._request.address

    async def show(self) -> None:
        await self._visit.show(self.address)

    async def answer(self, seconds: float, notice: Notice = ignore) -> None:
        self._response = await self._first.wait(seconds, notice)

    def _read_shown(self, shown: Secret) -> AuthorizationResponse:
        """Read what the provider's page shows as if the user had copied it from there."""
        return read_pasted(shown.reveal(), self._request)[1]

    def paste(self, text: str) -> Recognised:
        what, response = read_pasted(text, self._request)
        self._first.take(response)
        return Recognised(what.value)

    async def redeem(self) -> Credential:
        if self._response is None:
            message = "there is no answer to redeem"
            raise RuntimeError(message)
        endpoint = token_endpoint(self._wish, self._way)
        issued = await ask(authorization_code_request(endpoint, self._request, self._response), self._http, self._clock)
        return Credential(fields=self._wish.fields, issued=issued)
