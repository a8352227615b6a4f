"""Where something is found at the provider: the click path, step by step, and a button that opens its own page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.providers.provider import Where
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, fold, label, mark_as, turn_fold
from ledgerpass.ui.wording.translation import say, say_from_file


class ClickPath(QWidget):
    """A fold that says where to find it; closed, it is one quiet line."""

    open_wanted = Signal(str)

    def __init__(self, where: Where, provider: str, *, opened: bool = False) -> None:
        """Show `where` it is found at `provider`."""
        super().__init__()
        self._fold = fold(say("Where do I find this?"))
        self._path = label(say_from_file(where.path), "body", "text")
        self._box = QFrame()
        self._box.setProperty("part", "sunken")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(spacing.ROOM, spacing.SNUG, spacing.ROOM, spacing.SNUG)
        inside.setSpacing(spacing.STEP)
        inside.addWidget(self._path)
        if where.url:
            go = button(say("Open the page of {provider}", provider=provider), "secondary", "open")
            mark_as(go, "small", True)
            go.clicked.connect(lambda: self.open_wanted.emit(where.url))
            inside.addWidget(go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.HALF)
        row = QHBoxLayout()
        row.addWidget(self._fold)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._box)
        self._fold.clicked.connect(self._turn)
        self._show(opened=opened)

    def _turn(self) -> None:
        self._show(opened=self._box.isHidden())

    def _show(self, *, opened: bool) -> None:
        self._box.setVisible(opened)
        turn_fold(self._fold, opened=opened)
