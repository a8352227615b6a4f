"""A short list of steps with ticks: done, under way, to come, each with a sign of its own, not by colour alone."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ledgerpass.ui.theme import motion, palette, spacing
from ledgerpass.ui.theme.controls import label, mark_as
from ledgerpass.ui.theme.typography import font_for
from ledgerpass.ui.wording.translation import say

_SIDE = 22
_FRAME = 33
_STEP = 11
_SWEEP = 100


class Progress(Enum):
    """How far one step is."""

    DONE = "done"
    UNDER_WAY = "under way"
    TO_COME = "to come"


class StepList(QWidget):
    """The steps, one a line."""

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self._rows: list[tuple[_Sign, QLabel]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing.SNUG)

    def present(self, lines: tuple[str, ...], reached: int) -> None:
        """Show `lines`, of which those before `reached` are done and that one is under way."""
        while len(self._rows) < len(lines):
            self._add_row()
        for place, ((sign, words), line) in enumerate(zip(self._rows, lines, strict=True)):
            progress = (
                Progress.DONE if place < reached else Progress.UNDER_WAY if place == reached else Progress.TO_COME
            )
            sign.present(progress)
            words.setText(line)
            words.setFont(font_for("strong" if progress is Progress.UNDER_WAY else "body"))
            mark_as(words, "tone", "faint" if progress is Progress.TO_COME else "text")
            words.setAccessibleName(_spoken(line, progress))

    def _add_row(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(spacing.SNUG)
        sign, words = _Sign(), label()
        row.addWidget(sign)
        row.addWidget(words, 1)
        self._column.addLayout(row)
        self._rows.append((sign, words))


def _spoken(line: str, progress: Progress) -> str:
    match progress:
        case Progress.DONE:
            return say("{step}: done", step=line)
        case Progress.UNDER_WAY:
            return say("{step}: under way", step=line)
        case Progress.TO_COME:
            return say("{step}: still to come", step=line)


class _Sign(QWidget):
    """The sign before one step."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress.TO_COME
        self._angle = 90
        self.setFixedSize(_SIDE, _SIDE)
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._turn)

    def present(self, progress: Progress) -> None:
        self._progress = progress
        self._set_going()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_going()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = palette.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(1, 1, _SIDE - 2, _SIDE - 2)
        if self._progress is Progress.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(circle)
            painter.setPen(_round_pen(tokens.on_accent, 2))
            painter.drawPolyline(QPolygonF([QPointF(6.6, 11.4), QPointF(9.8, 14.6), QPointF(15.6, 8)]))
            return
        ring = circle.adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(tokens.outline if self._progress is Progress.TO_COME else tokens.hairline), 1.5))
        painter.drawEllipse(ring)
        if self._progress is Progress.UNDER_WAY:
            painter.setPen(_round_pen(tokens.accent, 2.5))
            painter.drawArc(ring, self._angle * 16, _SWEEP * 16)

    def _set_going(self) -> None:
        if self._progress is Progress.UNDER_WAY and self.isVisible() and not motion.is_reduced():
            self._timer.start()
        else:
            self._timer.stop()

    def _turn(self) -> None:
        self._angle = (self._angle - _STEP) % 360
        self.update()


def _round_pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
