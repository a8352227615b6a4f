"""The practice company as one ASGI application: built here, once for each start, by putting the parts together."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from ledgerpass.practice import codes
from ledgerpass.practice.api import Api
from ledgerpass.practice.books import COMPANIES
from ledgerpass.practice.consents import Consents
from ledgerpass.practice.guard import Guard
from ledgerpass.practice.oauth1_routes import OAuth1Routes
from ledgerpass.practice.oauth1_server import OAuth1Server
from ledgerpass.practice.oauth2_routes import OAuth2Routes
from ledgerpass.practice.oauth2_server import OAuth2Server
from ledgerpass.practice.pages import Pages, companies_listed
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens


def build(origin: str, tokens: Tokens, terms: Terms, clock: Callable[[], float]) -> ASGIApp:
    """Build the application that answers at `origin`."""
    pages = Pages()
    consents = Consents(pages, terms, clock)
    oauth2 = OAuth2Server(tokens, terms, clock)
    oauth1 = OAuth1Server(tokens, terms, clock)
    minutes = terms.short_life // 60
    oauth2_routes = OAuth2Routes(oauth2, consents, pages, origin=origin, code_minutes=minutes, clock=clock)
    oauth1_routes = OAuth1Routes(oauth1, consents, pages, origin=origin, code_minutes=minutes)
    api = Api(oauth2, oauth1, tokens, origin=origin)

    async def home(_: Request) -> Response:
        return pages.page("home", "Welcome", {"companies": companies_listed(COMPANIES.values())})

    async def connect(_: Request) -> Response:
        values = {
            "personal_token": tokens.personal(),
            "client_id": codes.CLIENT_ID,
            "client_secret": codes.CLIENT_SECRET,
            "consumer_key": codes.CONSUMER_KEY,
            "consumer_secret": codes.CONSUMER_SECRET,
        }
        return pages.page("connect", "Codes to connect with", values, width="wide")

    async def refuse(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": "not_found" if status == 404 else "invalid_request"}, status)  # noqa: PLR2004 - RFC 9110 section 15.5.5
        return pages.message("There is nothing here", "Go back to Ledgerpass.", status=status)

    routes = [Route("/", home), Route("/connect", connect)]
    routes += [*oauth2_routes.routes, *oauth1_routes.routes, *api.routes]
    return Guard(Starlette(routes=routes, exception_handlers={HTTPException: refuse}), origin)
