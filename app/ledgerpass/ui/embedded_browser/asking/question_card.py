"""A card over the page with one question on it; the page itself can draw nothing here, and the rest stays in reach.

To a screen reader it is a dialog, and what has the focus first says who asks and what: "Yes" alone would say nothing.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ledgerpass.ui.theme import palette, spacing
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.theme.scrolled import Scrolled
from ledgerpass.ui.theme.typography import font_for
from ledgerpass.ui.widgets.field import Field

_WIDTH = 420
_WITHIN = _WIDTH - 2 * spacing.WIDE
_AROUND = 2 * spacing.STEP + 2 * spacing.WIDE + 2 * spacing.ROOM + spacing.CONTROL
"""What the card needs around its title and what is asked: margins, gaps, buttons."""
_DIMMED = 110
_WORD_JOINER = "\u2060"
"""No line ends here (Unicode Standard Annex 14)."""
_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; a field is its name and whether it is secret. Without a `no` there is only one way on."""

    title: str
    text: str
    yes: str
    no: str = ""
    fields: tuple[tuple[str, bool], ...] = ()
    suggestion: str = ""


class QuestionCard(QWidget):
    """Hidden until something is asked."""

    answered = Signal(object)
    """What was typed, a text for each field; None where the user said no."""

    def __init__(self, parent: QWidget, over: QWidget) -> None:
        """Make a hidden one in `parent`, over its child `over`."""
        super().__init__(parent)
        self._over = over
        self._card: _Card | None = None
        self._asked: Scrolled | None = None
        self._edits: list[QLineEdit] = []
        self._before: QWidget | None = None
        around = QVBoxLayout(self)
        around.setContentsMargins(spacing.AIR, spacing.STEP, spacing.AIR, spacing.STEP)
        around.addStretch()
        self._middle = QHBoxLayout()
        around.addLayout(self._middle)
        around.addStretch()
        over.installEventFilter(self)
        self.hide()

    def shortened(self, host: str) -> str:
        """Give a host no longer than a line; its beginning is cut off, because whose it is stands at the end."""
        metrics = QFontMetrics(font_for("title"))
        fitting = metrics.elidedText(host, Qt.TextElideMode.ElideLeft, _WITHIN - metrics.horizontalAdvance("…"))
        return fitting if fitting == host else f"…{_WORD_JOINER}{fitting[1:]}"

    def ask(self, question: Question) -> None:
        """Show a question and take the focus."""
        self._before = self.window().focusWidget()
        self._card = _Card(question)
        self._title = label(question.title, "title")
        self._card.column.addWidget(self._title)
        self._asked = Scrolled(self._asked_in(question))
        self._card.column.addWidget(self._asked)
        self._card.column.addLayout(self._buttons(question))
        self._middle.addWidget(self._card)
        first: QWidget = self._edits[0] if self._edits else self._yes
        first.setAccessibleDescription(f"{question.title}. {question.text}")
        self.setFocusProxy(first)
        self._cover()
        self.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._card.announce()

    def put_away(self) -> None:
        """Hide the card, forget what was typed, and give the focus back."""
        self.hide()
        self._edits = []
        if self._card:
            self._card.deleteLater()
            self._card = self._asked = None
        if self._before and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole page when the window changes its size."""
        if watched is self._over and event.type() in _MOVES:
            self._cover()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc says no, and Enter goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.answered.emit(None)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._say_yes()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Dim the page."""
        dim = QColor(palette.current().scrim)
        dim.setAlpha(_DIMMED)
        QPainter(self).fillRect(self.rect(), dim)

    def _asked_in(self, question: Question) -> QWidget:
        """Make what is below the title, and above the buttons; it scrolls where the window is too low for it."""
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.ROOM)
        if question.text:
            column.addWidget(label(question.text, "body", "soft"))
        self._edits = [self._add_field(column, name, secret=secret) for name, secret in question.fields]
        if self._edits:
            self._edits[0].setText(question.suggestion)
        return asked

    def _add_field(self, column: QVBoxLayout, name: str, *, secret: bool) -> QLineEdit:
        # what is typed for somebody else's page is passed on as it is
        field = Field(name, secret=secret, clean=lambda text: text)
        column.addWidget(field)
        return field.edit

    def _buttons(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(spacing.SNUG)
        row.addStretch()
        if question.no:
            no = button(question.no, "secondary")
            no.clicked.connect(lambda: self.answered.emit(None))
            row.addWidget(no)
        self._yes = button(question.yes, "primary")
        self._yes.clicked.connect(self._say_yes)
        row.addWidget(self._yes)
        return row

    def _say_yes(self) -> None:
        self.answered.emit(tuple(edit.text() for edit in self._edits))

    def _cover(self) -> None:
        self.setGeometry(self._over.geometry())
        if self._asked:
            most = self.height() - _AROUND - self._title.heightForWidth(_WITHIN)
            self._asked.fit(_WITHIN, least=0, most=max(0, most))


class _Card(QDialog):
    """What is drawn of it; Qt tells screen readers of a dialog, which it is for them alone."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAttribute(Qt.WidgetAttribute.WA_Moved)  # the layout says where it stands
        self.setMaximumWidth(_WIDTH)
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.text)
        frame = QFrame()
        frame.setProperty("part", "sheet")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)
        self.column = QVBoxLayout(frame)
        self.column.setContentsMargins(spacing.WIDE, spacing.WIDE, spacing.WIDE, spacing.WIDE)
        self.column.setSpacing(spacing.ROOM)
        self._question = question

    def announce(self) -> None:
        """Have a screen reader say who asks, and what."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DialogStart))
        words = f"{self._question.title}. {self._question.text}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to what it lies in."""
        event.ignore()
