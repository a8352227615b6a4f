"""The wizard's pages: which one shows a state, and what each of them asks of the wizard's owner.

A page is made when it is first shown: the window is there sooner, and most sign-ins need half of them.
"""

import time
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, assert_never

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.doors import ConnectingDoor
from ledgerpass.ui.pages.checking import Checking as CheckingPage
from ledgerpass.ui.pages.choose_company import ChooseCompany
from ledgerpass.ui.pages.choose_provider import ChooseProvider
from ledgerpass.ui.pages.choose_way import ChooseWay
from ledgerpass.ui.pages.confirm_company import ConfirmCompany
from ledgerpass.ui.pages.details import Details
from ledgerpass.ui.pages.done import Done as DonePage
from ledgerpass.ui.pages.permissions import Permissions
from ledgerpass.ui.pages.sign_in import SignIn
from ledgerpass.ui.widgets.page import Page
from ledgerpass.wizard.events import (
    BrowserChosen,
    CompanyChosen,
    CompanyConfirmed,
    DeliveryChosen,
    DetailsGiven,
    OtherAccountAsked,
    PermissionsGiven,
    ProviderChosen,
    WayChosen,
)
from ledgerpass.wizard.state import (
    Checking,
    ChoosingCompany,
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    ConfirmingCompany,
    Done,
    GivingDetails,
    SigningIn,
    State,
)

_Page = TypeVar("_Page", bound=Page)


class WizardPages(QStackedWidget):
    """All the pages, one at a time."""

    finished = Signal()
    """The user goes back to the list."""
    acted = Signal(object)
    """The button of a notice was pressed: its `Action`."""
    copy_wanted = Signal(str)
    """A text that is no secret is to be copied."""
    copy_secret_wanted = Signal(str)
    """A form's id, in which what was just connected is to be copied."""

    def __init__(
        self, connecting: ConnectingDoor, providers: tuple[Provider, ...], clock: Callable[[], float] = time.time
    ) -> None:
        """Make none yet; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self._connecting = connecting
        self._providers = providers
        self._clock = clock

    def show_state(self, state: State) -> Page:
        """Show the page for a state, and give it."""
        page = self._present(state)
        self.setCurrentWidget(page)
        return page

    def page(self) -> Page:
        """Give the page that is shown."""
        page = self.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 - nothing else is ever put there
        return page

    def _present(self, state: State) -> Page:  # noqa: PLR0911 - a page for each state
        match state:
            case ChoosingProvider():
                self._forget()
                self.choose_provider.present(state)
                return self.choose_provider
            case ChoosingWay():
                self.choose_way.present(state)
                return self.choose_way
            case GivingDetails():
                self.details.present(state)
                return self.details
            case ChoosingPermissions():
                self.permissions.present(state)
                return self.permissions
            case SigningIn():
                self.sign_in.present(state)
                return self.sign_in
            case ChoosingCompany():
                self.choose_company.present(state)
                return self.choose_company
            case ConfirmingCompany():
                self.confirm_company.present(state)
                return self.confirm_company
            case Checking():
                self.checking.present(state)
                return self.checking
            case Done():
                self._forget()
                self.done.present(state)
                return self.done
            case _:
                assert_never(state)

    @cached_property
    def choose_provider(self) -> ChooseProvider:
        """Page 1."""
        page = ChooseProvider(self._providers)
        page.chosen.connect(lambda provider: self._connecting.send(ProviderChosen(provider=provider)))
        return self._added(page)

    @cached_property
    def choose_way(self) -> ChooseWay:
        """Page 2."""
        page = ChooseWay()
        page.chosen.connect(lambda way: self._connecting.send(WayChosen(way=way)))
        page.open_wanted.connect(self._connecting.show_page)
        return self._added(page)

    @cached_property
    def details(self) -> Details:
        """Page 3."""
        page = Details()
        page.given.connect(self._give_details)
        page.delivery_chosen.connect(lambda delivery: self._connecting.send(DeliveryChosen(delivery=delivery)))
        page.open_wanted.connect(self._connecting.show_page)
        return self._added(page)

    @cached_property
    def permissions(self) -> Permissions:
        """Page 4."""
        page = Permissions()
        page.given.connect(lambda scopes: self._connecting.send(PermissionsGiven(scopes=scopes)))
        return self._added(page)

    @cached_property
    def sign_in(self) -> SignIn:
        """Page 5."""
        page, connecting = SignIn(self._clock), self._connecting
        page.start_wanted.connect(connecting.start)
        page.go_on_wanted.connect(connecting.go_on)
        page.open_again_wanted.connect(connecting.open_again)
        page.pasted.connect(connecting.paste)
        page.cancelled.connect(connecting.cancel)
        page.delivery_chosen.connect(lambda delivery: connecting.send(DeliveryChosen(delivery=delivery)))
        page.other_account_wanted.connect(lambda: connecting.send(OtherAccountAsked()))
        page.browser_chosen.connect(lambda embedded: connecting.send(BrowserChosen(embedded=embedded)))
        page.redirect_error_reported.connect(connecting.report_redirect_error)
        return self._added(page)

    @cached_property
    def choose_company(self) -> ChooseCompany:
        """Page 6."""
        page = ChooseCompany()
        page.chosen.connect(lambda company: self._connecting.send(CompanyChosen(company=company)))
        return self._added(page)

    @cached_property
    def confirm_company(self) -> ConfirmCompany:
        """Page 6 of a second sign-in that opened another company."""
        page, connecting = ConfirmCompany(), self._connecting
        page.kept.connect(lambda: connecting.send(OtherAccountAsked()))
        page.confirmed.connect(
            lambda company, as_new: connecting.send(CompanyConfirmed(company=company, as_new=as_new))
        )
        page.cancelled.connect(self.finished)
        return self._added(page)

    @cached_property
    def checking(self) -> CheckingPage:
        """Page 7, first half."""
        page = CheckingPage()
        page.cancelled.connect(self._connecting.cancel)
        return self._added(page)

    @cached_property
    def done(self) -> DonePage:
        """Page 7, second half."""
        page = DonePage(self._clock)
        page.finished.connect(self.finished)
        page.copy_secret_wanted.connect(self.copy_secret_wanted)
        return self._added(page)

    def _added(self, page: _Page) -> _Page:
        page.copy_wanted.connect(self.copy_wanted)
        page.acted.connect(self.acted)
        self.addWidget(page)
        return page

    def _forget(self) -> None:
        """Drop what was typed, secrets above all, once it has served or is not wanted any more."""
        made = vars(self)
        if "details" in made:
            self.details.forget()
        if "sign_in" in made:
            self.sign_in.forget()

    def _give_details(self, inputs: dict[str, str], codes: dict[str, object]) -> None:
        self._connecting.give_codes(codes)  # type: ignore[arg-type]  # a signal carries plain objects
        self._connecting.send(DetailsGiven(inputs=inputs, filled=frozenset(codes)))
