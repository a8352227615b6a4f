"""What was removed in the last 24 hours: it can be brought back, or ended now, which is asked once more in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ledgerpass.ui.connection_list.rows import provider_name
from ledgerpass.ui.provider_page import page_address
from ledgerpass.ui.sheets.lines import column as make_column
from ledgerpass.ui.sheets.lines import empty
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button, label, mark_as
from ledgerpass.ui.theme.flow import Flow
from ledgerpass.ui.wording.farewell_words import end_question, removed_words
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.farewells import Farewell
from ledgerpass.upkeep.keeper import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the sheet asks for: by a connection's id, and by a page's address."""

    bring_back: Callable[[str], None]
    end_now: Callable[[str], None]
    open_page: Callable[[str], None]


def removed_sheet(removed: Sequence[tuple[Row, Farewell]], now: float, wishes: Wishes) -> QWidget:
    """Show what was removed, the last first; `now` in seconds since 1970-01-01 UTC."""
    page, column = make_column()
    for row, farewell in reversed(removed):
        column.addWidget(_Removed(row, farewell, now, wishes))
    if not removed:
        column.addWidget(label(say("Nothing was removed in the last 24 hours."), "body", "soft"))
    return page


class _Removed(QWidget):
    """One of them, with what can be done; or with the question before its end."""

    def __init__(self, row: Row, farewell: Farewell, now: float, wishes: Wishes) -> None:
        super().__init__()
        self._row, self._farewell, self._now, self._wishes = row, farewell, now, wishes
        self._name = short_name(row.connection.name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, spacing.STEP)
        self._column.setSpacing(spacing.HALF)
        self._offer()

    def _offer(self) -> None:
        back = _small(say("Bring it back"), say("Bring {name} back", name=self._name))
        back.clicked.connect(partial(self._wishes.bring_back, self._row.connection.id))
        end = _small(self._end_words(ellipsis=True), say("End {name} now", name=self._name))
        end.clicked.connect(self._ask)
        buttons = [back, end]
        address = page_address(self._farewell.manage_url, self._row.connection.inputs)
        if address and not self._farewell.revokes:
            go = _small(say("Open the page of {provider}", provider=provider_name(self._row)))
            go.clicked.connect(partial(self._wishes.open_page, address))
            buttons.append(go)
        self._fill(removed_words(self._row, self._farewell, self._now), buttons)

    def _ask(self) -> None:
        end = _small(self._end_words())
        end.clicked.connect(partial(self._wishes.end_now, self._row.connection.id))
        keep = _small(say("Not now"))
        keep.clicked.connect(self._offer)
        self._fill(end_question(self._row, self._farewell), [end, keep])
        keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_words(self, *, ellipsis: bool = False) -> str:
        if self._farewell.revokes:
            return say("End it now…") if ellipsis else say("End it now")
        return say("Forget it now…") if ellipsis else say("Forget it now")

    def _fill(self, words: str, buttons: Sequence[QWidget]) -> None:
        empty(self._column)
        self._column.addWidget(label(self._name, "strong"))
        self._column.addWidget(label(words, "body", "soft"))
        row = Flow()
        for each in buttons:
            row.addWidget(each)
        self._column.addSpacing(spacing.HALF)
        self._column.addLayout(row)


def _small(words: str, spoken: str = "") -> QPushButton:
    made = button(words, "secondary")
    made.setAccessibleName(spoken or words)
    mark_as(made, "small", True)
    return made
