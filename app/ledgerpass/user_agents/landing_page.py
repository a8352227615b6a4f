"""The page that the browser ends on: small, quiet and true.

It loads nothing, runs nothing and says nothing of the provider's own words. The texts come from above, translated;
this module knows how they are laid out and which headers guard them.
"""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from ledgerpass.flows.user_agent import Verdict
from ledgerpass.resource_files import resource_path

Headers = tuple[tuple[str, str], ...]

HEADERS: Headers = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"),
)
"""Sent with every answer of the listener."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingText:
    """What one page says."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingPages:
    """The pages by verdict, in one language. `direction` is 'ltr' or 'rtl'."""

    texts: Mapping[Verdict, LandingText]
    language: str = "en"
    direction: str = "ltr"

    def page(self, verdict: Verdict) -> bytes:
        """Give the page for a verdict as UTF-8."""
        text = self.texts[verdict]
        template = Template(resource_path("landing", "landing.html").read_text(encoding="utf-8"))
        page = template.substitute(
            language=html.escape(self.language),
            direction=html.escape(self.direction),
            kind=verdict.value,
            title=html.escape(text.title),
            sentence=html.escape(text.sentence),
        )
        return page.encode()
