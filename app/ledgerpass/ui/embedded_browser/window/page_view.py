"""The place in the window where the pages are seen: text may be dropped there, and the right button has our menu."""

from PySide6.QtCore import QChildEvent, QEvent, QTimer
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QColorDialog

from ledgerpass.ui.embedded_browser.window.edit_menu import context_menu
from ledgerpass.ui.wording.translation import say


class PageView(QWebEngineView):
    """Shows one page at a time."""

    def __init__(self) -> None:
        """Show none."""
        super().__init__()
        self.setAccessibleName(say("The page of the sign-in"))

    def event(self, event: QEvent) -> bool:
        """Show no tips: a page's may be as large as the screen, and would lie over the bar that says whose it is."""
        return True if event.type() == QEvent.Type.ToolTip else super().event(event)

    def childEvent(self, event: QChildEvent) -> None:
        """Put no choice of a colour before the window, as Qt would: its ways out would be dead while it stands."""
        super().childEvent(event)
        if event.added() and event.child().isWidgetType():
            QTimer.singleShot(0, self._refuse_colours)  # as yet, the child is no more than a widget

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let text in, and no files: no page has any business with them."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu of what can be done in the page."""
        context_menu(self.page(), self).popup(event.globalPos())

    def _refuse_colours(self) -> None:
        for dialog in self.findChildren(QColorDialog):
            dialog.reject()
