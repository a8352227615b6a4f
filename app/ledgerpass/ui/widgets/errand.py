"""What the user does at the provider before he comes back with the codes: where to click, and which address to give.

Two steps on one card: the click path with a button that opens the provider's own page, and the exact address with a
button that copies it. Either may be missing.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.providers.provider import Where
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, line, mark_as
from ledgerpass.ui.theme.number import Number
from ledgerpass.ui.wording.translation import say, say_from_file


class Errand(QFrame):
    """The card; hidden when there is nothing to do."""

    open_wanted = Signal(str)
    copy_wanted = Signal(str)

    def __init__(self) -> None:
        """Make an empty card."""
        super().__init__()
        self.setProperty("part", "card")
        self._url = ""
        self._path = label()
        self._open = button("", "secondary", "open")
        self._address_words = label()
        self._address = label("", "mono", "text")
        self._address.setProperty("exact", True)
        self._copy = button(say("Copy"), "secondary", "copy")
        self._copy.setAccessibleName(say("Copy the address"))
        self._numbers = (Number(1), Number(2))
        self._line = line()
        self._first, self._second = QWidget(), QWidget()
        self._lay_out()
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._url))
        self._copy.clicked.connect(lambda: self.copy_wanted.emit(self._address.text()))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(spacing.HALF)
        words.addWidget(self._address_words)
        words.addWidget(self._address)
        path = QVBoxLayout()
        path.addWidget(self._path)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.ROOM, spacing.SNUG, spacing.SNUG, spacing.SNUG)
        column.setSpacing(spacing.SNUG)
        for holder, number, said, go in (
            (self._first, self._numbers[0], path, self._open),
            (self._second, self._numbers[1], words, self._copy),
        ):
            mark_as(go, "small", True)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(spacing.SNUG)
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(said, 1)
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._first)
        column.addWidget(self._line)
        column.addWidget(self._second)

    def present(self, *, provider: str, where: Where | None, address: str) -> None:
        """Show where to go at `provider`, and which address to give there; an empty one is none."""
        self.setVisible(where is not None or bool(address))
        self._first.setVisible(where is not None)
        self._second.setVisible(bool(address))
        self._line.setVisible(where is not None and bool(address))
        for number in self._numbers:
            number.setVisible(where is not None and bool(address))
        if where is not None:
            self._url = where.url
            self._path.setText(say_from_file(where.path))
            self._open.setText(say("Open {provider}", provider=provider))
            self._open.setAccessibleName(say("Open the page of {provider}", provider=provider))
            self._open.setVisible(bool(where.url))
        self._address_words.setText(say("Give {provider} exactly this address", provider=provider))
        self._address.setText(address)
