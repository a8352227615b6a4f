"""Where the code is pasted that the provider shows, or the whole address, and where it is said what was recognised."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.wording.translation import say

_PASTED_FROM = 4
"""More letters at once than anybody types."""


class PasteBox(QFrame):
    """Takes what is pasted at once; what is typed it takes with Enter or its button."""

    pasted = Signal(str)

    def __init__(self) -> None:
        """Make an empty box."""
        super().__init__()
        self.setProperty("part", "card")
        self._before = ""
        self._title = label(say("Paste the code here"), "strong")
        self._help = label("", "caption", "soft")
        self.edit = QLineEdit()
        self.use = button(say("Use it"), "secondary")
        self._found = label("", "caption", "accent")
        self._trouble = label("", "caption", "danger")
        self.switch = Link(say("No code on the page? Let it show one."))
        self._lay_out()
        self.edit.textEdited.connect(self._take)
        self.edit.returnPressed.connect(self._use)
        self.use.clicked.connect(self._use)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.WIDE, spacing.WIDE - spacing.HALF, spacing.WIDE, spacing.WIDE - spacing.HALF)
        column.setSpacing(6)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(spacing.STEP)
        row.addWidget(self.edit, 1)
        row.addWidget(self.use)
        column.addLayout(row)
        for part in (self._found, self._trouble, self._help):
            column.addWidget(part)
        column.addWidget(self.switch)

    def ask_for(self, what: Literal["", "code", "address"], name: str) -> None:
        """Say what is to be pasted, the code or a whole address, and where `name`, the provider, shows it."""
        if what == "address":
            self._title.setText(say("Paste the address here"))
            self.edit.setAccessibleName(say("Address of the page"))
            self.edit.setPlaceholderText(say("The whole address of the page"))
            self._help.setText(say("It stands at the top of the browser, on the page that comes after Allow."))
            return
        self._title.setText(say("Paste the code here"))
        self.edit.setAccessibleName(say("Code from the browser"))
        self.edit.setPlaceholderText(say("The code, or the whole address of the page"))
        self._help.setText(
            say("{provider} shows it after you pressed Allow. Blanks and quotes don't matter.", provider=name)
        )

    def present(self, *, found: str, trouble: str, can_switch: bool) -> None:
        """Say what was found in the pasted text, or what was wrong with it."""
        self._help.setVisible(not found and not trouble)
        self._found.setText(found)
        self._found.setVisible(bool(found))
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        mark_as(self.edit, "trouble", bool(trouble))
        self.switch.setVisible(can_switch)

    def forget(self) -> None:
        """Drop what was pasted."""
        self.edit.clear()
        self._before = ""

    def _take(self, text: str) -> None:
        came_at_once = len(text) >= len(self._before) + _PASTED_FROM
        self._before = text
        if came_at_once:
            self._use()

    def _use(self) -> None:
        self.pasted.emit(self.edit.text())
