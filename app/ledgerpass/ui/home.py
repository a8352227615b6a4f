"""The first thing one sees: the list of connections, or, when there are none yet, an invitation.

It shows and it asks; what is done with a connection is done elsewhere.
"""

from functools import cached_property

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ledgerpass.ui.connection_list.rows import Rows
from ledgerpass.ui.connection_list.view import ConnectionList
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, menu
from ledgerpass.ui.theme.emblem import Emblem
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.theme.menu_entry import add_entry
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.progress_strip import ProgressStrip
from ledgerpass.ui.widgets.search_box import SearchBox
from ledgerpass.ui.wording.explanation import Explanation
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.keeper import Row

_SEARCH_FROM = 6
_LONG_FROM = 8
"""How many rows no longer fit into the window as it opens."""


class Home(QWidget):
    """The list with its head, or the invitation."""

    connect_wanted = Signal()
    practice_wanted = Signal()
    help_wanted = Signal()
    test_all_wanted = Signal()
    calendar_wanted = Signal()
    removed_wanted = Signal()

    def __init__(self, rows: Rows, *, can_practise: bool) -> None:
        """Show `rows`; `can_practise` tells whether there is a practice company to offer."""
        super().__init__()
        self.setProperty("part", "window")
        self.list = ConnectionList(rows)
        self.notice = Notice()
        self.progress = ProgressStrip()
        self.warning = Link()
        self.search = SearchBox(say("Search your connections"))
        self.connect_button = button(say("Connect a program"), "primary", "plus")
        self.help_button = button(say("Help"), "icon", "help")
        self.more_button = button(say("More"), "icon", "more")
        self.invitation = _Invitation(can_practise=can_practise)
        self._nothing = label("", "body", "soft")
        self._has_rows = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.invitation)
        self._stack.addWidget(self._make_list_side())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        for asks in (self.connect_button, self.invitation.connect_button):
            asks.clicked.connect(self.connect_wanted)
        self.invitation.practice.clicked.connect(self.practice_wanted)
        for asks in (self.help_button, self.invitation.help_button):
            asks.clicked.connect(self.help_wanted)
        for asks in (self.more_button, self.invitation.more_button):
            asks.clicked.connect(self._show_menu)
        self.warning.clicked.connect(self.calendar_wanted)
        self.search.textChanged.connect(self._search)
        self.search.went_down.connect(self.list.setFocus)
        self.search.confirmed.connect(self.list.setFocus)

    def present(self, rows: tuple[Row, ...]) -> None:
        """Show these connections."""
        self.list.present(rows)
        self.search.setVisible(len(rows) >= _SEARCH_FROM)
        if len(rows) < _SEARCH_FROM:
            self.search.clear()
        self._has_rows = bool(rows)
        self._show_side()

    def say_trouble(self, said: Explanation | None) -> None:
        """Say what went wrong, above the rows; None takes it back."""
        self.notice.present(said)
        self._show_side()

    def say_warning(self, words: str) -> None:
        """Say in one quiet line what needs the user soon; empty words take it back."""
        self.warning.put(words)
        self._warning_line.setVisible(bool(words))

    def is_long(self) -> bool:
        """Tell whether there are more connections than one sees at a glance."""
        return len(self.list.rows.all()) >= _LONG_FROM

    def _show_side(self) -> None:
        """Show the list where there are rows or there is something to say, the invitation otherwise."""
        self._stack.setCurrentIndex(1 if self._has_rows or not self.notice.isHidden() else 0)

    def first_focus(self) -> QWidget:
        """Begin in the list, or at the invitation's button."""
        return self.list if self._stack.currentIndex() else self.invitation.connect_button

    def _make_list_side(self) -> QWidget:
        side = QWidget()
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, spacing.AIR, 0, spacing.ROOM)
        head.setSpacing(spacing.ROOM)
        row = QHBoxLayout()
        row.setSpacing(spacing.HALF)
        row.addWidget(label(say("Connections"), "headline", wraps=False))
        row.addStretch()
        row.addWidget(self.more_button)
        row.addWidget(self.help_button)
        row.addWidget(self.connect_button)
        head.addLayout(row)
        head.addWidget(self.search)
        head.addWidget(self.notice)
        head.addWidget(self.progress)
        head.addWidget(self._make_warning_line())
        self._nothing.hide()
        head.addWidget(self._nothing)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, spacing.STEP)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        return side

    def _make_warning_line(self) -> QWidget:
        self._warning_line = QWidget()
        row = QHBoxLayout(self._warning_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing.STEP)
        row.addWidget(IconView("clock", "warning"))
        row.addWidget(self.warning, 1)
        row.addStretch()
        self._warning_line.hide()
        return self._warning_line

    @cached_property
    def menu(self) -> QMenu:
        """What can be done with all connections together."""
        made = menu(self)
        self._test_all = add_entry(made, "check", say("Test all connections"), self.test_all_wanted.emit, "F5")
        add_entry(made, "clock", say("What ends when"), self.calendar_wanted.emit)
        made.addSeparator()
        add_entry(made, "trash", say("Removed in the last 24 hours"), self.removed_wanted.emit)
        return made

    def _show_menu(self) -> None:
        """Show the menu below the button that asks for it."""
        below = self.more_button if self._stack.currentIndex() else self.invitation.more_button
        right = below.width() - self.menu.sizeHint().width()
        self._test_all.setEnabled(self._has_rows)
        self.menu.popup(below.mapToGlobal(QPoint(right, below.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the head in the same column as the rows."""
        super().resizeEvent(event)
        side = max(spacing.AIR, (self.width() - spacing.GRID) // 2)
        self._head.setContentsMargins(side, 0, side, 0)

    def _search(self, text: str) -> None:
        self.list.search(text)
        self._nothing.setText(say("No connection with “{words}”.", words=text.strip()))
        self._nothing.setVisible(bool(text.strip()) and self.list.rows.rowCount() == 0)


class _Invitation(QWidget):
    """What is there before there is anything."""

    def __init__(self, *, can_practise: bool) -> None:
        super().__init__()
        self.connect_button = button(say("Connect a bookkeeping program"), "primary", "plus", big=True)
        self.practice = button(say("Try it with the practice company"), "link", "flask")
        self.practice.setVisible(can_practise)
        self.help_button = button(say("Help"), "icon", "help")
        self.more_button = button(say("More"), "icon", "more")
        top = QHBoxLayout()
        top.setContentsMargins(spacing.ROOM, spacing.ROOM, spacing.ROOM, 0)
        top.addStretch()
        top.addWidget(self.more_button)
        top.addWidget(self.help_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addStretch(4)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Emblem(), 0, centre)
        column.addSpacing(spacing.WIDE)
        column.addWidget(label(say("Connect your bookkeeping"), "headline", wraps=False), 0, centre)
        column.addSpacing(spacing.STEP)
        lead = label(
            say("Sign in once. From then on a working token is one click away, kept safe on this computer."),
            "body",
            "soft",
        )
        lead.setAlignment(centre)
        lead.setMaximumWidth(420)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(lead, 1000)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(spacing.AIR)
        column.addWidget(self.connect_button, 0, centre)
        column.addSpacing(spacing.ROOM)
        column.addWidget(self.practice, 0, centre)
        column.addStretch(5)
