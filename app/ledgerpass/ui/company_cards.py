"""A card for each company, to press; with many of them, one types a part of the name."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledgerpass.connections.connection import Company
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import label
from ledgerpass.ui.widgets.choice_card import ChoiceCard
from ledgerpass.ui.widgets.search_box import SearchBox
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.translation import say, say_count

_SEARCH_FROM = 7
_SHOWN = 50
"""More than anybody looks through; the rest is found by its name."""


class CompanyCards(QWidget):
    """The cards, below a search box where there are many."""

    chosen = Signal(object)
    """A `Company`."""

    def __init__(self) -> None:
        """Make none yet."""
        super().__init__()
        self.search = SearchBox(say("Search by name"))
        self.cards: list[ChoiceCard] = []
        self._companies: tuple[Company, ...] = ()
        self._holder = QWidget()
        self._cards_column = QVBoxLayout(self._holder)
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(spacing.STEP)
        self._more = label("", "caption", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.ROOM)
        for part in (self.search, self._holder, self._more):
            column.addWidget(part)
        self.search.textChanged.connect(self._show_matching)
        self.search.confirmed.connect(self._take_first)
        self.search.went_down.connect(self._enter_cards)

    def present(self, companies: tuple[Company, ...]) -> None:
        """Show these."""
        self._companies = companies
        self.search.clear()
        self.search.setVisible(len(companies) >= _SEARCH_FROM)
        self._show_matching("")

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
        card = ChoiceCard(short_name(company.name))
        card.setToolTip(company.name)
        card.setAccessibleName(company.name)
        card.clicked.connect(partial(self.chosen.emit, company))
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
