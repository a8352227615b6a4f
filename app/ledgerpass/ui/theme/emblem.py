"""The program's own sign for an empty window: a pass with two lines of a ledger on it, as on its icon."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

_SIDE = 104
# the icon's own colours, the same in light and dark
_UPPER, _LOWER, _PAPER = "#2f8876", "#19554c", "#ffffff"


class Emblem(QWidget):
    """Shows the sign; the words below it say what it is."""

    def __init__(self) -> None:
        """Make it."""
        super().__init__()
        self.setFixedSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground, the pass and its lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SIDE / 256, _SIDE / 256)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QLinearGradient(0, 0, 0, 256)
        ground.setColorAt(0, QColor(_UPPER))
        ground.setColorAt(1, QColor(_LOWER))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(8, 8, 240, 240), 58, 58)
        painter.setBrush(QColor(_PAPER))
        painter.drawPath(_pass())
        painter.setPen(_pen(_LOWER, 16))
        for start, end in ((82, 132), (170, 174)):
            painter.drawLine(QPointF(start, 84), QPointF(end, 84))
        for start, end in ((82, 112), (152, 174)):
            painter.drawLine(QPointF(start, 118), QPointF(end, 118))
        painter.setPen(_pen(_UPPER, 9))
        for place in (92, 116, 140, 164):
            painter.drawPoint(QPointF(place, 156))


def _pass() -> QPainterPath:
    """Give the outline of a card with a notch on either side, where its stub tears off."""
    card = QPainterPath()
    card.addRoundedRect(QRectF(48, 46, 160, 164), 22, 22)
    notches = QPainterPath()
    notches.addEllipse(QPointF(48, 156), 18, 18)
    notches.addEllipse(QPointF(208, 156), 18, 18)
    return card.subtracted(notches)


def _pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
