"""The focus ring: one line around whatever has the keyboard's focus, with a gap, outside of the control.

It shows as soon as the keyboard is used and leaves when the mouse is, as browsers do it (`:focus-visible`): who works
with keys always sees where he is, who points is left in peace. It lies over the window, follows the control when that
moves or is scrolled, and is cut off where the control is. Fields and lists show their focus themselves.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from ledgerpass.ui.theme import palette, spacing

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_POINTER = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
_SHOW_THEMSELVES = (QLineEdit, QAbstractItemView)


class FocusRing(QWidget):
    """The ring of one window."""

    def __init__(self, window: QWidget) -> None:
        """Lie over `window`; `watch` is called when that has been shown."""
        super().__init__(window)
        self._window = window
        self._around: QWidget | None = None
        self._followed: list[QWidget] = []
        self._keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def watch(self) -> None:
        """Begin to notice which of keyboard and mouse is used in the window."""
        self._window.windowHandle().installEventFilter(self)

    def use_keyboard(self, *, used: bool) -> None:
        """Say that the keyboard, or the mouse, was used last."""
        if self._keyboard != used:
            self._keyboard = used
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice keys and pointers at the window, and moves of the focused control and of what holds it."""
        kind = event.type()
        if kind in _MOVES and watched in self._followed:
            self._place()
        elif kind in _KEYS:
            self.use_keyboard(used=True)
        elif kind in _POINTER:
            self.use_keyboard(used=False)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.current().focus), spacing.RING_WIDTH))
        half = spacing.RING_WIDTH / 2
        radius = self._radius() + spacing.RING_GAP + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        self._let_go()
        if new is not None and new is not self._window and self._window.isAncestorOf(new):
            self._around = new
            self._followed = _up_to(new, self._window)
            for widget in self._followed:
                widget.installEventFilter(self)
        self._place()

    def _let_go(self) -> None:
        # a page or a whole window may be going down around us, piece by piece
        for widget in filter(isValid, self._followed):
            widget.removeEventFilter(self)
        self._forget()

    def _forget(self) -> None:
        self._around = None
        self._followed = []
        self.hide()

    def _place(self) -> None:
        around = self._around
        if (
            around is None
            or not isValid(around)
            or not self._keyboard
            or isinstance(around, _SHOW_THEMSELVES)
            or not around.isVisible()
        ):
            self.hide()
            return
        reach = spacing.RING
        ring = _in_window(around, self._window).adjusted(-reach, -reach, reach, reach)
        seen = ring
        for holder in self._followed[1:]:
            if isinstance(holder.parentWidget(), QAbstractScrollArea):  # only those cut off what they hold
                seen = seen.intersected(_in_window(holder, self._window))
        self.setGeometry(ring)
        if seen == ring:
            self.clearMask()
        else:
            self.setMask(QRegion(seen.translated(-ring.topLeft())))
        self.setVisible(not seen.isEmpty())
        self.raise_()

    def _radius(self) -> float:
        radius = self._around.property("ring_radius") if self._around is not None else None
        return float(radius) if isinstance(radius, int | float) else float(spacing.RADIUS)


def _up_to(widget: QWidget, window: QWidget) -> list[QWidget]:
    """Give the widget and everything that holds it, below the window."""
    chain = [widget]
    while (holder := chain[-1].parentWidget()) is not None and holder is not window:
        chain.append(holder)
    return chain


def _in_window(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
