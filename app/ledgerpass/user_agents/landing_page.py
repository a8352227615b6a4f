"""The page that the browser ends on: small, quiet and true.

It loads nothing and says nothing of the provider's own words. The texts come from above, translated; this module knows
how they are laid out and which headers guard them. One script exists: an answer that a provider puts behind the `#` of
the address never leaves the browser by itself, so that the page takes it out of the address bar and posts it to where
the page came from. The policy lets exactly this script run, by a nonce that is made for each page.
"""

import html
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template

from ledgerpass.flows.user_agent import Verdict
from ledgerpass.resource_files import resource_path
from ledgerpass.user_agents.http_exchange import Headers

_HEADERS: Headers = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)
_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"

GUARD: Headers = (*_HEADERS, ("Content-Security-Policy", f"{_POLICY}; form-action 'none'"))
"""Sent with every answer that is not a page."""

_SIGNS = {
    "taken": "m5 12.6 4.7 4.7L19.2 7.4",
    "denied": "M6 12h12",
    "failed": "M12 4v10M12 19v.1",
    "not_ours": "M4.4 12A7.6 7.6 0 1 0 6.9 6.3L4.5 8.5M4.5 4.6v4h4M12 8v4.2l2.8 1.7",
    "fragment": "M6.5 17.5l11-11m-9 0h9v9",
}
_ALWAYS, _WHERE_A_FRAGMENT_IS = "true", "h"


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingText:
    """What one page says."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it is sent, and the headers that guard it."""

    headers: Headers
    body: bytes


_COPY_THE_ADDRESS = LandingText(
    title="One more step", sentence="Copy this page's whole address, go back to Ledgerpass, and paste it there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingPages:
    """The pages by verdict, in one language. `direction` is 'ltr' or 'rtl'.

    `fragment` is seen where the answer stands behind the `#` and scripts are switched off.
    """

    texts: Mapping[Verdict, LandingText]
    language: str = "en"
    direction: str = "ltr"
    fragment: LandingText = _COPY_THE_ADDRESS

    def page(self, verdict: Verdict, *, relays: bool = False) -> Page:
        """Give the page for a verdict; with `relays` it posts what the address has behind its `#`, if anything."""
        return self._lay_out(verdict.value, self.texts[verdict], _WHERE_A_FRAGMENT_IS if relays else "")

    def fragment_page(self) -> Page:
        """Give the page that posts what the address has behind its `#`, even nothing, and otherwise explains."""
        return self._lay_out("fragment", self.fragment, _ALWAYS)

    def _lay_out(self, kind: str, text: LandingText, relays_when: str) -> Page:
        nonce = secrets.token_urlsafe(12)
        script = f'<script nonce="{nonce}">{_file("relay.js").substitute(when=relays_when)}</script>'
        page = _file("landing.html").substitute(
            language=html.escape(self.language),
            direction=html.escape(self.direction),
            nonce=nonce,
            script=script if relays_when else "",
            kind=kind,
            sign=_SIGNS[kind],
            title=html.escape(text.title),
            sentence=html.escape(text.sentence),
        )
        policy = f"{_POLICY}; img-src data:; style-src 'nonce-{nonce}'; " + (
            f"script-src 'nonce-{nonce}'; form-action 'self'" if relays_when else "form-action 'none'"
        )
        headers = (*_HEADERS, ("Content-Security-Policy", policy), ("Content-Type", "text/html; charset=utf-8"))
        return Page(headers=headers, body=page.encode())


@cache
def _file(name: str) -> Template:
    return Template(resource_path("landing", name).read_text(encoding="utf-8"))
