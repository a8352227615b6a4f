"""Page 2: how do you want to connect? The easiest way stands first, is advised, and has the focus: Enter takes it.

A way that can't be gone on this computer stands last and says so; who takes it all the same is told what it needs.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledgerpass.providers.provider import WayIn
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import label, see_through
from ledgerpass.ui.widgets.choice_card import ChoiceCard
from ledgerpass.ui.widgets.click_path import ClickPath
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.sign_in_page import out_of_reach_words
from ledgerpass.ui.wording.translation import say, say_from_file
from ledgerpass.wizard.state import ChoosingWay


class ChooseWay(Page):
    """One card a way in."""

    chosen = Signal(object)
    """A `WayIn`."""
    open_wanted = Signal(str)

    def __init__(self) -> None:
        """Make the page, empty."""
        super().__init__()
        self.head(say("How do you want to connect?"), say("Not sure? The first way is the easiest."))
        self.notice = Notice()
        self.notice.copy_wanted.connect(self.copy_wanted)
        self.body.addWidget(self.notice)
        self.cards: dict[str, ChoiceCard] = {}
        self._first = ""
        self._made_for: tuple[str, frozenset[str]] = ("", frozenset())
        self._holder = QWidget()
        self._cards_column = QVBoxLayout(self._holder)
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(spacing.SNUG)
        self.body.addWidget(self._holder)

    def present(self, state: ChoosingWay) -> None:
        """Show the ways of the chosen provider."""
        provider = state.draft.provider
        self.about(provider)
        if (provider.id, state.out_of_reach) != self._made_for:
            self._made_for = (provider.id, state.out_of_reach)
            self._make_cards(provider.ways, provider.name)
        self._first = state.draft.way.id if state.draft.way is not provider.ways[0] else next(iter(self.cards))
        self.notice.present(explain(state.trouble, provider.name).without_action() if state.trouble else None)
        self.scroll_up()

    def first_focus(self) -> QWidget | None:
        """Begin at the easiest way, or at the one that was chosen before."""
        return self.cards.get(self._first)

    def _make_cards(self, ways: tuple[WayIn, ...], name: str) -> None:
        for card in self.cards.values():
            card.hide()
            card.setParent(None)
            card.deleteLater()
        ordered = sorted(ways, key=self._is_out_of_reach)
        self.cards = {way.id: self._make_card(way, name, is_first=way is ordered[0]) for way in ordered}
        for card in self.cards.values():
            self._cards_column.addWidget(card)

    def _make_card(self, way: WayIn, name: str, *, is_first: bool) -> ChoiceCard:
        if self._is_out_of_reach(way):
            return self._make_card_out_of_reach(way)
        advice = say("Recommended") if is_first else ""
        card = ChoiceCard(say_from_file(way.label), say_from_file(way.line), advice=advice)
        card.clicked.connect(partial(self._give, way))
        if way.where is not None:
            path = ClickPath(way.where, name)
            path.open_wanted.connect(self.open_wanted)
            card.add(path)
        return card

    def _make_card_out_of_reach(self, way: WayIn) -> ChoiceCard:
        words = out_of_reach_words()
        card = ChoiceCard(say_from_file(way.label), say_from_file(way.line))
        card.setAccessibleDescription(f"{card.accessibleDescription()} {words}")
        card.add(see_through(label(words, "caption", "warning")))
        card.clicked.connect(partial(self._give, way))
        return card

    def _is_out_of_reach(self, way: WayIn) -> bool:
        return way.id in self._made_for[1]

    def _give(self, way: WayIn) -> None:
        self.chosen.emit(way)
