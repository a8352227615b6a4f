"""Sets words in lines, with air between them, for whatever paints words that wrap."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

_LINE_HEIGHT = 1.32
"""The distance of two lines, in the font's own line spacings."""
_LARGE_LINE_HEIGHT = 1.16
_LARGE_FROM = 15.0
"""Points from which text counts as large."""


def set_lines(
    text: str, font: QFont, width: float, alignment: Qt.AlignmentFlag, direction: Qt.LayoutDirection
) -> tuple[QTextLayout, float]:
    """Give the words laid out at a width, and their height."""
    option = QTextOption(alignment & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)  # the one line end that a layout knows
    layout.setTextOption(option)
    step = line_height(font)
    lift = (step - QFontMetricsF(font).height()) / 2
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height + lift))
        height += step
    layout.endLayout()
    return layout, max(height, step)


def line_height(font: QFont) -> float:
    """Give the distance of two lines."""
    factor = _LARGE_LINE_HEIGHT if font.pointSizeF() >= _LARGE_FROM else _LINE_HEIGHT
    return QFontMetricsF(font).lineSpacing() * factor


def longest(pieces: list[str], font: QFont) -> int:
    """Give the width of the longest of some pieces of text."""
    metrics = QFontMetricsF(font)
    return max((int(metrics.horizontalAdvance(piece)) + 2 for piece in pieces), default=0)
