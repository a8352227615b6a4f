"""Whether the web engine can draw on this screen, seen with our own eyes before the user is shown an empty window.

A page of our own is loaded, in a colour one step beside the window's, and the window is looked at until that colour is
there. A missing driver or a broken graphics card shows itself as a colour that never comes.
"""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWebEngineWidgets import QWebEngineView

from ledgerpass.ui.embedded_browser.page.page import Page
from ledgerpass.ui.theme import palette

_PAGE = '<!doctype html><meta name="color-scheme" content="light dark"><body style="background:{colour}">'
_LOOK_EVERY = 30
LOOKS = 160
"""How often it is looked; five seconds in all."""


class Drawing(QObject):
    """Looks once; says `seen` or `failed`."""

    seen = Signal()
    failed = Signal()

    def __init__(self, view: QWebEngineView, page: Page) -> None:
        """Look at `view`, which shows `page`."""
        super().__init__(page)
        self._view, self._page = view, page
        window = QColor(palette.current().window)
        self._colour = QColor(window.red() ^ 1, window.green(), window.blue())
        self._left = LOOKS
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        page.setBackgroundColor(window)

    def begin(self) -> None:
        """Load the page and look."""
        self._page.show_own(_PAGE.format(colour=self._colour.name()))
        self._timer.start(_LOOK_EVERY)

    def _look(self) -> None:
        middle = self._view.rect().center()
        picture = self._view.grab().toImage()
        ratio = picture.devicePixelRatio()
        seen = picture.pixelColor(round(middle.x() * ratio), round(middle.y() * ratio))
        self._left -= 1
        if seen.rgb() == self._colour.rgb():
            self._timer.stop()
            self.seen.emit()
        elif self._left == 0:
            self._timer.stop()
            self.failed.emit()
