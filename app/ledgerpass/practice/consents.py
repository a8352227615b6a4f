"""The consent page: the one moment where a person says yes or no, the same for both protocols.

The page carries a number that nobody can guess, and only an answer with that number counts, so that no other page can
answer in the user's name. A second press on the same button leads to the same place: people double-click.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from ledgerpass.practice import permissions
from ledgerpass.practice.exchange import form_of, see_other
from ledgerpass.practice.pages import Markup, Pages, listed, paragraph
from ledgerpass.practice.short_lived import ShortLived
from ledgerpass.practice.terms import Terms

CLIENT_NAME = "Ledgerpass"


@dataclass(slots=True, kw_only=True)
class Consent:
    """One question to the user: what was asked, in the address `request`, and where the answer led."""

    request: str
    scopes: tuple[str, ...]
    leads_to: str
    led_to: str | None = None


class Consents:
    """Asks the user, and takes the answer once."""

    def __init__(self, pages: Pages, terms: Terms, clock: Callable[[], float]) -> None:
        """Keep open questions for as long as the terms say."""
        self._pages = pages
        self._open: ShortLived[Consent] = ShortLived(life=terms.short_life, clock=clock)

    def ask(self, consent: Consent, *, action: str, warning: str = "") -> Response:
        """Make the consent page, whose form leads to `action`."""
        number = secrets.token_urlsafe(24)
        self._open.put(number, consent)
        values = {
            "client": CLIENT_NAME,
            "warning": paragraph("warning", warning) if warning else Markup(),
            "allowed": listed("yes", _plain(consent.scopes)),
            "others": _others(consent.scopes),
            "action": action,
            "consent": number,
            "afterwards": _afterwards(consent.leads_to),
        }
        return self._pages.page("consent", "Allow this?", values, form_action=_form_action(consent.leads_to))

    async def decide(
        self, request: Request, *, allow: Callable[[Consent], str], deny: Callable[[Consent], str]
    ) -> Response:
        """Take the answer and send the browser where `allow` or `deny` say."""
        form = await form_of(request)
        consent = self._open.get(form.get("consent", ""))
        choice = {"allow": allow, "deny": deny}.get(form.get("decision", ""))
        if consent is None or choice is None:
            return self._pages.message(
                "This page is from an earlier try",
                f"Nothing was allowed. Go back to {CLIENT_NAME} and open the sign-in again.",
            )
        if consent.led_to is None:
            consent.led_to = choice(consent)
        return see_other(consent.led_to)


def _plain(scopes: Sequence[str]) -> list[str]:
    return [permissions.PLAIN[scope] for scope in permissions.ALL if scope in scopes]


def _others(scopes: Sequence[str]) -> Markup:
    others = _plain([scope for scope in permissions.ALL if scope not in scopes])
    return Markup(f"<h2>It will not be able to</h2><ul>{listed('no', others)}</ul>") if others else Markup()


def _afterwards(leads_to: str) -> str:
    if leads_to.startswith("http:"):
        return f"Your answer goes to {CLIENT_NAME} on this computer, at {urlsplit(leads_to).netloc}."
    return f"If you allow it, a code is shown here, to be pasted in {CLIENT_NAME}."


def _form_action(leads_to: str) -> str:
    """Allow the form to lead here, and then on to the redirect address: browsers look at both."""
    parts = urlsplit(leads_to)
    if parts.scheme != "http":
        return "'self'"
    # a Content-Security-Policy can't name an IPv6 address
    return "'self' http:" if "[" in parts.netloc else f"'self' http://{parts.netloc}"
