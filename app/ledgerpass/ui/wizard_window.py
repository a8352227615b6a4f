"""The wizard as it is seen: a calm head with Back, how far one is, and a way out; below it the page for the state.

It maps a state to its page and a page's signals to the wizard's owner. When the page changes, a screen reader is
told its heading, and the focus goes to where the page begins.
"""

import time
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.doors import ConnectingDoor
from ledgerpass.ui.pages.checking import Checking as CheckingPage
from ledgerpass.ui.pages.choose_company import ChooseCompany
from ledgerpass.ui.pages.choose_provider import ChooseProvider
from ledgerpass.ui.pages.choose_way import ChooseWay
from ledgerpass.ui.pages.details import Details
from ledgerpass.ui.pages.done import Done as DonePage
from ledgerpass.ui.pages.permissions import Permissions
from ledgerpass.ui.pages.sign_in import SignIn
from ledgerpass.ui.steps import step_of
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.widgets.steps_bar import StepsBar
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.events import (
    CompanyChosen,
    DeliveryChosen,
    DetailsGiven,
    PermissionsGiven,
    ProviderChosen,
    WayChosen,
    WentBack,
)
from ledgerpass.wizard.pages import leads_out
from ledgerpass.wizard.state import (
    Checking,
    ChoosingCompany,
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    Done,
    GivingDetails,
    SigningIn,
    State,
)

_Page = TypeVar("_Page", bound=Page)


class Wizard(QWidget):
    """All the pages, one at a time."""

    left = Signal()
    """The user goes back to the list."""
    copy_wanted = Signal(str)
    """A text that is no secret is to be copied."""
    copy_secret_wanted = Signal(str, str)
    """A connection's id, and 'token', 'header' or 'command'."""
    copy_trouble_acted = Signal(object)
    """The `Action` beside what is said when something could not be copied."""

    def __init__(
        self, connecting: ConnectingDoor, providers: tuple[Provider, ...], clock: Callable[[], float] = time.time
    ) -> None:
        """Show what `connecting` says, with `providers` to choose from; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self.setProperty("part", "window")
        self._connecting = connecting
        self._providers = providers
        self._clock = clock
        self._shown: tuple[object, ...] = ()
        self.back = button(say("Back"), "quiet", "back")
        self.leave = button(say("Close"), "icon", "close")
        self.steps = StepsBar()
        self._stack = QStackedWidget()
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)

    def page(self) -> Page:
        """Give the page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 - nothing else is ever put there
        return page

    def present(self, state: State) -> None:
        """Show the page for a state."""
        page = self._present_page(state)
        self.back.setVisible(not isinstance(state, Done))
        self.steps.present(*step_of(state))
        self._stack.setCurrentWidget(page)
        shown = (
            page,
            getattr(state, "stage", None),
            getattr(state, "trouble", None),
            getattr(state, "hindrance", None),
        )
        is_new, self._shown = shown != self._shown, shown
        if is_new and self.isVisible():
            self._enter(page)

    def enter(self) -> None:
        """Put the focus where the page begins, and tell a screen reader what it is."""
        self._enter(self.page())

    def say_trouble(self, said: Explanation | None) -> None:
        """Say on the last page why something could not be copied."""
        self.done.say_trouble(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc; from the last page, to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif isinstance(self._connecting.state, Done):
            self._leave()
        else:
            self._go_back()

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setContentsMargins(spacing.ROOM, spacing.ROOM, spacing.ROOM, spacing.STEP)
        head.addWidget(self.back, 0, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.steps, 0, 1, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(self.leave, 0, 2, Qt.AlignmentFlag.AlignRight)
        head.setColumnStretch(0, 1)
        head.setColumnStretch(2, 1)
        head.setRowMinimumHeight(0, spacing.CONTROL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    # A page is made when it is first shown: the window is there sooner, and most sign-ins need half of them.

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
        page.redirect_error_reported.connect(connecting.report_redirect_error)
        return self._added(page)

    @cached_property
    def choose_company(self) -> ChooseCompany:
        """Page 6."""
        page = ChooseCompany()
        page.chosen.connect(lambda company: self._connecting.send(CompanyChosen(company=company)))
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
        page.finished.connect(self._leave)
        page.copy_secret_wanted.connect(self._copy_secret)
        return self._added(page)

    def _added(self, page: _Page) -> _Page:
        page.copy_wanted.connect(self.copy_wanted)
        page.acted.connect(self._act)
        self._stack.addWidget(page)
        return page

    def _present_page(self, state: State) -> Page:
        page: Page
        match state:
            case ChoosingProvider():
                self._forget()
                self.choose_provider.present(state)
                page = self.choose_provider
            case ChoosingWay():
                self.choose_way.present(state)
                page = self.choose_way
            case GivingDetails():
                self.details.present(state)
                page = self.details
            case ChoosingPermissions():
                self.permissions.present(state)
                page = self.permissions
            case SigningIn():
                self.sign_in.present(state)
                page = self.sign_in
            case ChoosingCompany():
                self.choose_company.present(state)
                page = self.choose_company
            case Checking():
                self.checking.present(state)
                page = self.checking
            case Done():
                self._forget()
                self.done.present(state)
                page = self.done
        return page

    def _forget(self) -> None:
        """Drop what was typed, secrets above all, once it has served or is not wanted any more."""
        made = vars(self)
        if "details" in made:
            self.details.forget()
        if "sign_in" in made:
            self.sign_in.forget()

    def _enter(self, page: Page) -> None:
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        words = f"{page.title.text()}. {page.lead.text()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, words))

    def _give_details(self, inputs: dict[str, str], codes: dict[str, object]) -> None:
        self._connecting.give_codes(codes)  # type: ignore[arg-type]  # a signal carries plain objects
        self._connecting.send(DetailsGiven(inputs=inputs, filled=frozenset(codes)))

    def _copy_secret(self, what: str) -> None:
        state = self._connecting.state
        if isinstance(state, Done):
            self.copy_secret_wanted.emit(state.connection.id, what)

    def _act(self, action: Action) -> None:
        if isinstance(self._connecting.state, Done):
            self.copy_trouble_acted.emit(action)
        elif action is Action.UNLOCK:
            self._connecting.unlock()
        else:
            self._connecting.try_again()

    def _go_back(self) -> None:
        if leads_out(self._connecting.state):
            self._leave()
        else:
            self._connecting.send(WentBack())

    def _leave(self) -> None:
        self._connecting.begin()
        self.left.emit()
