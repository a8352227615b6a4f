import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ledgerpass.errors import ConnectionUnknown, KeychainLocked
from ledgerpass.upkeep.farewells import Ending, Farewell, Parting
from tests.ui import samples
from tests.ui.in_the_list import choose, shown
from tests.ui.looking_after_scenes import removed_row
from tests.ui.reading import has_button, key, press, seen, settle, settled, tab_until
from tests.ui.stand import Stand

PAGE = "https://moneybird.com/user/applications"
ENDS = Farewell(revokes=True, manage_url="")
STAYS = Farewell(revokes=False, manage_url=PAGE)


def removed(stand: Stand, farewell: Farewell = ENDS) -> None:
    """Open the sheet with one connection on it, removed an hour ago."""
    shown(stand)
    stand.keeper.gone = [removed_row("brug", "Stichting De Brug", 1)]
    stand.keeper.farewell_given = farewell
    press(stand.window.home, "More")
    choose(stand.window.home.menu, "Removed in the last 24 hours")
    settle()


def parting(ending: Ending, manage_url: str = PAGE) -> Parting:
    connection = samples.connection("brug", name="Stichting De Brug")
    return Parting(connection=connection, provider="Moneybird", ending=ending, manage_url=manage_url)


@pytest.mark.parametrize(
    ("farewell", "words"),
    [
        (ENDS, "Bakkerij Smit B.V. is removed. Moneybird ends the permission after 24 hours."),
        (STAYS, "Bakkerij Smit B.V. is removed. It is kept for 24 hours."),
    ],
)
async def test_a_removal_says_what_happens_to_the_permission(stand: Stand, farewell: Farewell, words: str) -> None:
    home = shown(stand)
    stand.keeper.farewell_given = farewell
    home.list.select("smit")
    QTest.keyClick(home.list, Qt.Key.Key_Delete)
    await settled()
    assert stand.window.toast.words() == words
    assert has_button(stand.window.toast, "Bring it back")


async def test_what_was_removed_is_brought_back_from_its_sheet(stand: Stand) -> None:
    removed(stand)
    said = seen(stand.window.sheet)
    assert "You can bring it back until tomorrow 08:42. Then Moneybird ends the permission at our request." in said
    press(stand.window.sheet, "Bring it back")
    await settled()
    assert stand.window.sheet.isHidden()
    assert stand.keeper.calls[-1] == "restore brug"
    assert stand.window.home.list.selected_id() == "brug"
    assert stand.window.toast.words() == "Stichting De Brug is back."


async def test_an_end_at_once_is_asked_once_in_its_place(stand: Stand) -> None:
    removed(stand)
    press(stand.window.sheet, "End it now…")
    assert "Moneybird ends the permission at once. It can't be brought back then." in seen(stand.window.sheet)
    press(stand.window.sheet, "Not now")
    assert "end_now brug" not in stand.keeper.calls
    press(stand.window.sheet, "End it now…")
    press(stand.window.sheet, "End it now")
    await settled()
    assert stand.keeper.calls[-1] == "end_now brug"
    assert stand.window.toast.words() == "The permission of Stichting De Brug has ended at Moneybird."


def test_who_else_may_end_along_with_it_is_said_before(stand: Stand) -> None:
    removed(stand, Farewell(revokes=True, manage_url="", beside=("Jansen & Co.",)))
    press(stand.window.sheet, "End it now…")
    assert "Jansen & Co. was made in the same way; Moneybird may end it too." in seen(stand.window.sheet)


async def test_a_provider_that_is_not_reached_will_be_asked_again(stand: Stand) -> None:
    removed(stand)
    stand.keeper.ending = None
    press(stand.window.sheet, "End it now…")
    press(stand.window.sheet, "End it now")
    await settled()
    assert stand.window.toast.words() == "We can't reach Moneybird now, and will ask again."


async def test_where_we_cannot_end_it_the_page_of_the_provider_is_offered(stand: Stand) -> None:
    removed(stand, STAYS)
    assert "Moneybird doesn't let us end the permission; you can do that there." in seen(stand.window.sheet)
    press(stand.window.sheet, "Open the page of Moneybird")
    assert stand.opened == [PAGE]
    stand.keeper.ending = Ending.NOT_OFFERED
    press(stand.window.sheet, "Forget it now…")
    press(stand.window.sheet, "Forget it now")
    await settled()
    assert "Moneybird may still list its permission." in stand.window.toast.words()
    press(stand.window.toast, "Open its page")
    assert stand.opened == [PAGE, PAGE]


@pytest.mark.parametrize("page", ["{practice}/connect", "http://moneybird.com/user/applications", ""])
def test_a_page_that_nobody_can_fill_in_or_that_is_not_protected_is_not_offered(stand: Stand, page: str) -> None:
    removed(stand, Farewell(revokes=False, manage_url=page))
    assert not has_button(stand.window.sheet, "Open the page of Moneybird")


def test_everything_on_the_sheet_is_reached_and_done_with_the_keyboard(stand: Stand) -> None:
    removed(stand)
    tab_until(stand, lambda widget: widget.accessibleName() == "End Stichting De Brug now")
    key(stand, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Not now"
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.sheet.isHidden()
    assert "end_now brug" not in stand.keeper.calls


async def test_a_day_that_is_over_is_said(stand: Stand) -> None:
    removed(stand)
    stand.keeper.trouble = ConnectionUnknown(connection="brug")
    press(stand.window.sheet, "Bring it back")
    await settled()
    assert "can't be used" in seen(stand.window.home.notice)


async def test_a_locked_safe_is_said_and_the_end_goes_on_once_it_is_open(stand: Stand) -> None:
    removed(stand)
    stand.keeper.trouble = KeychainLocked()
    press(stand.window.sheet, "End it now…")
    press(stand.window.sheet, "End it now")
    await settled()
    press(stand.window.home.notice, "Unlock…")
    await settled()
    assert stand.keeper.calls[-2:] == ["end_now brug", "end_now brug"]
    assert stand.keeper.gone == []


def test_with_an_empty_list_what_was_removed_is_still_found(stand: Stand) -> None:
    stand.keeper.gone = [removed_row("brug", "Stichting De Brug", 1)]
    stand.window.show_home()
    settle()
    press(stand.window.home.invitation, "More")
    choose(stand.window.home.menu, "Removed in the last 24 hours")
    settle()
    assert "Stichting De Brug" in seen(stand.window.sheet)


@pytest.mark.parametrize("ending", [Ending.GIVEN_UP, Ending.REFUSED, Ending.NOT_OFFERED])
def test_a_permission_that_may_still_stand_is_said_when_the_day_is_over(stand: Stand, ending: Ending) -> None:
    shown(stand)
    stand.window.looking_after.removing.say_parting(parting(ending))
    assert "Stichting De Brug is gone here. Moneybird may still list its permission." in seen(stand.window.toast)
    press(stand.window.toast, "Open its page")
    assert stand.opened == [PAGE]


@pytest.mark.parametrize(
    "gone", [parting(Ending.REVOKED), parting(Ending.NOT_THERE), parting(Ending.GIVEN_UP, manage_url="")]
)
def test_an_end_with_nothing_left_to_do_is_not_said_at_all(stand: Stand, gone: Parting) -> None:
    shown(stand)
    stand.window.looking_after.removing.say_parting(gone)
    assert stand.window.toast.isHidden()
