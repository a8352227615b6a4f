"""The sign-in page where there is an embedded browser: a quiet second road, and never a dead one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledgerpass.errors import KeychainLocked, NoBrowser, WindowClosed
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.ui.pages.sign_in import SignIn
from ledgerpass.ui.widgets.notice import Notice
from ledgerpass.wizard.events import BrowserChosen
from ledgerpass.wizard.state import ChoosingWay, SigningIn, Stage
from tests.ui import samples
from tests.ui.embedded_scenes import (
    by_code,
    by_own_scheme,
    handed_over,
    opening,
    ready,
    ruled,
    waiting,
    without_own_browser,
)
from tests.ui.reading import button, focused_name, has_button, key, press, seen, settle, write
from tests.ui.scenes import Stand

WINDOW, OWN = "Use a window of Ledgerpass instead", "Use my own browser instead"


def shown(stand: Stand, state: SigningIn) -> SignIn:
    stand.show(state)
    settle()
    return stand.window.wizard.pages.sign_in


def then(stand: Stand, state: SigningIn) -> None:
    """Have the state follow while the page is shown, with the focus where the user has it."""
    stand.connecting.show(state)
    settle()


def test_the_users_own_browser_stands_first_and_the_window_is_offered_quietly(stand: Stand) -> None:
    page = shown(stand, ready())
    assert "Firefox opens. Sign in at Moneybird and press Allow." in seen(page)
    assert focused_name() == "Open my browser"
    press(page, WINDOW)
    assert stand.connecting.events == [BrowserChosen(embedded=True)]


def test_what_was_chosen_can_be_taken_back_before_and_opens_with_enter(stand: Stand) -> None:
    page = shown(stand, ready(embedded=True))
    assert "A window of Ledgerpass opens. Sign in at Moneybird there and press Allow." in seen(page)
    assert focused_name() == "Open the window"
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls == ["start"]
    press(page, OWN)
    assert stand.connecting.events == [BrowserChosen(embedded=False)]


@pytest.mark.parametrize("stage", [Stage.READY, Stage.WAITING])
@pytest.mark.parametrize("embedded", [False, True])
def test_where_there_is_nothing_to_choose_nobody_is_offered_anything(
    stand: Stand, stage: Stage, *, embedded: bool
) -> None:
    state = ready(embedded=embedded, stage=stage)
    page = shown(stand, replace(state, can_embed=False))
    assert not has_button(page, WINDOW)
    assert not has_button(page, OWN)
    assert "in the window" not in seen(page)
    page = shown(stand, ruled(state, "only", own_scheme=True))
    assert not has_button(page, WINDOW)
    assert not has_button(page, OWN)


@pytest.mark.parametrize(("embedded", "words"), [(False, WINDOW), (True, OWN)])
def test_the_other_browser_can_be_chosen_during_the_wait(stand: Stand, words: str, *, embedded: bool) -> None:
    press(shown(stand, waiting(embedded=embedded)), words)
    assert stand.connecting.events == [BrowserChosen(embedded=not embedded)]
    page = shown(stand, ready(embedded=embedded, stage=Stage.FINISHING))
    assert not has_button(page, words)


def test_the_wait_speaks_of_the_window_where_one_has_opened(stand: Stand) -> None:
    page = shown(stand, replace(ready(embedded=True), stage=Stage.PREPARING))
    assert "Opening the window…" in seen(page)
    page = shown(stand, waiting(embedded=True))
    assert "Waiting for you in the window: under way" in seen(page)
    assert "The window then closes by itself." in seen(page)
    press(page, "Show the window")
    assert stand.connecting.calls == ["open_again"]


def test_a_code_is_read_by_itself_and_the_box_to_paste_into_is_only_a_way_out(stand: Stand) -> None:
    page = shown(stand, by_code(waiting(embedded=True)))
    assert "We read the code for you." in seen(page)
    assert not page.during.paste.isVisible()
    press(page, "It shows me a code")
    assert page.during.paste.edit.hasFocus()


def test_a_whole_address_is_asked_of_nobody_while_the_window_can_catch_it(stand: Stand) -> None:
    page = shown(stand, ruled(waiting(), "only", own_scheme=True))
    assert "address of the last page" not in seen(page)
    assert not page.during.paste.isVisible()
    assert has_button(page, "Does the page show an error about an address?")
    page = shown(stand, replace(ruled(waiting(), "only", own_scheme=True), handed_over=Hindrance.FAILED))
    assert "Paste the address here" in seen(page)
    assert page.during.paste.isVisible()


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Hindrance.REFUSED, "The sign-in at Moneybird doesn't work inside another program."),
        (Hindrance.PASSKEY, "Your passkeys are in your own browser."),
        (Hindrance.MOVED, "You go on in your own browser."),
        (Hindrance.FAILED, "The window of Ledgerpass couldn't be used here."),
    ],
)
def test_a_hand_over_is_told_and_the_wait_speaks_of_the_browser_again(stand: Stand, why: Hindrance, words: str) -> None:
    page = shown(stand, handed_over(why))
    assert words in seen(page)
    assert "Waiting for you in the browser: under way" in seen(page)
    assert not has_button(page, WINDOW)
    page = shown(stand, by_code(handed_over(why)))
    assert page.during.paste.isVisible()
    assert words not in seen(shown(stand, replace(handed_over(why), stage=Stage.FINISHING)))


@pytest.mark.parametrize(("why", "look"), [(Hindrance.PASSKEY, "card"), (Hindrance.FAILED, "warning")])
def test_what_the_user_wanted_himself_is_no_warning(stand: Stand, why: Hindrance, look: str) -> None:
    page = shown(stand, handed_over(why))
    assert [each.property("part") for each in page.during.findChildren(Notice) if each.isVisible()] == [look]
    page = shown(stand, without_own_browser(why))
    assert [each.property("part") for each in page.during.findChildren(Notice) if each.isVisible()] == ["warning"]


def test_a_closed_window_can_be_opened_again_or_left_for_the_own_browser(stand: Stand) -> None:
    page = shown(stand, ready(embedded=True, trouble=WindowClosed(provider="Moneybird")))
    assert "You closed the window before the sign-in was done.\nNothing was changed." in seen(page.notice)
    assert has_button(page, OWN)
    assert focused_name() == "Open again"
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls == ["try_again"]


def test_what_needs_no_new_sign_in_is_not_thrown_away_for_another_browser(stand: Stand) -> None:
    page = shown(stand, ready(trouble=KeychainLocked(), can_finish=True))
    assert not has_button(page, WINDOW)


def test_without_any_browser_of_his_own_the_user_is_offered_the_window(stand: Stand) -> None:
    found = NoBrowser(provider="Moneybird", reason="nothing opens web pages", tried=False)
    assert has_button(shown(stand, ready(findings=(found,))), WINDOW)


def test_what_only_the_window_could_do_is_not_begun_where_there_is_none(stand: Stand) -> None:
    page = shown(stand, by_own_scheme(ready(can_embed=False)))
    assert "This way needs an addition to Ledgerpass." in seen(page)
    assert "You can sign in at Moneybird only in a window of Ledgerpass." in seen(page)
    assert "Your IT person can add it. Or go back, and choose another way." in seen(page)
    assert "ledgerpass[embedded]" in page.notice.explanation().details()
    assert not has_button(page, "Open my browser")
    assert not has_button(page, "Open the window")
    assert "Step" not in seen(stand.window.wizard)
    assert focused_name() == "Go back"
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls == ["cancel"]
    assert has_button(shown(stand, ready()), "Open my browser")


def test_of_a_known_connection_it_is_said_as_well_and_nothing_else_is_offered(stand: Stand) -> None:
    state = by_own_scheme(ready(can_embed=False))
    page = shown(stand, replace(state, draft=replace(state.draft, replaces="smit")))
    assert "This way needs an addition to Ledgerpass." in seen(page)
    assert "choose another way" not in seen(page)
    assert not page.open_browser.isVisible()


def test_a_way_that_cant_be_gone_here_stands_last_and_says_so_and_the_others_can(stand: Stand) -> None:
    draft = samples.draft("moneybird")
    stand.show(ChoosingWay(draft=draft, out_of_reach=frozenset({"personal-token"})))
    settle()
    page = stand.window.wizard.pages.choose_way
    assert list(page.cards) == ["sign-in", "personal-token"]
    reachable, other = page.cards.values()
    words = "This way needs an addition to Ledgerpass that is not on this computer."
    assert words in seen(other)
    assert words in other.accessibleDescription()
    assert "Recommended" not in seen(other)
    assert words not in seen(reachable)
    assert "Recommended" in seen(reachable)
    assert focused_name() == "Sign in at Moneybird"
    stand.show(ChoosingWay(draft=draft))
    settle()
    assert words not in seen(page)
    assert list(page.cards) == ["personal-token", "sign-in"]


def test_until_the_window_is_seen_it_is_said_to_open_and_after_two_seconds_that_it_is_slow(
    stand: Stand, qtbot: QtBot
) -> None:
    slow = "The window is opening. On this computer it takes a little longer."
    page = shown(stand, ready(embedded=True))
    assert page.during.slow_timer.interval() == 2000
    page.during.slow_timer.setInterval(1)
    page = shown(stand, opening())
    assert "Opening the window…" in seen(page)
    assert "Opening the window…: under way" in seen(page)
    assert "Waiting for you" not in seen(page)
    assert not has_button(page, "Does the page show an error about an address?")
    assert has_button(page, OWN), "nobody has to wait for it"
    assert not button(page, "Show the window").isEnabled(), "there is none to be shown"
    assert not button(page, "It shows me a code").isEnabled()
    qtbot.waitUntil(lambda: slow in seen(page))
    page = shown(stand, waiting(embedded=True))
    assert slow not in seen(page)
    assert "Waiting for you in the window" in seen(page)
    assert button(page, "Show the window").isEnabled()
    assert button(page, "It shows me a code").isEnabled()


@pytest.mark.parametrize("why", [Hindrance.REFUSED, Hindrance.PASSKEY, Hindrance.MOVED, Hindrance.FAILED])
def test_where_no_browser_opened_after_a_hand_over_one_sentence_says_to_copy_the_link(
    stand: Stand, why: Hindrance
) -> None:
    page = shown(stand, waiting(embedded=True))
    then(stand, without_own_browser(why))
    assert "We couldn't open your own browser. Copy the link and open it there." in seen(page)
    assert "has opened" not in seen(page)
    assert "couldn't open a browser on this computer" not in seen(page), "it is said once"
    assert focused_name() == "Copy link"
    then(stand, by_own_scheme(without_own_browser(why)))
    assert focused_name() == "Copy link"
    key(stand, Qt.Key.Key_Return)
    assert stand.clipboard.text == waiting().address


def test_after_a_hand_over_the_address_is_asked_for_where_nothing_catches_it(stand: Stand) -> None:
    page = shown(stand, by_own_scheme(waiting(embedded=True)))
    then(stand, by_own_scheme(handed_over(Hindrance.FAILED)))
    assert (
        "Your own browser has opened. Go on there. "
        "After Allow it may show an error. Copy the whole address at the top of that page, and paste it below."
    ) in seen(page)
    assert page.during.paste.edit.hasFocus()
    write(stand, "https://registered.example/cb?code=1&state=2")
    key(stand, Qt.Key.Key_Return)
    assert "paste https://registered.example/cb?code=1&state=2" in stand.connecting.calls
    assert "paste it below" not in seen(shown(stand, handed_over(Hindrance.FAILED))), "it comes by itself"


def test_in_the_smallest_window_what_is_to_be_pasted_into_can_be_seen(stand: Stand, qtbot: QtBot) -> None:
    stand.window.resize(stand.window.minimumSize())
    page = shown(stand, by_own_scheme(waiting(embedded=True)))
    then(stand, by_own_scheme(handed_over(Hindrance.FAILED)))
    edit = page.during.paste.edit
    qtbot.waitUntil(lambda: edit.visibleRegion().boundingRect() == edit.rect())


def test_the_other_browser_is_reached_by_tab_and_says_what_it_is_good_for(stand: Stand) -> None:
    good_for = {
        WINDOW: "It helps when your browser doesn't bring you back here. Your saved passwords are not in it.",
        OWN: "It knows your saved passwords and passkeys.",
    }
    for state, words in (
        (ready(), WINDOW),
        (ready(embedded=True), OWN),
        (waiting(), WINDOW),
        (waiting(embedded=True), OWN),
    ):
        shown(stand, state)
        assert _tabbed_to(stand, words) == good_for[words]


def test_after_a_choice_enter_opens_what_was_chosen_and_the_choice_is_read_out(stand: Stand) -> None:
    shown(stand, ready())
    _tabbed_to(stand, WINDOW)
    key(stand, Qt.Key.Key_Return)
    assert focused_name() == "Open the window"
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls == ["start"]


@pytest.mark.parametrize("focused", [OWN, "Show the window", "Copy link"])
def test_after_a_hand_over_the_focus_is_at_the_first_way_out(stand: Stand, focused: str) -> None:
    page = shown(stand, waiting(embedded=True))
    button(page, focused).setFocus()
    then(stand, handed_over(Hindrance.MOVED))
    assert focused_name() == "Open again"


def test_where_no_browser_opens_from_the_beginning_enter_copies_the_link(stand: Stand) -> None:
    page = shown(stand, waiting(can_embed=False))
    assert focused_name() == "Open again"
    then(stand, waiting(can_embed=False, browser_missing=True))
    assert focused_name() == "Copy link"
    assert "We couldn't open a browser on this computer." in seen(page)


def test_the_window_coming_into_sight_takes_the_focus_from_nobody(stand: Stand) -> None:
    page = shown(stand, opening())
    button(page, "Copy link").setFocus()
    then(stand, waiting(embedded=True))
    assert focused_name() == "Copy link"


def _tabbed_to(stand: Stand, words: str) -> str:
    """Press Tab until a control of that name has the focus, and give its description."""
    for _ in range(12):
        key(stand, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None and focused.accessibleName() == words:
            return focused.accessibleDescription()
    message = f"Tab never came to {words!r}"
    raise AssertionError(message)


def test_after_a_while_it_says_which_window_to_look_for(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand, ready(embedded=True))
    page.during.behind_timer.setInterval(1)
    page = shown(stand, waiting(embedded=True))
    qtbot.waitUntil(lambda: "Look for the window of the sign-in behind this one." in seen(page))
    shown(stand, handed_over(Hindrance.MOVED))
    assert "Look for the window of the sign-in behind this one." not in seen(page)
