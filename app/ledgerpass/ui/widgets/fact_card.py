"""A card of short sentences, an icon before each: what is going to happen, or what holds now."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.theme.icon_view import IconView

Fact = tuple[icons.IconName, icons.Ink, str]
"""An icon, its colour, and the sentence, which says all of it without the icon."""


class FactCard(QFrame):
    """The sentences, one a line."""

    def __init__(self) -> None:
        """Make an empty card."""
        super().__init__()
        self.setProperty("part", "card")
        self._column = QVBoxLayout(self)
        inset = spacing.WIDE - spacing.HALF
        self._column.setContentsMargins(spacing.WIDE, inset, spacing.WIDE, inset)
        self._column.setSpacing(spacing.SNUG)

    def present(self, facts: list[Fact]) -> None:
        """Show these."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            self._column.addWidget(_line(*fact))


def _line(name: icons.IconName, ink: icons.Ink, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing.ROOM)
    row.addWidget(IconView(name, ink), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words), 1)
    return holder
