"""The window: the list of connections, or the wizard in its place; a word at the foot, a sheet over it.

It only puts the parts together and says which of them is seen. There is one window, so that nothing can hide behind
it but the browser.
"""

import time
from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from ledgerpass.errors import LedgerpassError, PassphraseNeeded
from ledgerpass.providers.provider import Provider
from ledgerpass.ui.connection_list.rows import Rows
from ledgerpass.ui.copying import Copying
from ledgerpass.ui.doors import Clipboard, ConnectingDoor, KeeperDoor, KeychainDoor, ProxyDoor
from ledgerpass.ui.home import Home
from ledgerpass.ui.last_page import LastPage
from ledgerpass.ui.looking_after import LookingAfter
from ledgerpass.ui.remedies import Remedies
from ledgerpass.ui.sheets.help import help_sheet
from ledgerpass.ui.tasks import Tasks
from ledgerpass.ui.theme.focus_ring import FocusRing
from ledgerpass.ui.widgets.sheet import Sheet
from ledgerpass.ui.widgets.toast import Toast
from ledgerpass.ui.wizard_window import Wizard
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.events import ProviderChosen
from ledgerpass.wizard.state import ChoosingCompany, ConfirmingCompany, Done, SigningIn, Stage, State

_SIZE = (900, 680)
_LEAST = (560, 480)


