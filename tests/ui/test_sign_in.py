from dataclasses import replace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledgerpass.errors import (
    CertificateNotTrusted,
    ClockWrong,
    KeychainLocked,
    LedgerpassError,
    NoBrowser,
    NothingCameBack,
    PasteNotUnderstood,
    PermissionDenied,
    RedirectNotRegistered,
    Unreachable,
)
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import AuthorizationCode, OutOfBand, Redirects
from ledgerpass.ui.pages.sign_in import SignIn
from ledgerpass.wizard.events import DeliveryChosen, OtherAccountAsked
from ledgerpass.wizard.state import SigningIn, Stage
from tests.ui import samples
from tests.ui.reading import focused_name, has_button, key, press, seen, settle, write
from tests.ui.scenes import Stand, knows_accounts

ADDRESS = "https://moneybird.com/oauth/authorize?client_id=0f3a&state=abc"


def shown(stand: Stand, state: SigningIn) -> SignIn:
    stand.show(state)
    settle()
    return stand.window.wizard.pages.sign_in


def ready(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    return SigningIn(draft=samples.draft("moneybird", "sign-in"), **changes)


def waiting(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    return ready(stage=Stage.WAITING, address=ADDRESS, ends_at=samples.NOW + 581, **changes)


def by_code(state: SigningIn) -> SigningIn:
    return replace(state, draft=replace(state.draft, delivery="out_of_band"))


def test_before_it_says_which_browser_opens_and_what_to_press_there(stand: Stand) -> None:
    page = shown(stand, ready(browser="Firefox"))
    assert "Firefox opens. Sign in at Moneybird and press Allow." in seen(page)
    page = shown(stand, ready())
    assert "Your browser opens. Sign in at Moneybird and press Allow." in seen(page)


def test_enter_opens_the_browser(stand: Stand) -> None:
    shown(stand, ready())
    assert focused_name() == "Open my browser"
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls == ["start"]


def test_the_wait_has_three_lines_with_ticks_that_a_screen_reader_hears_too(stand: Stand) -> None:
    page = shown(stand, ready(stage=Stage.PREPARING))
    assert "Getting ready: under way" in seen(page)
    page = shown(stand, waiting())
    said = seen(page)
    assert "Everything is ready: done" in said
    assert "Waiting for you in the browser: under way" in said
    assert "Finishing: still to come" in said
    shown(stand, ready(stage=Stage.FINISHING))
    assert "Finishing: under way" in seen(page)


def test_the_wait_shows_the_time_that_is_left(stand: Stand) -> None:
    page = shown(stand, waiting())
    assert page.during.clock.words() == "9:41 left"
    assert page.during.clock.isVisible()
    shown(stand, ready(stage=Stage.FINISHING))
    assert not page.during.clock.isVisible()


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("Open again", "open_again"),
        ("Cancel", "cancel"),
        ("Does the page show an error about an address?", "report_redirect_error"),
    ],
)
def test_the_wait_has_its_ways_out(stand: Stand, words: str, call: str) -> None:
    press(shown(stand, waiting()), words)
    assert stand.connecting.calls == [call]


def test_the_link_can_be_copied(stand: Stand) -> None:
    press(shown(stand, waiting()), "Copy link")
    assert stand.clipboard.text == ADDRESS
    assert ADDRESS not in seen(stand.window)


def test_it_shows_me_a_code_opens_the_box_to_paste_into_with_the_focus(stand: Stand) -> None:
    page = shown(stand, waiting())
    assert not page.during.paste.isVisible()
    press(page, "It shows me a code")
    assert page.during.paste.edit.hasFocus()
    assert not has_button(page, "It shows me a code")


def test_the_box_is_open_from_the_start_where_the_provider_shows_a_code(stand: Stand) -> None:
    page = shown(stand, by_code(waiting()))
    assert page.during.paste.edit.hasFocus()
    assert "paste the code that it shows you" in seen(page)


def test_the_box_stays_open_while_the_wait_goes_on(stand: Stand) -> None:
    page = shown(stand, waiting())
    press(page, "It shows me a code")
    shown(stand, waiting(browser_missing=True))
    assert page.during.paste.isVisible()


