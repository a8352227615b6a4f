"""The sealed file on its sheet: chosen in plain words, opened with its passphrase, and then what was wanted goes on."""

import asyncio

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from ledgerpass.errors import (
    KeychainMissing,
    KeychainRefused,
    LedgerpassError,
    PassphraseNeeded,
    PassphraseTooShort,
    PassphraseWrong,
    SealedFileDamaged,
)
from ledgerpass.secret import Secret
from ledgerpass.wizard.state import Done, SigningIn, Stage
from tests.ui import samples
from tests.ui.in_the_list import shown
from tests.ui.reading import focused_name, has_button, key, press, seen, settle, settled, write
from tests.ui.scenes import Stand

PASSPHRASE = "vier losse woorden hier"
NEW, AGAIN, KNOWN = "A passphrase of your own", "The same once more", "Passphrase"
NOTHING_CHOSEN = "Choose a passphrase first."
OFFER, ASK = "Keep connections in a sealed file", "Open the sealed file"


async def copy(stand: Stand, trouble: LedgerpassError) -> None:
    """Copy a token, which fails."""
    stand.keeper.trouble = trouble
    stand.window.looking_after.copy("smit", "token")
    await settled()


def signing_in(stand: Stand, trouble: LedgerpassError) -> None:
    """Sign in, which fails."""
    draft = samples.draft("moneybird", "sign-in")
    stand.show(SigningIn(draft=draft, stage=Stage.PREPARING))
    settle()
    stand.connecting.show(SigningIn(draft=draft, trouble=trouble))
    settle()


def sheet_says(stand: Stand) -> str:
    return seen(stand.window.sheet) if stand.window.sheet.isVisible() else ""


def copies(stand: Stand) -> int:
    return stand.keeper.calls.count("subject smit")


async def choose(stand: Stand, first: str = PASSPHRASE, second: str = PASSPHRASE) -> None:
    write(stand, first)
    key(stand, Qt.Key.Key_Tab)
    if focused_name() != AGAIN:
        key(stand, Qt.Key.Key_Tab)
    write(stand, second)
    key(stand, Qt.Key.Key_Return)
    await settled()


async def test_without_a_keychain_the_file_is_offered_where_the_sign_in_failed_and_the_sign_in_goes_on(
    stand: Stand,
) -> None:
    signing_in(stand, KeychainMissing())
    assert has_button(stand.window.wizard, "Try again"), "the IT person may have started one meanwhile"
    press(stand.window.wizard, "Use a sealed file…")
    for words in ("one file on this computer", "Only your passphrase", "nobody can open the file", "sign in again"):
        assert words in sheet_says(stand)
    assert focused_name() == NEW
    await choose(stand)
    assert (stand.keychain.made, stand.keychain.replaced) == (1, 0)
    assert stand.keychain.passphrase == Secret(PASSPHRASE)
    assert stand.window.sheet.isHidden()
    assert stand.connecting.calls == ["try_again"]


async def test_without_a_keychain_the_file_is_offered_above_the_list_and_the_copy_goes_on(stand: Stand) -> None:
    shown(stand)
    await copy(stand, KeychainMissing())
    press(stand.window.home, "Use a sealed file…")
    await choose(stand)
    assert stand.keychain.made == 1
    assert copies(stand) == 2
    assert stand.window.home.notice.isHidden()


@pytest.mark.parametrize("way_out", ["Not now", "Esc"])
async def test_whoever_says_not_now_has_made_no_file_and_what_was_typed_is_dropped(stand: Stand, way_out: str) -> None:
    shown(stand)
    await copy(stand, KeychainMissing())
    press(stand.window.home, "Use a sealed file…")
    write(stand, PASSPHRASE)
    if way_out == "Esc":
        key(stand, Qt.Key.Key_Escape)
    else:
        press(stand.window.sheet, way_out)
    await settled()
    assert stand.window.sheet.isHidden()
    assert stand.keychain.made == 0
    assert copies(stand) == 1
    assert PASSPHRASE not in [edit.text() for edit in stand.window.findChildren(QLineEdit)]
    assert has_button(stand.window.home, "Use a sealed file…"), "it can still be chosen"


async def test_two_that_differ_are_said_to_and_nothing_is_made(stand: Stand) -> None:
    signing_in(stand, KeychainMissing())
    press(stand.window.wizard, "Use a sealed file…")
    await choose(stand, PASSPHRASE, PASSPHRASE + "!")
    assert "These two are not the same." in sheet_says(stand)
    assert focused_name() == AGAIN
    write(stand, PASSPHRASE)
    assert "These two are not the same." not in sheet_says(stand)
    key(stand, Qt.Key.Key_Return)
    await settled()
    assert stand.keychain.made == 1


