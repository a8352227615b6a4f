import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ledgerpass.connections.connection import Outcome
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.register import Activity
from ledgerpass.errors import (
    ConnectionUnknown,
    KeychainLocked,
    KeychainMissing,
    PermissionEnded,
    RegisterUnreadable,
    Unreachable,
)
from ledgerpass.secret import Secret
from ledgerpass.ui.connection_list.painting import parts, standing_in
from ledgerpass.ui.connection_list.rows import WORDS
from ledgerpass.ui.home import Home
from ledgerpass.upkeep.standing import CannotReach, NeedsYou, Working
from ledgerpass.wizard.events import ProviderChosen
from ledgerpass.wizard.state import SigningIn, Stage
from tests.ui import samples
from tests.ui.in_the_list import choose, click, menu_of, shown, spoken
from tests.ui.reading import has_button, key, press, seen, settle, settled, write
from tests.ui.scenes import Stand

CONTROL = Qt.KeyboardModifier.ControlModifier


def point_at(home: Home, point: QPointF) -> None:
    nothing = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, point, point, nothing, nothing, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(home.list.viewport(), moved)


def test_with_nothing_connected_there_is_an_invitation_and_no_dead_button(stand: Stand) -> None:
    stand.window.show_home()
    settle()
    home = stand.window.home
    assert has_button(home, "Connect a bookkeeping program")
    assert has_button(home, "Try it with the practice company")
    assert not has_button(home, "Open a setup file")
    key(stand, Qt.Key.Key_Tab)
    home.invitation.connect_button.setFocus()
    press(home, "Connect a bookkeeping program")
    assert stand.window.wizard.pages.choose_provider.isVisible()
    assert stand.connecting.calls == ["begin"]


def test_the_practice_company_is_one_press_away(stand: Stand) -> None:
    press(stand.window.home, "Try it with the practice company")
    assert [e.provider.id for e in stand.connecting.events if isinstance(e, ProviderChosen)] == ["practice"]
    assert stand.window.wizard.pages.choose_way.isVisible()


def test_each_row_says_name_provider_standing_and_what_enter_does(stand: Stand) -> None:
    said = spoken(shown(stand))
    assert said[0] == "Bakkerij Smit B.V., Moneybird. Working, tested 09:14. Enter: Copy."
    assert said[3] == (
        "jansen, FreshBooks Classic. Needs you: FreshBooks Classic has ended this permission. Enter: Sign in again."
    )
    assert said[4].endswith("Can't reach Moneybird right now; your connection is safe. Enter: Try again.")


async def test_the_button_of_a_working_row_copies_the_token(stand: Stand) -> None:
    click(shown(stand), "smit", "button")
    await settled()
    assert stand.clipboard.secret == Secret(samples.TOKEN)
    assert stand.window.toast.words() == "Copied. Valid for 58 minutes. The clipboard is emptied in 30 s."
    assert "note_copy smit copied_token" in stand.keeper.calls


async def test_ctrl_c_on_a_row_copies_its_token(stand: Stand) -> None:
    home = shown(stand)
    home.list.select("jansen")
    QTest.keyClick(home.list, Qt.Key.Key_C, CONTROL)
    await settled()
    assert stand.keeper.calls == ["subject jansen", "note_copy jansen copied_token"]


async def test_a_credential_without_an_end_claims_none(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.subject_given = Subject(token=Secret(samples.TOKEN), headers={}, url="https://x.example/")
    click(home, "smit", "button")
    await settled()
    assert stand.window.toast.words() == "Copied. The clipboard is emptied in 30 s."


def test_the_button_of_an_ended_row_signs_in_again(stand: Stand) -> None:
    click(shown(stand), "classic", "button")
    assert stand.connecting.calls == ["reconnect classic"]
    assert stand.window.wizard.isVisible()


async def test_the_button_of_a_row_that_could_not_be_reached_tries_again(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.tested["visser"] = samples.row(samples.connection("visser"), Working(tested_at=samples.NOW))
    click(home, "visser", "button")
    await settled()
    assert stand.keeper.calls == ["test visser"]
    assert "Working, tested 09:42" in spoken(home)[4]
    assert stand.window.toast.words() == "Bakkerij Smit B.V. works."


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (NeedsYou(outcome=Outcome.ENDED), "Bakkerij Smit B.V. needs you."),
        (CannotReach(), "Can't reach Moneybird right now."),
    ],
)
async def test_a_test_that_fails_says_so(stand: Stand, standing: NeedsYou | CannotReach, words: str) -> None:
    home = shown(stand)
    stand.keeper.tested["smit"] = samples.row(samples.connection("smit"), standing)
    home.list.select("smit")
    QTest.keyClick(home.list, Qt.Key.Key_T, CONTROL)
    await settled()
    assert stand.window.toast.words() == words


