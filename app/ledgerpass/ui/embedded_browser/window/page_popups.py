"""What a page has Qt open beside itself: a list of choices, a calendar, a choice of colours.

The web engine puts the first two where the screen has room for them, in letters and a size of the page's choice. Over
the bar they could say whose page it is; so they begin below it, and end above the ways out wherever they are small
enough. A choice of colours would be Qt's own dialog before the window, whose ways out are dead while it stands; no
sign-in asks for one, and none is shown.
"""

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QColorDialog, QWidget

_PLACED = frozenset({QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize})


class PagePopups(QObject):
    """Keeps what is opened from `view` in its place."""

    def __init__(self, view: QWidget) -> None:
        """Watch `view`, whose children they are."""
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch each that comes, and put it in its place when it is shown, or places itself anew."""
        if watched is self._view:
            if isinstance(event, QChildEvent) and event.added():
                event.child().installEventFilter(self)
        elif event.type() in _PLACED and isinstance(watched, QWidget):
            self._place(watched)
        return False

    def _place(self, popup: QWidget) -> None:
        if not popup.isWindow():  # the page's own surface
            popup.removeEventFilter(self)
            return
        if isinstance(popup, QColorDialog):
            popup.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            QTimer.singleShot(0, popup.reject)  # as soon as it is open
            return
        place = popup.geometry()
        page = QRect(self._view.mapToGlobal(QPoint(0, 0)), self._view.size())
        place.moveTop(max(page.top(), min(place.top(), page.bottom() - place.height() + 1)))
        if place != popup.geometry():
            popup.setGeometry(place)
