from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ledgerpass.connections.connection import Company
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.errors import PermissionEnded, Unreachable
from ledgerpass.secret import Secret
from ledgerpass.ui.pages.choose_company import ChooseCompany
from ledgerpass.ui.pages.done import Done as DonePage
from ledgerpass.upkeep.standing import Working
from ledgerpass.wizard.events import CompanyChosen
from ledgerpass.wizard.state import Checking, ChoosingCompany, Done
from tests.ui import samples
from tests.ui.reading import button, focused_name, key, press, seen, settle, settled, write
from tests.ui.scenes import Stand

NAMES = ("Bakkerij Smit B.V.", "Jansen & Co.", "Visser Installaties")


def shown_companies(stand: Stand, names: tuple[str, ...] = NAMES) -> ChooseCompany:
    companies = tuple(Company(id=str(place), name=name) for place, name in enumerate(names))
    stand.show(ChoosingCompany(draft=samples.draft("moneybird", "sign-in"), companies=companies))
    settle()
    return stand.window.wizard.pages.choose_company


def chosen(stand: Stand) -> list[str]:
    return [event.company.name for event in stand.connecting.events if isinstance(event, CompanyChosen)]


def shown_done(stand: Stand, **changes: Any) -> DonePage:  # noqa: ANN401 - any of the fields
    connection = samples.connection("smit", **{"tested_at": samples.NOW, **changes})
    stand.keeper.shown = (samples.row(connection, Working(tested_at=samples.NOW)),)
    stand.show(Done(draft=samples.draft("moneybird", "sign-in"), connection=connection))
    stand.keeper.subject_given = Subject(
        token=Secret(samples.TOKEN),
        headers={"Authorization": Secret(f"Bearer {samples.TOKEN}")},
        url="https://moneybird.com/api/v2/123/contacts.json",
        expires_at=samples.NOW + 58 * 60 + 5,
    )
    settle()
    return stand.window.wizard.pages.done


def test_a_press_on_a_company_chooses_it(stand: Stand) -> None:
    press(shown_companies(stand), "Jansen & Co.")
    assert chosen(stand) == ["Jansen & Co."]


def test_a_company_is_chosen_with_the_keyboard(stand: Stand) -> None:
    shown_companies(stand)
    key(stand, Qt.Key.Key_Down)
    assert focused_name() == "Jansen & Co."
    key(stand, Qt.Key.Key_Return)
    assert chosen(stand) == ["Jansen & Co."]


def test_among_many_companies_one_is_found_by_its_name(stand: Stand) -> None:
    page = shown_companies(stand, tuple(f"Client {number:03}" for number in range(200)))
    assert page.companies.search.hasFocus()
    assert "150 more." in seen(page)
    write(stand, "177")
    assert [card.text() for card in page.companies.cards] == ["Client 177"]
    key(stand, Qt.Key.Key_Return)
    assert chosen(stand) == ["Client 177"]


def test_a_few_companies_need_no_search(stand: Stand) -> None:
    assert not shown_companies(stand).companies.search.isVisible()


def test_checking_says_what_is_checked_and_can_be_cancelled(stand: Stand) -> None:
    company = Company(id="1", name="Bakkerij Smit B.V.")
    stand.show(Checking(draft=samples.draft("moneybird"), company=company))
    settle()
    page = stand.window.wizard.pages.checking
    assert "Checking with Moneybird…" in seen(page)
    assert "Bakkerij Smit B.V." in seen(page)
    press(page, "Cancel")
    assert stand.connecting.calls == ["cancel"]


def test_done_says_to_what_what_works_and_how_long(stand: Stand) -> None:
    said = seen(shown_done(stand, renews=True, expires_at=samples.NOW + 3600))
    assert "Connected to Bakkerij Smit B.V." in said
    assert "Works: Moneybird answered a real call at 09:42." in said
    assert "It may use: Sales invoices, subscriptions and contacts." in said
    assert "Renews by itself." in said