def test_a_row_says_that_it_is_being_tested(stand: Stand) -> None:
    home = shown(stand)
    home.list.rows.mark_busy("smit", "Testing…")
    assert "Testing…" in spoken(home)[0]
    home.list.rows.mark_busy("smit", "")
    assert "Working" in spoken(home)[0]


async def test_a_removed_row_can_be_brought_back(stand: Stand) -> None:
    home = shown(stand)
    home.list.select("smit")
    QTest.keyClick(home.list, Qt.Key.Key_Delete)
    await settled()
    assert "smit" not in [row.connection.id for row in stand.keeper.shown]
    assert "Bakkerij Smit B.V. is removed. Moneybird ends the permission after 24 hours." in seen(stand.window.toast)
    press(stand.window.toast, "Bring it back")
    await settled()
    assert stand.keeper.calls[-1] == "restore smit"
    assert home.list.selected_id() == "smit"


async def test_the_offer_to_bring_it_back_stays_until_it_is_put_away(stand: Stand) -> None:
    home = shown(stand)
    home.list.select("smit")
    QTest.keyClick(home.list, Qt.Key.Key_Delete)
    await settled()
    assert not stand.window.toast.leaves_by_itself()
    press(stand.window.toast, "Put this away")
    assert not stand.window.toast.isVisible()


async def test_a_name_is_changed_in_its_place(stand: Stand) -> None:
    home = shown(stand)
    home.list.select("jansen")
    QTest.keyClick(home.list, Qt.Key.Key_F2)
    field = home.list.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "Jansen & Co. Administratie"
    QTest.keyClicks(field, "Jansen 2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    await settled()
    assert stand.keeper.calls == ["rename jansen Jansen 2026"]


async def test_a_name_that_was_not_changed_is_not_sent(stand: Stand) -> None:
    home = shown(stand)
    home.list.select("jansen")
    QTest.keyClick(home.list, Qt.Key.Key_F2)
    field = home.list.findChild(QLineEdit)
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Return)
    await settled()
    assert stand.keeper.calls == []


async def test_the_three_dots_open_the_menu_and_copy_as_copies_the_header(stand: Stand) -> None:
    home = shown(stand)
    click(home, "smit", "dots")
    choose(menu_of(home), "Copy curl header")
    await settled()
    assert stand.clipboard.secret is not None
    assert stand.clipboard.secret.reveal() == f"-H 'Authorization: Bearer {samples.TOKEN}'"


def test_the_menu_names_its_keys(stand: Stand) -> None:
    home = shown(stand)
    click(home, "smit", "dots")
    said = [action.text() for action in menu_of(home).actions()]
    assert "Test now\tCtrl+T" in said
    assert "Rename\tF2" in said
    menu_of(home).close()


def test_the_menu_of_a_row_whose_provider_is_gone_offers_only_what_still_works(stand: Stand) -> None:
    lost = samples.row(samples.connection("old", "old-books"), Working(tested_at=0), provider_is_known=False)
    stand.keeper.shown = (lost,)
    stand.window.show_home()
    settle()
    home = stand.window.home
    assert "Needs you: old-books is not in the list any more" in spoken(home)[0]
    home.list.show_menu(QPoint(0, 0))
    said = " ".join(action.text() for action in menu_of(home).actions())
    assert "Test now" not in said
    assert "Remove" in said
    menu_of(home).close()


@pytest.mark.parametrize(
    ("provider", "way", "words"),
    [
        ("moneybird", "personal-token", "Replace token…"),
        ("money-go", samples.provider("money-go").ways[0].id, "Replace the codes…"),
    ],
)
def test_a_token_or_codes_can_be_replaced_from_the_menu(stand: Stand, provider: str, way: str, words: str) -> None:
    known = samples.connection("own", provider, way_id=way)
    stand.keeper.shown = (samples.row(known, Working(tested_at=samples.NOW)),)
    stand.window.show_home()
    settle()
    click(stand.window.home, "own", "dots")
    choose(menu_of(stand.window.home), words)
    assert stand.connecting.calls == ["replace own"]
    assert stand.window.wizard.isVisible()


def test_a_way_in_without_codes_has_none_to_replace(stand: Stand) -> None:
    known = samples.connection("own", "practice", way_id="sign-in")
    stand.keeper.shown = (samples.row(known, Working(tested_at=samples.NOW)),)
    stand.window.show_home()
    settle()
    click(stand.window.home, "own", "dots")
    said = [action.text() for action in menu_of(stand.window.home).actions()]
    assert "Sign in again" in said
    assert not [words for words in said if words.startswith("Replace")]
    menu_of(stand.window.home).close()


