"""A quiet button that reads like a link, and wraps where its words are too long for one line."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.text_lines import line_height, longest, set_lines
from ledgerpass.ui.theme.typography import font_for

_LEAST_HEIGHT = 26
_AIR = 4


class Link(QAbstractButton):
    """One quiet way to go on."""

    def __init__(self, text: str = "") -> None:
        """Say `text`."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(font_for("medium"))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.put(text)

    def put(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width."""
        return max(_LEAST_HEIGHT, round(self._lines(width)[1]) + _AIR)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(longest([self.text()], self.font()), _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Ask for the longest word at least."""
        return QSize(longest(self.text().split(), self.font()), max(_LEAST_HEIGHT, round(line_height(self.font()))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter as well as with the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it is pointed at."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Set the words, underlined while they are pointed at."""
        painter = QPainter(self)
        tokens = palette.current()
        painter.setPen(QColor(tokens.accent_hover if self.isDown() else tokens.accent_text))
        lines, height = self._lines(self.width())
        lines.draw(painter, QPointF(0, (self.height() - height) / 2))

    def _lines(self, width: int) -> tuple[QTextLayout, float]:
        font = QFont(self.font())
        font.setUnderline(self.underMouse())
        return set_lines(self.text(), font, width, Qt.AlignmentFlag.AlignLeading, self.layoutDirection())
