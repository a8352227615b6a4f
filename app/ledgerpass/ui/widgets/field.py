"""A field with its label, its help and its trouble. A secret one shows dots, and its text while *Show* is held down.

What is pasted is cleaned of what comes along when people copy: white space, line ends, quotes. The raw text is handed
out first, because two codes may have been pasted at once, which only the page can tell apart.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ledgerpass.secret import Secret
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.wording.translation import say


class Field(QWidget):
    """One thing to type or paste."""

    pasted = Signal(str)
    """More than typed text came in at once; the raw text, before it is cleaned."""
    changed = Signal()

    def __init__(  # noqa: PLR0913 - everything that a file says about a field
        self,
        name: str,
        *,
        help_text: str = "",
        example: str = "",
        secret: bool = False,
        optional: bool = False,
        clean: Callable[[str], str] = str.strip,
    ) -> None:
        """Ask for `name`. `clean` gives what was meant by a pasted text."""
        super().__init__()
        self._clean = clean
        self._secret = secret
        self._before = ""
        self.edit = QLineEdit()
        self._trouble = label("", "caption", "danger")
        self._lay_out(name, help_text, optional=optional)
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(help_text)
        if example:
            self.edit.setPlaceholderText(say("For example {example}", example=example))
        self.edit.textEdited.connect(self._take)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)

    def _lay_out(self, name: str, help_text: str, *, optional: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = QHBoxLayout()
        heading.setSpacing(spacing.STEP)
        title = label(name, "strong", wraps=False)
        title.setBuddy(self.edit)
        heading.addWidget(title)
        if optional:
            heading.addWidget(label(say("if you have one"), "caption", "faint", wraps=False))
        heading.addStretch()
        column.addLayout(heading)
        column.addWidget(self.edit)
        self._trouble.hide()
        column.addWidget(self._trouble)
        if help_text:
            column.addWidget(label(help_text, "caption", "soft"))
        if self._secret:
            self._hide_what_is_typed(name)

    def _hide_what_is_typed(self, name: str) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        show = button(say("Show"), "quiet", "eye")
        mark_as(show, "small", True)
        show.setAccessibleName(say("Hold to show {name}", name=name))
        show.setToolTip(say("Hold to show"))
        show.pressed.connect(lambda: self.edit.setEchoMode(QLineEdit.EchoMode.Normal))
        show.released.connect(self._cover)
        inside = QHBoxLayout(self.edit)
        inside.setContentsMargins(0, 0, spacing.HALF, 0)
        inside.addStretch()
        inside.addWidget(show)
        self.edit.setTextMargins(0, 0, show.sizeHint().width() + spacing.HALF, 0)
        self.setTabOrder(self.edit, show)

    def text(self) -> str:
        """Give what was typed, cleaned; of what is no secret."""
        return self._clean(self.edit.text())

    def secret(self) -> Secret:
        """Give what was typed, cleaned."""
        return Secret(self._clean(self.edit.text()))

    def put(self, text: str) -> None:
        """Fill the field, as if it had been typed."""
        self.edit.setText(text)
        self._before = text
        self.say_trouble("")

    def say_trouble(self, words: str) -> None:
        """Say what is wrong with the field, at the field; an empty text takes it back."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        mark_as(self.edit, "trouble", bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover a shown secret when the window is left in between."""
        if watched is self.edit and event.type() in {QEvent.Type.WindowDeactivate, QEvent.Type.Hide}:
            self._cover()
        return False

    def _cover(self) -> None:
        if self._secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)

    def _take(self, raw: str) -> None:
        came_at_once = len(raw) > len(self._before) + 1
        self.say_trouble("")
        if came_at_once:
            self.pasted.emit(raw)
        if self.edit.text() == raw and (came_at_once or (self._secret and raw != raw.strip())):
            cleaned = self._clean(raw)
            if cleaned != raw:
                with QSignalBlocker(self.edit):
                    self.edit.setText(cleaned)
        self._before = self.edit.text()
        self.changed.emit()
