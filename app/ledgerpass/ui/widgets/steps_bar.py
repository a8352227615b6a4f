"""How far the wizard is: a short row of bars, and the same in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ledgerpass.ui.theme import palette, spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.wording.translation import say

_BAR = 24
_GAP = 6
_THICK = 4


class StepsBar(QWidget):
    """The bars and the words; nothing at all while the number of steps isn't known."""

    def __init__(self) -> None:
        """Make an empty one."""
        super().__init__()
        self._bars = _Bars()
        self._words = label("", "caption", "soft", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing.SNUG)
        row.addWidget(self._bars)
        row.addWidget(self._words)

    def present(self, step: int, steps: int) -> None:
        """Show that this is `step` of `steps`, counted from 1; with no steps, nothing."""
        self._bars.present(step, steps)
        self._words.setText(say("Step {step} of {steps}", step=str(step), steps=str(steps)) if steps else "")
        self._words.setVisible(bool(steps))


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._step = self._steps = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def present(self, step: int, steps: int) -> None:
        self._step, self._steps = step, steps
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(0, self._steps * (_BAR + _GAP) - _GAP), _THICK)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = palette.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(self._steps):
            painter.setBrush(QColor(tokens.accent if place < self._step else tokens.hairline))
            painter.drawRoundedRect(QRectF(place * (_BAR + _GAP), 0, _BAR, _THICK), _THICK / 2, _THICK / 2)
