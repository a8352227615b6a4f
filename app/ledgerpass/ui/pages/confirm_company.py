"""A second sign-in opened another company than the connection was made for: whose shall it be?

Nothing has been changed when the page is shown, and nothing is when one goes back. Where the sign-in opens several
companies, which of them is asked on the page's second side.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledgerpass.ui.company_cards import CompanyCards
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.widgets.choice_card import ChoiceCard
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.names import short_name
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import ConfirmingCompany

_SHORT = 28
"""How many letters of a name find room on a card beside its other words."""


class ConfirmCompany(Page):
    """Three cards: keep, change, or connect beside it."""

    kept = Signal()
    """Somebody else is to sign in, who may open the company that was expected."""
    confirmed = Signal(object, bool)
    """A `Company`, and whether it is connected as a new one."""
    cancelled = Signal()

    def __init__(self) -> None:
        """Make the page, empty."""
        super().__init__()
        self._state: ConfirmingCompany | None = None
        self._as_new = False
        self._cards = QWidget()
        self._cards_column = QVBoxLayout(self._cards)
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(spacing.SNUG)
        self.companies = CompanyCards()
        self.back = Link(say("Show the three choices again"))
        self.body.addWidget(self._cards)
        self.body.addWidget(self.companies)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.cancel = button(say("Cancel"), "secondary")
        self.add_beside_primary(self.cancel)
        self.cancel.clicked.connect(self.cancelled)
        self.back.clicked.connect(self._ask_what)
        self.companies.chosen.connect(lambda company: self.confirmed.emit(company, self._as_new))

    def present(self, state: ConfirmingCompany) -> None:
        """Ask about what was found."""
        self.about(state.draft.provider)
        self._state = state
        self._make_cards(state)
        self._ask_what()
        self.scroll_up()

    def first_focus(self) -> QWidget | None:
        """Begin at what changes nothing."""
        return self.keep

    def _ask_what(self) -> None:
        if self._state is None:
            return
        self.head(say("Is this the right company?"), _lead(self._state))
        self._show_side(asks_which=False)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, *, as_new: bool) -> None:
        self._as_new = as_new
        if self._state is None:
            return
        if len(self._state.found) == 1:
            self.confirmed.emit(self._state.found[0], as_new)
            return
        self.head(
            say("Which company?"),
            say("It is connected as a new one.")
            if as_new
            else say("It takes the place of “{company}”.", company=short_name(self._state.expected.name)),
        )
        self.companies.present(self._state.found)
        self._show_side(asks_which=True)
        self.scroll_up()
        first = self.companies.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self, *, asks_which: bool) -> None:
        self._cards.setVisible(not asks_which)
        self.companies.setVisible(asks_which)
        self.back.setVisible(asks_which)

    def _make_cards(self, state: ConfirmingCompany) -> None:
        while (item := self._cards_column.takeAt(0)) is not None:
            card = item.widget()
            if card is not None:
                card.hide()
                card.setParent(None)
                card.deleteLater()
        expected = short_name(state.expected.name, _SHORT)
        one = short_name(state.found[0].name, _SHORT) if len(state.found) == 1 else ""
        self.keep = ChoiceCard(
            say("Keep {company}", company=expected),
            say("Sign in again as somebody else, who may open it."),
            advice=say("Recommended"),
        )
        self.change = ChoiceCard(
            say("Use {company} from now on", company=one) if one else say("Use another company from now on"),
            say("It takes the place of {company} in this connection.", company=expected),
        )
        self.add = ChoiceCard(
            say("Connect {company} as a new one", company=one) if one else say("Connect another company as a new one"),
            say("The connection to {company} stays as it is.", company=expected),
        )
        for card in (self.keep, self.change, self.add):
            self._cards_column.addWidget(card)
        self.keep.clicked.connect(self.kept)
        self.change.clicked.connect(lambda: self._take(as_new=False))
        self.add.clicked.connect(lambda: self._take(as_new=True))


def _lead(state: ConfirmingCompany) -> str:
    expected = short_name(state.expected.name)
    if len(state.found) == 1:
        return say(
            "This sign-in opened “{found}”. This connection was for “{expected}”. Nothing was changed.",
            found=short_name(state.found[0].name),
            expected=expected,
        )
    return say(
        "This sign-in opened {n} companies. This connection was for “{expected}”, which is not among them. "
        "Nothing was changed.",
        n=str(len(state.found)),
        expected=expected,
    )
