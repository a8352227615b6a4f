"""Looks on each page for the provider's complaint about the redirect address, as `unregistered_address` knows it.

Many such pages are put together by their scripts when they are already there, so it is looked at a few times more.
"""

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from ledgerpass.ui.embedded_browser.addresses import as_text
from ledgerpass.user_agents.embedded_browser.unregistered_address import LONGEST, ErrorPage, is_address_unknown

_EVERY = 1_000
_LOOKS = 10
# as JSON, because objects don't come through; "asks" where there is something to type or to tick
_LOOK = """(() => {
  const seen = (what) => [...document.querySelectorAll(what)].filter((each) => each.checkVisibility());
  const body = document.body;
  return JSON.stringify({
    text: String((body && body.innerText) || "").slice(0, LONGEST + 1),
    buttons: seen("button, [role=button], input[type=submit], input[type=button]").length,
    asks: seen("input:not([type=hidden], [type=submit], [type=button], [type=search]), textarea, select").length > 0,
  });
})()""".replace("LONGEST", str(LONGEST))


class _Seen(msgspec.Struct):
    text: str
    buttons: int
    asks: bool


class ErrorReader(QObject):
    """Reads one page."""

    found = Signal()
    """The page says that it doesn't know the redirect address."""

    def __init__(self, page: QWebEnginePage, began_at: str) -> None:
        """Read the provider's pages; `began_at` is the authorization address."""
        super().__init__(page)
        self._page, self._began_at = page, began_at
        self._has_found = False
        self._left = 0
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        page.urlChanged.connect(lambda _url: self._begin())
        page.loadFinished.connect(lambda _ok: self._begin())

    def _begin(self) -> None:
        self._has_found = False
        self._left = _LOOKS
        self._clock.start(_EVERY)
        self._look()

    def _look(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._clock.stop()
        world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
        address = as_text(self._page.url())
        self._page.runJavaScript(_LOOK, world, lambda told: self._take(address, told))

    def _take(self, address: str, told: object) -> None:
        if self._has_found or not isinstance(told, str) or not told or address != as_text(self._page.url()):
            return
        seen = msgspec.json.decode(told, type=_Seen)
        page = ErrorPage(address=address, text=seen.text, buttons=seen.buttons, asks=seen.asks)
        if is_address_unknown(page, began_at=self._began_at):
            self._has_found = True
            self._clock.stop()
            self.found.emit()
