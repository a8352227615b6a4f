"""The wizard as it is seen: a calm head with Back, how far one is, and a way out; below it the page for the state.

When the page changes, a screen reader is told its heading, and the focus goes to where the page begins.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ledgerpass.providers.provider import Provider
from ledgerpass.ui.doors import ConnectingDoor
from ledgerpass.ui.steps import step_of
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.widgets.steps_bar import StepsBar
from ledgerpass.ui.wizard_pages import WizardPages
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.events import WentBack
from ledgerpass.wizard.pages import leads_out
from ledgerpass.wizard.state import Done, State


class Wizard(QWidget):
    """The head, and one page at a time."""

    left = Signal()
    """The user goes back to the list."""
    copy_wanted = Signal(str)
    """A text that is no secret is to be copied."""
    copy_secret_wanted = Signal(str, str)
    """A connection's id, and 'token', 'header' or 'command'."""
    copy_trouble_acted = Signal(object)
    """The `Action` beside what is said when something could not be copied."""
    remedy_wanted = Signal(object)
    """An `Action` beside the page's trouble that may be a remedy against it; then the attempt is made again."""

    def __init__(
        self, connecting: ConnectingDoor, providers: tuple[Provider, ...], clock: Callable[[], float] = time.time
    ) -> None:
        """Show what `connecting` says, with `providers` to choose from; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self.setProperty("part", "window")
        self._connecting = connecting
        self.pages = WizardPages(connecting, providers, clock)
        self._shown: tuple[object, ...] = ()
        self.back = button(say("Back"), "quiet", "back")
        self.leave = button(say("Close"), "icon", "close")
        self.steps = StepsBar()
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)
        self.pages.finished.connect(self._leave)
        self.pages.acted.connect(self._act)
        self.pages.copy_wanted.connect(self.copy_wanted)
        self.pages.copy_secret_wanted.connect(self._copy_secret)

    def page(self) -> Page:
        """Give the page that is shown."""
        return self.pages.page()

    def present(self, state: State) -> None:
        """Show the page for a state."""
        page = self.pages.show_state(state)
        self.back.setVisible(not isinstance(state, Done))
        self.steps.present(*step_of(state))
        shown = (
            page,
            getattr(state, "stage", None),
            getattr(state, "trouble", None),
            getattr(state, "hindrance", None),
            getattr(state, "is_embedded", None),
            getattr(state, "browser_missing", None),
        )
        is_new, self._shown = shown != self._shown, shown
        if is_new and self.isVisible():
            self._enter(page)

    def enter(self) -> None:
        """Put the focus where the page begins, and tell a screen reader what it is."""
        self._enter(self.page())

    def say_trouble(self, said: Explanation | None) -> None:
        """Say on the last page why something could not be copied."""
        self.pages.done.say_trouble(said)

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
        column.addWidget(self.pages, 1)

    def _enter(self, page: Page) -> None:
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        words = f"{page.title.text()}. {page.lead.text()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, words))

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
            self.remedy_wanted.emit(action)

    def _go_back(self) -> None:
        if leads_out(self._connecting.state):
            self._leave()
        else:
            self._connecting.send(WentBack())

    def _leave(self) -> None:
        self._connecting.begin()
        self.left.emit()
