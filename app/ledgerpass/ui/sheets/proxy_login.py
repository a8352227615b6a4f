"""The sheet that asks who the user is at the proxy, in the words of somebody who has never heard of one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.flows.proxies import ProxyLogin
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.widgets.field import Field
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.wording.explanation import Explanation
from ledgerpass.ui.wording.translation import say

_DIVIDER = ":"
"""What divides a name from a password on the road, and so stands in no name (RFC 7617 section 2)."""


class ProxyLoginSheet(QWidget):
    """A name, a password, and two buttons."""

    given = Signal(object)
    """The `ProxyLogin` that the user gave."""
    declined = Signal()

    def __init__(self) -> None:
        """Ask, with both fields empty."""
        super().__init__()
        self.notice = Notice()
        self.name = Field(say("Name"), help_text=say("Often the name with which you log in to this computer."))
        self.password = Field(say("Password"), secret=True, clean=str)
        self.use = button(say("Use them"), "primary", "check")
        self.decline = button(say("Not now"), "secondary")
        self._lay_out()
        self.name.edit.returnPressed.connect(lambda: self.password.edit.setFocus(Qt.FocusReason.TabFocusReason))
        self.password.edit.returnPressed.connect(self._give)
        self.use.clicked.connect(self._give)
        self.decline.clicked.connect(self.declined)

    def say_trouble(self, said: Explanation) -> None:
        """Say why they could not be kept."""
        self.notice.present(said.without_action())
        self.use.setEnabled(True)

    def forget(self) -> None:
        """Drop what was typed."""
        self.name.put("")
        self.password.put("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, spacing.STEP, 0)
        column.setSpacing(spacing.ROOM)
        lead = say(
            "Your IT person knows the name and the password. "
            "They are kept safe on this computer, and asked for again only when they have changed."
        )
        column.addWidget(label(lead, "body", "soft"))
        column.addWidget(self.notice)
        column.addWidget(self.name)
        column.addWidget(self.password)
        row = QHBoxLayout()
        row.setSpacing(spacing.SNUG)
        row.addStretch()
        row.addWidget(self.decline)
        row.addWidget(self.use)
        column.addLayout(row)

    def _give(self) -> None:
        name = self.name.text()
        if _DIVIDER in name:
            _mark(self.name, say("A name has no colon in it."))
        elif not name:
            _mark(self.name, say("The name is missing."))
        elif not self.password.secret():
            _mark(self.password, say("The password is missing."))
        else:
            self.use.setEnabled(False)
            self.given.emit(ProxyLogin(name, self.password.secret()))


def _mark(field: Field, words: str) -> None:
    """Say what is wrong at a field, and have it typed anew."""
    field.say_trouble(words)
    field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    field.edit.selectAll()
