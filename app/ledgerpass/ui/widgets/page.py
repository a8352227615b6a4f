"""The frame of every page: a heading and a line below it, one column that scrolls, and a foot that stays.

One decision a page and one strong button: the frame has a place for exactly one. Enter presses it from anywhere on
the page, unless another button has the focus.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import button, chip, label, line, mark_as
from ledgerpass.ui.theme.mark_view import MarkView
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.translation import say

_SMALL_MARK = 24
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Page(QWidget):
    """What pages have in common. They add to `body`, and to the foot with `add_primary` and `add_beside`."""

    copy_wanted = Signal(str)
    """A text that is no secret is to be copied: an address, details for the IT person."""
    acted = Signal(object)
    """The button of a notice was pressed: an `Action`, which the page itself doesn't know how to do."""

    def __init__(self, *, width: int = spacing.COLUMN, centred: bool = False) -> None:
        """Make an empty page whose column is `width` pixels at most; `centred` pages hold little, in the middle."""
        super().__init__()
        self._width = width
        self._centred = centred
        self._mark = MarkView(side=_SMALL_MARK)
        self._name = label("", "strong", "soft", wraps=False)
        self._practice = chip(say("Practice"), "warning")
        self._about = self._make_about()
        self.title = label("", "headline")
        self.lead = label("", "body", "soft")
        self.body = QVBoxLayout()
        self.body.setSpacing(spacing.ROOM)
        self._primary: QPushButton | None = None
        self._foot_left = QHBoxLayout()
        self._foot_right = QHBoxLayout()
        self._foot_right.setSpacing(spacing.STEP)
        self._foot = self._make_foot()
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_scroll(), 1)
        column.addWidget(self._foot)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focused)

    def about(self, provider: Provider, *, with_mark: bool = True) -> None:
        """Say above the heading which provider this is about, and whether it is practice."""
        self._mark.present(provider)
        self._mark.setVisible(with_mark)
        self._name.setText(provider.name)
        self._practice.setVisible(provider.practice)
        self._about.show()

    def about_nothing(self) -> None:
        """Leave it out again."""
        self._about.hide()

    def head(self, title: str, lead: str = "") -> None:
        """Set the heading and the line below it."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))

    def add_primary(self, text: str, icon: icons.IconName | None = None) -> QPushButton:
        """Add the one strong button."""
        self._primary = button(text, "primary", icon)
        self._primary.setMinimumWidth(120)
        self._foot_right.addWidget(self._primary)
        self._foot.show()
        return self._primary

    def add_beside(self, widget: QWidget) -> None:
        """Add something quiet at the other end of the foot."""
        self._foot_left.addWidget(widget)
        self._foot.show()

    def add_beside_primary(self, widget: QWidget) -> None:
        """Add something directly before the strong button."""
        self._foot_right.addWidget(widget)
        self._foot.show()

    def put_above_heading(self, widget: QWidget) -> None:
        """Put something above the heading,."""
        self._above.addWidget(widget)
        self._above.addSpacing(spacing.STEP)

    def first_focus(self) -> QWidget | None:
        """Give what has the focus when the page is shown."""
        return self._primary

    def act(self, action: Action) -> None:
        """Hand the press of a notice's button on."""
        self.acted.emit(action)

    def scroll_to(self, part: QWidget) -> None:
        """Bring a part of the page into sight, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, spacing.ROOM))

    def scroll_bar(self) -> QScrollBar:
        """Give the bar that the column is scrolled with."""
        return self._scroll.verticalScrollBar()

    def scroll_up(self) -> None:
        """Show the page from its beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the strong button with Enter; a button that has the focus has taken it for itself."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self._primary is not None and self._primary.isEnabled() and self._primary.isVisible():
            self._primary.click()

    def _show_focused(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Scroll to what gets the focus, however it got it."""
        if focused is not None and self.isVisible() and self._scroll.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, spacing.WIDE)

    def _make_about(self) -> QWidget:
        about = QWidget()
        row = QHBoxLayout(about)
        row.setContentsMargins(0, 0, 0, spacing.ROOM)
        row.setSpacing(spacing.STEP)
        if self._centred:
            row.addStretch()
        for part in (self._mark, self._name, self._practice):
            row.addWidget(part)
        row.addStretch()
        about.hide()
        return about

    def _make_scroll(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("part", "scrolled")
        middle = QWidget()
        middle.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        middle.setMaximumWidth(self._width + 2 * spacing.STEP)
        words = QVBoxLayout(middle)
        top = spacing.STEP if self._centred else spacing.ROOM
        words.setContentsMargins(spacing.STEP, top, spacing.STEP, spacing.STEP)
        words.setSpacing(0)
        if self._centred:
            words.addStretch(2)
        self._above = QVBoxLayout()
        words.addLayout(self._above)
        words.addWidget(self._about)
        words.addWidget(self.title)
        words.addSpacing(spacing.STEP)
        words.addWidget(self.lead)
        words.addSpacing(spacing.WIDE)
        words.addLayout(self.body)
        words.addStretch(3)
        row = QHBoxLayout(inner)
        row.setContentsMargins(spacing.ROOM, 0, spacing.ROOM, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._mark_cut)
        return self._scroll

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        self._cut = line()
        self._cut.setProperty("part", "nothing")
        inner = QWidget()
        inner.setMaximumWidth(self._width + 2 * spacing.STEP)
        row = QHBoxLayout(inner)
        row.setContentsMargins(spacing.STEP, spacing.ROOM, spacing.STEP, spacing.WIDE)
        row.setSpacing(spacing.STEP)
        row.addLayout(self._foot_left)
        row.addStretch()
        row.addLayout(self._foot_right)
        self._foot_across = across = QHBoxLayout()
        across.setContentsMargins(spacing.ROOM, 0, spacing.ROOM, 0)
        across.addStretch(1)
        across.addWidget(inner, 1000)
        across.addStretch(1)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._cut)
        column.addLayout(across)
        return foot

    def _mark_cut(self, _least: int, most: int) -> None:
        """Draw a line above the foot while something is hidden behind it, and stay in line with the column."""
        mark_as(self._cut, "part", "hairline" if most > 0 else "nothing")
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._foot_across.setContentsMargins(spacing.ROOM, 0, spacing.ROOM + bar, 0)

    def sizeHint(self) -> QSize:
        """Ask for nothing in particular; the window says how large a page is."""
        return QSize(self._width, 480)
