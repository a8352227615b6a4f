"""OAuth 1.0a with redirection (RFC 5849 section 2): temporary credentials, the user's yes, token credentials."""

import contextlib
from collections.abc import AsyncIterator

from ledgerpass.connections.credential import Credential
from ledgerpass.errors import ClockWrong
from ledgerpass.flows.authorization_header import consumer_of
from ledgerpass.flows.first_answer import FirstAnswer
from ledgerpass.flows.http import Clock, Http
from ledgerpass.flows.sign_in import Recognised, SignIn
from ledgerpass.flows.user_agent import Notice, UserAgent, Visit, ignore
from ledgerpass.flows.way_back import way_back
from ledgerpass.flows.wish import Wish
from ledgerpass.oauth1.pasted import Pasted, read_pasted
from ledgerpass.oauth1.redirection import ResourceOwnerAuthorization
from ledgerpass.oauth1.temporary_credentials import TemporaryCredentialRequest
from ledgerpass.oauth1.token_credentials import TokenCredentials
from ledgerpass.oauth1.token_request import TokenRequest
from ledgerpass.providers.provider import OAuth1
from ledgerpass.secret import Secret

_RECOGNISED = {
    Pasted.VERIFIER: Recognised.VERIFIER,
    Pasted.VERIFIER_PARAMETER: Recognised.VERIFIER,
    Pasted.ADDRESS: Recognised.ADDRESS,
}


@contextlib.asynccontextmanager
async def oauth1_redirection(
    wish: Wish, way: OAuth1, user_agent: UserAgent, http: Http, clock: Clock
) -> AsyncIterator[SignIn]:
    """Prepare a sign-in: listen, and ask for temporary credentials with that callback (RFC 5849 section 2.1).

    Raises:
        TokenError: the provider gives no temporary credentials.
        RedirectNotRegistered: it refuses the callback.
        ClockWrong: it refuses the timestamp.
        NetworkError: see `Http.send`.
    """
    way_home = way_back(wish, way.redirects)
    async with user_agent.visit(way_home) as visit:
        request = TemporaryCredentialRequest(
            provider=wish.provider.name,
            endpoint=wish.address(way.temporary_credential_endpoint),
            consumer=consumer_of(wish, way),
            redirect_uri=visit.redirect_uri,
        )
        temporary = await _temporary_credentials(request, http, clock)
        authorization = ResourceOwnerAuthorization(
            provider=wish.provider.name,
            endpoint=wish.address(way.authorization_endpoint),
            redirect_uri=visit.redirect_uri,
            temporary=temporary,
        )
        yield _OAuth1SignIn(wish, way, authorization, visit, http, clock, shows_code=way_home.shown_code is not None)


async def _temporary_credentials(request: TemporaryCredentialRequest, http: Http, clock: Clock) -> TokenCredentials:
    """Ask; where the timestamp is refused, ask once more by the provider's own clock, which its answer has told."""
    try:
        return request.read(await http.send(request.message(clock=http.clock_at(request.endpoint))), now=clock())
    except ClockWrong:
        return request.read(await http.send(request.message(clock=http.clock_at(request.endpoint))), now=clock())


class _OAuth1SignIn:
    def __init__(  # noqa: PLR0913, PLR0917 - one attempt's parts, put together in one place
        self,
        wish: Wish,
        way: OAuth1,
        authorization: ResourceOwnerAuthorization,
        visit: Visit,
        http: Http,
        clock: Clock,
        *,
        shows_code: bool,
    ) -> None:
        self._wish, self._way, self._authorization, self._visit = wish, way, authorization, visit
        self._http, self._clock = http, clock
        read = self._read_shown if shows_code else authorization.read
        self._first = FirstAnswer(visit, read, wish.provider.name)
        self._verifier: Secret | None = None

    @property
    def address(self) -> str:
        return self._authorization.address

    async def show(self) -> None:
        await self._visit.show(self.address)

    async def answer(self, seconds: float, notice: Notice = ignore) -> None:
        self._verifier = await self._first.wait(seconds, notice)

    def _read_shown(self, shown: Secret) -> Secret:
        """Read what the provider's page shows as if the user had copied it from there."""
        return read_pasted(shown.reveal(), self._authorization)[1]

    def paste(self, text: str) -> Recognised:
        what, verifier = read_pasted(text, self._authorization)
        self._first.take(verifier)
        return _RECOGNISED[what]

    async def redeem(self) -> Credential:
        if self._verifier is None:
            message = "there is no answer to redeem"
            raise RuntimeError(message)
        request = TokenRequest(
            provider=self._wish.provider.name,
            endpoint=self._wish.address(self._way.token_endpoint),
            consumer=consumer_of(self._wish, self._way),
            temporary=self._authorization.temporary,
            verifier=self._verifier,
        )
        response = await self._http.send(request.message(clock=self._http.clock_at(request.endpoint)))
        return Credential(fields=self._wish.fields, issued=request.read(response, now=self._clock()))
