"""A provider's mark with a tick in its corner: the sign that it is connected. The words beside it say the same."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.theme import palette
from ledgerpass.ui.theme.mark import paint_mark

_MARK = 56
_BADGE = 24
_OVER = 8


class TickedMark(QWidget):
    """Shows one provider's mark, ticked."""

    def __init__(self) -> None:
        """Show nothing until there is a provider."""
        super().__init__()
        self._provider: Provider | None = None
        self.setFixedSize(_MARK + _OVER, _MARK + _OVER)

    def present(self, provider: Provider) -> None:
        """Show this one."""
        self._provider = provider
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the mark and the tick."""
        if self._provider is None:
            return
        painter = QPainter(self)
        mark = self._provider.mark
        paint_mark(painter, QRectF(0, 0, _MARK, _MARK), letters=mark.letters, colour=mark.colour)
        tokens = palette.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.window), 3))
        painter.setBrush(QColor(tokens.accent))
        badge = QRectF(self.width() - _BADGE - 1.5, self.height() - _BADGE - 1.5, _BADGE, _BADGE)
        painter.drawEllipse(badge)
        pen = QPen(QColor(tokens.on_accent), 2.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        at = badge.topLeft()
        painter.drawPolyline(QPolygonF([at + QPointF(7, 12.4), at + QPointF(10.6, 16), at + QPointF(17.2, 8.6)]))
