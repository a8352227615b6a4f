"""The practice company's pages: a layout, a style, a handful of contents, and the headers that guard them.

Every value is escaped on its way into a page, because some come from whoever made the link; the few pieces that are
markup already say so by their type. A page loads nothing and runs nothing: its style is allowed by hash, and a form may
lead to this computer alone.
"""

import base64
import hashlib
import html
from collections.abc import Iterable
from string import Template

from starlette.responses import HTMLResponse

from ledgerpass.practice.books import Books
from ledgerpass.resource_files import resource_path


class Markup(str):
    """Text that is markup already, with everything in it escaped."""

    __slots__ = ()


def listed(kind: str, texts: Iterable[str]) -> Markup:
    """Make the items of a list."""
    return Markup("".join(f'<li class="{kind}">{html.escape(text)}</li>' for text in texts))


def paragraph(kind: str, text: str) -> Markup:
    """Make a paragraph."""
    return Markup(f'<p class="{kind}">{html.escape(text)}</p>')


class Pages:
    """Fills pages. The files are read once."""

    def __init__(self) -> None:
        """Read the layout, the style and the contents."""
        folder = resource_path("practice")
        self._templates = {path.stem: Template(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}
        self._style = (folder / "practice.css").read_text(encoding="utf-8")
        self._style_hash = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()

    def page(  # noqa: PLR0913 - a page's frame has this many parts, all but one with a default
        self,
        content: str,
        title: str,
        values: dict[str, str],
        *,
        status: int = 200,
        width: str = "",
        form_action: str = "'none'",
    ) -> HTMLResponse:
        """Make a page. `form_action` is what the Content-Security-Policy allows a form to lead to."""
        filled = self._templates[content].substitute({name: _markup(value) for name, value in values.items()})
        page = self._templates["layout"].substitute(
            title=_markup(f"{title} · Practice company"), style=self._style, width=width, content=filled
        )
        policy = (
            f"default-src 'none'; style-src 'sha256-{self._style_hash}'; img-src data:; form-action {form_action}; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        return HTMLResponse(page, status, {"Content-Security-Policy": policy})

    def message(self, heading: str, sentence: str, *details: str, status: int = 400) -> HTMLResponse:
        """Make a page that says one thing; `details` are for the IT person."""
        more = Markup("".join(paragraph("small", detail) for detail in details))
        values = {"heading": heading, "sentence": sentence, "details": more}
        return self.page("message", heading, values, status=status)


def _markup(value: str) -> str:
    return value if isinstance(value, Markup) else html.escape(value)


def companies_listed(companies: Iterable[Books]) -> Markup:
    """Make the list of companies on the home page."""
    items = (
        f"<li><strong>{html.escape(each.name)}</strong><span>{len(each.invoices)} invoices</span></li>"
        for each in companies
    )
    return Markup("".join(items))
