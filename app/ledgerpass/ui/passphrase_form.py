"""What stands on the sheet of the sealed file: its passphrase, asked once, or chosen and typed twice.

What was typed is dropped as soon as the sheet is left.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.widgets.field import Field
from ledgerpass.ui.wording.translation import say

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

Fault = tuple[Field, str]
"""A field, and what is wrong with what was typed there."""


class PassphraseForm(QWidget):
    """What both forms have: a column, and a foot with the strong button and the way out."""

    given = Signal(object)
    """The passphrase, as a `Secret`."""
    declined = Signal()

    def __init__(self, go_on: str, fields: tuple[Field, ...], fault: Callable[[], Fault | None]) -> None:
        """Make a form whose strong button says `go_on`.

        The passphrase is what was typed into the first of `fields`, once `fault` finds nothing wrong with any of them.
        """
        super().__init__()
        self._go_on_words, self._fields, self._fault = go_on, fields, fault
        self.go_on = button(go_on, "primary")
        self.go_on.setMinimumWidth(120)
        self.decline = button(say("Not now"), "secondary")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, spacing.STEP, 0)
        self.body.setSpacing(spacing.ROOM)
        self.foot = QWidget()
        self._buttons = QHBoxLayout(self.foot)
        self._buttons.setContentsMargins(0, 0, spacing.STEP, 0)
        self._buttons.setSpacing(spacing.STEP)
        self._buttons.addStretch()
        self._buttons.addWidget(self.decline)
        self._buttons.addWidget(self.go_on)
        self.go_on.clicked.connect(self.give)
        self.decline.clicked.connect(self.declined)

    def add_beside(self, widget: QWidget) -> None:
        """Add something quiet at the other end of the foot."""
        self._buttons.insertWidget(0, widget)

    def first_focus(self) -> QWidget:
        """Give the field that one begins with."""
        return self._fields[0].edit

    def give(self) -> None:
        """Hand out what was typed, or say what is wrong with it."""
        if fault := self._fault():
            _say_at(*fault)
        else:
            self.given.emit(self._fields[0].secret())

    def present_busy(self, *, busy: bool) -> None:
        """Show that it is being worked on: nothing can be typed or pressed meanwhile, but for the way out."""
        words = say("One moment…") if busy else self._go_on_words
        self.go_on.setText(words)
        self.go_on.setAccessibleName(words)
        self.go_on.setEnabled(not busy)
        for field in self._fields:
            field.edit.setReadOnly(busy)  # a field that is switched off would lose the focus, and Esc with it

    def say_trouble(self, words: str) -> None:
        """Say at the first field why it did not work, and begin there again."""
        self.present_busy(busy=False)
        _say_at(self._fields[0], words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from a field; a button that has the focus has taken it for itself."""
        if event.key() in _ENTER and self.go_on.isEnabled():
            self.give()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Drop what was typed."""
        for field in self._fields:
            field.put("")


class KnownPassphrase(PassphraseForm):
    """Asks for the passphrase of a file that is there."""

    forgotten = Signal()
    """The user doesn't know it any more."""

    def __init__(self) -> None:
        """Make the form, empty."""
        field = _field(say("Passphrase"))
        super().__init__(say("Open it"), (field,), lambda: _nothing_in(field, say("Type the passphrase first.")))
        self.field = field
        lead = label(say("It is the one that you chose on this computer. We ask once, each time you start Ledgerpass."))
        lead.setProperty("tone", "soft")
        forgotten = Link(say("I don't know it any more"))
        forgotten.clicked.connect(self.forgotten)
        self.body.addWidget(lead)
        self.body.addWidget(self.field)
        self.add_beside(forgotten)


class NewPassphrase(PassphraseForm):
    """Explains the sealed file and lets its passphrase be chosen."""

    def __init__(self, *, in_place_of_the_old: bool) -> None:
        """Make the form, empty; `in_place_of_the_old` says that there is a file that nobody can open."""
        first = _field(
            say("A passphrase of your own"), say("Three or four words that have nothing in common are best.")
        )
        second = _field(say("The same once more"))
        super().__init__(say("Use it"), (first, second), lambda: _not_twice_the_same(first, second))
        self.first, self.second = first, second
        meanings: list[tuple[icons.IconName, str]] = [
            ("lock", say("Your connections are kept in one file on this computer. Only your passphrase opens it.")),
            ("key", say("You type it once, each time you start Ledgerpass.")),
            (
                "alert",
                say(
                    "If you forget it, nobody can open the file, and neither can we. You then sign in again everywhere."
                ),
            ),
        ]
        if in_place_of_the_old:
            old = say("The file that is there is put aside and kept. Sign in again to what was in it.")
            meanings.insert(1, ("undo", old))
        for icon, words in meanings:
            self.body.addWidget(_meaning(icon, words))
        for field in (first, second):
            self.body.addWidget(field)


def _nothing_in(field: Field, words: str) -> Fault | None:
    return None if field.secret() else (field, words)


def _not_twice_the_same(first: Field, second: Field) -> Fault | None:
    nothing = _nothing_in(first, say("Choose a passphrase first.")) or _nothing_in(second, say("Type it once more."))
    if nothing or first.secret() == second.secret():
        return nothing
    return second, say("These two are not the same.")


def _field(name: str, help_text: str = "") -> Field:
    """Make a field that takes what is typed as it is: a space between two words is a part of a passphrase."""
    return Field(name, help_text=help_text, secret=True, clean=str)


def _say_at(field: Field, words: str) -> None:
    """Say what is wrong with a field, begin there again, and bring all of it into sight once it has its place."""
    field.say_trouble(words)
    field.edit.selectAll()
    field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    holder = field.parentWidget()
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    if isinstance(holder, QScrollArea):
        area = holder
        QTimer.singleShot(0, field, lambda: area.ensureWidgetVisible(field, 0, spacing.STEP))


def _meaning(icon: icons.IconName, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing.SNUG)
    row.addWidget(IconView(icon, "warning" if icon == "alert" else "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words), 1)
    return holder
