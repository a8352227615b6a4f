"""What a sign-in shows while it waits: three ticks, a clock, the ways out, and a box to paste into."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import AuthorizationCode, OAuth1
from ledgerpass.ui.theme import spacing
from ledgerpass.ui.theme.controls import Kind, button, label, line, mark_as, restyle
from ledgerpass.ui.theme.flow import Flow
from ledgerpass.ui.widgets.countdown import Countdown
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.ui.widgets.paste_box import PasteBox
from ledgerpass.ui.widgets.step_list import StepList
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.recognised import recognised_words
from ledgerpass.ui.wording.sign_in_page import (
    browser_choice,
    handed_over,
    insists_on_https,
    no_browser,
    step_words,
    ways_out_words,
)
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.state import SigningIn, Stage

_LOOK_BEHIND_AFTER = 20_000
"""Milliseconds of waiting after which the hint about a hidden window is given."""

_SLOW_AFTER = 2_000
"""Milliseconds after which it is said that a window is still on its way."""


class SignInWait(QWidget):
    """The three ticks, the clock, the ways out, the paste box."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Make it, empty; `clock` gives seconds since 1970-01-01 UTC."""
        super().__init__()
        self._steps = StepList()
        self.clock = Countdown(clock)
        self._no_browser = Notice()
        self._hindrance = Notice()
        self._handed_over = Notice()
        self._behind = label("", "body", "soft")
        self._behind.hide()
        self.behind_timer = _hint_timer(self, _LOOK_BEHIND_AFTER)
        self.slow_timer = _hint_timer(self, _SLOW_AFTER)
        self._hinted: tuple[QTimer | None, bool] = (None, False)
        self._is_missing = False
        for timer in (self.behind_timer, self.slow_timer):
            timer.timeout.connect(self._behind.show)
        self.open_again = button(say("Open again"), "secondary", "again")
        self.copy_link = button(say("Copy link"), "secondary", "link")
        self.shows_code = button(say("It shows me a code"), "secondary", "key")
        self.somebody_else = button(say("Sign in as somebody else"), "secondary", "sign_in")
        self.other_browser = button("", "secondary", "browser")
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
        self._rule = line()
        inside.addWidget(self._rule)
        self._ways_out = Flow()
        for way_out in (self.open_again, self.copy_link, self.shows_code, self.somebody_else, self.other_browser):
            mark_as(way_out, "small", True)
            self._ways_out.addWidget(way_out)
        inside.addLayout(self._ways_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.ROOM)
        for notice in (self._no_browser, self._handed_over, self._hindrance):
            column.addWidget(notice)
        column.addWidget(card)
        column.addWidget(self.paste)
        column.addWidget(self._behind)  # last, because it comes later: nothing moves that may be about to be pressed

    def present(self, state: SigningIn, *, begins: bool) -> None:
        """Show how far it is; `begins` with a new wait, for which the paste box is closed again."""
        is_waiting = state.stage is Stage.WAITING
        is_pasted = bool(state.pasted)
        self._steps.present(step_words(state), state.stage.value - Stage.PREPARING.value)
        self.clock.present(state.ends_at if is_waiting else None)
        is_missing = self._is_missing = is_waiting and state.browser_missing and not state.is_embedded
        self._no_browser.present(no_browser() if is_missing and state.handed_over is None else None)
        is_hindered = is_waiting and state.hindrance is Hindrance.HTTPS
        self._hindrance.present(insists_on_https() if is_hindered else None)
        moved = state.handed_over if is_waiting else None
        went_by_himself = moved in {Hindrance.MOVED, Hindrance.PASSKEY} and not state.browser_missing
        self._handed_over.present(handed_over(moved, state) if moved else None, "card" if went_by_himself else None)
        self._name_ways_out(state, is_waiting=is_waiting)
        look: Kind = "primary" if is_missing else "secondary"
        restyle(self.copy_link, look, "link")
        for part in (self._rule, self.open_again, self.copy_link):
            part.setVisible(is_waiting)
        for part in (self.open_again, self.shows_code):
            part.setEnabled(not state.opens_window)  # in its place all the same, so that nothing moves when it can help
        self.somebody_else.setVisible(is_waiting and state.draft.can_ask_who)
        if begins or is_pasted or is_hindered:
            self.paste.setVisible(is_pasted or is_hindered)
        self.paste.setVisible(is_waiting and not self.paste.isHidden())
        self.shows_code.setVisible(is_waiting and self.paste.isHidden())
        self._present_paste_box(state)
        self._time_hint(state)

    def _name_ways_out(self, state: SigningIn, *, is_waiting: bool) -> None:
        again, other, behind = ways_out_words(state)
        for way_out, words in ((self.open_again, again), (self.other_browser, other)):
            way_out.setText(words)
            way_out.setAccessibleName(words)
        self.other_browser.setAccessibleDescription(browser_choice(state)[1])
        self.other_browser.setVisible(is_waiting and state.has_choice and state.handed_over is None)
        self._behind.setText(behind)

    def _present_paste_box(self, state: SigningIn) -> None:
        refused = explain(state.paste_trouble, state.draft.provider.name) if state.paste_trouble else None
        found = recognised_words(state.recognised) if state.recognised else ""
        self.paste.ask_for(
            "address" if state.hindrance is Hindrance.HTTPS else state.draft.pasted, state.draft.provider.name
        )
        self.paste.present(
            found=found,
            trouble=f"{refused.title} {refused.text}" if refused else "",
            can_switch=state.draft.delivery == "loopback" and _has_out_of_band(state),
        )

    def first_focus(self) -> QWidget | None:
        """Give the box where something is to be pasted, or else the way out that helps most, if one can be seen."""
        wanted = (self.copy_link,) if self._is_missing else (self.paste.edit, self.open_again)
        return next((each for each in wanted if each.isVisibleTo(self) and each.isEnabled()), None)

    def _time_hint(self, state: SigningIn) -> None:
        """Give the hint that fits, after a while; another one has to wait for its own."""
        timer = self.slow_timer if state.opens_window else self.behind_timer
        hinted = (timer if state.stage is Stage.WAITING and not self._is_missing else None, state.is_embedded)
        if hinted == self._hinted:
            return
        self._hinted = hinted
        self.slow_timer.stop()
        self.behind_timer.stop()
        self._behind.hide()
        if hinted[0]:
            hinted[0].start()

    def _open_paste_box(self) -> None:
        self.shows_code.hide()
        self.paste.show()
        self.paste.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _hint_timer(parent: QWidget, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer


def _has_out_of_band(state: SigningIn) -> bool:
    way = state.draft.way
    return isinstance(way, AuthorizationCode | OAuth1) and way.redirects.out_of_band is not None
