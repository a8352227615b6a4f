"""A strip that says how far something long is, with a button that stops it; afterwards, how it went, until put away."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from ledgerpass.ui.theme import icons, palette, spacing
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.wording.translation import say

_BAR = 3


class ProgressStrip(QFrame):
    """One strip; hidden until something is under way."""

    stopped = Signal()
    put_away = Signal()

    def __init__(self) -> None:
        """Make a hidden one."""
        super().__init__()
        self.setProperty("part", "card")
        self._share = 0.0
        self._icon = IconView("again", "soft")
        self._words = label("", "strong")
        self._stop = button(say("Stop"), "secondary")
        mark_as(self._stop, "small", True)
        self._close = button(say("Put this away"), "icon", "close")
        mark_as(self._close, "small", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.ROOM, spacing.SNUG, spacing.SNUG, spacing.SNUG)
        row.setSpacing(spacing.SNUG)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._stop)
        row.addWidget(self._close)
        self._stop.clicked.connect(self.stopped)
        self._close.clicked.connect(self._put_away)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def begin(self, words: str) -> None:
        """Say that something has begun; a screen reader is told that, and not each step."""
        self._present(words, "again", "soft", runs=True)
        self.go_on(words, 0.0)
        self._announce(words)

    def go_on(self, words: str, share: float) -> None:
        """Say how far it is; `share` is from 0 to 1."""
        self._words.setText(words)
        self._share = share
        self.update()

    def end(self, words: str, icon: icons.IconName = "alert", ink: icons.Ink = "warning") -> None:
        """Say how it went, and stay."""
        had_focus = self._stop.hasFocus()
        self._present(words, icon, ink, runs=False)
        if had_focus:
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(words)

    def words(self) -> str:
        """Give what is being said."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint how far it is along the lower edge."""
        super().paintEvent(event)
        if self._stop.isHidden():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QPainterPath()
        card.addRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), spacing.CARD_RADIUS - 1, spacing.CARD_RADIUS - 1
        )
        painter.setClipPath(card)
        done = QRectF(0, self.height() - 1 - _BAR, self.width() * self._share, _BAR)
        painter.fillRect(done, QColor(palette.current().accent))

    def _present(self, words: str, icon: icons.IconName, ink: icons.Ink, *, runs: bool) -> None:
        self._icon.present(icon, ink)
        self._words.setText(words)
        self._stop.setVisible(runs)
        self._close.setVisible(not runs)
        self.show()
        self.update()

    def _put_away(self) -> None:
        self.hide()
        self.put_away.emit()

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
