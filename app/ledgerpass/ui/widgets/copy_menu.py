"""The *Copy as…* button with its menu."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ledgerpass.ui.theme import icons
from ledgerpass.ui.theme.controls import menu, menu_button
from ledgerpass.ui.wording.names import copy_forms, copy_title

FORM_ICONS: dict[str, icons.IconName] = {"token": "key", "header": "copy", "command": "terminal"}


class CopyMenu(QWidget):
    """Offers every form that a connection can be copied in."""

    chosen = Signal(str)
    """'token', 'header' or 'command'."""

    def __init__(self) -> None:
        """Make the button and the menu."""
        super().__init__()
        self.button = menu_button(copy_title())
        self.menu = menu(self)
        for what, words in copy_forms().items():
            self.menu.addAction(icons.icon(FORM_ICONS[what], "soft"), words).triggered.connect(
                partial(self.chosen.emit, what)
            )
        self.button.setMenu(self.menu)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
