"""One sentence between the address and the page, with one button at most: what was stopped, or what would go better."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.wording.translation import say

_NARROWEST = 120


class MessageBar(QWidget):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        """Make a hidden one."""
        super().__init__()
        self._act: Callable[[], None] = lambda: None
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
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(spacing.ROOM, spacing.STEP, spacing.STEP, spacing.STEP)
        inside.setSpacing(spacing.SNUG)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(self._words, 1)
        inside.addWidget(self.action)
        inside.addWidget(self.close_button)
        around = QHBoxLayout(self)
        around.setContentsMargins(spacing.SNUG, spacing.STEP, spacing.SNUG, spacing.STEP)
        around.addWidget(self._frame)
        self.hide()

    def words(self) -> str:
        """Give what is being said, empty where nothing is."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, words: str) -> None:
        """Say something good or neutral."""
        self._present(words, "accent")

    def warn(self, words: str) -> None:
        """Say that something was stopped."""
        self._present(words, "warning")

    def offer(self, words: str, action: str, act: Callable[[], None]) -> None:
        """Say something, with a button that does `act`."""
        self._present(words, "accent")
        self._act = act
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.show()

    def _do(self) -> None:
        self._act()

    def _present(self, words: str, part: str) -> None:
        self.action.hide()
        mark_as(self._frame, "part", part)
        self._icon.present("info", "accent_text" if part == "accent" else "warning")
        self._words.setText(words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
