"""A card that goes on when it is pressed: one way out of several, with a line, a word of advice, and more below."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.card import paint_card
from ledgerpass.ui.theme.controls import chip, label, see_through
from ledgerpass.ui.theme.icon_view import IconView

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_NEIGHBOURS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class ChoiceCard(QAbstractButton):
    """One choice. Arrow keys move between the cards that lie in the same widget; Enter and the space bar take one."""

    def __init__(self, title: str, line: str = "", *, advice: str = "") -> None:
        """Show a title, a line below it, and a word of advice such as *Recommended*, which marks the card as well."""
        super().__init__()
        self._is_advised = bool(advice)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{line} {advice}".strip())
        self.setProperty("ring_radius", spacing.CARD_RADIUS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.WIDE - spacing.HALF, spacing.ROOM, spacing.ROOM, spacing.ROOM)
        row.setSpacing(spacing.SNUG)
        self._words = QVBoxLayout()
        self._words.setSpacing(spacing.HALF)
        row.addLayout(self._words, 1)
        arrow = IconView("next", "faint")
        arrow.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(arrow, 0, Qt.AlignmentFlag.AlignVCenter)
        heading = QHBoxLayout()
        heading.setSpacing(spacing.STEP + 2)
        heading.addWidget(see_through(label(title, "strong", wraps=False)))
        if advice:
            heading.addWidget(see_through(chip(advice)))
        heading.addStretch()
        self._words.addLayout(heading)
        if line:
            self._words.addWidget(see_through(label(line, "body", "soft")))

    def add(self, widget: QWidget) -> None:
        """Put something below the words, such as where to find what is needed."""
        self._words.addWidget(widget)

    def sizeHint(self) -> QSize:
        """Give what the words need."""
        layout = self.layout()
        return layout.totalSizeHint() if layout else QSize()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it is pointed at."""
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take this one, or move to a neighbour."""
        step = _NEIGHBOURS.get(Qt.Key(event.key()))
        if event.key() in _ENTER:
            self.click()
        elif step is not None:
            self._move_by(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the card."""
        paint_card(
            QPainter(self),
            QRectF(self.rect()),
            lit=self.underMouse() or self.isDown(),
            chosen=self._is_advised,
        )

    def _move_by(self, step: int) -> None:
        parent = self.parentWidget()
        cards = [card for card in parent.findChildren(ChoiceCard) if card.isVisible()] if parent else []
        place = cards.index(self) + step if self in cards else -1
        if 0 <= place < len(cards):
            cards[place].setFocus(Qt.FocusReason.TabFocusReason)
