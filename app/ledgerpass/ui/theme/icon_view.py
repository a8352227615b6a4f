"""An icon by itself, painted anew in the colours of the moment."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.icons import IconName, Ink, paint_icon


class IconView(QWidget):
    """Shows one icon. It has no name for a screen reader: the words stand beside it."""

    def __init__(self, name: IconName, ink: Ink = "text", side: int = spacing.ICON) -> None:
        """Show an icon, `side` pixels wide."""
        super().__init__()
        self._name = name
        self._ink = ink
        self.setFixedSize(side, side)

    def present(self, name: IconName, ink: Ink) -> None:
        """Show another one."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint it."""
        paint_icon(QPainter(self), QRectF(self.rect()), self._name, self._ink)