async def test_nothing_typed_is_asked_for(stand: Stand) -> None:
    signing_in(stand, KeychainMissing())
    press(stand.window.wizard, "Use a sealed file…")
    press(stand.window.sheet, "Use it")
    assert NOTHING_CHOSEN in sheet_says(stand)
    await choose(stand, PASSPHRASE, "")
    assert "Type it once more." in sheet_says(stand)
    assert stand.keychain.made == 0


async def test_a_short_one_is_said_kindly_under_the_field(stand: Stand) -> None:
    signing_in(stand, KeychainMissing())
    press(stand.window.wizard, "Use a sealed file…")
    stand.keychain.trouble = PassphraseTooShort(least=12)
    await choose(stand, "kort", "kort")
    assert "a little short: it needs 12 characters" in sheet_says(stand)
    assert focused_name() == NEW
    assert has_button(stand.window.sheet, "Use it")


async def test_a_file_that_another_window_has_made_meanwhile_is_opened_instead(stand: Stand) -> None:
    signing_in(stand, KeychainMissing())
    press(stand.window.wizard, "Use a sealed file…")
    stand.keychain.trouble = PassphraseNeeded()
    await choose(stand)
    assert ASK in sheet_says(stand)
    stand.keychain.trouble = None
    write(stand, PASSPHRASE)
    key(stand, Qt.Key.Key_Return)
    await settled()
    assert stand.keychain.made == 0
    assert stand.connecting.calls == ["try_again"]


async def test_the_passphrase_is_asked_when_it_is_first_needed_and_the_copy_goes_on(stand: Stand) -> None:
    shown(stand)
    await copy(stand, PassphraseNeeded())
    assert ASK in sheet_says(stand)
    assert focused_name() == KNOWN
    write(stand, PASSPHRASE)
    key(stand, Qt.Key.Key_Return)
    await settled()
    assert stand.keychain.passphrase == Secret(PASSPHRASE)
    assert stand.window.sheet.isHidden()
    assert stand.window.home.notice.isHidden()
    assert copies(stand) == 2


async def test_the_passphrase_is_asked_when_a_sign_in_needs_it_and_the_sign_in_goes_on(stand: Stand) -> None:
    signing_in(stand, PassphraseNeeded())
    assert ASK in sheet_says(stand)
    write(stand, PASSPHRASE)
    press(stand.window.sheet, "Open it")
    await settled()
    assert stand.connecting.calls == ["try_again"]


async def test_the_passphrase_is_asked_when_the_last_page_needs_it_and_the_copy_goes_on(stand: Stand) -> None:
    shown(stand)
    stand.show(Done(draft=samples.draft("moneybird", "sign-in"), connection=samples.connection("smit")))
    settle()
    stand.keeper.trouble = PassphraseNeeded()
    stand.window.wizard.copy_secret_wanted.emit("smit", "token")
    await settled()
    assert ASK in sheet_says(stand)
    write(stand, PASSPHRASE)
    key(stand, Qt.Key.Key_Return)
    await settled()
    assert copies(stand) == 2


async def test_nobody_is_asked_when_the_window_opens(stand: Stand) -> None:
    shown(stand)
    stand.window.looking_after.removing.begin_the_day()
    await settled()
    assert stand.window.sheet.isHidden()
    assert stand.window.home.notice.isHidden()


async def test_a_wrong_one_is_said_under_the_field_and_the_right_one_goes_on(stand: Stand) -> None:
    shown(stand)
    await copy(stand, PassphraseNeeded())
    stand.keychain.trouble = PassphraseWrong()
    write(stand, "another passphrase")
    key(stand, Qt.Key.Key_Return)
    await settled()
    assert "doesn't open with this passphrase" in sheet_says(stand)
    assert copies(stand) == 1
    assert focused_name() == KNOWN
    stand.keychain.trouble = None
    write(stand, PASSPHRASE)  # what was typed is marked, and written over
    key(stand, Qt.Key.Key_Return)
    await settled()
    assert stand.keychain.passphrase == Secret(PASSPHRASE)
    assert copies(stand) == 2


