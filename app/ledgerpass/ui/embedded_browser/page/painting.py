"""Whether the user can see a page already: an address is known some time before anything of its page is drawn."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

_LOOK_EVERY = 40
_LOOKS = 20
"""How often it is looked, 0.8 seconds in all: of an empty page nothing is ever told (W3C Paint Timing)."""
_LOOK = "performance.getEntriesByType('paint').length"


def when_painted(page: QWebEnginePage, act: Callable[[], None]) -> None:
    """Do `act` once, when something of the page was painted, or else a moment later."""
    _Painting(page, act).begin()


class _Painting(QObject):
    def __init__(self, page: QWebEnginePage, act: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._act = page, act
        self._left = _LOOKS
        self._is_painted = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        self._timer.start(_LOOK_EVERY)
        self._look()

    def _look(self) -> None:
        self._left -= 1
        if self._is_painted or self._left == 0:  # one look later: what is painted still has to come to the screen
            self._timer.stop()
            self._act()
            self.deleteLater()
            return
        world = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
        self._page.runJavaScript(_LOOK, world, self._take)

    def _take(self, entries: object) -> None:
        self._is_painted = self._is_painted or bool(entries)