def test_a_permission_that_was_not_given_is_marked_and_said(stand: Stand) -> None:
    known = samples.connection("smit", asked=("sales_invoices", "bank"), granted=("sales_invoices",))
    stand.keeper.shown = (samples.row(known, Working(tested_at=samples.NOW)),)
    stand.window.show_home()
    stand.window.looking_after.show_permissions("smit")
    settle()
    said = seen(stand.window.sheet)
    assert "Moneybird didn't give this: Bank statements and payments" in said
    assert "sign in again, and allow everything" in said


def test_in_a_narrow_row_shorter_words_say_what_matters(stand: Stand) -> None:
    home = shown(stand)
    stand.window.resize(stand.window.minimumSize())
    settle()
    indexes = [home.list.rows.index(place) for place in range(home.list.rows.rowCount())]
    painted = [standing_in(home.list.visualRect(index), index.data(WORDS)) for index in indexes]
    assert painted[0] == "Working, tested 09:14"
    assert painted[3] == "Needs you: permission ended"
    assert painted[4] == "Not reached, but safe"


def test_what_it_may_do_is_shown_in_plain_words(stand: Stand) -> None:
    home = shown(stand)
    click(home, "smit", "dots")
    choose(menu_of(home), "What it may do")
    settle()
    assert "Sales invoices, subscriptions and contacts" in seen(stand.window.sheet)
    press(stand.window.sheet, "Open the page of Moneybird")
    assert stand.opened == ["https://moneybird.com/user/applications"]
    key(stand, Qt.Key.Key_Escape)
    assert not stand.window.sheet.isVisible()


