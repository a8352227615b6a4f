"""The *Copy as…* button with its menu, and the menu's entries, which stand in the list of connections as well."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ledgerpass.ui.theme import icons
from ledgerpass.ui.theme.controls import menu, menu_button
from ledgerpass.ui.wording.copy_words import copy_groups, copy_title

_ICONS: dict[str, icons.IconName] = {"token": "key", "command_on_input": "shield"}
_GROUP_ICONS: tuple[icons.IconName, ...] = ("copy", "open", "terminal")


def offer_forms(to: QMenu, chosen: Callable[[str], object], token_keys: str = "") -> None:
    """Put every form into a menu, group by group; `chosen` gets a form's id. `token_keys` copies a token without it."""
    for group_icon, group in zip(_GROUP_ICONS, copy_groups(), strict=True):
        if not to.isEmpty():
            to.addSeparator()
        for form, words in group.items():
            keys = QKeySequence(token_keys).toString(QKeySequence.SequenceFormat.NativeText)
            shown = f"{words}\t{keys}" if form == "token" and keys else words
            action = to.addAction(icons.icon(_ICONS.get(form, group_icon), "soft"), shown)
            action.triggered.connect(partial(_call, chosen, form))


def _call(chosen: Callable[[str], object], form: str, _checked: object = None) -> None:
    chosen(form)


class CopyMenu(QWidget):
    """Offers every form that a connection can be copied in."""

    chosen = Signal(str)
    """A form's id."""

    def __init__(self) -> None:
        """Make the button and the menu."""
        super().__init__()
        self.button = menu_button(copy_title())
        self.menu = menu(self)
        offer_forms(self.menu, self.chosen.emit)
        self.button.setMenu(self.menu)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
