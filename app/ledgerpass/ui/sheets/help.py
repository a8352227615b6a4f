"""The help: the keys, and the three things that people ask first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from ledgerpass.ui.sheets.lines import column as make_column
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.wording.translation import say


def help_sheet() -> QWidget:
    """Show the keys, and the three things that people ask first."""
    page, column = make_column()
    for question, answer in (
        (
            say("Where are my tokens?"),
            say(
                "In this computer's own safe for passwords; where it has none, and you chose so, in a sealed file that "
                "only your passphrase opens. Ledgerpass sends them to nobody else."
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
