"""Page 5: sign in. What will happen, then what is happening, with a clock and ways out as long as it lasts.

The wait has a sentence, a clock, and four ways out: open again, copy the link, paste what the page shows, cancel. A
trouble stands here as well, and the strong button then does what mends it.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledgerpass.errors import NoEmbeddedBrowser
from ledgerpass.ui.browser_choice import BrowserChoice
from ledgerpass.ui.sign_in_wait import SignInWait
from ledgerpass.ui.theme import icons
from ledgerpass.ui.theme.controls import button
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.widgets.fact_card import Fact, FactCard
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.sign_in_page import facts_before, heading, out_of_reach
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import SigningIn, Stage

_MOST_FINDINGS = 3
"""As many things as a quick look can find in the way: no browser, and something about each of two hosts."""

_WITH_THE_STRONG_BUTTON: dict[Action, icons.IconName] = {
    Action.TRY_AGAIN: "again",
    Action.OPEN_AGAIN: "again",
    Action.SIGN_IN_AGAIN: "again",
    Action.UNLOCK: "lock",
    Action.GIVE_PASSPHRASE: "lock",
    Action.GIVE_PROXY_PASSWORD: "key",
}
"""What the page's strong button does where a trouble calls for it, and its icon."""


class SignIn(Page):
    """Before, during and after a failed sign-in."""

    start_wanted = Signal()
    go_on_wanted = Signal()
    """The user goes on, whatever a quick look found in the way."""
    pasted = Signal(str)
    open_again_wanted = Signal()
    delivery_chosen = Signal(str)
    redirect_error_reported = Signal()
    other_account_wanted = Signal()
    browser_chosen = Signal(bool)
    """The user wants the embedded browser, or his own."""
    cancelled = Signal()

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Make the page, empty; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self._state: SigningIn | None = None
        self.notice = Notice()
        self.findings = tuple(Notice() for _ in range(_MOST_FINDINGS))
        self.before = FactCard()
        self.choice = BrowserChoice()
        self.during = SignInWait(clock)
        for part in (self.notice, *self.findings, self.before, self.choice, self.during):
            self.body.addWidget(part)
        self.go_on = Link(say("Go on all the same"))
        self.add_beside(self.go_on)
        self.somebody_else = Link(say("Sign in as somebody else"))
        self.complaint = Link(say("Does the page show an error about an address?"))
        self.cancel = button(say("Cancel"), "secondary")
        self.add_beside(self.somebody_else)
        self.add_beside(self.complaint)
        self.add_beside_primary(self.cancel)
        self.open_browser = self.add_primary(say("Open my browser"), "open")
        self._connect()

    def _connect(self) -> None:
        self.notice.acted.connect(self._act_on_notice)
        self.notice.copy_wanted.connect(self.copy_wanted)
        for finding in self.findings:
            finding.copy_wanted.connect(self.copy_wanted)
        self.go_on.clicked.connect(self.go_on_wanted)
        self.open_browser.clicked.connect(self._press)
        self.cancel.clicked.connect(self.cancelled)
        self.somebody_else.clicked.connect(self.other_account_wanted)
        self.complaint.clicked.connect(self.redirect_error_reported)
        self.during.open_again.clicked.connect(self.open_again_wanted)
        self.during.somebody_else.clicked.connect(self.other_account_wanted)
        self.choice.link.clicked.connect(self._choose_other_browser)
        self.during.other_browser.clicked.connect(self._choose_other_browser)
        self.during.copy_link.clicked.connect(self._copy_link)
        self.during.paste.pasted.connect(self.pasted)
        self.during.paste.switch.clicked.connect(lambda: self.delivery_chosen.emit("out_of_band"))

    def present(self, state: SigningIn) -> None:
        """Show how far the sign-in is."""
        was_ready = self._state is None or self._state.stage is Stage.READY
        self._state = state
        self.about(state.draft.provider)
        is_ready = state.stage is Stage.READY
        self.head(*heading(state))
        name = state.draft.provider.name
        trouble = NoEmbeddedBrowser(provider=name) if is_ready and state.lacks_embedded else state.trouble
        said = explain(trouble, name) if trouble else None
        if said and state.lacks_embedded:
            said = out_of_reach(said, state)
        self.lead.setVisible(said is None and not state.findings)
        self._show_trouble(said)
        self._show_findings(state)
        self.before.setVisible(is_ready and said is None and not state.findings)
        self.during.setVisible(not is_ready)
        self.choice.present(state if is_ready and not state.can_finish else None)
        self.open_browser.setVisible(is_ready and not (state.lacks_embedded and state.draft.replaces))
        self.cancel.setVisible(not is_ready)
        self.somebody_else.setVisible(is_ready and state.draft.can_ask_who)
        can_complain = state.stage is Stage.WAITING and not state.opens_window
        self.complaint.setVisible(can_complain and state.draft.pasted != "code")
        if is_ready:
            self.before.present(_before_facts(state))
            self._name_button(state, said)
        else:
            had_box = not was_ready and not self.during.paste.isHidden()
            self.during.present(state, begins=was_ready)
            if not had_box and not self.during.paste.isHidden():
                self.scroll_to(self.during.copy_link if state.browser_missing else self.during.paste)
        if was_ready != is_ready:
            self.scroll_up()

    def forget(self) -> None:
        """Drop what was pasted."""
        self._state = None
        self.during.paste.forget()

    def first_focus(self) -> QWidget | None:
        """Begin at the strong button; during the wait at the paste box or the way out that helps most."""
        if self._state is None or self._state.stage is Stage.READY:
            return self.open_browser
        return self.during.first_focus() or self.cancel

    def _show_trouble(self, said: Explanation | None) -> None:
        if said is None:
            self.notice.present(None)
        else:
            self.notice.present(said.without_action() if said.action in _WITH_THE_STRONG_BUTTON else said)

    def _show_findings(self, state: SigningIn) -> None:
        for place, notice in enumerate(self.findings):
            error = state.findings[place] if place < len(state.findings) else None
            notice.present(explain(error, state.draft.provider.name).without_action() if error else None)
        self.go_on.setVisible(bool(state.findings))

    def _name_button(self, state: SigningIn, said: Explanation | None) -> None:
        text: str = say("Try again")
        icon: icons.IconName = "again"
        if state.lacks_embedded:
            text, icon = say("Go back"), "back"
        elif said is None and not state.findings:
            text, icon = say("Open the window") if state.is_embedded else say("Open my browser"), "open"
        elif said is not None and said.action in _WITH_THE_STRONG_BUTTON:
            text, icon = said.action_label, _WITH_THE_STRONG_BUTTON[said.action]
        self.open_browser.setText(text)
        self.open_browser.setAccessibleName(text)
        self.open_browser.setIcon(icons.icon(icon, "on_accent"))

    def _press(self) -> None:
        trouble = self._state.trouble if self._state else None
        if self._state and self._state.lacks_embedded:
            self.cancelled.emit()
        elif trouble is None:
            self.start_wanted.emit()
        else:
            said = explain(trouble, "")
            self.act(said.action if said.action in _WITH_THE_STRONG_BUTTON else Action.TRY_AGAIN)

    def _act_on_notice(self, action: Action) -> None:
        said = self.notice.explanation()
        match action:
            case Action.COPY_LINE:
                self.copy_wanted.emit(said.line)
            case Action.COPY_DETAILS:
                self.copy_wanted.emit(said.details())
            case _:
                self.act(action)

    def _choose_other_browser(self) -> None:
        if self._state is not None:
            self.browser_chosen.emit(not self._state.draft.embedded)

    def _copy_link(self) -> None:
        if self._state is not None and self._state.address:
            self.copy_wanted.emit(self._state.address)


def _before_facts(state: SigningIn) -> list[Fact]:
    marks: tuple[icons.IconName, ...] = ("browser", "key", "check")
    return [(mark, "accent_text", words) for mark, words in zip(marks, facts_before(state), strict=True)]