class MainWindow(QMainWindow):
    """The program's one window."""

    def __init__(  # noqa: PLR0913 - the window is where everything comes together
        self,
        *,
        connecting: ConnectingDoor,
        keeper: KeeperDoor,
        keychain: KeychainDoor,
        proxies: ProxyDoor,
        providers: tuple[Provider, ...],
        tasks: Tasks,
        open_address: Callable[[str], bool],
        clipboard: Clipboard,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Show what `keeper` lists and what `connecting` does, with `providers` to choose from."""
        super().__init__()
        self.setWindowTitle(say("Ledgerpass"))
        self.resize(*_SIZE)
        self.setMinimumSize(*_LEAST)
        self._connecting, self._providers = connecting, providers
        self._open_address, self._clipboard = open_address, clipboard
        self._tasks, self._clock = tasks, clock
        self._practice = next((provider for provider in providers if provider.practice), None)
        self.home = Home(Rows(clock), can_practise=self._practice is not None)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.home)
        self.setCentralWidget(self._stack)
        self.toast = Toast(self)
        self.sheet = Sheet(self)
        self.ring = FocusRing(self)
        self._locked_by: LedgerpassError | None = None
        self._copying = Copying(keeper, clipboard, self.toast, clock)
        self._remedies = Remedies(self.sheet, keychain, proxies, tasks)
        self.looking_after = LookingAfter(
            home=self.home,
            toast=self.toast,
            sheet=self.sheet,
            keeper=keeper,
            remedies=self._remedies,
            copying=self._copying,
            clipboard=clipboard,
            open_page=self._open_page,
            tasks=tasks,
            clock=clock,
        )
        self._connect()
        self.looking_after.refresh()

    @cached_property
    def wizard(self) -> Wizard:
        """The wizard, made when it is first wanted."""
        wizard = Wizard(self._connecting, self._providers, self._clock)
        wizard.left.connect(self.show_home)
        wizard.copy_wanted.connect(self.copy_text)
        wizard.remedy_wanted.connect(self._mend_attempt)
        last_page = LastPage(wizard, self._copying, self._remedies, self._tasks, self.looking_after.provider_of)
        last_page.sign_in_wanted.connect(self.sign_in_again)
        self._stack.addWidget(wizard)
        return wizard

    def show_home(self) -> None:
        """Show the list."""
        self.toast.leave_buttons_free(wanted=False)
        self.looking_after.refresh()
        self._stack.setCurrentWidget(self.home)
        self.home.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wizard(self) -> None:
        """Show the wizard at the state it is in."""
        self.toast.hide()
        self.toast.leave_buttons_free(wanted=True)
        self.wizard.present(self._connecting.state)
        self._stack.setCurrentWidget(self.wizard)
        self.wizard.enter()

    def begin(self) -> None:
        """Begin a new connection."""
        self._connecting.begin()
        self.show_wizard()

    def practise(self) -> None:
        """Begin a connection to the practice company."""
        self._connecting.begin()
        if self._practice is not None:
            self._connecting.send(ProviderChosen(provider=self._practice))
        self.show_wizard()

    def sign_in_again(self, connection_id: str) -> None:
        """Sign in again to a connection that is there."""
        self._connect_again(self._connecting.reconnect, connection_id)

    def replace_codes(self, connection_id: str) -> None:
        """Give a connection that is there new codes, or a new token."""
        self._connect_again(self._connecting.replace, connection_id)

    def _connect_again(self, begin: Callable[[str], None], connection_id: str) -> None:
        try:
            begin(connection_id)
        except LedgerpassError as error:
            self.home.say_trouble(explain(error, self.looking_after.provider_of(connection_id)))
        else:
            self.show_wizard()

    def show_help(self) -> None:
        """Show the help."""
        self.sheet.open_with(say("Help"), help_sheet())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to watch for the keyboard, and put the focus where one begins."""
        super().showEvent(event)
        self.ring.watch()
        if self.focusWidget() is None:
            self.home.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the list again when the window is come back to: an hour may have passed, or a day."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.looking_after.refresh()

    def _connect(self) -> None:
        self._connecting.watch(self._follow)
        self.home.connect_wanted.connect(self.begin)
        self.home.practice_wanted.connect(self.practise)
        self.home.help_wanted.connect(self.show_help)
        self.looking_after.sign_in_wanted.connect(self.sign_in_again)
        self.home.list.replace_wanted.connect(self.replace_codes)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.New), self._begin_from_keys),
            (QKeySequence(Qt.Key.Key_F1), self.show_help),
            (QKeySequence(Qt.Key.Key_F5), self._test_all),
        ):
            QShortcut(keys, self).activated.connect(do)

    def _follow(self, state: State) -> None:
        self.wizard.present(state)
        if not self.isActiveWindow() and _wants_attention(state):
            QApplication.alert(self)  # the user is in the browser; the taskbar says that it goes on here
        self._ask_when_locked(state)
        if isinstance(state, Done):
            self.looking_after.refresh()
            self.home.list.select(state.connection.id)

    def _ask_when_locked(self, state: State) -> None:
        """Ask for the passphrase as soon as an attempt needs it; whoever leaves the sheet finds a button for it."""
        trouble = getattr(state, "trouble", None)
        is_new, self._locked_by = trouble is not self._locked_by, trouble
        if is_new and isinstance(trouble, PassphraseNeeded):
            self._mend_attempt(Action.GIVE_PASSPHRASE)

    def _mend_attempt(self, action: Action) -> None:
        trouble = getattr(self._connecting.state, "trouble", None)
        again = self._connecting.try_again
        if not self._remedies.apply(action, trouble, again, lambda _error: again()):
            again()

    def _begin_from_keys(self) -> None:
        """Begin, unless something is open that a key pressed by chance would throw away."""
        if self.sheet.isHidden() and self._stack.currentWidget() is self.home:
            self.begin()

    def _test_all(self) -> None:
        if self.sheet.isHidden() and self._stack.currentWidget() is self.home:
            self.looking_after.trial_of_all.start()

    def copy_text(self, text: str) -> None:
        """Copy what is no secret, and say so."""
        self._clipboard.put_text(text)
        self.toast.say_shortly(say("Copied."))

    def _open_page(self, address: str) -> None:
        if not self._open_address(address):
            self._clipboard.put_text(address)
            self.toast.say_shortly(say("No browser opened. The address is copied: paste it in a browser."), "browser")


def _wants_attention(state: State) -> bool:
    """Tell whether something has come of what the user did in the browser."""
    has_come = isinstance(state, ChoosingCompany | ConfirmingCompany | Done) or (
        isinstance(state, SigningIn) and state.trouble is not None
    )
    return has_come or (isinstance(state, SigningIn) and state.stage is Stage.FINISHING)
