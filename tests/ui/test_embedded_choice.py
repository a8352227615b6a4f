"""The sign-in page where there is an embedded browser: a quiet second road, and never a dead one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ledgerpass.errors import KeychainLocked, NoBrowser, WindowClosed
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.ui.pages.sign_in import SignIn
from ledgerpass.wizard.events import BrowserChosen
from ledgerpass.wizard.state import SigningIn, Stage
from tests.ui.embedded_scenes import by_code, handed_over, ready, ruled, waiting
from tests.ui.reading import focused_name, has_button, key, press, seen, settle
from tests.ui.scenes import Stand

WINDOW, OWN = "Use a window of Ledgerpass instead", "Use my own browser instead"


def shown(stand: Stand, state: SigningIn) -> SignIn:
    stand.show(state)
    settle()
    return stand.window.wizard.pages.sign_in


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
    assert has_button(page, "The page says something about the address?")
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
    page = shown(stand, ruled(ready(can_embed=False), "only", own_scheme=True))
    assert "You can only sign in at Moneybird in a window of Ledgerpass." in seen(page)
    assert "Your IT person can add it." in seen(page)
    assert not page.open_browser.isVisible()
    assert "ledgerpass[embedded]" in page.notice.explanation().details()
    assert has_button(shown(stand, ready()), "Open my browser")


def test_after_a_while_it_says_which_window_to_look_for(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand, ready(embedded=True))
    page.during.behind_timer.setInterval(1)
    page = shown(stand, waiting(embedded=True))
    qtbot.waitUntil(lambda: "Look for the window of the sign-in behind this one." in seen(page))
    shown(stand, handed_over(Hindrance.MOVED))
    assert "Look for the window of the sign-in behind this one." not in seen(page)
