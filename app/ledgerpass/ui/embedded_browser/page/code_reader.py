"""Looks on each page for the code that a provider shows there, in the ways that `shown_code` knows.

It goes on looking as long as the page stands, because pages that are put together by scripts fill in their code late,
and without any event. A text in the page counts when it was the same twice, so that half a code is not taken for one.
Only a page is read to which the provider's own pages have led (`lead`).
"""

import json

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from ledgerpass.providers.provider import ShownCode
from ledgerpass.resource_files import resource_path
from ledgerpass.ui.embedded_browser.addresses import as_text
from ledgerpass.ui.embedded_browser.page.lead import Lead
from ledgerpass.user_agents.embedded_browser.shown_code import LONGEST, MARKED_UP, SeenPage, code_on, may_be_read

EVERY = 400
"""Milliseconds between two looks."""

_MOST_MARKED = 100
_MOST_TOLD = 8
"""Codes of one page; a page that shows more of them shows something else."""


class _Look(msgspec.Struct, frozen=True):
    marked: tuple[str, ...]
    said: str


class CodeReader(QObject):
    """Reads one page; tells each code once."""

    found = Signal(str)

    def __init__(self, page: QWebEnginePage, place: ShownCode, began_at: str) -> None:
        """Look where `place` says; `began_at` is the authorization address."""
        super().__init__(page)
        self._page, self._place, self._began_at = page, place, began_at
        self._told: set[str] = set()
        self._seen_before = ""
        self._script = _script(place)
        self._lead = Lead(page, began_at)
        self._lead.settled.connect(self._read)
        page.urlChanged.connect(lambda _url: self._read())
        page.titleChanged.connect(lambda _title: self._read())
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        if self._script:
            self._looking.start(EVERY)

    def _read(self) -> None:
        self._tell(self._code_on(SeenPage(address=as_text(self._page.url()), title=self._page.title())))

    def _look(self) -> None:
        address = as_text(self._page.url())
        if may_be_read(address, began_at=self._began_at):
            world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
            self._page.runJavaScript(self._script, world, lambda seen: self._take(address, seen))

    def _take(self, address: str, seen: object) -> None:
        if not isinstance(seen, str) or not seen or address != as_text(self._page.url()):
            return
        look = msgspec.json.decode(seen, type=_Look)
        code = self._code_on(
            SeenPage(address=address, title=self._page.title(), marked=look.marked, said=look.said),
        )
        if code == self._seen_before:
            self._tell(code)
        self._seen_before = code

    def _code_on(self, page: SeenPage) -> str:
        return code_on(page, self._place, began_at=self._began_at) if self._lead.is_own else ""

    def _tell(self, code: str) -> None:
        if code and code not in self._told and len(self._told) < _MOST_TOLD:
            self._told.add(code)
            self.found.emit(code)


def _script(place: ShownCode) -> str:
    """Give the script that looks; empty where nothing stands in the page itself."""
    by_rule = place == ShownCode()
    selector = MARKED_UP if by_rule else place.element
    if not selector:
        return ""
    source = resource_path("embedded", "shown-code.js").read_text(encoding="utf-8")
    filled = {"SELECTOR": selector, "MOST": _MOST_MARKED, "LONGEST": LONGEST, "SAYS": by_rule}
    for name, value in filled.items():
        source = source.replace(f"${name}", json.dumps(value))
    return source
