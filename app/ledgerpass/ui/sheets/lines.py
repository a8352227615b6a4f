"""What sheets are made of: a column, and lines in it with an icon before them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.theme.icon_view import IconView


def column() -> tuple[QWidget, QVBoxLayout]:
    """Make an empty sheet and the column to fill."""
    page = QWidget()
    made = QVBoxLayout(page)
    made.setContentsMargins(0, 0, spacing.STEP, 0)
    made.setSpacing(spacing.SNUG)
    return page, made


def line(name: icons.IconName, ink: icons.Ink, words: str) -> QWidget:
    """Make a line of words behind an icon."""
    holder, row = across()
    row.addWidget(IconView(name, ink), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words), 1)
    return holder


def across() -> tuple[QWidget, QHBoxLayout]:
    """Make an empty line and the row to fill."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing.SNUG)
    return holder, row


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
