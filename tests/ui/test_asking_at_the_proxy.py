"""The window asks who the user is at the proxy, once, and goes on with what was under way."""

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.errors import KeychainLocked, ProxyPasswordNeeded
from ledgerpass.flows.proxies import ProxyLogin
from ledgerpass.secret import Secret
from ledgerpass.ui.sheets.proxy_login import ProxyLoginSheet
from ledgerpass.wizard.pages import details_page
from ledgerpass.wizard.state import SigningIn, State
from tests.ui import samples
from tests.ui.reading import focused_name, has_button, key, press, seen, settled, write
from tests.ui.scenes import SCENES, Stand

PLACE = "proxy.jansen.example:8080"
SUBJECT = Subject(token=Secret(samples.TOKEN), headers={}, url="https://x.example/")
ASKS = ProxyPasswordNeeded(host="moneybird.com", proxy=PLACE)


def at_the_sign_in() -> State:
    return SigningIn(draft=samples.draft("moneybird", "sign-in"), trouble=ASKS)


def at_the_codes() -> State:
    return details_page(samples.draft("money-go"), ASKS)


async def answer(stand: Stand, name: str = "jansen", password: str = samples.SECRET) -> None:
    write(stand, name)
    key(stand, Qt.Key.Key_Return)
    write(stand, password)
    key(stand, Qt.Key.Key_Return)
    await settled()


@pytest.mark.parametrize("state", [at_the_sign_in, at_the_codes])
async def test_on_a_page_of_the_wizard_it_is_asked_kept_and_gone_on(stand: Stand, state: Callable[[], State]) -> None:
    stand.show(state())
    press(stand.window.wizard.page(), "Give them…")
    assert focused_name() == "Name"
    await answer(stand)
    assert stand.proxies.given == [(PLACE, ProxyLogin("jansen", Secret(samples.SECRET)))]
    assert stand.window.sheet.isHidden()
    assert stand.connecting.calls[-1] == "try_again"


async def test_above_the_list_it_is_asked_and_the_copy_made_after_all(stand: Stand) -> None:
    SCENES["home"](stand)
    stand.keeper.trouble = ASKS
    stand.keeper.subject_given = SUBJECT
    stand.window.looking_after.copy("smit", "token")
    await settled()
    press(stand.window.home, "Give them…")
    await answer(stand)
    assert stand.proxies.given
    assert stand.clipboard.secret == Secret(samples.TOKEN)


async def test_after_a_connection_was_made_it_is_asked_and_the_copy_made_after_all(stand: Stand) -> None:
    SCENES["done"](stand)
    stand.keeper.trouble = ASKS
    stand.keeper.subject_given = SUBJECT
    press(stand.window.wizard.page(), "Copy token")
    await settled()
    press(stand.window.wizard.page(), "Give them…")
    await answer(stand)
    assert stand.clipboard.secret == Secret(samples.TOKEN)


@pytest.mark.parametrize(
    ("name", "password", "said", "field"),
    [
        ("", samples.SECRET, "The name is missing.", "Name"),
        ("jan:sen", samples.SECRET, "A name has no colon in it.", "Name"),
        ("jansen", "", "The password is missing.", "Password"),
    ],
)
async def test_what_is_missing_or_can_not_be_sent_is_said_at_its_field(
    stand: Stand, name: str, password: str, said: str, field: str
) -> None:
    SCENES["sheet-proxy"](stand)
    await answer(stand, name, password)
    assert said in seen(stand.window.sheet)
    assert focused_name() == field
    assert not stand.proxies.given


async def test_a_keychain_that_keeps_nothing_is_said_and_it_can_be_tried_again(stand: Stand) -> None:
    SCENES["sheet-proxy"](stand)
    stand.proxies.trouble = KeychainLocked(keychain="x")
    await answer(stand)
    assert "locked safe" in seen(stand.window.sheet)
    assert not stand.connecting.calls
    stand.proxies.trouble = None
    press(stand.window.sheet, "Use them")
    await settled()
    assert stand.connecting.calls == ["try_again"]


@pytest.mark.parametrize("leave", ["Not now", "Esc", "Use them"])
async def test_what_was_typed_is_forgotten_when_the_sheet_is_left(stand: Stand, leave: str) -> None:
    SCENES["sheet-proxy"](stand)
    fields = stand.window.sheet.findChildren(ProxyLoginSheet)[-1].findChildren(QLineEdit)
    write(stand, "jansen")
    key(stand, Qt.Key.Key_Tab)
    write(stand, samples.SECRET)
    if leave == "Esc":
        key(stand, Qt.Key.Key_Escape)
    else:
        press(stand.window.sheet, leave)
    await settled()
    assert stand.window.sheet.isHidden()
    assert [field.text() for field in fields] == ["", ""]
    assert bool(stand.proxies.given) is (leave == "Use them")


def test_a_password_is_kept_letter_for_letter_and_covered(stand: Stand) -> None:
    SCENES["sheet-proxy"](stand)
    sheet = stand.window.sheet.findChildren(ProxyLoginSheet)[-1]
    key(stand, Qt.Key.Key_Tab)
    write(stand, " pass word ")
    assert sheet.password.secret() == Secret(" pass word ")
    assert sheet.password.edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_proxy_that_takes_no_passwords_is_left_to_the_it_person(stand: Stand) -> None:
    SCENES["trouble-proxy-of-another-kind"](stand)
    page = stand.window.wizard.page()
    assert not has_button(page, "Give them…")
    press(page, "Copy details")
    assert "Negotiate, NTLM" in stand.clipboard.text
    assert PLACE in stand.clipboard.text


async def test_whoever_leaves_before_it_is_kept_wants_nothing_more(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    SCENES["sheet-proxy"](stand)
    kept = asyncio.Event()

    async def give(_place: str, _login: ProxyLogin) -> None:
        await kept.wait()

    monkeypatch.setattr(stand.proxies, "give", give)
    await answer(stand)
    press(stand.window.sheet, "Not now")
    kept.set()
    await settled()
    assert stand.connecting.calls == []
