"""Paints the ground of a card: a light, rounded surface with a hairline, and how it answers to being pointed at."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ledgerpass.ui.theme import palette, spacing


def paint_card(
    painter: QPainter,
    rect: QRectF,
    *,
    lit: bool = False,
    chosen: bool = False,
    dashed: bool = False,
) -> None:
    """Paint a card into `rect`: `lit` while it is pointed at; a `chosen` one has a thicker border in another colour."""
    tokens = palette.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if chosen else 1.0
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    radius = spacing.CARD_RADIUS - width / 2
    ground = tokens.hover if lit else tokens.surface
    edge = tokens.accent if chosen else tokens.outline if lit or dashed else tokens.hairline
    pen = QPen(QColor(edge), width)
    if dashed:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if dashed and not lit else QColor(ground))
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()
