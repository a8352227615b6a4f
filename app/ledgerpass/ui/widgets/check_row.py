"""A row to tick: the box, what it means in plain words, and below it why it can't be unticked, if that is so."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout

from ledgerpass.ui.theme import palette, spacing
from ledgerpass.ui.theme.controls import label, see_through
from ledgerpass.ui.theme.icons import paint_icon

_BOX = 20
_TOP = 14
_LEFT = spacing.ROOM + 4


class CheckRow(QCheckBox):
    """One permission to give or not. A locked one shows a lock in place of the box's tick."""

    def __init__(
        self, words: str, *, checked: bool, locked: bool = False, reason: str = "", technical: str = ""
    ) -> None:
        """Show `words`; `technical` is the provider's own name for it, shown as a tool tip."""
        super().__init__()
        self.setChecked(checked)
        self.setEnabled(not locked)
        self.setToolTip(technical)
        self.setAccessibleName(words)
        self.setAccessibleDescription(reason)
        self.setProperty("ring_radius", spacing.RADIUS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if not locked:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = QVBoxLayout(self)
        self._words.setContentsMargins(_LEFT + _BOX + spacing.SNUG + 2, _TOP - 1, spacing.ROOM, _TOP - 1)
        self._words.setSpacing(2)
        for text, role, tone in ((words, "body", "text"), (reason, "caption", "soft")):
            if text:
                self._words.addWidget(see_through(label(text, role, tone)))  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:
        """Give what the words need."""
        return self._words.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give what the words need at least."""
        return self._words.totalMinimumSize()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(pos)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it is pointed at."""
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page, which goes on with it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the row's ground when it is pointed at, and the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = palette.current()
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 2, -4, -2), spacing.RADIUS, spacing.RADIUS)
        box = QRectF(_LEFT, _TOP, _BOX, _BOX)
        if not self.isEnabled():
            paint_icon(painter, box.adjusted(0, -0.5, 0, -0.5), "lock", "accent_text" if self.isChecked() else "faint")
        elif self.isChecked():
            self._paint_ticked(painter, box)
        else:
            painter.setPen(QPen(QColor(tokens.outline), 1.5))
            painter.setBrush(QColor(tokens.surface))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)

    def _paint_ticked(self, painter: QPainter, box: QRectF) -> None:
        tokens = palette.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(box, 5, 5)
        pen = QPen(QColor(tokens.on_accent), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        at = box.topLeft()
        painter.drawPolyline(QPolygonF([at + QPointF(5, 10.4), at + QPointF(8.6, 14), at + QPointF(15, 6.8)]))
