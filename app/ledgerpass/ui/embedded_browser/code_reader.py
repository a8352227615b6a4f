"""Looks on each page for the code that a provider shows there, in the ways that `shown_code` knows."""

import json

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from ledgerpass.providers.provider import ShownCode
from ledgerpass.ui.embedded_browser.addresses import as_text
from ledgerpass.user_agents.embedded_browser.shown_code import MARKED_UP, SeenPage, code_on

_MOST = 20
_LONGEST = 2048
# as JSON, because lists don't come through; what nobody is shown is no code that is shown
_LOOK = """JSON.stringify(
  [...document.querySelectorAll(SELECTOR)].filter((each) => each.checkVisibility()).slice(0, MOST)
    .map((each) => String(each.value || each.textContent || "").trim().slice(0, LONGEST))
    .filter((text) => text))"""


class CodeReader(QObject):
    """Reads one page; tells each code once."""

    found = Signal(str)

    def __init__(self, page: QWebEnginePage, place: ShownCode, began_at: str) -> None:
        """Look where `place` says; `began_at` is the authorization address."""
        super().__init__(page)
        self._page = page
        self._place = place
        self._began_at = began_at
        self._told = ""
        selector = place.element or (MARKED_UP if place == ShownCode() else "")
        self._script = (
            _LOOK.replace("SELECTOR", json.dumps(selector))
            .replace("MOST", str(_MOST))
            .replace("LONGEST", str(_LONGEST))
            if selector
            else ""
        )
        page.urlChanged.connect(lambda _url: self._read())
        page.titleChanged.connect(lambda _title: self._read())
        page.loadFinished.connect(lambda _ok: self._look())

    def _look(self) -> None:
        if self._script:
            address = as_text(self._page.url())
            world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
            self._page.runJavaScript(self._script, world, lambda texts: self._take(address, texts))
        self._read()

    def _take(self, address: str, texts: object) -> None:
        if isinstance(texts, str) and texts and address == as_text(self._page.url()):
            self._read(tuple(msgspec.json.decode(texts, type=list[str])))

    def _read(self, marked: tuple[str, ...] = ()) -> None:
        page = SeenPage(address=as_text(self._page.url()), title=self._page.title(), marked=marked)
        code = code_on(page, self._place, began_at=self._began_at)
        if code and code != self._told:
            self._told = code
            self.found.emit(code)
