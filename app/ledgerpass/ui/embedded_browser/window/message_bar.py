"""One sentence below the address, with one button at most: what was stopped, or what would go better.

It lies over the page and doesn't push it down: a page can bring it about, and would move what the user is about to
press. It can be put away; what it covers is there again then. No page can draw over it.
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import button, label, line, mark_as
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.wording.translation import say

Tone = Literal["accent", "card", "warning"]
"""Good news, neither, and what was stopped or doesn't work."""

_ICONS: dict[Tone, tuple[icons.IconName, icons.Ink]] = {
    "accent": ("info", "accent_text"),
    "card": ("info", "soft"),
    "warning": ("alert", "warning"),
}
_NARROWEST = 120
_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move})


class MessageBar(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget, over: QWidget) -> None:
        """Make a hidden one in `parent`, at the top of its child `over`."""
        super().__init__(parent)
        self._over = over
        self._act: Callable[[], None] = lambda: None
        self.setProperty("part", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._frame = QFrame()
        self._icon = IconView("info", "accent_text")
        self._words = label("", "body")
        self._words.setMinimumWidth(_NARROWEST)  # an address in it is one long word, which may be broken
        self.action = button("", "secondary")
        mark_as(self.action, "small", True)
        self.close_button = button(say("Put this away"), "icon", "close")
        mark_as(self.close_button, "small", True)
        self.action.clicked.connect(self._do)
        self.close_button.clicked.connect(self.hide)
        self._lay_out()
        over.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(spacing.ROOM, spacing.STEP, spacing.STEP, spacing.STEP)
        inside.setSpacing(spacing.SNUG)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(self._words, 1)
        inside.addWidget(self.action)
        inside.addWidget(self.close_button)
        around = QHBoxLayout()
        around.setContentsMargins(spacing.SNUG, spacing.STEP, spacing.SNUG, spacing.STEP)
        around.addWidget(self._frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(around)
        column.addWidget(line())

    def words(self) -> str:
        """Give what is being said, empty where nothing is."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, words: str) -> None:
        """Say something good."""
        self._present(words, "accent")

    def warn(self, words: str) -> None:
        """Say that something was stopped."""
        self._present(words, "warning")

    def offer(self, words: str, action: str, act: Callable[[], None], *, tone: Tone = "card") -> None:
        """Say something, with a button that does `act`."""
        self._act = act
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self._present(words, tone, has_action=True)

    def take_back(self, words: str) -> None:
        """Say it no more, if it is what is being said."""
        if words and self.words() == words:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the top of the page when the window changes its size."""
        if watched is self._over and event.type() in _MOVES:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _do(self) -> None:
        self._act()

    def _present(self, words: str, tone: Tone, *, has_action: bool = False) -> None:
        self.action.setVisible(has_action)
        mark_as(self._frame, "part", tone)
        self._icon.present(*_ICONS[tone])
        self._words.setText(words)
        self._place()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _place(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = self._over.width()
            self.setGeometry(self._over.x(), self._over.y(), width, layout.totalHeightForWidth(width))
