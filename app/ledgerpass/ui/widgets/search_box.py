"""A field to search in, with its glass; Down and Enter are handed on to what is searched."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ledgerpass.ui.theme import icons

_GIVES_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown})
_GIVES_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchBox(QLineEdit):
    """Searches while one types."""

    went_down = Signal()
    confirmed = Signal()

    def __init__(self, prompt: str) -> None:
        """Make one that says what can be searched."""
        super().__init__()
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setProperty("search", True)
        self.addAction(icons.icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on the keys that are meant for the list below; Esc empties the box first."""
        if event.key() in _GIVES_DOWN:
            self.went_down.emit()
        elif event.key() in _GIVES_ENTER:
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
