"""A small numeral in a circle, before a step that the user takes himself."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.typography import font_for

_SIDE = 24


class Number(QWidget):
    """Shows one numeral."""

    def __init__(self, number: int) -> None:
        """Show `number`."""
        super().__init__()
        self._number = number
        self.setFixedSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the circle and the numeral."""
        tokens = palette.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_soft))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(QColor(tokens.accent_text))
        font = font_for("caption")
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self._number))
