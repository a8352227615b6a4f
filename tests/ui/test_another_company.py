import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ledgerpass.connections.connection import Outcome
from ledgerpass.errors import OtherCompany
from ledgerpass.ui.pages.confirm_company import ConfirmCompany
from ledgerpass.upkeep.standing import NeedsYou
from ledgerpass.wizard.events import CompanyConfirmed, OtherAccountAsked, WentBack
from tests.ui import samples
from tests.ui.in_the_list import click, shown, spoken
from tests.ui.looking_after_scenes import LONG, confirming
from tests.ui.reading import focused_name, key, press, seen, settle, settled
from tests.ui.stand import Stand


def asked(stand: Stand, *names: str) -> ConfirmCompany:
    stand.show(confirming(*(names or ("Jansen & Co.",))))
    settle()
    return stand.window.wizard.pages.confirm_company


def confirmed(stand: Stand) -> list[tuple[str, bool]]:
    events = [event for event in stand.connecting.events if isinstance(event, CompanyConfirmed)]
    return [(event.company.name, event.as_new) for event in events]


def test_it_says_what_opened_what_was_meant_and_that_nothing_was_changed(stand: Stand) -> None:
    said = seen(asked(stand))
    assert (
        "This sign-in opened “Jansen & Co.”. This connection was for “Bakkerij Smit B.V.”. Nothing was changed." in said
    )


def test_enter_keeps_the_company_and_has_somebody_else_sign_in(stand: Stand) -> None:
    asked(stand)
    assert focused_name() == "Keep Bakkerij Smit B.V."
    key(stand, Qt.Key.Key_Return)
    assert [type(event) for event in stand.connecting.events] == [OtherAccountAsked]


def test_the_other_company_can_take_its_place(stand: Stand) -> None:
    press(asked(stand), "Use Jansen & Co. from now on")
    assert confirmed(stand) == [("Jansen & Co.", False)]


def test_the_other_company_can_be_connected_beside_it(stand: Stand) -> None:
    press(asked(stand), "Connect Jansen & Co. as a new one")
    assert confirmed(stand) == [("Jansen & Co.", True)]


def test_the_arrow_keys_lead_through_the_choices(stand: Stand) -> None:
    asked(stand)
    key(stand, Qt.Key.Key_Down)
    key(stand, Qt.Key.Key_Down)
    assert focused_name() == "Connect Jansen & Co. as a new one"
    key(stand, Qt.Key.Key_Return)
    assert confirmed(stand) == [("Jansen & Co.", True)]


def test_among_several_one_is_chosen_on_a_second_side(stand: Stand) -> None:
    page = asked(stand, "Jansen & Co.", "Visser Installaties")
    assert "opened 2 companies" in seen(page)
    press(page, "Use another company from now on")
    assert confirmed(stand) == []
    assert "It takes the place of “Bakkerij Smit B.V.”." in seen(page)
    press(page, "Show the three choices again")
    assert focused_name() == "Keep Bakkerij Smit B.V."
    press(page, "Connect another company as a new one")
    assert focused_name() == "Jansen & Co."
    press(page, "Visser Installaties")
    assert confirmed(stand) == [("Visser Installaties", True)]


def test_a_second_question_begins_at_its_first_side(stand: Stand) -> None:
    page = asked(stand, "Jansen & Co.", "Visser Installaties")
    press(page, "Use another company from now on")
    asked(stand, "Jansen & Co.", "Stichting De Brug")
    assert page.keep.isVisible()
    assert not page.companies.isVisible()


def test_cancel_leads_to_the_list_and_confirms_nothing(stand: Stand) -> None:
    press(asked(stand), "Cancel")
    assert stand.window.home.isVisible()
    assert stand.connecting.calls == ["begin"]
    assert stand.connecting.events == []


def test_escape_goes_back_and_confirms_nothing(stand: Stand) -> None:
    asked(stand)
    key(stand, Qt.Key.Key_Escape)
    assert confirmed(stand) == []
    assert [type(event) for event in stand.connecting.events] in ([WentBack], [])


def test_a_very_long_name_leaves_room_for_the_choices(stand: Stand) -> None:
    stand.window.resize(stand.window.minimumSize())
    stand.show(confirming(LONG, expected=LONG))
    settle()
    page = stand.window.wizard.pages.confirm_company
    for card in (page.keep, page.change, page.add):
        assert card.width() <= page.width()


async def test_a_row_that_opens_another_company_leads_to_a_sign_in(stand: Stand) -> None:
    home = shown(stand)
    other = samples.row(samples.connection("smit"), NeedsYou(outcome=Outcome.OTHER_COMPANY))
    stand.keeper.tested["smit"] = other
    stand.window.looking_after.test("smit")
    await settled()
    assert stand.window.toast.words() == "Bakkerij Smit B.V. opens another company than before."
    assert "Needs you: it opens another company than before. Enter: Sign in again." in spoken(home)[0]
    click(home, "smit", "button")
    assert stand.connecting.calls == ["reconnect smit"]


async def test_nothing_is_copied_of_another_companys_books(stand: Stand) -> None:
    home = shown(stand)
    stand.keeper.trouble = OtherCompany(expected="Bakkerij Smit B.V.")
    stand.window.looking_after.copy("smit", "token")
    await settled()
    assert stand.clipboard.secret is None
    press(home.notice, "Sign in again")
    assert stand.connecting.calls == ["reconnect smit"]


def test_the_window_asks_for_attention_when_another_company_has_answered(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user is in the browser then, and nothing goes on without him."""
    alerts: list[object] = []
    monkeypatch.setattr(QApplication, "alert", alerts.append)
    monkeypatch.setattr(stand.window, "isActiveWindow", lambda: False)
    stand.connecting.show(confirming("Jansen & Co."))
    assert alerts == [stand.window]
