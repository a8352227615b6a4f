"""Page 6: which company? Only shown where there are several; with many, one types a part of the name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledgerpass.ui.company_cards import CompanyCards
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.translation import say, say_count
from ledgerpass.wizard.state import ChoosingCompany


class ChooseCompany(Page):
    """One card a company."""

    chosen = Signal(object)
    """A `Company`."""

    def __init__(self) -> None:
        """Make the page, empty."""
        super().__init__()
        self.companies = CompanyCards()
        self.body.addWidget(self.companies)
        self.companies.chosen.connect(self.chosen)

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
        self.companies.present(state.companies)
        self.scroll_up()

    def first_focus(self) -> QWidget | None:
        """Begin in the search box, or at the first of a few."""
        return self.companies.first_focus()
