"""Page 5: sign in. What will happen, then what is happening, with a clock and ways out as long as it lasts.

The wait has a sentence, a clock, and four ways out: open again, copy the link, paste what the page shows, cancel. A
trouble stands here as well, and the strong button then does what mends it.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.providers.provider import AuthorizationCode, OAuth1
from ledgerpass.ui.theme import icons, spacing
from ledgerpass.ui.theme.controls import Kind, button, label, line, mark_as, restyle
from ledgerpass.ui.theme.flow import Flow
from ledgerpass.ui.theme.link import Link
from ledgerpass.ui.widgets.countdown import Countdown
from ledgerpass.ui.widgets.fact_card import Fact, FactCard
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.page import Page
from ledgerpass.ui.widgets.paste_box import PasteBox
from ledgerpass.ui.widgets.step_list import StepList
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action, Explanation
from ledgerpass.ui.wording.recognised import recognised_words
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import SigningIn, Stage

_LOOK_BEHIND_AFTER = 20_000
"""Milliseconds of waiting after which the hint about a hidden window is given."""

_MOST_FINDINGS = 3
"""As many things as a quick look can find in the way: two hosts at the most, and the clock."""

_WITH_THE_STRONG_BUTTON = frozenset({Action.TRY_AGAIN, Action.OPEN_AGAIN, Action.SIGN_IN_AGAIN, Action.UNLOCK})


class SignIn(Page):
    """Before, during and after a failed sign-in."""

    start_wanted = Signal()
    go_on_wanted = Signal()
    """The user goes on, whatever a quick look found in the way."""
    pasted = Signal(str)
    open_again_wanted = Signal()
    delivery_chosen = Signal(str)
    redirect_error_reported = Signal()
    cancelled = Signal()

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Make the page, empty; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self._state: SigningIn | None = None
        self.notice = Notice()
        self.findings = tuple(Notice() for _ in range(_MOST_FINDINGS))
        self.before = FactCard()
        self.during = _During(clock)
        for part in (self.notice, *self.findings, self.before, self.during):
            self.body.addWidget(part)
        self.go_on = Link(say("Go on all the same"))
        self.add_beside(self.go_on)
        self.complaint = Link(say("The page says something about the address?"))
        self.cancel = button(say("Cancel"), "secondary")
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
        self.complaint.clicked.connect(self.redirect_error_reported)
        self.during.open_again.clicked.connect(self.open_again_wanted)
        self.during.copy_link.clicked.connect(self._copy_link)
        self.during.paste.pasted.connect(self.pasted)
        self.during.paste.switch.clicked.connect(lambda: self.delivery_chosen.emit("out_of_band"))

    def present(self, state: SigningIn) -> None:
        """Show how far the sign-in is."""
        was_ready = self._state is None or self._state.stage is Stage.READY
        self._state = state
        self.about(state.draft.provider)
        is_ready = state.stage is Stage.READY
        self._head(state)
        said = explain(state.trouble, state.draft.provider.name) if state.trouble else None
        self.lead.setVisible(said is None and not state.findings)
        self._show_trouble(said)
        self._show_findings(state)
        self.before.setVisible(is_ready and said is None and not state.findings)
        self.during.setVisible(not is_ready)
        self.open_browser.setVisible(is_ready)
        self.cancel.setVisible(not is_ready)
        self.complaint.setVisible(state.stage is Stage.WAITING and state.draft.delivery == "loopback")
        if is_ready:
            self.before.present(_before_facts(state))
            self._name_button(said, found=bool(state.findings))
        else:
            self.during.present(state, begins=was_ready)
        if was_ready != is_ready:
            self.scroll_up()

    def forget(self) -> None:
        """Drop what was pasted."""
        self._state = None
        self.during.paste.forget()

    def first_focus(self) -> QWidget | None:
        """Begin at the strong button; during the wait at the paste box or the first way out."""
        if self._state is None or self._state.stage is Stage.READY:
            return self.open_browser
        if self.during.paste.isVisibleTo(self):
            return self.during.paste.edit
        return self.during.open_again if self.during.open_again.isVisibleTo(self) else self.cancel

    def _head(self, state: SigningIn) -> None:
        name = state.draft.provider.name
        shows_code = state.draft.delivery == "out_of_band"
        match state.stage:
            case Stage.READY:
                self.head(say("Sign in at {provider}", provider=name), _before_words(state))
            case Stage.PREPARING:
                self.head(say("Opening your browser…"), say("This takes a moment."))
            case Stage.WAITING if state.draft.pasted == "address":
                self.head(
                    say("Waiting for the address"),
                    say(
                        "Sign in at {provider} and press Allow. Then copy the address of the last page.", provider=name
                    ),
                )
            case Stage.WAITING if shows_code:
                self.head(
                    say("Waiting for the code"),
                    say("Sign in at {provider}, press Allow, and paste the code that it shows you.", provider=name),
                )
            case Stage.WAITING:
                self.head(
                    say("Waiting for you in the browser"),
                    say("Sign in at {provider} and press Allow. This page then goes on by itself.", provider=name),
                )
            case Stage.FINISHING:
                self.head(say("Almost done"), say("{provider} has answered. We are finishing up.", provider=name))

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

    def _name_button(self, said: Explanation | None, *, found: bool) -> None:
        if found:
            text, icon = say("Try again"), "again"
        elif said is None:
            text, icon = say("Open my browser"), "open"
        elif said.action is Action.UNLOCK:
            text, icon = said.action_label, "lock"
        else:
            text = said.action_label if said.action in _WITH_THE_STRONG_BUTTON else say("Try again")
            icon = "again"
        self.open_browser.setText(text)
        self.open_browser.setAccessibleName(text)
        self.open_browser.setIcon(icons.icon(icon, "on_accent"))  # type: ignore[arg-type]

    def _press(self) -> None:
        trouble = self._state.trouble if self._state else None
        if trouble is None:
            self.start_wanted.emit()
            return
        said = explain(trouble, "")
        self.act(said.action if said.action in _WITH_THE_STRONG_BUTTON else Action.TRY_AGAIN)

    def _act_on_notice(self, action: Action) -> None:
        said = self.notice.explanation()
        self.copy_wanted.emit(said.line if action is Action.COPY_LINE else said.details())

    def _copy_link(self) -> None:
        if self._state is not None and self._state.address:
            self.copy_wanted.emit(self._state.address)


def _before_words(state: SigningIn) -> str:
    name, browser = state.draft.provider.name, state.browser
    if state.draft.pasted == "address":
        return say("Your browser opens. Sign in at {provider}, press Allow, and copy the last address.", provider=name)
    if state.draft.delivery == "out_of_band":
        return (
            say(
                "{browser} opens. Sign in at {provider}, press Allow, and copy the code.",
                provider=name,
                browser=browser,
            )
            if browser
            else say("Your browser opens. Sign in at {provider}, press Allow, and copy the code.", provider=name)
        )
    return (
        say("{browser} opens. Sign in at {provider} and press Allow.", provider=name, browser=browser)
        if browser
        else say("Your browser opens. Sign in at {provider} and press Allow.", provider=name)
    )


def _before_facts(state: SigningIn) -> list[Fact]:
    name = state.draft.provider.name
    last = {
        "address": say("The last page may show an error. That is all right: paste its whole address here."),
        "code": say("Press Allow there, then paste the code here."),
        "": say("Press Allow there, and come back here."),
    }[state.draft.pasted]
    return [
        ("browser", "accent_text", say("The page that opens is {provider}'s own.", provider=name)),
        (
            "key",
            "accent_text",
            say("Your password stays between you and {provider}. We never see it.", provider=name),
        ),
        ("check", "accent_text", last),
    ]


def _no_browser() -> Explanation:
    return Explanation(
        title=say("We couldn't open a browser on this computer."),
        text=say("Copy the link, open a browser yourself, and paste the link there. We keep waiting."),
        grave=False,
    )


def _insists_on_https() -> Explanation:
    return Explanation(
        title=say("Your browser can't come back here by itself."),
        text=say("It shows an error now. Copy the whole address at the top of that page, and paste it below."),
        grave=False,
    )


class _During(QWidget):
    """The three ticks, the clock, the ways out, the paste box."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._steps = StepList()
        self.clock = Countdown(clock)
        self._no_browser = Notice()
        self._hindrance = Notice()
        self._behind = label(say("Look for a browser window behind this one."), "body", "soft")
        self._behind.hide()
        self.behind_timer = QTimer(self)
        self.behind_timer.setSingleShot(True)
        self.behind_timer.setInterval(_LOOK_BEHIND_AFTER)
        self.behind_timer.timeout.connect(self._behind.show)
        self.open_again = button(say("Open again"), "secondary", "again")
        self.copy_link = button(say("Copy link"), "secondary", "link")
        self.shows_code = button(say("It shows me a code"), "secondary", "key")
        self.paste = PasteBox()
        self._lay_out()
        self.shows_code.clicked.connect(self._open_paste_box)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("part", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(spacing.WIDE, spacing.WIDE - spacing.HALF, spacing.WIDE, spacing.WIDE - spacing.HALF)
        inside.setSpacing(spacing.ROOM)
        top = QHBoxLayout()
        top.addWidget(self._steps, 1)
        top.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(top)
        inside.addWidget(self._behind)
        self._rule = line()
        inside.addWidget(self._rule)
        self._ways_out = Flow()
        for way_out in (self.open_again, self.copy_link, self.shows_code):
            mark_as(way_out, "small", True)
            self._ways_out.addWidget(way_out)
        inside.addLayout(self._ways_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.ROOM)
        column.addWidget(self._no_browser)
        column.addWidget(self._hindrance)
        column.addWidget(card)
        column.addWidget(self.paste)

    def present(self, state: SigningIn, *, begins: bool) -> None:
        name = state.draft.provider.name
        is_waiting = state.stage is Stage.WAITING
        shows_code = state.draft.delivery == "out_of_band"
        lines = (
            say("Ready to listen"),
            {
                "address": say("Waiting for the address of the last page"),
                "code": say("Waiting for the code from {provider}", provider=name),
                "": say("Waiting for you in the browser"),
            }[state.draft.pasted],
            say("Finishing"),
        )
        self._steps.present(lines, state.stage.value - Stage.PREPARING.value)
        self.clock.present(state.ends_at if is_waiting else None)
        self._no_browser.present(_no_browser() if is_waiting and state.browser_missing else None)
        is_hindered = is_waiting and state.hindrance is not None
        self._hindrance.present(_insists_on_https() if is_hindered else None)
        look: Kind = "primary" if state.browser_missing else "secondary"
        restyle(self.copy_link, look, "link")
        for part in (self._rule, self.open_again, self.copy_link):
            part.setVisible(is_waiting)
        if begins or shows_code or is_hindered:
            self.paste.setVisible(shows_code or is_hindered)
        self.paste.setVisible(is_waiting and not self.paste.isHidden())
        self.shows_code.setVisible(is_waiting and self.paste.isHidden())
        self._present_paste_box(state)
        self._time_hint(is_waiting=is_waiting, missing=state.browser_missing)

    def _present_paste_box(self, state: SigningIn) -> None:
        refused = explain(state.paste_trouble, state.draft.provider.name) if state.paste_trouble else None
        found = recognised_words(state.recognised) if state.recognised else ""
        self.paste.ask_for("address" if state.hindrance else state.draft.pasted, state.draft.provider.name)
        self.paste.present(
            found=found,
            trouble=f"{refused.title} {refused.text}" if refused else "",
            can_switch=state.draft.delivery == "loopback" and _has_out_of_band(state),
        )

    def _time_hint(self, *, is_waiting: bool, missing: bool) -> None:
        if not is_waiting or missing:
            self.behind_timer.stop()
            self._behind.hide()
        elif not self.behind_timer.isActive() and self._behind.isHidden():
            self.behind_timer.start()

    def _open_paste_box(self) -> None:
        self.shows_code.hide()
        self.paste.show()
        self.paste.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _has_out_of_band(state: SigningIn) -> bool:
    way = state.draft.way
    return isinstance(way, AuthorizationCode | OAuth1) and way.redirects.out_of_band is not None
