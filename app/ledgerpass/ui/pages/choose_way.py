"""Page 2: how do you want to connect? The easiest way stands first, is advised, and has the focus: Enter takes it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledgerpass.providers.provider import WayIn
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.widgets.choice_card import ChoiceCard
from ledgerpass.ui.widgets.click_path import ClickPath
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.errors import explain
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
        self._provider_id = ""
        self._holder = QWidget()
        self._cards_column = QVBoxLayout(self._holder)
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(spacing.SNUG)
        self.body.addWidget(self._holder)

    def present(self, state: ChoosingWay) -> None:
        """Show the ways of the chosen provider."""
        provider = state.draft.provider
        self.about(provider)
        if provider.id != self._provider_id:
            self._provider_id = provider.id
            self._make_cards(provider.ways, provider.name)
        self._first = state.draft.way.id
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
        self.cards = {way.id: self._make_card(way, name, is_first=way is ways[0]) for way in ways}
        for card in self.cards.values():
            self._cards_column.addWidget(card)

    def _make_card(self, way: WayIn, name: str, *, is_first: bool) -> ChoiceCard:
        advice = say("Recommended") if is_first else ""
        card = ChoiceCard(say_from_file(way.label), say_from_file(way.line), advice=advice)
        card.clicked.connect(partial(self._give, way))
        if way.where is not None:
            path = ClickPath(way.where, name)
            path.open_wanted.connect(self.open_wanted)
            card.add(path)
        return card

    def _give(self, way: WayIn) -> None:
        self.chosen.emit(way)
