"""The rows of the list as Qt asks for them."""

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ledgerpass.ui.wording.standing_words import Sign, StandingWords, action_words, standing_words
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.keeper import Row

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The `Row` itself."""
WORDS = Qt.ItemDataRole.UserRole + 1
"""Its `StandingWords`."""


class Rows(QAbstractListModel):
    """The connections, in the order of the register."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Hold none yet; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self._clock = clock
        self._rows: tuple[Row, ...] = ()
        self._busy: dict[str, str] = {}

    def present(self, rows: tuple[Row, ...]) -> None:
        """Show these. The same connections in the same order keep their place, and what is selected."""
        same = [row.connection.id for row in rows] == [row.connection.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def mark_busy(self, connection_id: str, words: str) -> None:
        """Say in place of a row's standing what is under way; empty words take it back."""
        if words:
            self._busy[connection_id] = words
        else:
            self._busy.pop(connection_id, None)
        place = self.place(connection_id)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, connection_id: str) -> int | None:
        """Give the place of a connection in the list."""
        ids = (row.connection.id for row in self._rows)
        return next((place for place, each in enumerate(ids) if each == connection_id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a row's name be edited in its place."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows, and for a screen reader all of it in one sentence."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.connection.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case _ if role == ROW:
                return row
            case _ if role == WORDS:
                return self._words(row)
            case _:
                return None

    def _words(self, row: Row) -> StandingWords:
        words = standing_words(
            row.standing, provider=provider_name(row), is_known=row.provider is not None, now=self._clock()
        )
        busy = self._busy.get(row.connection.id)
        return StandingWords(words=busy, sign=Sign.BUSY, action=words.action) if busy else words

    def _spoken(self, row: Row) -> str:
        words = self._words(row)
        return say(
            "{name}, {provider}. {standing}. Enter: {action}.",
            name=row.connection.name,
            provider=provider_name(row),
            standing=words.words,
            action=action_words(words.action),
        )


class FilteredRows(QSortFilterProxyModel):
    """The rows whose name, provider or company holds what was typed."""

    def __init__(self, rows: Rows) -> None:
        """Filter `rows`."""
        super().__init__()
        self._wanted = ""
        self.setSourceModel(rows)

    def search(self, text: str) -> None:
        """Show only what holds every word of `text`."""
        self.beginFilterChange()
        self._wanted = text
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002
        """Look whether a row is wanted."""
        row = self.sourceModel().index(source_row, 0).data(ROW)
        company = row.connection.company.name if row.connection.company else ""
        known = f"{row.connection.name} {provider_name(row)} {company}".casefold()
        return all(word in known for word in self._wanted.casefold().split())


def provider_name(row: Row) -> str:
    """Give the name that the user knows the provider by; of one whose file is gone, its id is all there is."""
    return row.provider.name if row.provider else row.connection.provider_id
