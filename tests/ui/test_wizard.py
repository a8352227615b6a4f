from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from ledgerpass.secret import Secret
from ledgerpass.wizard.events import ProviderChosen, WentBack
from ledgerpass.wizard.state import (
    Checking,
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    Done,
    GivingDetails,
    SigningIn,
    Stage,
    State,
)
from tests.ui import samples
from tests.ui.reading import focused_name, has_button, key, press, seen, settle, tab_until, write
from tests.ui.scenes import Stand


def shows(stand: Stand, kind: type[State]) -> bool:
    return isinstance(stand.connecting.state, kind)


def test_the_whole_way_to_a_token_works_with_the_keyboard_alone(stand: Stand) -> None:
    key(stand, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    write(stand, "moneyb")
    key(stand, Qt.Key.Key_Return)
    assert shows(stand, ChoosingWay)
    key(stand, Qt.Key.Key_Return)
    assert shows(stand, GivingDetails)
    write(stand, samples.TOKEN)
    key(stand, Qt.Key.Key_Return)
    assert shows(stand, Checking)
    assert stand.connecting.codes == {"token": Secret(samples.TOKEN)}


def test_the_whole_way_to_the_browser_works_with_the_keyboard_alone(stand: Stand) -> None:
    key(stand, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    write(stand, "practice")
    key(stand, Qt.Key.Key_Return)
    key(stand, Qt.Key.Key_Return)
    assert shows(stand, ChoosingPermissions)
    key(stand, Qt.Key.Key_Return)
    assert shows(stand, SigningIn)
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.calls[-1] == "start"


def test_escape_goes_back_page_by_page_and_at_last_to_the_list(stand: Stand) -> None:
    stand.window.begin()
    stand.connecting.send(ProviderChosen(provider=samples.provider("moneybird")))
    settle()
    key(stand, Qt.Key.Key_Return)
    assert stand.window.wizard.pages.details.isVisible()
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.wizard.pages.choose_way.isVisible()
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.wizard.pages.choose_provider.isVisible()
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.home.isVisible()


def test_back_does_the_same_as_escape(stand: Stand) -> None:
    stand.show(ChoosingWay(draft=samples.draft("moneybird")))
    press(stand.window.wizard, "Back")
    assert stand.connecting.events == [WentBack()]


def test_back_from_a_connection_that_is_signed_in_to_again_leads_to_the_list(stand: Stand) -> None:
    draft = replace(samples.draft("moneybird", "sign-in"), replaces="smit")
    stand.show(SigningIn(draft=draft))
    settle()
    press(stand.window.wizard, "Back")
    assert stand.window.home.isVisible()


def test_close_ends_everything_and_leads_to_the_list(stand: Stand) -> None:
    stand.show(SigningIn(draft=samples.draft("moneybird", "sign-in"), stage=Stage.WAITING, address="https://x.example"))
    settle()
    press(stand.window.wizard, "Close")
    assert stand.connecting.calls == ["begin"]
    assert stand.window.home.isVisible()


def test_it_is_said_how_far_one_is(stand: Stand) -> None:
    stand.show(ChoosingProvider())
    settle()
    assert "Step" not in seen(stand.window.wizard)
    stand.show(ChoosingWay(draft=samples.draft("moneybird", "sign-in")))
    settle()
    assert "Step 2 of 6" in seen(stand.window.wizard)
    stand.show(ChoosingWay(draft=samples.draft("moneybird")))
    settle()
    assert "Step 2 of 4" in seen(stand.window.wizard)
    stand.show(Done(draft=samples.draft("moneybird"), connection=samples.connection("smit")))
    settle()
    assert "Step 4 of 4" in seen(stand.window.wizard)


def test_done_has_no_way_back(stand: Stand) -> None:
    stand.show(Done(draft=samples.draft("moneybird"), connection=samples.connection("smit")))
    settle()
    assert not has_button(stand.window.wizard, "Back")


def test_practice_is_marked_on_every_page(stand: Stand) -> None:
    draft = samples.draft("practice")
    for state in (
        ChoosingWay(draft=draft),
        ChoosingPermissions(draft=draft),
        SigningIn(draft=draft),
        Checking(draft=draft),
        Done(draft=draft, connection=samples.connection("p", "practice")),
    ):
        stand.show(state)
        settle()
        assert "Practice" in seen(stand.window.wizard.page()).split("\n")


def test_a_page_change_is_announced_and_the_focus_moves_along(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    stand.show(ChoosingProvider())
    stand.connecting.send(ProviderChosen(provider=samples.provider("moneybird")))
    settle()
    assert any(words.startswith("How do you want to connect?") for words in said)
    assert focused_name() == "Paste a personal token"


def test_a_new_clock_reading_is_no_page_change(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    state = SigningIn(draft=samples.draft("moneybird", "sign-in"), stage=Stage.WAITING, address="https://x.example")
    stand.show(state)
    settle()
    stand.window.wizard.pages.sign_in.cancel.setFocus()
    stand.connecting.show(replace(state, ends_at=samples.NOW + 9))
    settle()
    assert focused_name() == "Cancel"


def test_the_tab_key_reaches_everything_and_comes_round_again(stand: Stand) -> None:
    stand.show(ChoosingWay(draft=samples.draft("moneybird")))
    settle()
    seen_names = set()
    for _ in range(12):
        key(stand, Qt.Key.Key_Tab)
        seen_names.add(focused_name())
    assert {"Paste a personal token", "Sign in at Moneybird", "Where do I find this?", "Back", "Close"} <= seen_names


def test_enter_on_a_focused_button_presses_that_button_and_not_the_strong_one(stand: Stand) -> None:
    stand.show(SigningIn(draft=samples.draft("moneybird", "sign-in")))
    settle()
    tab_until(stand, lambda focused: focused.accessibleName() == "Back")
    key(stand, Qt.Key.Key_Return)
    assert "start" not in stand.connecting.calls
    assert WentBack() in stand.connecting.events


def test_the_focus_ring_shows_for_the_keyboard_and_leaves_for_the_mouse(stand: Stand) -> None:
    stand.show(ChoosingWay(draft=samples.draft("moneybird")))
    settle()
    ring = stand.window.ring
    key(stand, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert ring.isVisible()
    around = focused.rect().translated(focused.mapTo(stand.window, focused.rect().topLeft()))
    assert ring.geometry().adjusted(4, 4, -4, -4) == around
    ring.use_keyboard(used=False)
    assert not ring.isVisible()


def test_the_ring_follows_what_is_scrolled_and_is_cut_off_with_it(stand: Stand) -> None:
    stand.window.resize(700, 480)
    stand.show(ChoosingWay(draft=samples.draft("practice")))
    settle()
    key(stand, Qt.Key.Key_Down)
    before = stand.window.ring.geometry()
    bar = stand.window.wizard.pages.choose_way.scroll_bar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    settle()
    after = stand.window.ring
    assert after.geometry().top() < before.top()
    assert not after.mask().isEmpty() or not after.isVisible()


def test_a_pages_end_is_reached_when_the_focus_goes_there(stand: Stand) -> None:
    stand.window.resize(700, 480)
    stand.show(ChoosingWay(draft=samples.draft("practice")))
    settle()
    for _ in range(4):
        key(stand, Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.visibleRegion().boundingRect().height() >= focused.height() // 2
