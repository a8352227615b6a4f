"""The mark of a provider by itself. It has no name for a screen reader: the provider's name always stands beside it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.mark import paint_mark

_ROOM_FOR_BADGE = 4


class MarkView(QWidget):
    """Shows one provider's mark, with a little room for the practice badge."""

    def __init__(self, provider: Provider | None = None, side: int = spacing.MARK) -> None:
        """Show `provider`, or nothing until there is one; the mark is `side` pixels wide."""
        super().__init__()
        self._provider = provider
        self._side = side
        self.setFixedSize(side + _ROOM_FOR_BADGE, side + _ROOM_FOR_BADGE)

    def present(self, provider: Provider) -> None:
        """Show another provider."""
        self._provider = provider
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the mark."""
        if self._provider is None:
            return
        mark = self._provider.mark
        paint_mark(
            QPainter(self),
            QRectF(0, _ROOM_FOR_BADGE / 2, self._side, self._side),
            letters=mark.letters,
            colour=mark.colour,
            practice=self._provider.practice,
        )
