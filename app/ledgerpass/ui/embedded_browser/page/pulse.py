"""Whether the page still answers: one in an endless loop draws nothing, loads nothing, and would say nothing of it.

The page is asked for next to nothing every few seconds, and everything that it was asked is answered when it comes back
to itself. It is counted in questions and not in seconds, so that a computer that slept doesn't take its page for dead.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

EVERY = 2_500
"""Milliseconds between two questions."""
_MOST_UNANSWERED = 4
"""Ten seconds in all."""


class Pulse(QObject):
    """Asks the page that `shown` gives; None while none can be expected to answer."""

    lost = Signal()
    """The page doesn't answer; said once, until it does."""
    back = Signal()
    """It answers again, or another page is shown."""

    def __init__(self, parent: QObject, shown: Callable[[], QWebEnginePage | None]) -> None:
        """Begin to ask."""
        super().__init__(parent)
        self._shown = shown
        self._asked: QWebEnginePage | None = None
        self._unanswered = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)
        self._timer.start(EVERY)

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _ask(self) -> None:
        page = self._shown()
        if page is None or page is not self._asked:
            self._asked = page
            self._begin_anew()
        if page is None:
            return
        self._unanswered += 1
        if self._unanswered == _MOST_UNANSWERED + 1:
            self.lost.emit()
        page.runJavaScript("1", QWebEngineScript.ScriptWorldId.ApplicationWorld.value, lambda _one: self._hear(page))

    def _hear(self, page: QWebEnginePage) -> None:
        if page is self._asked:
            self._begin_anew()

    def _begin_anew(self) -> None:
        if self._unanswered > _MOST_UNANSWERED:
            self.back.emit()
        self._unanswered = 0