@pytest.mark.parametrize(
    "error", [KeychainRefused(reason="a full disk"), SealedFileDamaged(file="x"), KeychainMissing()]
)
async def test_whatever_else_goes_wrong_is_said_there_too(stand: Stand, error: LedgerpassError) -> None:
    shown(stand)
    await copy(stand, PassphraseNeeded())
    stand.keychain.trouble = error
    write(stand, PASSPHRASE)
    key(stand, Qt.Key.Key_Return)
    await settled()
    assert stand.window.sheet.isVisible()
    assert len(sheet_says(stand).split("\n")) > 6
    assert has_button(stand.window.sheet, "Open it")


async def test_whoever_leaves_the_sheet_finds_a_button_for_it(stand: Stand) -> None:
    shown(stand)
    await copy(stand, PassphraseNeeded())
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.sheet.isHidden()
    press(stand.window.home, "Type the passphrase…")
    assert ASK in sheet_says(stand)
    press(stand.window.sheet, "Not now")
    signing_in(stand, PassphraseNeeded())
    press(stand.window.sheet, "Not now")
    press(stand.window.wizard, "Type the passphrase…")
    assert ASK in sheet_says(stand)


async def test_one_that_is_forgotten_makes_way_for_a_new_file(stand: Stand) -> None:
    signing_in(stand, PassphraseNeeded())
    press(stand.window.sheet, "I don't know it any more")
    assert "is put aside and kept" in sheet_says(stand)
    await choose(stand)
    assert (stand.keychain.made, stand.keychain.replaced) == (1, 1)
    assert stand.connecting.calls == ["try_again"]


async def test_in_place_of_a_damaged_file_a_new_one_is_begun(stand: Stand) -> None:
    shown(stand)
    await copy(stand, SealedFileDamaged(file="connections.sealed"))
    press(stand.window.home, "Begin a new one…")
    await choose(stand)
    assert stand.keychain.made == 1


async def test_while_it_is_opened_nothing_can_be_pressed_twice(stand: Stand) -> None:
    stand.keychain.busy = asyncio.Event()
    shown(stand)
    await copy(stand, PassphraseNeeded())
    write(stand, PASSPHRASE)
    for _ in range(3):
        key(stand, Qt.Key.Key_Return)
    assert "One moment…" in sheet_says(stand)
    stand.keychain.busy.set()
    await settled()
    assert stand.keychain.taken == 1
    assert copies(stand) == 2
    assert stand.window.sheet.isHidden()


@pytest.mark.parametrize("leaves_by", ["Esc", "F1"])
async def test_whoever_leaves_while_it_is_opened_wants_nothing_more(stand: Stand, leaves_by: str) -> None:
    stand.keychain.busy = asyncio.Event()
    shown(stand)
    await copy(stand, PassphraseNeeded())
    write(stand, PASSPHRASE)
    key(stand, Qt.Key.Key_Return)
    key(stand, {"Esc": Qt.Key.Key_Escape, "F1": Qt.Key.Key_F1}[leaves_by])
    await settled()
    stand.keychain.busy.set()
    await settled()
    assert copies(stand) == 1
    assert stand.window.sheet.isVisible() is (leaves_by == "F1")


async def test_a_click_beside_the_sheet_does_not_throw_away_what_was_typed(stand: Stand) -> None:
    shown(stand)
    await copy(stand, PassphraseNeeded())
    write(stand, PASSPHRASE)
    QTest.mouseClick(stand.window.sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert ASK in sheet_says(stand)


async def test_the_tab_key_stays_on_the_sheet_and_comes_round(stand: Stand) -> None:
    signing_in(stand, KeychainMissing())
    press(stand.window.wizard, "Use a sealed file…")
    names = []
    for _ in range(8):
        names.append(focused_name())
        key(stand, Qt.Key.Key_Tab)
    assert set(names) == {NEW, f"Hold to show {NEW}", AGAIN, f"Hold to show {AGAIN}", "Not now", "Use it", OFFER}
    assert QApplication.focusWidget() is not None


async def test_in_the_smallest_window_the_buttons_are_in_sight_and_the_fields_are_scrolled_to(stand: Stand) -> None:
    stand.window.resize(stand.window.minimumSize())
    signing_in(stand, KeychainMissing())
    press(stand.window.wizard, "Use a sealed file…")
    settle()
    assert has_button(stand.window.sheet, "Use it")
    for _ in range(7):  # it begins at the top, with what it means
        key(stand, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        visible = focused.visibleRegion().boundingRect()
        assert visible.height() >= focused.height() - 1, focused_name()
    press(stand.window.sheet, "Use it")
    settle()
    complaint = next(each for each in stand.window.sheet.findChildren(QLabel) if each.text() == NOTHING_CHOSEN)
    assert complaint.visibleRegion().boundingRect().height() >= complaint.height() - 1
