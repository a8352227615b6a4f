"""A short word at the foot of the window that leaves by itself, with one button at most: what was copied or removed."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ledgerpass.ui.theme import icons, palette, spacing
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.theme.text_lines import longest
from ledgerpass.ui.wording.translation import say

_SHORT = 6_000
"""Milliseconds that a word stays."""
_FROM_EDGE = 28
_LEAST_WORDS = 120


class Toast(QWidget):
    """The word, over everything else in its parent."""

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden one over `parent`."""
        super().__init__(parent)
        self._icon = IconView("check", "on_toast")
        self._words = label("", "strong", "toast")
        self._button = button("", "toast")
        self._close = button(say("Put this away"), "toast icon", "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.ROOM, 6, spacing.ROOM, 6)
        row.setSpacing(spacing.SNUG)
        for part in (self._icon, self._words, self._button, self._close):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._act)
        self._close.clicked.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say_shortly(self, words: str, icon: icons.IconName = "check", milliseconds: int = _SHORT) -> None:
        """Say something for a few seconds."""
        self._present(words, icon, "")
        self._timer.start(milliseconds)

    def offer(self, words: str, action: str, icon: icons.IconName = "trash") -> None:
        """Say something with a button, and stay until it is pressed or put away."""
        self._timer.stop()
        self._present(words, icon, action)

    def leaves_by_itself(self) -> bool:
        """Tell whether it goes after a while."""
        return self._timer.isActive()

    def words(self) -> str:
        """Give what is being said."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the dark, round ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.current().toast))
        painter.drawRoundedRect(QRectF(self.rect()), spacing.CARD_RADIUS, spacing.CARD_RADIUS)

    def _present(self, words: str, icon: icons.IconName, action: str) -> None:
        self._icon.present(icon, "on_toast")
        self._words.setText(words)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._close.setVisible(bool(action))
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _act(self) -> None:
        self.hide()
        self.acted.emit()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setMinimumHeight(spacing.BIG_CONTROL)
        row = self.layout()
        if row is not None:
            # all in one line where the window is wide enough for it
            wide = longest([self._words.text()], self._words.font())
            beside = row.totalMinimumSize().width() - self._words.minimumWidth()
            self._words.setFixedWidth(max(_LEAST_WORDS, min(wide, parent.width() - beside - 2 * spacing.ROOM)))
            row.activate()
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - _FROM_EDGE)
