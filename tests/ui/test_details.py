from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ledgerpass.errors import ClientNotRecognised, KeychainLocked, LedgerpassError, RedirectNotRegistered, Unreachable
from ledgerpass.secret import Secret
from ledgerpass.ui.pages.details import Details
from ledgerpass.wizard.events import DeliveryChosen, DetailsGiven
from ledgerpass.wizard.pages import details_page
from ledgerpass.wizard.state import ChoosingProvider
from tests.ui import samples
from tests.ui.reading import button, focused_name, has_button, key, press, seen, settle, write
from tests.ui.scenes import Stand

ID = "0f3a94c1d5e84b60a7c2913de5f40b72"
CODE = ID[::-1] + ID


def shown(
    stand: Stand, provider: str = "moneybird", way: str = "sign-in", trouble: LedgerpassError | None = None
) -> Details:
    stand.show(details_page(samples.draft(provider, way), trouble))
    settle()
    return stand.window.wizard.pages.details


def given(stand: Stand) -> list[DetailsGiven]:
    return [event for event in stand.connecting.events if isinstance(event, DetailsGiven)]


def paste(page: Details, key_of_field: str, text: str) -> None:
    """Paste with the keyboard, from the clipboard of the test's own desktop."""
    fields = {**page.inputs, **page.codes}
    QApplication.clipboard().setText(text)
    fields[key_of_field].edit.setFocus()
    QTest.keyClick(fields[key_of_field].edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_codes_leave_the_page_as_secrets_and_the_event_only_names_them(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_id", ID)
    paste(page, "client_secret", CODE)
    press(page, "Continue")
    assert stand.connecting.codes == {"client_id": Secret(ID), "client_secret": Secret(CODE)}
    assert given(stand) == [DetailsGiven(inputs={}, filled=frozenset({"client_id", "client_secret"}))]
    assert CODE not in repr(stand.connecting.state)


def test_enter_goes_on(stand: Stand) -> None:
    shown(stand, way="personal-token")
    write(stand, samples.TOKEN)
    key(stand, Qt.Key.Key_Return)
    assert stand.connecting.codes == {"token": Secret(samples.TOKEN)}


def test_white_space_line_ends_and_quotes_are_stripped_from_what_is_pasted(stand: Stand) -> None:
    page = shown(stand, way="personal-token")
    paste(page, "token", f'  "{samples.TOKEN}"\n')
    assert page.codes["token"].edit.text() == samples.TOKEN


def test_a_pasted_address_is_understood_as_the_account(stand: Stand) -> None:
    page = shown(stand, "freshbooks-classic", "account-token")
    paste(page, "account", "https://jansen.freshbooks.com/menu?x=1")
    assert page.inputs["account"].edit.text() == "jansen"
    paste(page, "token", samples.TOKEN)
    press(page, "Connect")
    assert given(stand)[0].inputs == {"account": "jansen"}


def test_two_codes_pasted_at_once_find_their_places(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_id", f"Client ID: {ID}\nClient secret: {CODE}\n")
    assert page.codes["client_id"].edit.text() == ID
    assert page.codes["client_secret"].edit.text() == CODE
    assert "Both codes were in what you pasted." in seen(page)


def test_swapped_codes_are_noticed_and_put_right_with_one_press(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_id", CODE)
    paste(page, "client_secret", ID)
    assert "That looks like the secret. Did you swap them?" in seen(page)
    press(page, "Swap them")
    assert page.codes["client_id"].edit.text() == ID
    assert "Did you swap them?" not in seen(page)


def test_a_missing_code_is_said_at_its_field_which_gets_the_focus(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_id", ID)
    press(page, "Continue")
    assert "This one is needed." in seen(page.codes["client_secret"])
    assert "This one is needed." not in seen(page.codes["client_id"])
    assert focused_name() == "Client secret"
    assert given(stand) == []


def test_an_optional_code_may_be_left_out(stand: Stand) -> None:
    page = shown(stand, "freshbooks-classic", "sign-in")
    paste(page, "account", "jansen")
    paste(page, "consumer_key", "office")
    press(page, "Continue")
    assert given(stand)[0].filled == {"consumer_key"}


def test_an_account_that_can_t_be_right_is_answered_with_an_example(stand: Stand) -> None:
    page = shown(stand, "freshbooks-classic", "account-token")
    page.inputs["account"].edit.setText("Jansen & Co.")
    press(page, "Connect")
    assert "It should look like jansen." in seen(page.inputs["account"])


def test_a_secret_shows_dots_and_its_text_only_while_show_is_held(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_secret", samples.SECRET)
    edit = page.codes["client_secret"].edit
    assert samples.SECRET not in seen(page)
    show = button(edit, "Hold to show Client secret")
    QTest.mousePress(show, Qt.MouseButton.LeftButton)
    assert edit.displayText() == samples.SECRET
    QTest.mouseRelease(show, Qt.MouseButton.LeftButton)
    assert edit.displayText() != samples.SECRET


def test_show_can_be_held_with_the_keyboard(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_secret", samples.SECRET)
    edit = page.codes["client_secret"].edit
    show = button(edit, "Hold to show Client secret")
    show.setFocus()
    QTest.keyPress(show, Qt.Key.Key_Space)
    assert edit.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyRelease(show, Qt.Key.Key_Space)
    assert edit.echoMode() == QLineEdit.EchoMode.Password


def test_a_secret_can_t_be_copied_out_of_its_field(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_secret", samples.SECRET)
    QApplication.clipboard().setText("something else")
    page.codes["client_secret"].edit.selectAll()
    QTest.keyClick(page.codes["client_secret"].edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "something else"


def test_what_was_typed_is_still_there_after_a_failure_and_the_focus_is_on_the_codes(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_id", ID)
    paste(page, "client_secret", CODE)
    shown(stand, trouble=ClientNotRecognised(host="moneybird.com", status=401, error="invalid_client"))
    assert "Moneybird doesn't recognise these two codes." in seen(page)
    assert page.codes["client_secret"].edit.text() == CODE
    assert focused_name() == "Client ID"
    assert "invalid_client" not in seen(page)
    press(page, "For your IT person")
    press(page, "Copy details")
    assert "error: invalid_client" in stand.clipboard.text


def test_what_was_typed_is_gone_once_another_connection_is_begun(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_secret", samples.SECRET)
    stand.show(ChoosingProvider())
    assert shown(stand).codes["client_secret"].edit.text() == ""
    assert page.codes["client_secret"].edit.text() == ""


def test_another_way_s_fields_take_the_place_of_the_former(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_secret", samples.SECRET)
    shown(stand, way="personal-token")
    assert list(page.codes) == ["token"]
    assert page.codes["token"].edit.text() == ""


def test_the_exact_address_is_shown_and_copied(stand: Stand) -> None:
    page = shown(stand)
    assert "Give Moneybird exactly this address" in seen(page)
    assert "http://127.0.0.1:47620/callback/moneybird" in seen(page)
    press(page, "Copy the address")
    assert stand.clipboard.text == "http://127.0.0.1:47620/callback/moneybird"
    assert stand.window.toast.words() == "Copied."


def test_the_other_way_back_can_be_chosen_and_left_again(stand: Stand) -> None:
    page = shown(stand)
    paste(page, "client_id", ID)
    press(page, "It can't take this address? Let the page show a code instead.")
    assert DeliveryChosen(delivery="out_of_band") in stand.connecting.events
    assert "urn:ietf:wg:oauth:2.0:oob" in seen(page)
    assert page.codes["client_id"].edit.text() == ID
    press(page, "Rather not copy a code? Let the browser bring the answer back by itself.")
    assert "127.0.0.1" in seen(page)


def test_without_an_address_to_register_none_is_shown(stand: Stand) -> None:
    page = shown(stand, "freshbooks-classic", "sign-in")
    assert "exactly this address" not in seen(page)
    assert not has_button(page, "It can't take this address? Let the page show a code instead.")


def test_the_provider_s_own_page_can_be_opened(stand: Stand) -> None:
    press(shown(stand), "Open Moneybird")
    assert "show_page https://moneybird.com/user/applications/new" in stand.connecting.calls


@pytest.mark.parametrize(
    ("provider", "way", "words"),
    [
        ("moneybird", "personal-token", "Moneybird gives you one code."),
        ("moneybird", "sign-in", "Moneybird gives you two codes."),
    ],
)
def test_it_says_how_many_codes_there_are(stand: Stand, provider: str, way: str, words: str) -> None:
    assert words in seen(shown(stand, provider, way))


def test_the_strong_button_says_whether_this_is_the_last_step(stand: Stand) -> None:
    assert has_button(shown(stand, way="personal-token"), "Connect")
    assert has_button(shown(stand, way="sign-in"), "Continue")


def test_a_line_to_add_at_the_provider_is_copied_from_the_trouble(stand: Stand) -> None:
    line = "http://127.0.0.1:47620/callback/moneybird"
    page = shown(stand, trouble=RedirectNotRegistered(provider="Moneybird", redirect_uri=line))
    press(page, "Copy that line")
    assert stand.clipboard.text == line


def test_a_locked_safe_is_unlocked_from_here(stand: Stand) -> None:
    press(shown(stand, way="personal-token", trouble=KeychainLocked()), "Unlock…")
    assert "unlock" in stand.connecting.calls


def test_what_the_strong_button_does_anyway_gets_no_second_button(stand: Stand) -> None:
    page = shown(stand, way="personal-token", trouble=Unreachable(host="moneybird.com", reason="offline"))
    assert "Can't reach Moneybird right now; your connection is safe." in seen(page)
    assert not has_button(page, "Try again")


def test_inputs_known_from_before_are_filled_in(stand: Stand) -> None:
    draft = replace(samples.draft("freshbooks-classic", "account-token"), inputs={"account": "jansen"})
    stand.show(details_page(draft))
    settle()
    assert stand.window.wizard.pages.details.inputs["account"].edit.text() == "jansen"
    assert focused_name() == "Authentication token"


def test_whoever_replaces_a_token_reads_that_the_old_one_stays_until_the_new_one_is_tested(stand: Stand) -> None:
    draft = replace(samples.draft("moneybird", "personal-token"), replaces="smit", gives_codes=True)
    stand.show(details_page(draft))
    settle()
    said = seen(stand.window.wizard.pages.details)
    assert "What this connection has now stays in use until the new one has passed its test." in said
