"""The wizard as it is seen: a calm head with Back, how far one is, and a way out; below it the page for the state.

It maps a state to its page and a page's signals to the wizard's owner. When the page changes, a screen reader is
told its heading, and the focus goes to where the page begins.
"""

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
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.widgets.steps_bar import StepsBar
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.draft import Draft
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


class Wizard(QWidget):
    """All the pages, one at a time."""

    left = Signal()
    """The user goes back to the list."""
    copy_wanted = Signal(str)
    """A text that is no secret is to be copied."""
    copy_secret_wanted = Signal(str, str)
    """A connection's id, and 'token', 'header' or 'command'."""

    def __init__(self, connecting: ConnectingDoor, providers: tuple[Provider, ...]) -> None:
        """Show what `connecting` says, with `providers` to choose from."""
        super().__init__()
        self.setProperty("part", "window")
        self._connecting = connecting
        self._shown: tuple[object, ...] = ()
        self.back = button(say("Back"), "quiet", "back")
        self.leave = button(say("Close"), "icon", "close")
        self.steps = StepsBar()
        self.choose_provider = ChooseProvider(providers)
        self.choose_way = ChooseWay()
        self.details = Details()
        self.permissions = Permissions()
        self.sign_in = SignIn()
        self.choose_company = ChooseCompany()
        self.checking = CheckingPage()
        self.done = DonePage()
        self.pages: tuple[Page, ...] = (
            self.choose_provider,
            self.choose_way,
            self.details,
            self.permissions,
            self.sign_in,
            self.choose_company,
            self.checking,
            self.done,
        )
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        self._lay_out()
        self._connect()

    def page(self) -> Page:
        """Give the page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 - nothing else is ever put there
        return page

    def present(self, state: State) -> None:
        """Show the page for a state."""
        page = self._present_page(state)
        self.back.setVisible(not isinstance(state, Done))
        self._show_steps(state)
        self._stack.setCurrentWidget(page)
        shown = (page, getattr(state, "stage", None), getattr(state, "trouble", None))
        if shown != self._shown:
            self._shown = shown
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

    def _connect(self) -> None:
        send = self._connecting.send
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)
        self.choose_provider.chosen.connect(lambda provider: send(ProviderChosen(provider=provider)))
        self.choose_way.chosen.connect(lambda way: send(WayChosen(way=way)))
        self.choose_way.open_wanted.connect(self._connecting.show_page)
        self.details.given.connect(self._give_details)
        self.details.delivery_chosen.connect(lambda delivery: send(DeliveryChosen(delivery=delivery)))
        self.details.open_wanted.connect(self._connecting.show_page)
        self.permissions.given.connect(lambda scopes: send(PermissionsGiven(scopes=scopes)))
        self.choose_company.chosen.connect(lambda company: send(CompanyChosen(company=company)))
        self.checking.cancelled.connect(self._connecting.cancel)
        self.done.finished.connect(self._leave)
        self.done.copy_secret_wanted.connect(self._copy_secret)
        self._connect_sign_in()
        for page in self.pages:
            page.copy_wanted.connect(self.copy_wanted)
            page.acted.connect(self._act)

    def _connect_sign_in(self) -> None:
        page, connecting = self.sign_in, self._connecting
        page.start_wanted.connect(connecting.start)
        page.open_again_wanted.connect(connecting.open_again)
        page.pasted.connect(connecting.paste)
        page.cancelled.connect(connecting.cancel)
        page.delivery_chosen.connect(lambda delivery: connecting.send(DeliveryChosen(delivery=delivery)))
        page.redirect_error_reported.connect(connecting.report_redirect_error)

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
        self.details.forget()
        self.sign_in.forget()

    def _show_steps(self, state: State) -> None:
        if isinstance(state, ChoosingProvider) or state.draft.replaces is not None:
            self.steps.present(0, 0)
            return
        steps = _steps(state.draft)
        last = len(steps)
        place = next((place for place, kind in enumerate(steps, 1) if isinstance(state, kind)), last)
        self.steps.present(place, last)

    def _enter(self, page: Page) -> None:
        focus = page.first_focus()
        if focus is not None and self.isVisible():
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
        if action is Action.UNLOCK:
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


def _steps(draft: Draft) -> tuple[type[State], ...]:
    """Give the pages that a draft leads through, as far as they are known beforehand."""
    asked: tuple[tuple[type[State], bool], ...] = (
        (ChoosingProvider, True),
        (ChoosingWay, len(draft.provider.ways) > 1),
        (GivingDetails, draft.needs_details),
        (ChoosingPermissions, draft.has_permissions),
        (SigningIn, draft.needs_browser),
        (Done, True),
    )
    return tuple(kind for kind, is_there in asked if is_there)
