"""Words that wrap, set with air between the lines.

Qt's own label sets lines as tightly as the font allows, which is too tight to read more than one of them with ease, and
has no setting for it.
"""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel

from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.text_lines import line_height, longest, set_lines

_COMFORTABLE = 420
"""The width that is asked for where there is a choice."""

_KEPT = 8
"""So many settings are kept: a layout asks for several widths, over and over."""

_INKS = {
    "text": "text",
    "soft": "soft",
    "faint": "faint",
    "accent": "accent_text",
    "danger": "danger",
    "warning": "warning",
    "toast": "on_toast",
}


class Paragraph(QLabel):
    """A label for plain text that wraps."""

    def __init__(self) -> None:
        """Make an empty one."""
        super().__init__()
        self._set: dict[tuple[str, int, str], tuple[QTextLayout, float]] = {}

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width."""
        return round(self._lines(width)[1])

    def sizeHint(self) -> QSize:
        """Ask for one line, or for a comfortable width."""
        width = min(_COMFORTABLE, longest(self.text().split("\n"), self.font()))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ask for the longest word at least."""
        width = min(_COMFORTABLE, longest(self.text().split(), self.font()))
        return QSize(width, round(line_height(self.font())))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Set the lines, one below the other."""
        painter = QPainter(self)
        painter.setPen(QColor(getattr(palette.current(), _INKS[str(self.property("tone"))])))
        lines, height = self._lines(self.width())
        top = (self.height() - height) / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0.0
        lines.draw(painter, QPointF(0, top))

    def _lines(self, width: int) -> tuple[QTextLayout, float]:
        key = (self.text(), width, self.font().key())
        if key not in self._set:
            if len(self._set) > _KEPT:
                self._set.clear()
            self._set[key] = set_lines(self.text(), self.font(), width, self.alignment(), self.layoutDirection())
        return self._set[key]
