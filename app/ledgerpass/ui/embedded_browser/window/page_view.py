"""The place in the window where the pages are seen: text may be dropped there, and the right button has our menu."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QPushButton

from ledgerpass.ui.embedded_browser.window.edit_menu import context_menu
from ledgerpass.ui.embedded_browser.window.page_popups import PagePopups
from ledgerpass.ui.wording.translation import say


class PageView(QWebEngineView):
    """Shows one page at a time."""

    def __init__(self, ways: Sequence[QPushButton]) -> None:
        """Show none; `ways` are buttons of the window that stand in the menu as well."""
        super().__init__()
        self._ways = ways
        self.setAccessibleName(say("The page of the sign-in"))
        self._popups = PagePopups(self)

    def event(self, event: QEvent) -> bool:
        """Show no tips: a page's may be as large as the screen, and would lie over the bar that says whose it is."""
        return True if event.type() == QEvent.Type.ToolTip else super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let text in, and no files: no page has any business with them."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu of what can be done in the page."""
        context_menu(self.page(), self, self._ways).popup(event.globalPos())
