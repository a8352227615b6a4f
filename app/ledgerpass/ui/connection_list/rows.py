"""The rows of the list as Qt asks for them."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ledgerpass.ui.wording.standing_words import Sign, StandingWords, action_words, standing_words
from ledgerpass.ui.wording.translation import say
from ledgerpass.upkeep.keeper import Row

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The `Row` itself."""
WORDS = Qt.ItemDataRole.UserRole + 1
"""Its `StandingWords`."""


class Rows(QAbstractListModel):
    """The connections whose name, provider or company holds what was typed, in the order of the register.

    It filters itself: a proxy model would ask about each row by itself, which ten thousand rows make felt.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Hold none yet; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self.next_try: Callable[[str], float | None] = _nobody_knows
        """Tells when a connection that could not be reached is tried again, in seconds since 1970-01-01 UTC."""
        self._clock = clock
        self._all: list[Row] = []
        self._all_places: dict[str, int] = {}
        self._shown: list[Row] = []
        self._places: dict[str, int] = {}
        self._texts: list[str] | None = None
        self._wanted = ""
        self._busy: dict[str, str] = {}

    def present(self, rows: Iterable[Row]) -> None:
        """Show these. The same connections in the same order keep their place, and what is selected."""
        self._all, self._texts = list(rows), None
        self._all_places = {row.connection.id: place for place, row in enumerate(self._all)}
        self._show()

    def replace(self, row: Row) -> None:
        """Show what is known now of one connection, at the same cost in any list; one that isn't there changes nothing.

        It stays where it is, even where what was typed no longer fits: a row doesn't leave while one looks at it.
        """
        place = self._all_places.get(row.connection.id)
        if place is None:
            return
        self._all[place] = row
        if self._texts is not None:
            self._texts[place] = _text(row)
        shown = self.place(row.connection.id)
        if shown is not None:
            self._shown[shown] = row
            self._say_changed(shown)

    def row(self, connection_id: str) -> Row | None:
        """Give a connection, shown or not; None where it isn't in the list."""
        place = self._all_places.get(connection_id)
        return None if place is None else self._all[place]

    def all(self) -> tuple[Row, ...]:
        """Give them all, whatever was typed."""
        return tuple(self._all)

    def search(self, text: str) -> None:
        """Show only what holds every word of `text`."""
        self._wanted = text.casefold()
        self._show()

    def mark_busy(self, connection_id: str, words: str) -> None:
        """Say in place of a row's standing what is under way; empty words take it back."""
        if words:
            self._busy[connection_id] = words
        else:
            self._busy.pop(connection_id, None)
        place = self.place(connection_id)
        if place is not None:
            self._say_changed(place)

    def place(self, connection_id: str) -> int | None:
        """Give the place of a connection in the list, None when it isn't shown."""
        return self._places.get(connection_id)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a row's name be edited in its place."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a row shows, and for a screen reader all of it in one sentence."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        shown: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                shown = row.connection.name
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = self._spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                shown = self._words(row).words  # a narrow window cuts them off
            case _ if role == ROW:
                shown = row
            case _ if role == WORDS:
                shown = self._words(row)
        return shown

    def _words(self, row: Row) -> StandingWords:
        words = standing_words(
            row.standing,
            provider=provider_name(row),
            is_known=row.provider is not None,
            now=self._clock(),
            next_try=self.next_try(row.connection.id),
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

    def _show(self) -> None:
        shown = self._fitting() if self._wanted.strip() else list(self._all)
        places = {row.connection.id: place for place, row in enumerate(shown)}
        same = list(places) == list(self._places)
        if not same:
            self.beginResetModel()
        self._shown, self._places = shown, places
        if not same:
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))

    def _say_changed(self, place: int) -> None:
        self.dataChanged.emit(self.index(place), self.index(place))

    def _fitting(self) -> list[Row]:
        words = self._wanted.split()
        self._texts = self._texts or list(map(_text, self._all))
        pairs = zip(self._all, self._texts, strict=True)
        return [row for row, text in pairs if all(word in text for word in words)]


def _nobody_knows(_connection_id: str) -> None:
    """Know of no next try."""


def _text(row: Row) -> str:
    company = row.connection.company.name if row.connection.company else ""
    return f"{row.connection.name} {provider_name(row)} {company}".casefold()


def provider_name(row: Row) -> str:
    """Give the name that the user knows the provider by; of one whose file is gone, its id is all there is."""
    return row.provider.name if row.provider else row.connection.provider_id
