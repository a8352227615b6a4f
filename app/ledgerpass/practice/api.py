"""The practice company's API: companies, invoices, bank statements, for whoever shows a credential that allows it.

Four kinds of credential are taken, as the providers that it stands for take them: an access token or the personal token
as Bearer (RFC 6750), an OAuth 1.0a signature (RFC 5849 section 3), the personal token as the user of HTTP Basic (RFC
7617).
"""

import base64
import binascii
from collections.abc import Callable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ledgerpass.practice import permissions
from ledgerpass.practice.books import COMPANIES, Books, Row
from ledgerpass.practice.exchange import REALM, address_of
from ledgerpass.practice.oauth1_server import OAuth1Server
from ledgerpass.practice.oauth2_server import OAuth2Server
from ledgerpass.practice.tokens import Tokens


class Api:
    """Answers under `/api`."""

    def __init__(self, oauth2: OAuth2Server, oauth1: OAuth1Server, tokens: Tokens, *, origin: str) -> None:
        """Let both servers judge what is theirs."""
        self._oauth2 = oauth2
        self._oauth1 = oauth1
        self._tokens = tokens
        self._origin = origin
        self.routes = [
            Route("/api/companies", self.companies, methods=["GET"]),
            Route("/api/companies/{company}/invoices", self.invoices, methods=["GET"]),
            Route("/api/companies/{company}/bank", self.bank, methods=["GET"]),
        ]

    async def companies(self, request: Request) -> Response:
        """List the companies."""
        refusal = self._refusal(request, permissions.COMPANIES_READ)
        return refusal or JSONResponse([{"id": each.id, "name": each.name} for each in COMPANIES.values()])

    async def invoices(self, request: Request) -> Response:
        """List a company's invoices."""
        return self._of_company(request, permissions.INVOICES_READ, lambda books: books.invoices)

    async def bank(self, request: Request) -> Response:
        """List a company's payments."""
        return self._of_company(request, permissions.BANK_READ, lambda books: books.bank)

    def _of_company(self, request: Request, scope: str, rows: Callable[[Books], Sequence[Row]]) -> Response:
        if refusal := self._refusal(request, scope):
            return refusal
        books = COMPANIES.get(request.path_params["company"])
        if books is None:
            raise HTTPException(404)
        return JSONResponse([dict(row) for row in rows(books)])

    def _refusal(self, request: Request, scope: str) -> Response | None:
        """Give the answer to whoever may not do this, None to whoever may."""
        scheme = request.headers.get("Authorization", "").partition(" ")[0].lower()
        if scheme == "bearer":
            return self._bearer_refusal(request, scope)
        known = {"basic": self._knows_account_token, "oauth": self._knows_signature}.get(scheme)
        if known is None:
            return _unauthorized("no_credential")
        return None if known(request) else _unauthorized("invalid_token")

    def _bearer_refusal(self, request: Request, scope: str) -> Response | None:
        def allows(*scopes: str) -> bool:
            address = address_of(request, self._origin, query=False)
            allowed, _ = self._oauth2.resource.verify_request(address, "GET", None, dict(request.headers), list(scopes))
            return allowed

        if allows(scope):
            return None
        return _forbidden(scope) if allows() else _unauthorized("invalid_token")

    def _knows_signature(self, request: Request) -> bool:
        try:
            known, _ = self._oauth1.resource.validate_protected_resource_request(
                address_of(request, self._origin), request.method, None, dict(request.headers), []
            )
        except ValueError:  # an Authorization header that is none
            return False
        return bool(known)

    def _knows_account_token(self, request: Request) -> bool:
        try:
            decoded = base64.b64decode(request.headers["Authorization"].partition(" ")[2], validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        return self._tokens.good(decoded.partition(":")[0], "personal") is not None


def _unauthorized(error: str) -> Response:
    """Say that the credential is missing or no good, and which ones are taken (RFC 6750 section 3)."""
    response = JSONResponse({"error": error}, 401)
    named = "" if error == "no_credential" else f', error="{error}"'
    response.headers.append("WWW-Authenticate", f"Bearer {REALM}{named}")
    response.headers.append("WWW-Authenticate", f"OAuth {REALM}")
    response.headers.append("WWW-Authenticate", f"Basic {REALM}")
    return response


def _forbidden(scope: str) -> Response:
    """Say that the credential is good, but not for this (RFC 6750 section 3.1)."""
    challenge = f'Bearer {REALM}, error="insufficient_scope", scope="{scope}"'
    return JSONResponse({"error": "insufficient_scope", "scope": scope}, 403, {"WWW-Authenticate": challenge})
