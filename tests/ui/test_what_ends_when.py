from PySide6.QtCore import Qt

from ledgerpass.connections.connection import Outcome
from ledgerpass.ui.wording.due_words import due_words, warning_words
from ledgerpass.upkeep.expiry_calendar import calendar
from ledgerpass.upkeep.standing import NeedsYou
from tests.ui import samples
from tests.ui.in_the_list import choose, shown
from tests.ui.looking_after_scenes import away_row, ending_rows
from tests.ui.reading import has_button, key, press, seen, settle, tab_until
from tests.ui.stand import Stand


def soon_ending(stand: Stand) -> None:
    stand.keeper.shown = ending_rows()
    stand.window.show_home()
    settle()


def test_one_quiet_line_says_that_something_needs_the_user_soon(stand: Stand) -> None:
    soon_ending(stand)
    assert "2 connections need you soon, the first by 3 December" in seen(stand.window.home)
    assert stand.window.sheet.isHidden()
    assert stand.window.toast.isHidden()


def test_the_line_goes_when_nothing_ends_soon(stand: Stand) -> None:
    soon_ending(stand)
    stand.keeper.shown = ending_rows()[:1]
    stand.window.looking_after.refresh()
    assert not stand.window.home.warning.isVisible()


def test_the_line_leads_by_the_keyboard_to_what_ends_when_and_on_to_a_sign_in(stand: Stand) -> None:
    soon_ending(stand)
    tab_until(stand, lambda widget: widget is stand.window.home.warning)
    key(stand, Qt.Key.Key_Return)
    said = seen(stand.window.sheet)
    assert said.index("Stichting De Brug") < said.index("Visser Installaties") < said.index("Jansen & Co.")
    assert "Ends on 3 December. Sign in again before." in said
    assert "Is kept alive by itself. Not used at all, it would end on 2 January 2027." in said
    press(stand.window.sheet, "Sign in again to Stichting De Brug")
    assert stand.connecting.calls == ["reconnect brug"]
    assert stand.window.sheet.isHidden()


def test_what_the_program_sees_to_by_itself_asks_for_nothing(stand: Stand) -> None:
    stand.keeper.shown = ending_rows()[-1:]
    stand.window.show_home()
    assert not stand.window.home.warning.isVisible()
    stand.window.looking_after.show_calendar()
    assert not has_button(stand.window.sheet, "Sign in again")


def test_what_can_not_be_kept_alive_now_is_said_and_asks_for_a_sign_in(stand: Stand) -> None:
    stand.keeper.shown = (away_row(1),)
    stand.window.show_home()
    assert "De Gouden Bakker needs you by 24 November" in seen(stand.window.home)
    stand.window.looking_after.show_calendar()
    said = seen(stand.window.sheet)
    assert "Can't be kept alive right now: its provider can't be reached. Ends on 24 November if it stays so." in said
    assert "by itself" not in said
    press(stand.window.sheet, "Sign in again to De Gouden Bakker")
    assert stand.connecting.calls == ["reconnect bakker"]


def test_what_can_not_be_reached_long_before_its_end_asks_for_nothing(stand: Stand) -> None:
    stand.keeper.shown = (away_row(15),)
    stand.window.show_home()
    assert not stand.window.home.warning.isVisible()
    stand.window.looking_after.show_calendar()
    assert not has_button(stand.window.sheet, "Sign in again")


def test_what_could_not_be_kept_alive_in_time_is_not_said_to_end_later() -> None:
    (due,) = calendar([away_row(-1)])
    assert due_words(due, samples.NOW) == "Could not be kept alive, and may have ended on 22 November."


def test_what_its_provider_does_not_renew_is_never_said_to_be_kept_alive() -> None:
    (due,) = calendar([away_row(30, Outcome.RENEWAL_REFUSED)])
    assert due_words(due, samples.NOW) == ("Its provider doesn't renew it. Ends on 23 December. Sign in again before.")


def test_the_menu_in_the_head_leads_there_as_well(stand: Stand) -> None:
    shown(stand)
    press(stand.window.home, "More")
    choose(stand.window.home.menu, "What ends when")
    settle()
    said = seen(stand.window.sheet)
    assert "Needs you now" in said
    assert "Needs you: FreshBooks Classic has ended this permission" in said


def test_in_a_long_list_the_line_counts_those_that_one_does_not_see(stand: Stand) -> None:
    ended = samples.row(samples.connection("e", name="Klant"), NeedsYou(outcome=Outcome.ENDED))
    stand.keeper.shown = (*samples.many_rows(100), ended)
    stand.window.show_home()
    settle()
    assert "1 connection needs you now" in seen(stand.window.home)
    stand.keeper.shown = (*samples.many_rows(3), ended)
    stand.window.show_home()
    assert not stand.window.home.warning.isVisible()


def test_a_single_one_is_called_by_its_name() -> None:
    dues = [due for due in calendar(ending_rows()) if due.row.connection.id == "brug"]
    assert warning_words(dues, 0, samples.NOW) == "Stichting De Brug needs you by 3 December"
    assert warning_words(dues, 2, samples.NOW) == "2 connections need you now, 1 more soon: the first by 3 December"
    assert warning_words([], 0, samples.NOW) == ""
    assert due_words(dues[0], samples.NOW) == "Ends on 3 December. Sign in again before."
