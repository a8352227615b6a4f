"""Page 1: which bookkeeping program?

The search box has the focus, so that a name can simply be typed; arrow keys walk the tiles, Enter takes one. A tile
goes on at once: there is nothing to confirm. What is for practice stands apart, below.
"""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.widgets.search_box import SearchBox
from ledgerpass.ui.widgets.tile import Tile
from ledgerpass.ui.wording.explanation import Explanation
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import ChoosingProvider

_TWO_COLUMNS_FROM = 600


class ChooseProvider(Page):
    """The tiles and the search box."""

    chosen = Signal(object)
    """A `Provider`."""

    def __init__(self, providers: tuple[Provider, ...]) -> None:
        """Offer `providers`, in this order."""
        super().__init__(width=spacing.GRID)
        self.head(say("Which bookkeeping program?"), say("Choose the one you want to connect."))
        self.search = SearchBox(say("Search by name or country"))
        self.tiles = tuple(self._make_tile(provider) for provider in providers if not provider.practice)
        self.practice = tuple(self._make_tile(provider) for provider in providers if provider.practice)
        self._grid = _Grid(self.tiles)
        self._nothing = label("", "body", "soft")
        self._practice_heading = label(say("Just looking around?"), "caption", "soft")
        self._practice_grid = _Grid(self.practice)
        self._missing = Link(say("It's not in the list"))
        self._how = Notice()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.search.confirmed.connect(self._take_first)
        self.search.went_down.connect(self._enter_tiles)
        self._missing.clicked.connect(self._explain_missing)
        self._how.copy_wanted.connect(self.copy_wanted)

    def present(self, _state: ChoosingProvider) -> None:
        """Show all tiles, with nothing searched for yet."""
        self.search.clear()
        self._how.present(None)
        self._missing.show()
        self.scroll_up()

    def first_focus(self) -> QWidget:
        """Begin in the search box."""
        return self.search

    def _lay_out(self) -> None:
        self.body.addWidget(self.search)
        self.body.addSpacing(spacing.HALF)
        self.body.addWidget(self._grid)
        self._nothing.hide()
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._missing)
        self.body.addWidget(self._how)
        if self.practice:
            self.body.addSpacing(spacing.ROOM)
            self.body.addWidget(self._practice_heading)
            self.body.addSpacing(-spacing.STEP)
            self.body.addWidget(self._practice_grid)

    def _make_tile(self, provider: Provider) -> Tile:
        tile = Tile(provider, line=say("Try it with the practice company") if provider.practice else "")
        tile.clicked.connect(lambda: self.chosen.emit(provider))
        tile.walked.connect(lambda key: self._walk(tile, key))
        tile.typed.connect(self._search_on)
        return tile

    def _shown(self) -> list[Tile]:
        return [tile for tile in (*self.tiles, *self.practice) if not tile.isHidden()]

    def _filter(self, text: str) -> None:
        words = _folded(text).split()
        self._grid.show_only(tuple(tile for tile in self.tiles if _matches(tile.provider, words)))
        self._practice_grid.show_only(tuple(tile for tile in self.practice if _matches(tile.provider, words)))
        self._practice_heading.setVisible(any(not tile.isHidden() for tile in self.practice))
        self._nothing.setText(say("We don't know “{words}” yet.", words=text.strip()))
        self._nothing.setVisible(not self._shown())

    def _take_first(self) -> None:
        shown = self._shown()
        if shown and self.search.text().strip():
            shown[0].click()
        elif shown:
            self._enter_tiles()

    def _enter_tiles(self) -> None:
        self._move_to(0, self._shown())

    def _walk(self, tile: Tile, key: Qt.Key) -> None:
        shown = self._shown()
        at = shown.index(tile)
        columns = self._grid.columns if tile in self.tiles else 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        self._move_to(at + steps[key], shown)

    def _search_on(self, letter: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(letter)

    def _move_to(self, place: int, shown: list[Tile]) -> None:
        if place < 0 or not shown:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            tile = shown[min(place, len(shown) - 1)]
            tile.setFocus(Qt.FocusReason.TabFocusReason)

    def _explain_missing(self) -> None:
        self._missing.hide()
        self._how.present(
            Explanation(
                title=say("Your IT person can add it."),
                text=say("Ledgerpass learns a program from a small file, which your IT person can write."),
                for_it=(
                    (say("Start with"), "ledgerpass --providers FOLDER"),
                    (
                        say("In the folder"),
                        say("one .toml file for each program, like those that came along"),
                    ),
                ),
            ),
            "card",
        )


class _Grid(QWidget):
    """Tiles in one or two columns of the same width."""

    def __init__(self, tiles: tuple[Tile, ...]) -> None:
        super().__init__()
        self.columns = 2
        self._empty = QWidget(self)
        self._shown = tiles
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(spacing.SNUG)
        for tile in tiles:
            tile.setParent(self)
        self._place()

    def show_only(self, tiles: tuple[Tile, ...]) -> None:
        for tile in self.findChildren(Tile):
            tile.setVisible(tile in tiles)
        self._shown = tiles
        self.setVisible(bool(tiles))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns = 2 if event.size().width() >= _TWO_COLUMNS_FROM else 1
        self._place()

    def _place(self) -> None:
        while self._layout.takeAt(0):
            pass
        for place, tile in enumerate(self._shown):
            self._layout.addWidget(tile, place // self.columns, place % self.columns)
        if self.columns > len(self._shown):
            self._layout.addWidget(self._empty, 0, 1)
        for column in range(2):
            self._layout.setColumnStretch(column, 1 if column < self.columns else 0)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _matches(provider: Provider, words: list[str]) -> bool:
    known = _folded(" ".join((provider.name, *provider.words, *provider.countries)))
    return all(word in known for word in words)
