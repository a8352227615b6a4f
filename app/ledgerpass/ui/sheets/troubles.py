"""What went wrong before there was a window to say so in."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ledgerpass.ui.sheets.lines import column as make_column
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.wording.explanation import Explanation


def troubles_sheet(troubles: Sequence[Explanation], copy: Callable[[str], None]) -> QWidget:
    """Show what went wrong before there was a window to say so in; `copy` copies the IT person's part."""
    page, column = make_column()
    for trouble in troubles:
        notice = Notice()
        notice.copy_wanted.connect(copy)
        notice.acted.connect(lambda _action, said=trouble: copy(said.details()))
        column.addWidget(notice)
        notice.present(trouble)
    column.addStretch()
    return page
