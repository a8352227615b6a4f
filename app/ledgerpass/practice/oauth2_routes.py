"""The OAuth 2.0 addresses: authorize, the page that shows a code, token, revoke."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from oauthlib.common import add_params_to_uri
from oauthlib.oauth2 import (
    AccessDeniedError,
    FatalClientError,
    InvalidClientIdError,
    InvalidRedirectURIError,
    MismatchingRedirectURIError,
    OAuth2Error,
)
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ledgerpass.practice import codes
from ledgerpass.practice.consents import CLIENT_NAME, Consent, Consents
from ledgerpass.practice.exchange import address_of, answer, body_of, see_other
from ledgerpass.practice.oauth2_server import OAuth2Server
from ledgerpass.practice.pages import Pages

_AUTHORIZE = "/oauth/authorize"
_NATIVE = "/oauth/authorize/native"


class OAuth2Routes:
    """Answers at these addresses."""

    def __init__(  # noqa: PLR0913 - what the addresses stand on, each once
        self,
        server: OAuth2Server,
        consents: Consents,
        pages: Pages,
        *,
        origin: str,
        code_minutes: int,
        clock: Callable[[], float],
    ) -> None:
        """Answer for `origin`, which is also the issuer (RFC 9207)."""
        self._server = server
        self._consents = consents
        self._pages = pages
        self._origin = origin
        self._code_minutes = code_minutes
        self._clock = clock
        self.routes = [
            Route(_AUTHORIZE, self.ask, methods=["GET"]),
            Route(_AUTHORIZE, self.decide, methods=["POST"]),
            Route(_NATIVE, self.show_code, methods=["GET"]),
            Route("/oauth/token", self.token, methods=["POST"]),
            Route("/oauth/revoke", self.revoke, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Judge an authorization request (RFC 6749 section 4.1.1) and ask the user.

        A wrong client or redirect address is said here and never redirected (section 4.1.2.1).
        """
        address = address_of(request, self._origin)
        try:
            scopes, asked = self._server.authorization.validate_authorization_request(address)
        except FatalClientError as error:
            return self._refuse(error)
        except OAuth2Error as error:
            return see_other(self._way_back(error.in_uri(error.redirect_uri or "")))
        except ValueError:
            return self._pages.message("This link is damaged", f"Open the sign-in again from {CLIENT_NAME}.")
        consent = Consent(request=address, scopes=tuple(scopes), leads_to=asked["redirect_uri"])
        return self._consents.ask(consent, action=_AUTHORIZE)

    async def decide(self, request: Request) -> Response:
        """Take the user's answer."""
        return await self._consents.decide(request, allow=self._allow, deny=self._deny)

    async def show_code(self, request: Request) -> Response:
        """Show a code to be pasted, as long as it is good."""
        code = request.query_params.get("code", "")
        if error := request.query_params.get("error"):
            return self._no_code(error)
        if not self._server.rules.is_open_code(code):
            return self._pages.message("This code has ended", f"Open the sign-in again from {CLIENT_NAME}.")
        values = {
            "heading": "Here is your code",
            "client": CLIENT_NAME,
            "code": code,
            "minutes": str(self._code_minutes),
        }
        return self._pages.page("code", f"Success code={code}", values)

    async def token(self, request: Request) -> Response:
        """Answer a token request (RFC 6749 section 3.2) with a form for a body, or JSON as some providers want it."""
        body = await body_of(request)
        if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() == "application/json":
            form = _form_from_json(body)
            if form is None:
                return JSONResponse({"error": "invalid_request", "error_description": "Not an object of strings."}, 400)
            body = form
        try:
            headers, text, status = self._server.token.create_token_response(
                address_of(request, self._origin),
                "POST",
                body,
                dict(request.headers),
                credentials={"created_at": int(self._clock())},
            )
        except OAuth2Error as error:
            return Response(error.json, error.status_code, media_type="application/json")
        except ValueError:
            return JSONResponse({"error": "invalid_request"}, 400)
        return answer(headers, text, status, scheme="Basic")

    async def revoke(self, request: Request) -> Response:
        """End a token (RFC 7009 section 2); one that is no good, or another client's, is answered the same."""
        body = await body_of(request)
        try:
            headers, text, status = self._server.revocation.create_revocation_response(
                address_of(request, self._origin), "POST", body, dict(request.headers)
            )
        except ValueError:
            return JSONResponse({"error": "invalid_request"}, 400)
        return answer(headers, text, status, scheme="Basic")

    def _allow(self, consent: Consent) -> str:
        headers, _, _ = self._server.authorization.create_authorization_response(
            consent.request, scopes=list(consent.scopes)
        )
        return self._way_back(headers["Location"])

    def _deny(self, consent: Consent) -> str:
        state = parse_qs(urlsplit(consent.request).query).get("state", [None])[0]
        return self._way_back(AccessDeniedError(state=state).in_uri(consent.leads_to))

    def _way_back(self, location: str) -> str:
        """Add who answers (RFC 9207 section 2); where there is no way back, lead to the page that shows the code."""
        if not location.startswith(codes.OUT_OF_BAND):
            return add_params_to_uri(location, {"iss": self._origin})
        parameters = parse_qs(urlsplit(location).query)
        shown: dict[str, str] = {name: parameters[name][0] for name in ("code", "error") if name in parameters}
        return f"{_NATIVE}?{urlencode(shown)}"

    def _no_code(self, error: str) -> Response:
        if error == "access_denied":
            return self._pages.message("You chose not to allow this", "Nothing was connected.", status=200)
        return self._pages.message("This link can't be used", "Nothing was connected.", f"Error: {error}")

    def _refuse(self, error: FatalClientError) -> Response:
        if isinstance(error, InvalidClientIdError):
            return self._pages.message(
                "This program isn't known here",
                "The practice company has no program with this client ID.",
                f"Client ID: {error.client_id}",
            )
        if isinstance(error, InvalidRedirectURIError | MismatchingRedirectURIError):
            return self._pages.message(
                "This address isn't registered",
                "The program wants the answer at an address that the practice company doesn't know. Nothing was sent.",
                f"Asked for: {error.redirect_uri}",
                f"Registered: http://127.0.0.1:…{codes.CALLBACK_PATH} with any port, or {codes.OUT_OF_BAND}",
            )
        return self._pages.message(
            "This link can't be used", f"Open the sign-in again from {CLIENT_NAME}.", f"Error: {error.description}"
        )


def _form_from_json(text: str) -> str | None:
    """Give a JSON object of strings as a form, each name as often as it stood there; None where it isn't one."""
    try:
        pairs = json.loads(text, object_pairs_hook=list)
    except ValueError:
        return None
    strings = isinstance(pairs, list) and all(isinstance(each, tuple) and isinstance(each[1], str) for each in pairs)
    return urlencode(pairs) if strings else None
