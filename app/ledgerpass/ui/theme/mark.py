"""Paints the mark of a provider: one or two letters on a coloured, rounded ground.

Drawn, never a logo: it is nobody's trademark, it is sharp at every size, and a provider's file needs two letters
and a colour for it. The letters are light or dark, whichever reads better on the ground. A small flask in the
corner marks practice.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from ledgerpass.ui.theme import contrast, palette, typography
from ledgerpass.ui.theme.icons import paint_icon

_ROUNDNESS = 0.26
_LETTER_SIZES = {1: 0.5, 2: 0.4}
_LIGHT_LETTERS = "#ffffff"
_DARK_LETTERS = "#10201b"
_BADGE = 0.46


def paint_mark(painter: QPainter, rect: QRectF, *, letters: str, colour: str, practice: bool = False) -> None:
    """Paint a mark into the square `rect`; `colour` is `#rrggbb`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, rect, QColor(colour))
    _paint_letters(painter, rect, letters, colour)
    if practice:
        _paint_badge(painter, rect)
    painter.restore()


def _paint_ground(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    shade = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    shade.setColorAt(0, colour.lighter(108))
    shade.setColorAt(1, colour)
    radius = rect.width() * _ROUNDNESS
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRoundedRect(rect, radius, radius)
    edge = QColor(255, 255, 255, 38) if palette.current().dark else QColor(0, 0, 0, 22)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)


def _paint_letters(painter: QPainter, rect: QRectF, letters: str, colour: str) -> None:
    font = typography.font_for("strong")
    font.setPixelSize(round(rect.height() * _LETTER_SIZES.get(len(letters), 0.34)))
    font.setWeight(QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
    light = contrast.ratio(_LIGHT_LETTERS, colour) >= contrast.LEAST_LARGE
    painter.setFont(font)
    painter.setPen(QColor(_LIGHT_LETTERS if light else _DARK_LETTERS))
    metrics = QFontMetricsF(font)
    baseline = rect.center().y() + metrics.capHeight() / 2
    painter.drawText(QPointF(rect.center().x() - metrics.horizontalAdvance(letters) / 2, baseline), letters)


def _paint_badge(painter: QPainter, rect: QRectF) -> None:
    tokens = palette.current()
    side = rect.width() * _BADGE
    badge = QRectF(rect.right() - side * 0.78, rect.bottom() - side * 0.78, side, side)
    painter.setPen(QPen(QColor(tokens.warning_line), 1))
    painter.setBrush(QColor(tokens.warning_soft))
    painter.drawEllipse(badge)
    inner = side * 0.16
    paint_icon(painter, badge.adjusted(inner, inner, -inner, -inner), "flask", "warning")
