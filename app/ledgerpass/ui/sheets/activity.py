"""What was done with a connection, and when: never the value of anything."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ledgerpass.connections.register import Activity
from ledgerpass.ui.sheets.lines import across
from ledgerpass.ui.sheets.lines import column as make_column
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.wording import times
from ledgerpass.ui.wording.names import activity_name
from ledgerpass.ui.wording.translation import say, say_count

_SHOWN = 100
"""How many activities are shown, the newest; the file has them all."""


def activity_sheet(activities: tuple[Activity, ...], now: float, save: Callable[[], None]) -> QWidget:
    """Show what was done, the newest first; `save` asks where to keep it as a file. `now` as in `Activity.at`."""
    page, column = make_column()
    if activities:
        go = button(say("Save as a table (CSV)…"), "secondary", "save")
        mark_as(go, "small", True)
        go.clicked.connect(lambda _checked: save())
        column.addWidget(go)
    else:
        column.addWidget(label(say("Nothing yet."), "body", "soft"))
    for activity in reversed(activities[-_SHOWN:]):
        holder, row = across()
        row.addWidget(label(activity_name(activity.what, activity.detail)), 1)
        row.addWidget(
            label(times.moment(activity.at, now), "caption", "soft", wraps=False), 0, Qt.AlignmentFlag.AlignTop
        )
        column.addWidget(holder)
    left = len(activities) - _SHOWN
    if left > 0:
        words = say_count("One that is older is in the file.", "{n} that are older are in the file.", left)
        column.addWidget(label(words, "caption", "soft"))
    return page
