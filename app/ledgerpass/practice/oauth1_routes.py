"""The OAuth 1.0a addresses: temporary credentials, authorize, a page that shows a verifier, token credentials."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from oauthlib.common import add_params_to_uri
from oauthlib.oauth1.rfc5849.errors import OAuth1Error
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ledgerpass.practice import permissions
from ledgerpass.practice.consents import CLIENT_NAME, Consent, Consents
from ledgerpass.practice.exchange import address_of, answer, body_of
from ledgerpass.practice.oauth1_rules import OUT_OF_BAND
from ledgerpass.practice.oauth1_server import OAuth1Server
from ledgerpass.practice.pages import Pages

_AUTHORIZE = "/oauth1/authorize"
_VERIFIER = "/oauth1/verifier"
_DENIED = "permission_denied"


class OAuth1Routes:
    """Answers at these addresses."""

    def __init__(
        self, server: OAuth1Server, consents: Consents, pages: Pages, *, origin: str, code_minutes: int
    ) -> None:
        """Answer for `origin`."""
        self._server = server
        self._consents = consents
        self._pages = pages
        self._origin = origin
        self._code_minutes = code_minutes
        self.routes = [
            Route("/oauth1/request_token", self.request_token, methods=["POST"]),
            Route(_AUTHORIZE, self.ask, methods=["GET"]),
            Route(_AUTHORIZE, self.decide, methods=["POST"]),
            Route(_VERIFIER, self.show_verifier, methods=["GET"]),
            Route("/oauth1/access_token", self.access_token, methods=["POST"]),
        ]

    async def request_token(self, request: Request) -> Response:
        """Give temporary credentials (section 2.1)."""
        return await self._answer(request, self._server.request_token.create_request_token_response)

    async def access_token(self, request: Request) -> Response:
        """Give token credentials for a verifier (section 2.3)."""
        return await self._answer(request, self._server.access_token.create_access_token_response)

    async def ask(self, request: Request) -> Response:
        """Ask the user (section 2.2)."""
        address = address_of(request, self._origin)
        try:
            _, credentials = self._server.authorization.get_realms_and_credentials(address)
        except (OAuth1Error, ValueError):
            return self._ended()
        kept = self._server.rules.temporary(credentials["resource_owner_key"])
        if kept is None:
            return self._ended()
        warning = (
            f"This request came without its secret, so nobody can tell whether it really is {CLIENT_NAME}. "
            "Allow it only if you have just started it yourself."
        )
        consent = Consent(request=address, scopes=permissions.ALL, leads_to=kept.callback)
        return self._consents.ask(consent, action=_AUTHORIZE, warning=warning if kept.secretless else "")

    async def decide(self, request: Request) -> Response:
        """Take the user's answer."""
        try:
            return await self._consents.decide(request, allow=self._allow, deny=self._deny)
        except OAuth1Error:
            return self._ended()

    async def show_verifier(self, request: Request) -> Response:
        """Show a verifier to be pasted, as long as it is good."""
        if request.query_params.get("oauth_problem") == _DENIED:
            return self._pages.message("You chose not to allow this", "Nothing was connected.", status=200)
        verifier = request.query_params.get("oauth_verifier", "")
        kept = self._server.rules.temporary(request.query_params.get("oauth_token", ""))
        if kept is None or not verifier or kept.verifier != verifier:
            return self._ended()
        values = {
            "heading": "Here is your code",
            "client": CLIENT_NAME,
            "code": verifier,
            "minutes": str(self._code_minutes),
        }
        return self._pages.page("code", f"Success code={verifier}", values)

    async def _answer(
        self, request: Request, respond: Callable[..., tuple[dict[str, str], str | None, int]]
    ) -> Response:
        body = await body_of(request)
        try:
            headers, text, status = respond(address_of(request, self._origin), "POST", body, dict(request.headers))
        except ValueError:  # an Authorization header that is none
            raise HTTPException(400) from None
        return answer(headers, text, status, scheme="OAuth")

    def _allow(self, consent: Consent) -> str:
        headers, shown, _ = self._server.authorization.create_authorization_response(consent.request)
        return headers.get("Location") or f"{_VERIFIER}?{shown}"

    def _deny(self, consent: Consent) -> str:
        """Say no. RFC 5849 has no word for it; this is the one of the extension "OAuth Problem Reporting"."""
        token = parse_qs(urlsplit(consent.request).query)["oauth_token"][0]
        self._server.rules.forget(token)
        problem = {"oauth_token": token, "oauth_problem": _DENIED}
        return add_params_to_uri(_VERIFIER if consent.leads_to == OUT_OF_BAND else consent.leads_to, problem)

    def _ended(self) -> Response:
        return self._pages.message("This sign-in has ended", f"Start it again from {CLIENT_NAME}.")
