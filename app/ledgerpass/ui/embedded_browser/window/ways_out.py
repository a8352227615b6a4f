"""The foot of the window: what to do in it, and the two ways out, whatever the page above does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, line
from ledgerpass.ui.wording.translation import say


class WaysOut(QWidget):
    """*Use my own browser instead* and *Cancel*."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__()
        self.setProperty("part", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.own_browser = button(say("Use my own browser instead"), "secondary", "browser")
        self.cancel = button(say("Cancel"), "quiet")
        words = label(say("Sign in and allow it. The window then closes by itself."), "caption", "soft")
        row = QHBoxLayout()
        row.setContentsMargins(spacing.ROOM, spacing.STEP, spacing.ROOM, spacing.STEP)
        row.setSpacing(spacing.SNUG)
        row.addWidget(words, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.own_browser)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        column.addLayout(row)