def test_done_says_when_one_must_sign_in_again(stand: Stand) -> None:
    said = seen(shown_done(stand, renews=False, expires_at=samples.NOW + 10 * samples.DAY))
    assert "Lasts until 3 December. Then sign in again." in said


def test_done_says_when_less_was_allowed_than_was_asked(stand: Stand) -> None:
    said = seen(shown_done(stand, asked=("sales_invoices", "bank"), granted=("sales_invoices",)))
    assert "Moneybird didn't give this: Bank statements and payments." in said


async def test_copy_token_copies_it_as_a_secret_and_says_how_long_it_is_good(stand: Stand) -> None:
    page = shown_done(stand)
    assert focused_name() == "Copy token"
    press(page, "Copy token")
    await settled()
    assert stand.clipboard.secret == Secret(samples.TOKEN)
    assert stand.window.toast.words() == "Copied. Valid for 58 minutes. The clipboard is emptied in 30 s."
    assert stand.keeper.calls == ["subject smit", "note_copy smit copied_token"]
    assert samples.TOKEN not in seen(stand.window)


async def test_copy_curl_header_copies_the_header(stand: Stand) -> None:
    press(shown_done(stand), "Copy curl header")
    await settled()
    assert stand.clipboard.secret is not None
    assert stand.clipboard.secret.reveal() == f"-H 'Authorization: Bearer {samples.TOKEN}'"


async def test_copy_as_offers_the_whole_command(stand: Stand) -> None:
    page = shown_done(stand)
    command = next(action for action in page.copy_as.menu.actions() if action.text() == "For a terminal (bash)")
    command.trigger()
    await settled()
    assert stand.clipboard.secret is not None
    assert stand.clipboard.secret.reveal().startswith("curl ")


async def test_what_could_not_be_copied_is_said_here_and_can_be_tried_again(stand: Stand) -> None:
    page = shown_done(stand)
    stand.keeper.trouble = Unreachable(host="moneybird.com", reason="offline")
    press(page, "Copy token")
    await settled()
    assert "Can't reach Moneybird right now; your connection is safe." in seen(page)
    assert stand.clipboard.secret is None
    press(page.notice, "Try again")
    await settled()
    assert stand.clipboard.secret == Secret(samples.TOKEN)
    assert not page.notice.isVisible()


async def test_a_permission_that_ended_in_between_leads_to_signing_in_again(stand: Stand) -> None:
    page = shown_done(stand)
    stand.keeper.trouble = PermissionEnded(host="moneybird.com")
    press(page, "Copy token")
    await settled()
    press(page.notice, "Sign in again")
    assert "reconnect smit" in stand.connecting.calls


def test_a_very_long_company_name_leaves_the_buttons_in_sight(stand: Stand) -> None:
    stand.window.resize(stand.window.minimumSize())
    name = "Coöperatieve Vereniging Administratiekantoor De Drie Gemeenten " * 6
    page = shown_done(stand, company=Company(id="1", name=name), name=name)
    settle()
    below = page.copy_token.mapTo(stand.window, page.copy_token.rect().bottomLeft()).y()
    foot = page.finish.mapTo(stand.window, page.finish.rect().topLeft()).y()
    assert below < foot
    assert page.scroll_bar().value() == 0, "the heading had to be scrolled away"
    assert page.title.toolTip() == name


def test_finish_leads_to_the_list_with_the_new_connection_chosen(stand: Stand) -> None:
    press(shown_done(stand), "Finish")
    assert stand.window.home.isVisible()
    assert stand.window.home.list.selected_id() == "smit"
    assert stand.connecting.calls[-1] == "begin"


def test_escape_on_the_last_page_leads_to_the_list(stand: Stand) -> None:
    shown_done(stand)
    key(stand, Qt.Key.Key_Escape)
    assert stand.window.home.isVisible()


def test_both_big_buttons_can_be_pressed_with_the_keyboard(stand: Stand) -> None:
    page = shown_done(stand)
    QTest.keyClick(button(page, "Copy token"), Qt.Key.Key_Tab)
    assert focused_name() == "Copy curl header"
