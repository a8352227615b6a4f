"""One entry of a menu: an icon, words, the keys that do the same, and what it does."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ledgerpass.ui.theme import icons


def add_entry(to: QMenu, icon: icons.IconName, words: str, do: Callable[[], object], keys: str = "") -> QAction:
    """Add one at the end; `keys` are only shown, a shortcut is made elsewhere."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    action = to.addAction(icons.icon(icon, "soft"), f"{words}\t{shown}" if keys else words)
    action.triggered.connect(lambda _checked: do())
    return action
