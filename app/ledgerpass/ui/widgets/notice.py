"""A notice in the page: what happened, what to do, one button, and behind a fold what the IT person may want to see.

It stands in the page, where the trouble can be mended, and is never a box that has to be clicked away first.
"""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import button, fold, label, mark_as, turn_fold
from ledgerpass.ui.theme.flow import Flow
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.translation import say

Look = Literal["danger", "warning", "accent", "card"]

_ICONS: dict[Look, tuple[icons.IconName, icons.Ink]] = {
    "danger": ("alert", "danger"),
    "warning": ("info", "warning"),
    "accent": ("info", "accent_text"),
    "card": ("info", "soft"),
}


class Notice(QFrame):
    """One notice; hidden until there is something to say."""

    acted = Signal(object)
    """The button was pressed; which `Action` it is."""
    copy_wanted = Signal(str)

    def __init__(self) -> None:
        """Make an empty, hidden notice."""
        super().__init__()
        self._said = Explanation(title="")
        self._icon = IconView("info")
        self._title = label("", "strong")
        self._text = label("", "body", "soft")
        self._button = button("", "secondary")
        self._fold = fold(say("For your IT person"))
        self._details = _Details()
        self._lay_out()
        self._button.clicked.connect(lambda: self.acted.emit(self._said.action))
        self._fold.clicked.connect(self._turn_fold)
        self._details.copy_wanted.connect(self._copy_details)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.ROOM, spacing.ROOM, spacing.ROOM, spacing.SNUG)
        row.setSpacing(spacing.SNUG)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(spacing.HALF)
        words.addWidget(self._title)
        words.addWidget(self._text)
        buttons = Flow(gap=spacing.SNUG)
        buttons.setContentsMargins(0, spacing.HALF, 0, 0)
        mark_as(self._button, "small", True)
        buttons.addWidget(self._button)
        buttons.addWidget(self._fold)
        words.addLayout(buttons)
        words.addWidget(self._details)
        row.addLayout(words, 1)

    def present(self, said: Explanation | None, look: Look | None = None) -> None:
        """Say it, or nothing; a screen reader is told as well."""
        if said is None:
            self.hide()
            self._said = Explanation(title="")
            return
        is_new = said != self._said or self.isHidden()
        self._said = said
        chosen: Look = look or ("danger" if said.grave else "warning")
        mark_as(self, "part", chosen)
        self._icon.present(*_ICONS[chosen])
        self._title.setText(said.title)
        self._text.setText(said.text)
        self._text.setVisible(bool(said.text))
        self._button.setText(said.action_label)
        self._button.setAccessibleName(said.action_label)
        self._button.setVisible(said.action is not Action.NONE)
        self._fold.setVisible(bool(said.for_it))
        self._details.present(said.for_it, copies=said.action is not Action.COPY_DETAILS)
        if is_new:
            self._turn_fold(opened=False)
            self.show()
            _announce(self, f"{said.title} {said.text}")

    def explanation(self) -> Explanation:
        """Give what is being said."""
        return self._said

    def _turn_fold(self, _checked: object = None, *, opened: bool | None = None) -> None:
        shown = self._details.isHidden() if opened is None else opened
        self._details.setVisible(shown)
        turn_fold(self._fold, opened=shown)

    def _copy_details(self) -> None:
        self.copy_wanted.emit(self._said.details())


class _Details(QFrame):
    """The IT person's part."""

    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("for_it", True)
        self._words = label("", "mono", "soft")
        self._words.setAccessibleName(say("For your IT person"))
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = copy = button(say("Copy details"), "secondary", "copy")
        mark_as(copy, "small", True)
        copy.clicked.connect(self.copy_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, spacing.HALF, 0, spacing.HALF)
        column.setSpacing(spacing.STEP)
        column.addWidget(self._words)
        column.addWidget(copy)

    def present(self, values: tuple[tuple[str, str], ...], *, copies: bool) -> None:
        self._copy.setVisible(copies)
        self._words.setText("\n".join(f"{name}: {value}" for name, value in values))


def _announce(widget: QWidget, words: str) -> None:
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