def test_what_is_pasted_is_taken_at_once(stand: Stand) -> None:
    page = shown(stand, by_code(waiting()))
    QApplication.clipboard().setText("code=4/0AX4XfWh")
    QTest.keyClick(page.during.paste.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert stand.connecting.calls == ["paste code=4/0AX4XfWh"]


def test_what_is_typed_is_taken_with_enter(stand: Stand) -> None:
    shown(stand, by_code(waiting()))
    write(stand, "123456")
    assert stand.connecting.calls == []
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls == ["paste 123456"]


def test_it_says_what_was_recognised(stand: Stand) -> None:
    said = {seen(shown(stand, by_code(waiting(recognised=what)))) for what in Recognised}
    assert any("We found the code in that address." in text for text in said)
    assert any("That is the code." in text for text in said)


def test_an_unusable_paste_is_answered_at_the_box_and_the_wait_goes_on(stand: Stand) -> None:
    trouble = PasteNotUnderstood(provider="Moneybird", reason="sign_in_address")
    page = shown(stand, by_code(waiting(paste_trouble=trouble)))
    assert "That is the address of the sign-in page itself." in seen(page.during.paste)
    assert page.during.clock.isVisible()


def test_a_code_can_be_asked_for_where_the_page_shows_none(stand: Stand) -> None:
    page = shown(stand, waiting())
    press(page, "It shows me a code")
    press(page, "No code on the page? Let it show one.")
    assert DeliveryChosen(delivery="out_of_band") in stand.connecting.events


def test_a_missing_browser_is_said_kindly_and_the_link_stands_out(stand: Stand) -> None:
    page = shown(stand, waiting(browser_missing=True))
    assert "We couldn't open a browser on this computer." in seen(page)
    assert page.during.copy_link.property("kind") == "primary"
    shown(stand, waiting())
    assert page.during.copy_link.property("kind") == "secondary"


def test_after_a_while_it_says_to_look_behind_the_window(stand: Stand, qtbot: QtBot) -> None:
    page = shown(stand, ready())
    page.during.behind_timer.setInterval(1)
    page = shown(stand, waiting())
    hint = "Look for a browser window behind this one."
    qtbot.waitUntil(lambda: hint in seen(page))
    shown(stand, ready(stage=Stage.FINISHING))
    assert hint not in seen(page)


def test_what_is_said_after_a_while_moves_nothing_that_may_be_about_to_be_pressed(stand: Stand) -> None:
    page = shown(stand, waiting())
    press(page, "It shows me a code")
    settle()
    buttons = (page.during.open_again, page.during.copy_link, page.during.paste, page.cancel)
    places = [each.mapTo(page, QPoint()) for each in buttons]
    page.during.behind_timer.timeout.emit()
    settle()
    assert "behind this one" in seen(page)
    assert [each.mapTo(page, QPoint()) for each in buttons] == places


@pytest.mark.parametrize(
    ("trouble", "words", "label", "call"),
    [
        (
            PermissionDenied(provider="Moneybird"),
            "You chose not to give permission.\nNothing was changed.",
            "Try again",
            "try_again",
        ),
        (
            NothingCameBack(provider="Moneybird", seconds=600),
            "We didn't hear back from Moneybird.",
            "Open again",
            "try_again",
        ),
        (KeychainLocked(), "Your computer keeps the connection in a locked safe.", "Unlock…", "unlock"),
        (
            CertificateNotTrusted(host="moneybird.com", issuer="Zscaler Root CA"),
            "Your company network checks secure traffic",
            "Try again",
            "try_again",
        ),
    ],
)
def test_a_trouble_stands_in_the_page_and_the_strong_button_mends_it(
    stand: Stand, trouble: LedgerpassError, words: str, label: str, call: str
) -> None:
    page = shown(stand, ready(trouble=trouble))
    assert words in seen(page.notice)
    assert focused_name() == label
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls == [call]


def test_the_line_to_add_and_the_details_can_be_copied(stand: Stand) -> None:
    line = "http://127.0.0.1:47620/callback/moneybird"
    press(shown(stand, ready(trouble=RedirectNotRegistered(provider="m", redirect_uri=line))), "Copy that line")
    assert stand.clipboard.text == line
    trouble = CertificateNotTrusted(host="moneybird.com", issuer="Zscaler Root CA")
    press(shown(stand, ready(trouble=trouble)), "Copy details")
    assert "issuer: Zscaler Root CA" in stand.clipboard.text


def test_the_next_try_begins_without_the_old_trouble(stand: Stand) -> None:
    page = shown(stand, ready(trouble=PermissionDenied(provider="Moneybird")))
    shown(stand, ready(stage=Stage.PREPARING))
    assert "You chose not to give permission." not in seen(page)
    shown(stand, ready())
    assert has_button(page, "Open my browser")


def test_a_pasted_code_is_gone_when_another_connection_is_begun(stand: Stand) -> None:
    page = shown(stand, by_code(waiting()))
    write(stand, "123")
    stand.connecting.begin()
    assert page.during.paste.edit.text() == ""


FOUND = (
    Unreachable(host="moneybird.com", reason="offline"),
    ClockWrong(host="moneybird.com", seconds=-420.0, refused=False),
)


def test_what_a_quick_look_found_is_said_before_and_the_user_may_try_again_or_go_on(stand: Stand) -> None:
    page = shown(stand, ready(findings=FOUND))
    assert "Can't reach Moneybird right now; your connection is safe." in seen(page)
    assert "This computer's clock is 7 minutes slow. Sign-ins may be refused for it." in seen(page)
    assert not has_button(page, "Open my browser")
    press(page, "Try again")
    press(page, "Go on all the same")
    assert stand.connecting.calls == ["start", "go_on"]


def test_where_nothing_is_in_the_way_nobody_is_asked_to_go_on_all_the_same(stand: Stand) -> None:
    assert not has_button(shown(stand, ready()), "Go on all the same")


def test_a_browser_that_insists_on_https_is_met_with_the_paste_box_at_once(stand: Stand) -> None:
    page = shown(stand, waiting(hindrance=Hindrance.HTTPS))
    assert "Your browser can't come back here by itself." in seen(page)
    assert "Paste the address here" in seen(page)
    write(stand, "http://127.0.0.1:47620/callback/moneybird?code=abc")
    press(page, "Use it")
    assert stand.connecting.calls == ["paste http://127.0.0.1:47620/callback/moneybird?code=abc"]


def by_address(state: SigningIn) -> SigningIn:
    draft = state.draft
    assert isinstance(draft.way, AuthorizationCode)
    pasted = OutOfBand(redirect_uri="https://office.example/back", shows="address")
    redirects = Redirects(preferred="out_of_band", out_of_band=pasted)
    way = msgspec.structs.replace(draft.way, redirects=redirects)
    return replace(state, draft=replace(draft, way=way, delivery="out_of_band"))


def test_where_only_a_whole_address_comes_back_it_is_the_address_that_is_asked_for(stand: Stand) -> None:
    before = shown(stand, by_address(ready()))
    assert "The last page may show an error. That is all right: paste its whole address here." in seen(before)
    page = shown(stand, by_address(waiting()))
    assert "Paste the address here" in seen(page)
    assert "code" not in " ".join(seen(page)).lower()
    assert page.during.paste.edit.placeholderText() == "The whole address of the page"
    assert page.during.paste.edit.accessibleName() == "Address of the page"


@pytest.mark.parametrize("is_away", [True, False])
def test_an_answer_that_comes_while_the_user_is_in_the_browser_asks_for_attention(
    stand: Stand,
    monkeypatch: pytest.MonkeyPatch,
    is_away: bool,  # noqa: FBT001
) -> None:
    shown(stand, waiting())
    alerted: list[object] = []
    monkeypatch.setattr(QApplication, "alert", alerted.append)
    monkeypatch.setattr(stand.window, "isActiveWindow", lambda: not is_away)
    stand.connecting.show(ready(stage=Stage.FINISHING))
    assert alerted == ([stand.window] if is_away else [])


def test_somebody_else_can_sign_in_where_the_provider_can_be_made_to_ask(stand: Stand) -> None:
    for state in (ready(), waiting()):
        assert not has_button(shown(stand, state), "Sign in as somebody else")
    for state in (ready(), waiting()):
        stand.connecting.events.clear()
        press(shown(stand, knows_accounts(state)), "Sign in as somebody else")
        assert stand.connecting.events == [OtherAccountAsked()]
        assert isinstance(stand.connecting.state, SigningIn)
        assert stand.connecting.state.draft.other_account
    assert not has_button(shown(stand, knows_accounts(ready(stage=Stage.FINISHING))), "Sign in as somebody else")


def test_that_no_browser_was_found_is_said_before_with_a_way_on(stand: Stand) -> None:
    found = NoBrowser(provider="Moneybird", reason="nothing opens web pages", tried=False)
    page = shown(stand, ready(findings=(found,)))
    assert "There seems to be no browser on this computer." in seen(page)
    press(page, "Go on all the same")
    assert stand.connecting.calls == ["go_on"]
