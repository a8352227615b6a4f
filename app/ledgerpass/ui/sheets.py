"""What stands on the sheets: what a connection may do, what was done with it, and the help."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.connections.register import Activity
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials
from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import button, label
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.explanation import Explanation
from ledgerpass.ui.wording.names import activity_name
from ledgerpass.ui.wording.translation import say, say_from_file
from ledgerpass.upkeep.keeper import Row

_SHOWN = 100
"""How many activities are shown, the newest."""


def permissions_sheet(row: Row, open_page: Callable[[str], None]) -> QWidget:
    """Show what a connection may do, in plain words; `open_page` shows a page of the provider's."""
    scopes = row.way.scopes if isinstance(row.way, AuthorizationCode | ClientCredentials) else ()
    given = row.connection.granted or row.connection.asked
    page, column = _column()
    for scope in (scope for scope in scopes if scope.name in given):
        column.addWidget(_line("check", "accent_text", say_from_file(scope.plain)))
    if not any(scope.name in given for scope in scopes):
        column.addWidget(
            _line("info", "soft", say("It may do what the token or the account that it was made with may do."))
        )
    column.addSpacing(spacing.HALF)
    column.addWidget(label(say("To change this, connect once more and tick something else."), "caption", "soft"))
    manage = row.provider.manage_url if row.provider else ""
    if row.provider is not None and manage.startswith("https://"):
        go = button(say("Open the page of {provider}", provider=row.provider.name), "secondary", "open")
        go.clicked.connect(lambda: open_page(manage))
        column.addWidget(go)
    return page


def activity_sheet(activities: tuple[Activity, ...], now: float) -> QWidget:
    """Show what was done with a connection, the newest first."""
    page, column = _column()
    for activity in reversed(activities[-_SHOWN:]):
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(activity_name(activity.what)), 1)
        row.addWidget(label(times.when(activity.at, now), "caption", "soft", wraps=False))
        column.addWidget(holder)
    if not activities:
        column.addWidget(label(say("Nothing yet."), "body", "soft"))
    return page


def troubles_sheet(troubles: Sequence[Explanation], copy: Callable[[str], None]) -> QWidget:
    """Show what went wrong before there was a window to say so in; `copy` copies the IT person's part."""
    page, column = _column()
    for trouble in troubles:
        notice = Notice()
        notice.copy_wanted.connect(copy)
        notice.acted.connect(lambda _action, said=trouble: copy(said.details()))
        column.addWidget(notice)
        notice.present(trouble)
    column.addStretch()
    return page


def help_sheet() -> QWidget:
    """Show the keys, and the three things that people ask first."""
    page, column = _column()
    for question, answer in (
        (
            say("Where are my tokens?"),
            say(
                "In this computer's own safe for passwords. "
                "Ledgerpass keeps no copy in a file and sends them to nobody else."
            ),
        ),
        (
            say("What is a curl header?"),
            say("A line that your IT person pastes behind a command to reach your bookkeeping."),
        ),
        (
            say("It stopped working. What now?"),
            say("Press the button in its row. “Sign in again” takes a minute, and nothing is asked twice."),
        ),
    ):
        column.addWidget(label(question, "strong"))
        column.addSpacing(-spacing.STEP)
        column.addWidget(label(answer, "body", "soft"))
    column.addSpacing(spacing.STEP)
    column.addWidget(label(say("Keys"), "strong"))
    column.addWidget(_keys())
    return page


def _keys() -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(spacing.WIDE)
    grid.setVerticalSpacing(spacing.STEP)
    keys = (
        ("Ctrl+N", say("Connect a program")),
        ("Ctrl+C", say("Copy the token of the chosen connection")),
        ("Ctrl+T", say("Test the chosen connection")),
        ("F5", say("Test all connections")),
        ("F2", say("Rename")),
        ("Del", say("Remove")),
        ("Return", say("Go on, or do what the row's button does")),
        ("Esc", say("Go back")),
        ("F1", say("This help")),
    )
    for place, (key, words) in enumerate(keys):
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        key_label = label(shown, "caption", wraps=False)
        key_label.setProperty("chip", "key")
        key_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(key_label, place, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(words, "body", "soft"), place, 1)
    grid.setColumnStretch(1, 1)
    return holder


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, spacing.STEP, 0)
    column.setSpacing(spacing.SNUG)
    return page, column


def _line(name: icons.IconName, ink: icons.Ink, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing.SNUG)
    row.addWidget(IconView(name, ink), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words), 1)
    return holder
