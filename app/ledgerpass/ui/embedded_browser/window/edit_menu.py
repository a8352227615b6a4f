"""The edit menu, for the button at the top and for the right mouse button: what a sign-in page needs, and no more.

The web engine's own menu would offer to save the page, to see its source and to inspect it.
"""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ledgerpass.ui.theme.controls import passing_menu
from ledgerpass.ui.wording.translation import say

_Action = QWebEnginePage.WebAction
_Key = QKeySequence.StandardKey


def add_edit_actions(to: QMenu, page: QWebEnginePage) -> None:
    """Add undo, cut, copy, paste and the rest, as the page allows them at this moment."""
    groups = (
        ((say("Undo"), _Action.Undo, _Key.Undo), (say("Redo"), _Action.Redo, _Key.Redo)),
        (
            (say("Cut"), _Action.Cut, _Key.Cut),
            (say("Copy"), _Action.Copy, _Key.Copy),
            (say("Paste"), _Action.Paste, _Key.Paste),
            (say("Select all"), _Action.SelectAll, _Key.SelectAll),
        ),
    )
    for group in groups:
        for words, what, key in group:
            entry = to.addAction(words)
            entry.setShortcut(QKeySequence(key))
            entry.setEnabled(page.action(what).isEnabled())
            entry.triggered.connect(lambda _checked=False, what=what: page.triggerAction(what))
        to.addSeparator()


def context_menu(page: QWebEnginePage, parent: QWidget, ways: Sequence[QPushButton]) -> QMenu:
    """Make the menu of the right mouse button; `ways` are the window's buttons that stand in it as well."""
    made = passing_menu(parent)
    add_edit_actions(made, page)
    for way in ways:
        entry = made.addAction(way.accessibleName())
        entry.setEnabled(way.isEnabled())
        entry.triggered.connect(way.click)
    return made
