"""The time that is left, as a ring that empties and as minutes and seconds."""

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ledgerpass.ui.theme import palette, spacing
from ledgerpass.ui.theme.typography import font_for
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.translation import say

_RING = 18
_HEIGHT = 22
_SECOND = 1000


class Countdown(QWidget):
    """Counts down to a moment and stays at nothing."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Make one; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self._clock = clock
        self._ends_at: float | None = None
        self._whole = 1.0
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def present(self, ends_at: float | None) -> None:
        """Count down to `ends_at`; None hides the clock."""
        if ends_at is not None and ends_at != self._ends_at:
            self._whole = max(1.0, ends_at - self._clock())
        self._ends_at = ends_at
        self.setVisible(ends_at is not None)
        if ends_at is None:
            self._timer.stop()
        else:
            self._timer.start()
            self._tick()

    def words(self) -> str:
        """Say how much time is left."""
        return say("{time} left", time=times.time_left(self._seconds()))

    def sizeHint(self) -> QSize:
        """Leave room for the widest time."""
        metrics = QFontMetrics(font_for("caption"))
        return QSize(_RING + spacing.STEP + metrics.horizontalAdvance(say("{time} left", time="00:00")) + 4, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ring and the words."""
        tokens = palette.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = QRectF(self.rect()).adjusted(0, 0, -1, 0)
        taken = QFontMetrics(font_for("caption")).horizontalAdvance(self.words())
        left = words.right() - taken - spacing.STEP - _RING
        ring = QRectF(left, (self.height() - _RING) / 2 + 1, _RING - 2, _RING - 2)
        painter.setPen(QPen(QColor(tokens.hairline), 2.5))
        painter.drawEllipse(ring)
        share = min(1.0, self._seconds() / self._whole)
        painter.setPen(QPen(QColor(tokens.accent), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, round(share * 360 * 16))
        painter.setPen(QColor(tokens.soft))
        painter.setFont(font_for("caption"))
        painter.drawText(
            words,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            self.words(),
        )

    def _seconds(self) -> float:
        return max(0.0, (self._ends_at or 0) - self._clock())

    def _tick(self) -> None:
        self.setAccessibleName(self.words())
        self.update()
