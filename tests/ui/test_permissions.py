from PySide6.QtCore import Qt

from ledgerpass.errors import AuthorizationFailed
from ledgerpass.ui.pages.permissions import Permissions
from ledgerpass.wizard.events import PermissionsGiven
from ledgerpass.wizard.state import ChoosingPermissions
from tests.ui import samples
from tests.ui.reading import focused_name, has_button, key, press, seen, settle, tab_until
from tests.ui.scenes import Stand


def shown(stand: Stand, provider: str = "practice", way: str = "sign-in") -> Permissions:
    stand.show(ChoosingPermissions(draft=samples.draft(provider, way)))
    settle()
    return stand.window.wizard.pages.permissions


def given(stand: Stand) -> list[frozenset[str]]:
    return [event.scopes for event in stand.connecting.events if isinstance(event, PermissionsGiven)]


def test_the_usual_permissions_are_ticked_and_enter_goes_on_with_them(stand: Stand) -> None:
    shown(stand, "moneybird")
    key(stand, Qt.Key.Key_Return)
    assert given(stand) == [frozenset({"sales_invoices"})]


def test_permissions_are_said_in_plain_words_and_named_exactly_in_the_tool_tip(stand: Stand) -> None:
    page = shown(stand, "moneybird")
    row = page.rows["bank"]
    assert "Bank statements and payments" in seen(row)
    assert row.toolTip() == "bank"
    assert "sales_invoices" not in seen(page)


def test_a_tick_more_is_asked_for_and_a_tick_less_is_not(stand: Stand) -> None:
    page = shown(stand, "moneybird")
    press(page, "Bank statements and payments")
    press(page, "Sales invoices, subscriptions and contacts")
    press(page, "Continue")
    assert given(stand) == [frozenset({"bank"})]


def test_a_required_permission_is_ticked_and_locked_with_its_reason(stand: Stand) -> None:
    page = shown(stand)
    row = page.rows["companies.read"]
    assert row.isChecked()
    assert not row.isEnabled()
    assert "Without it, nobody could tell which company you connected." in seen(row)


def test_look_only_ticks_what_reads_and_nothing_that_changes(stand: Stand) -> None:
    page = shown(stand)
    press(page, "Make and change invoices")
    press(page, "Look only")
    press(page, "Continue")
    assert given(stand) == [frozenset({"companies.read", "invoices.read", "bank.read"})]


def test_suggested_brings_the_usual_ones_back(stand: Stand) -> None:
    page = shown(stand)
    press(page, "Look only")
    assert page.rows["bank.read"].isChecked()
    press(page, "Suggested")
    press(page, "Continue")
    assert given(stand) == [frozenset({"companies.read", "invoices.read"})]


def test_presets_are_only_there_where_a_provider_can_tell_reading_from_changing(stand: Stand) -> None:
    assert has_button(shown(stand), "Look only")
    assert not has_button(shown(stand, "moneybird"), "Look only")


def test_nothing_ticked_is_said_at_the_list_and_nothing_is_sent(stand: Stand) -> None:
    page = shown(stand, "moneybird")
    press(page, "Sales invoices, subscriptions and contacts")
    press(page, "Continue")
    assert "Tick at least one." in seen(page)
    assert given(stand) == []
    assert focused_name() == "Sales invoices, subscriptions and contacts"


def test_all_of_it_works_with_the_keyboard(stand: Stand) -> None:
    page = shown(stand, "moneybird")
    tab_until(stand, lambda focused: focused is page.rows["bank"])
    key(stand, Qt.Key.Key_Space)
    key(stand, Qt.Key.Key_Return)
    assert given(stand) == [frozenset({"sales_invoices", "bank"})]


def test_a_refused_permission_is_said_here_where_it_can_be_unticked(stand: Stand) -> None:
    draft = samples.draft("moneybird", "sign-in")
    trouble = AuthorizationFailed(provider="Moneybird", error="invalid_scope")
    stand.show(ChoosingPermissions(draft=draft, trouble=trouble))
    settle()
    page = stand.window.wizard.pages.permissions
    assert "Moneybird doesn't give one of these permissions." in seen(page)
    assert has_button(page, "Continue")
