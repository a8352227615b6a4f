"""A ring that turns while something is under way, and stands still for who asked the desktop for less motion."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ledgerpass.ui.theme import motion, palette

_FRAME = 33
"""Milliseconds between two pictures."""
_STEP = 11
"""Degrees between two pictures: a turn a second."""
_SWEEP = 100


class Busy(QWidget):
    """The ring; what is under way is said in words beside it."""

    def __init__(self, side: int = 40) -> None:
        """Make a ring, `side` pixels wide."""
        super().__init__()
        self._side = side
        self._angle = 90
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._turn)
        self._still = motion.is_reduced()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the ring's size."""
        return QSize(self._side, self._side)

    def showEvent(self, event: QShowEvent) -> None:
        """Turn only while it is seen."""
        super().showEvent(event)
        if not self._still:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop with nobody looking."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ring and its moving part."""
        tokens = palette.current()
        width = max(2.0, min(4.0, self._side / 14))
        ring = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.hairline), width))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(tokens.accent), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, self._angle * 16, _SWEEP * 16)

    def _turn(self) -> None:
        self._angle = (self._angle - _STEP) % 360
        self.update()
