"""A short word at the foot of the window that leaves by itself, with one button at most: what was copied or removed.

A count-down may lie under the other words: they take its place, and when they leave it is seen again until it ends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ledgerpass.ui.theme import icons, palette, spacing
from ledgerpass.ui.theme.controls import button, label, passing_menu
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.theme.text_lines import longest
from ledgerpass.ui.wording.translation import say

_SHORT = 6_000
"""Milliseconds that a word stays."""
_TICK = 500
_FROM_EDGE = 28
_ABOVE_BUTTONS = 100
_LEAST_WORDS = 120


@dataclass(frozen=True, slots=True)
class CountDown:
    """What is counted: `words` for so many seconds, the seconds that are left (None: it is over), and a button.

    `times` are the words for the seconds that one may choose to count from, `chosen` gives those that are counted from.
    """

    words: Callable[[int], str]
    seconds_left: Callable[[], float | None]
    action: str
    times: Mapping[int, str] = field(default_factory=dict)
    chosen: Callable[[], int] = int


class Toast(QWidget):
    """The word, over everything else in its parent."""

    acted = Signal()
    """The button of an offer was pressed."""
    kept = Signal()
    """The button of a count-down was pressed."""
    time_chosen = Signal(int)
    """The seconds that are to be counted from."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden one over `parent`."""
        super().__init__(parent)
        self._count: CountDown | None = None
        self._shows_count = False
        self._leaves_buttons_free = False
        self._icon = IconView("check", "on_toast")
        self._words = label("", "strong", "toast")
        self._button = button("", "toast")
        self._more = button(say("Choose the time"), "toast icon", "clock")
        self._close = button(say("Put this away"), "toast icon", "close")
        self.open_menu: QMenu | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.ROOM, 6, spacing.ROOM, 6)
        row.setSpacing(spacing.SNUG)
        for part in (self._icon, self._words, self._button, self._more, self._close):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK)
        self._ticks.timeout.connect(self._tick)
        self._button.clicked.connect(self._act)
        self._more.clicked.connect(self.show_times)
        self._close.clicked.connect(self._put_away)
        parent.installEventFilter(self)
        self.hide()

    def say_shortly(self, words: str, icon: icons.IconName = "check", milliseconds: int = _SHORT) -> None:
        """Say something for a few seconds."""
        self._present(words, icon, "")
        self._announce(words)
        self._timer.start(milliseconds)

    def say_quietly(self, words: str, icon: icons.IconName = "check") -> None:
        """Say something for a few seconds, unless an offer is waiting for its answer."""
        if self.isHidden() or self._shows_count or self.leaves_by_itself():
            self.say_shortly(words, icon)
        else:
            self._announce(words)

    def offer(self, words: str, action: str, icon: icons.IconName = "trash") -> None:
        """Say something with a button, and stay until it is pressed or put away."""
        self._timer.stop()
        self._present(words, icon, action)
        self._announce(words)

    def count_down(self, count: CountDown) -> None:
        """Say how many seconds are left, until none are; a screen reader hears it once."""
        left = count.seconds_left()
        if left is None:
            return
        self._timer.stop()
        self._count = count
        self._ticks.start()
        self._present_count(left)
        self._announce(self.words())

    def leave_buttons_free(self, *, wanted: bool) -> None:
        """Stand higher where a page has its buttons at the foot of the window, or at the foot itself."""
        self._leaves_buttons_free = wanted
        self._place()

    def show_times(self) -> None:
        """Show the times to choose from."""
        if self._count is None:
            return
        self.open_menu = passing_menu(self)
        for seconds, words in self._count.times.items():
            action = self.open_menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(seconds == self._count.chosen())
            action.triggered.connect(partial(self._choose, seconds))
        room = self.open_menu.sizeHint()
        self.open_menu.popup(self._more.mapToGlobal(QPoint(self._more.width() - room.width(), -room.height())))

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

    def _present(self, words: str, icon: icons.IconName, action: str, *, counts: bool = False) -> None:
        self._shows_count = counts
        self._icon.present(icon, "on_toast")
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._more.setVisible(counts and self._count is not None and bool(self._count.times))
        self._close.setVisible(bool(action))
        self._place()
        self.show()
        self.raise_()

    def _present_count(self, left: float) -> None:
        if self._count is not None:
            self._present(self._count.words(ceil(left)), "check", self._count.action, counts=True)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _tick(self) -> None:
        left = self._count.seconds_left() if self._count is not None else None
        if self._count is None or left is None:
            self._ticks.stop()
            self._count = None
            if self._shows_count:
                self.hide()
        elif self._shows_count:
            # its accessible name stays as it was: a screen reader isn't told of each second
            self._words.setText(self._count.words(ceil(left)))

    def _choose(self, seconds: int, _checked: object = None) -> None:
        self.time_chosen.emit(seconds)
        self._leave()

    def _leave(self) -> None:
        """Go, or make room for the count-down that is still under way."""
        left = self._count.seconds_left() if self._count is not None else None
        if left is None:
            self.hide()
        else:
            self._present_count(left)

    def _put_away(self) -> None:
        if self._shows_count:
            self._count = None
        self._leave()

    def _act(self) -> None:
        if self._shows_count:
            self._count = None
            self.hide()
            self.kept.emit()
        else:
            self._leave()
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
        from_edge = _ABOVE_BUTTONS if self._leaves_buttons_free else _FROM_EDGE
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - from_edge)
