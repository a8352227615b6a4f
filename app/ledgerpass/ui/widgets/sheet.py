"""A sheet over the window: a heading, something to read, and a way back. The rest of the window waits, dimmed.

It lies inside the window and is shown and left like a page; nothing is ever run in a loop of its own.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.ui.theme import palette, spacing
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.theme.scrolled import Scrolled
from ledgerpass.ui.wording.translation import say

_WIDTH = 520
_AROUND = 2 * spacing.SKY + 2 * spacing.WIDE + 3 * spacing.CONTROL
"""What the card needs around its content: margins, heading, button."""
_DIMMED = 90
_DIMMED_DARK = 150


class Sheet(QWidget):
    """One sheet over `parent`; hidden until `open_with`."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden sheet over `parent`."""
        super().__init__(parent)
        self._before: QWidget | None = None
        self._title = label("", "title")
        self._card = QFrame()
        self._card.setProperty("part", "sheet")
        self._card.setMaximumWidth(_WIDTH)
        self._content = QVBoxLayout()
        self._shown: Scrolled | None = None
        self._foot = QVBoxLayout()
        self._close = button(say("Close"), "primary")
        self._close.clicked.connect(self.leave)
        self._lay_out()
        parent.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(spacing.AIR, spacing.WIDE, spacing.AIR, spacing.WIDE)
        inside.setSpacing(spacing.ROOM)
        inside.addWidget(self._title)
        inside.addLayout(self._content, 1)
        inside.addLayout(self._foot)
        inside.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.AIR, spacing.SKY, spacing.AIR, spacing.SKY)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self._card)
        column.addStretch(1)
        row.addLayout(column, 1000)
        row.addStretch(1)

    def open_with(
        self, title: str, content: QWidget, first: QWidget | None = None, foot: QWidget | None = None
    ) -> None:
        """Show `content` under `title` and take the focus.

        Where the content asks for something, `first` is where one begins, and the buttons are its own; those in `foot`
        stay in sight below whatever is scrolled.
        """
        if self.isHidden():
            self._before = self.window().focusWidget()
        if self._shown is not None:
            self._shown.deleteLater()
        while (old := self._foot.takeAt(0)) is not None:
            if (buttons := old.widget()) is not None:
                buttons.hide()
                buttons.deleteLater()
        if foot is not None:
            self._foot.addWidget(foot)
        self._title.setText(title)
        self._shown = Scrolled(content)
        content.installEventFilter(self)
        self._content.addWidget(self._shown)
        self.setAccessibleName(title)
        self._shown.setAccessibleName(title)
        self._cover()
        self.show()
        self.raise_()
        self._close.setVisible(first is None)
        (first or self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go back to where the focus was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole window when it changes its size, and fit what is on the card when that does."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._cover()
        elif self._shown and watched is self._shown.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001  # Qt's signature
        """Keep the focus inside while the sheet is open."""
        inside = [child for child in self._card.findChildren(QWidget) if _can_have_focus(child)]
        stops = list(dict.fromkeys([self._close, *inside])) if self._close.isVisible() else inside
        if not stops:  # Qt asks once more while the sheet is going
            return False
        focused = self.window().focusWidget()
        place = stops.index(focused) if focused in stops else 0
        reason = Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
        stop = stops[(place + (1 if following else -1)) % len(stops)]
        stop.setFocus(reason)
        if self._shown is not None and self._shown.isAncestorOf(stop):
            self._shown.ensureWidgetVisible(stop, 0, spacing.WIDE)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, and with Enter where nothing is asked."""
        keys = {Qt.Key.Key_Escape}
        if self._close.isVisible():
            keys |= {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() in keys:
            self.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave by a click beside the sheet, unless something may have been typed on it."""
        if self._close.isVisible() and not self._card.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Dim what lies behind."""
        tokens = palette.current()
        dim = QColor(tokens.scrim)
        dim.setAlpha(_DIMMED_DARK if tokens.dark else _DIMMED)
        painter = QPainter(self)
        painter.fillRect(self.rect(), dim)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QRectF(self._card.geometry())
        for reach in range(12, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 8))
            radius = spacing.CARD_RADIUS + 4 + reach
            painter.drawRoundedRect(shade.adjusted(-reach, -reach + 4, reach, reach + 4), radius, radius)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(0, 0, parent.width(), parent.height())
            self._fit()

    def _fit(self) -> None:
        """Make the card as high as what is on it, and no higher than the window allows."""
        if self._shown is not None:
            width = min(_WIDTH, self.width() - 2 * spacing.AIR) - 2 * spacing.AIR
            self._shown.fit(width, least=spacing.SKY, most=self.height() - _AROUND)


def _can_have_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