async def test_the_activity_is_shown_newest_first(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.activities = (
        Activity(at=samples.NOW - 3 * samples.DAY, what="connected"),
        Activity(at=samples.NOW, what="copied_header"),
    )
    click(home, "smit", "dots")
    choose(menu_of(home), "Activity")
    await settled()
    said = seen(stand.window.sheet)
    assert said.index("Curl header copied") < said.index("Connected")
    assert "09:42" in said


async def test_a_locked_safe_is_said_above_the_rows_and_unlocking_goes_on_with_the_copy(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = KeychainLocked(keychain="Secret Service (gnome-keyring)")
    click(home, "smit", "button")
    await settled()
    assert "Your computer keeps the connection in a locked safe." in seen(home.notice)
    assert "gnome-keyring" not in seen(home.notice)
    press(home.notice, "Unlock…")
    await settled()
    assert stand.keychain.unlocked == 1
    assert stand.clipboard.secret == Secret(samples.TOKEN)
    assert not home.notice.isVisible()


async def test_a_safe_that_stays_locked_is_said_again(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = KeychainLocked()
    stand.keychain.trouble = KeychainLocked()
    click(home, "smit", "button")
    await settled()
    press(home.notice, "Unlock…")
    await settled()
    assert has_button(home.notice, "Unlock…")
    stand.keychain.trouble = None
    press(home.notice, "Unlock…")
    await settled()
    assert stand.clipboard.secret == Secret(samples.TOKEN)


async def test_a_missing_safe_leads_to_the_sealed_file(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = KeychainMissing()
    click(home, "smit", "button")
    await settled()
    assert "This computer has no safe for passwords running" in seen(home.notice)
    press(home.notice, "Use a sealed file…")
    assert "Keep connections in a sealed file" in seen(stand.window.sheet)


async def test_an_ended_permission_leads_to_signing_in_again(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = PermissionEnded(host="moneybird.com")
    click(home, "smit", "button")
    await settled()
    press(home.notice, "Sign in again")
    assert stand.connecting.calls == ["reconnect smit"]


async def test_what_cannot_be_copied_leaves_the_clipboard_as_it_was(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = Unreachable(host="moneybird.com", reason="offline")
    click(home, "smit", "button")
    await settled()
    assert stand.clipboard.secret is None
    assert "Can't reach Moneybird right now; your connection is safe." in seen(home.notice)


def test_a_list_that_cannot_be_read_is_said_and_tried_again(stand: Stand) -> None:
    stand.keeper.unreadable = RegisterUnreadable(file="connections.sqlite", reason="database is locked")
    stand.window.show_home()
    settle()
    home = stand.window.home
    assert "Your list of connections can't be read right now." in seen(home)
    assert "connections.sqlite" not in seen(home)
    stand.keeper.unreadable = None
    stand.keeper.shown = samples.rows()
    press(home.notice, "Try again")
    assert len(spoken(home)) == len(samples.rows())
    assert not home.notice.isVisible()


def test_a_sign_in_that_cannot_begin_is_explained(stand: Stand) -> None:
    home = shown(stand)
    stand.connecting.reconnect_error = ConnectionUnknown(connection="classic")
    click(home, "classic", "button")
    assert home.isVisible()
    assert "This connection can't be used" in seen(home.notice)


def test_the_list_is_filtered_as_one_types(stand: Stand) -> None:
    home = shown(stand)
    home.search.setFocus()
    write(stand, "fresh")
    assert [said.partition(",")[0] for said in spoken(home)] == ["jansen"]
    home.search.setText("no such thing")
    assert "No connection with “no such thing”." in seen(home)


def test_a_few_connections_need_no_filter(stand: Stand) -> None:
    stand.keeper.shown = samples.rows()[:3]
    stand.window.show_home()
    assert not stand.window.home.search.isVisible()


def test_the_selected_connection_stays_selected_when_the_list_is_looked_at_again(stand: Stand) -> None:
    home = shown(stand)
    home.list.select("wallet")
    stand.keeper.shown = stand.keeper.shown[1:]
    stand.window.looking_after.refresh()
    assert home.list.selected_id() == "wallet"


def test_one_of_a_thousand_connections_is_found_by_typing(stand: Stand) -> None:
    stand.keeper.shown = samples.many_rows(1000)
    stand.window.show_home()
    settle()
    stand.window.home.search.setText("company 0777")
    settle()
    assert [said.partition(",")[0] for said in spoken(stand.window.home)] == ["Company 0777"]


def test_pointing_at_a_button_lights_it_up_and_leaving_puts_it_out(stand: Stand) -> None:
    home = shown(stand)
    index = home.list.rows.index(1, 0)
    area = parts(home.list.visualRect(index), index.data(WORDS).action).button
    point_at(home, area.center())
    assert home.list.painter_of_rows.pointed_at == (1, "button")
    point_at(home, QPointF(area.left() - 80, area.center().y()))
    assert home.list.painter_of_rows.pointed_at == (1, "")
    QApplication.sendEvent(home.list.viewport(), QEvent(QEvent.Type.Leave))
    assert home.list.painter_of_rows.pointed_at == (-1, "")


def test_button_and_dots_do_not_overlap_and_lie_in_the_row(stand: Stand) -> None:
    home = shown(stand)
    for place in range(home.list.rows.rowCount()):
        index = home.list.rows.index(place, 0)
        row = home.list.visualRect(index)
        where = parts(row, index.data(WORDS).action)
        assert not where.button.intersects(where.dots)
        assert row.contains(where.button.toAlignedRect())
        assert row.contains(where.dots.toAlignedRect())
        assert where.at(QPointF(row.left() + 5, row.top() + 5)) == ""


def test_ctrl_n_begins_and_f1_helps_from_anywhere(stand: Stand) -> None:
    shown(stand)
    key(stand, Qt.Key.Key_N, CONTROL)
    assert stand.window.wizard.pages.choose_provider.isVisible()
    key(stand, Qt.Key.Key_F1)
    assert stand.window.sheet.isVisible()
    assert "Ctrl+C" in seen(stand.window.sheet)


def test_a_sheet_keeps_the_focus_and_gives_it_back(stand: Stand) -> None:
    home = shown(stand)
    home.list.setFocus()
    key(stand, Qt.Key.Key_F1)
    for _ in range(4):
        key(stand, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert stand.window.sheet.isAncestorOf(focused)
    key(stand, Qt.Key.Key_Escape)
    assert home.list.hasFocus()


async def test_at_the_next_start_what_was_removed_last_can_still_be_brought_back(stand: Stand) -> None:
    shown(stand)
    first = stand.keeper.shown[0]
    stand.keeper.gone, stand.keeper.shown = [first], stand.keeper.shown[1:]
    stand.window.looking_after.removing.begin_the_day()
    await settled()
    assert f"{first.connection.name} is removed." in seen(stand.window)
    press(stand.window, "Bring it back")
    await settled()
    assert first in stand.keeper.shown


def test_keys_do_nothing_behind_an_open_sheet(stand: Stand) -> None:
    home = shown(stand)
    key(stand, Qt.Key.Key_F1)
    key(stand, Qt.Key.Key_N, CONTROL)
    assert stand.window.sheet.isVisible()
    assert home.isVisible()
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.sheet.isHidden()


def test_a_key_pressed_by_chance_throws_no_sign_in_away(stand: Stand) -> None:
    shown(stand)
    stand.show(
        SigningIn(draft=samples.draft("moneybird", "sign-in"), stage=Stage.WAITING, address="https://a.example/")
    )
    settle()
    key(stand, Qt.Key.Key_N, CONTROL)
    assert isinstance(stand.connecting.state, SigningIn)
    assert stand.connecting.calls == []


async def test_a_word_at_the_foot_never_lies_over_a_pages_buttons(stand: Stand) -> None:
    shown(stand)
    stand.window.looking_after.removing.remove(stand.keeper.shown[0].connection.id)
    await settled()
    assert stand.window.toast.isVisible()
    stand.window.begin()
    assert stand.window.toast.isHidden()
