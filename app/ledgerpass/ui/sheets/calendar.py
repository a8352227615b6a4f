"""What ends when, the soonest first; before it, what needs the user already."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ledgerpass.ui.connection_list.rows import provider_name
from ledgerpass.ui.sheets.lines import across
from ledgerpass.ui.sheets.lines import column as make_column
from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.theme.icon_view import IconView
from ledgerpass.ui.wording.due_words import due_words
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.standing_words import standing_words
from ledgerpass.ui.wording.translation import say, say_count
from ledgerpass.upkeep.expiry_calendar import Due, needs_user
from ledgerpass.upkeep.keeper import Row

_SHOWN = 50
"""How many of each are shown; of more than that, nobody reads the last."""


def calendar_sheet(needing: Sequence[Row], dues: Sequence[Due], now: float, sign_in: Callable[[str], None]) -> QWidget:
    """Show what needs the user now, and what ends when.

    `sign_in` begins a sign-in again by the id of its connection; `now` is in seconds since 1970-01-01 UTC.
    """
    page, column = make_column()
    if needing:
        column.addWidget(label(say("Needs you now"), "strong"))
    for row in needing[:_SHOWN]:
        said = standing_words(
            row.standing, provider=provider_name(row), is_known=row.provider is not None, now=now
        ).words
        _add(column, row, ("alert", "danger"), said, sign_in if row.provider else None)
    _add_rest(column, len(needing))
    if needing and dues:
        column.addSpacing(spacing.STEP)
        column.addWidget(label(say("Ends later"), "strong"))
    for due in dues[:_SHOWN]:
        is_wanted = needs_user(due, now)
        icon: tuple[icons.IconName, icons.Ink] = ("clock", "warning") if is_wanted else ("again", "accent_text")
        _add(column, due.row, icon, due_words(due, now), sign_in if is_wanted else None)
    _add_rest(column, len(dues))
    if not needing and not dues:
        column.addWidget(label(say("None of your connections ends by a date that we know."), "body", "soft"))
    column.addSpacing(spacing.HALF)
    column.addWidget(
        label(say("A connection that isn't here has no end that its provider tells us."), "caption", "soft")
    )
    return page


def _add(
    column: QVBoxLayout,
    row: Row,
    icon: tuple[icons.IconName, icons.Ink],
    said: str,
    sign_in: Callable[[str], None] | None,
) -> None:
    holder, line = across()
    line.addWidget(IconView(*icon), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(_name(row))
    words.addWidget(label(said, "caption", "soft"))
    line.addLayout(words, 1)
    if sign_in is not None:
        go = button(say("Sign in again"), "secondary")
        go.setAccessibleName(say("Sign in again to {name}", name=row.connection.name))
        mark_as(go, "small", True)
        go.clicked.connect(partial(sign_in, row.connection.id))
        line.addWidget(go, 0, Qt.AlignmentFlag.AlignVCenter)
    column.addWidget(holder)


def _name(row: Row) -> QLabel:
    made = label(short_name(row.connection.name))
    made.setToolTip(row.connection.name)
    return made


def _add_rest(column: QVBoxLayout, number: int) -> None:
    if number > _SHOWN:
        column.addWidget(label(say_count("And one more.", "And {n} more.", number - _SHOWN), "caption", "soft"))
