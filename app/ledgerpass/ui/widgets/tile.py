"""A tile that goes on when it is pressed: a provider's mark, its name, one line."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.card import paint_card
from ledgerpass.ui.theme.controls import chip, label, see_through
from ledgerpass.ui.theme.mark import paint_mark
from ledgerpass.ui.wording.translation import say, say_from_file

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_MARK_ROOM = spacing.ROOM + spacing.MARK + spacing.ROOM
_LEAST_HEIGHT = 76


class Tile(QAbstractButton):
    """One bookkeeping program to choose."""

    walked = Signal(object)
    """An arrow key (`Qt.Key`) was pressed on it: the page knows what lies where."""
    typed = Signal(str)
    """A letter was typed on it, which is meant for the search."""

    def __init__(self, provider: Provider, *, line: str = "") -> None:
        """Show `provider` with its own line, or with `line` instead."""
        super().__init__()
        self.provider = provider
        line = line or say_from_file(provider.line)
        self.setText(provider.name)
        self.setAccessibleName(provider.name)
        self.setAccessibleDescription(line)
        self.setProperty("ring_radius", spacing.CARD_RADIUS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # all as wide as their column
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._lay_out(line)

    def _lay_out(self, line: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARK_ROOM, spacing.SNUG, spacing.ROOM, spacing.SNUG)
        words = QVBoxLayout()
        words.setSpacing(2)
        heading = QHBoxLayout()
        heading.setSpacing(spacing.STEP)
        heading.addWidget(see_through(label(self.provider.name, "strong", wraps=False)))
        if self.provider.practice:
            heading.addWidget(see_through(chip(say("Practice"), "warning")))
        heading.addStretch()
        words.addStretch()
        words.addLayout(heading)
        words.addWidget(see_through(label(line, "caption", "soft")))
        words.addStretch()
        row.addLayout(words)

    def sizeHint(self) -> QSize:
        """Give what the words need."""
        return self.layout().totalSizeHint()  # type: ignore[union-attr]  # laid out at birth

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter as well as with the space bar; hand on what is meant for the page or its search."""
        if event.key() in _ENTER:
            self.click()
        elif event.key() in _ARROWS:
            self.walked.emit(Qt.Key(event.key()))
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it is pointed at."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the card and the mark."""
        painter = QPainter(self)
        paint_card(
            painter,
            QRectF(self.rect()),
            lit=self.underMouse() or self.isDown(),
            dashed=self.provider.practice,
        )
        top = (self.height() - spacing.MARK) / 2
        paint_mark(
            painter,
            QRectF(spacing.ROOM, top, spacing.MARK, spacing.MARK),
            letters=self.provider.mark.letters,
            colour=self.provider.mark.colour,
            practice=self.provider.practice,
        )
