"""Page 6: which company? Only shown where there are several; with many, one types a part of the name."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledgerpass.connections.connection import Company
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.widgets.choice_card import ChoiceCard
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.widgets.search_box import SearchBox
from ledgerpass.ui.wording.translation import say, say_count
from ledgerpass.wizard.state import ChoosingCompany

_SEARCH_FROM = 7
_SHOWN = 50
"""More than anybody looks through; the rest is found by its name."""


class ChooseCompany(Page):
    """One card a company."""

    chosen = Signal(object)
    """A `Company`."""

    def __init__(self) -> None:
        """Make the page, empty."""
        super().__init__()
        self.search = SearchBox(say("Search by name"))
        self.cards: list[ChoiceCard] = []
        self._companies: tuple[Company, ...] = ()
        self._holder = QWidget()
        self._cards_column = QVBoxLayout(self._holder)
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(spacing.STEP)
        self._more = label("", "caption", "soft")
        for part in (self.search, self._holder, self._more):
            self.body.addWidget(part)
        self.search.textChanged.connect(self._show_matching)
        self.search.confirmed.connect(self._take_first)
        self.search.went_down.connect(self._enter_cards)

    def present(self, state: ChoosingCompany) -> None:
        """Show the companies."""
        self.about(state.draft.provider)
        self.head(
            say("Which company?"),
            say_count(
                "There is one. You can connect others later.",
                "There are {n}. Connect one now; you can connect the others later.",
                len(state.companies),
            ),
        )
        self._companies = state.companies
        self.search.clear()
        self.search.setVisible(len(state.companies) >= _SEARCH_FROM)
        self._show_matching("")
        self.scroll_up()

    def first_focus(self) -> QWidget | None:
        """Begin in the search box, or at the first of a few."""
        if not self.search.isHidden():
            return self.search
        return self.cards[0] if self.cards else None

    def _show_matching(self, text: str) -> None:
        for card in self.cards:
            card.hide()
            card.setParent(None)
            card.deleteLater()
        words = text.casefold().split()
        found = [company for company in self._companies if all(word in company.name.casefold() for word in words)]
        self.cards = [self._make_card(company) for company in found[:_SHOWN]]
        left = len(found) - len(self.cards)
        self._more.setText(
            say_count("One more. Type a part of its name.", "{n} more. Type a part of the name.", left)
            if found
            else say("No company with “{words}”.", words=text.strip())
        )
        self._more.setVisible(left > 0 or not found)

    def _make_card(self, company: Company) -> ChoiceCard:
        card = ChoiceCard(company.name)
        card.clicked.connect(partial(self._give, company))
        self._cards_column.addWidget(card)
        return card

    def _take_first(self) -> None:
        if self.cards and self.search.text().strip():
            self.cards[0].click()
        else:
            self._enter_cards()

    def _enter_cards(self) -> None:
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _give(self, company: Company) -> None:
        self.chosen.emit(company)
