"""Decides what each request at a redirect address is, and what it is answered; without any I/O.

Browsers send more than the redirect: icons, reloads, prefetches; strangers send what they like. Only what comes to the
promised address, to the letter, by a browser that really shows a page, is an arrival and goes before the judge (who
alone knows OAuth). It may come in the query, in a form that the provider has the browser post
(`response_mode=form_post`), or in the fragment, which a browser keeps to itself: a page with a small script posts it
here. In each case the judge is shown one address with everything in its query.

An arrival that ends the wait is answered with 303 to a page without parameters, so that no code stays in the address
bar.
"""

import asyncio
import secrets
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from ledgerpass.flows.user_agent import Judge, Verdict
from ledgerpass.secret import Secret
from ledgerpass.user_agents.http_exchange import Answer, Request
from ledgerpass.user_agents.landing_page import GUARD, LandingPages, Page

_METHODS = ("GET", "POST")
_DONE = "/done/"
_FORM = "application/x-www-form-urlencoded"
_NOT_YET_SHOWN = frozenset({"sec-purpose", "purpose", "x-purpose", "x-moz"})
_SPECULATIONS = ("prefetch", "prerender", "preview")
_KEPT = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~%"  # all that can be seen, but for the sign that begins a fragment


class Arrivals:
    """The requests at one redirect address."""

    def __init__(self, redirect_uri: str, pages: LandingPages) -> None:
        """Answer for exactly `redirect_uri`, with `pages`."""
        parts = urlsplit(redirect_uri)
        self._host = parts.netloc
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._path, self._own_query = parts.path, parts.query
        self._pages = pages
        self._done_path = f"{_DONE}{secrets.token_urlsafe(9)}"
        self._verdict: Verdict | None = None
        self.judge: Judge | None = None
        self.first: asyncio.Future[Secret] = asyncio.get_running_loop().create_future()
        """The address of the first arrival that is not NOT_OURS."""
        self.page_seen = asyncio.Event()
        """Set when the browser has been given the page that it ends on."""

    @property
    def has_answer(self) -> bool:
        """Tell whether an arrival has ended the wait."""
        return self._verdict is not None

    def answer(self, request: Request) -> Answer:
        """Give the answer to a request; whatever it is, it never ends the wait unless the judge says so."""
        target = self._own_target(request)
        if target is None:
            return _bare(HTTPStatus.MISDIRECTED_REQUEST)
        path, _, query = target.partition("?")
        if request.method == "GET" and path.startswith(_DONE):
            return self._last_page(path)
        # RFC 8252 section 8.10, RFC 9700 section 4.4.2.2: each provider has a path of its own, and no other will do
        if path != self._path or "#" in target:
            return _bare(HTTPStatus.NOT_FOUND)
        return self._meet(request, target, query)

    def _meet(self, request: Request, target: str, query: str) -> Answer:
        """Answer what came to the promised address."""
        if request.method not in _METHODS:
            return _bare(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", ", ".join(_METHODS)))
        if _is_speculative(request):
            return _bare(HTTPStatus.FORBIDDEN)
        if request.method == "POST":
            return self._read_form(request, target)
        if query == self._own_query:
            return _shown(HTTPStatus.OK, self._pages.fragment_page())
        return self._arrive(target, relays=True)

    def _own_target(self, request: Request) -> str | None:
        """Give the target where it is meant for us, None where the request names somebody else.

        A page whose own name was made to point to this computer (DNS rebinding) still sends that name.
        """
        if request.header("host").lower() != self._host:
            return None
        target = request.target
        if target.startswith("/"):
            return target
        origin, rest = target[: len(self._origin)], target[len(self._origin) :]
        # RFC 9112 section 3.2.2: the absolute form, as it is sent to proxies, must be understood
        return rest if origin.lower() == self._origin and rest.startswith("/") else None

    def _last_page(self, path: str) -> Answer:
        if self._verdict is None or path != self._done_path:
            return _shown(HTTPStatus.NOT_FOUND, self._pages.page(Verdict.NOT_OURS))
        self.page_seen.set()
        return _shown(HTTPStatus.OK, self._pages.page(self._verdict))

    def _read_form(self, request: Request, target: str) -> Answer:
        """Read what the browser posts (OAuth 2.0 Form Post Response Mode, section 2) as if it stood in the query.

        It comes from the provider's page, so that its Origin is the provider's or `null`, and says nothing.
        """
        if request.header("content-type").partition(";")[0].strip().lower() != _FORM:
            return _bare(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        form = quote(request.body, safe=_KEPT)
        return self._arrive(f"{target}{'&' if '?' in target else '?'}{form}", relays=False)

    def _arrive(self, target: str, *, relays: bool) -> Answer:
        address = Secret(self._origin + target)
        verdict = self.judge(address) if self.judge else Verdict.NOT_OURS
        if verdict is Verdict.NOT_OURS:
            return _shown(HTTPStatus.BAD_REQUEST, self._pages.page(verdict, relays=relays))
        if self._verdict is None:
            self._verdict = verdict
            if not self.first.done():
                self.first.set_result(address)
        return _bare(HTTPStatus.SEE_OTHER, ("Location", self._done_path))


def _is_speculative(request: Request) -> bool:
    """Tell whether the browser only fetches in advance: nobody has come yet, and a code must not be spent on it."""
    said = " ".join(value.lower() for name, value in request.headers if name in _NOT_YET_SHOWN)
    return any(word in said for word in _SPECULATIONS)


def _bare(status: HTTPStatus, *headers: tuple[str, str]) -> Answer:
    return Answer(status=status, headers=(*GUARD, *headers))


def _shown(status: HTTPStatus, page: Page) -> Answer:
    return Answer(status=status, headers=page.headers, body=page.body)
