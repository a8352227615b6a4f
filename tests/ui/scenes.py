"""Every page in every state that it has, by name: what the gallery draws and what the tests walk through."""

from dataclasses import replace
from typing import Any

import msgspec.structs
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton

from ledgerpass.connections.connection import Company
from ledgerpass.errors import (
    AuthorizationFailed,
    CertificateNotTrusted,
    ClientNotRecognised,
    ClockWrong,
    CredentialRefused,
    KeychainLocked,
    KeychainLost,
    KeychainMissing,
    NoBrowser,
    NothingCameBack,
    PassphraseNeeded,
    PassphraseTooShort,
    PassphraseWrong,
    PasteNotUnderstood,
    PermissionDenied,
    ProxyPasswordNeeded,
    RedirectNotRegistered,
    SealedFileDamaged,
    Unreachable,
)
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import AuthorizationCode
from ledgerpass.secret import Secret
from ledgerpass.ui.passphrase_form import KnownPassphrase, NewPassphrase
from ledgerpass.ui.widgets.toast import CountDown
from ledgerpass.ui.wording.errors import explain
from ledgerpass.ui.wording.explanation import Action
from ledgerpass.ui.wording.translation import say
from ledgerpass.wizard.pages import details_page
from ledgerpass.wizard.state import (
    Checking,
    ChoosingCompany,
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    Done,
    SigningIn,
    Stage,
    State,
)
from tests.ui import embedded_scenes, looking_after_scenes, samples
from tests.ui.stand import Scene, Stand, make_stand

__all__ = ["SCENES", "Scene", "Stand", "focus_nothing", "make_stand"]


def _home(stand: Stand) -> None:
    stand.keeper.shown = samples.rows()
    stand.window.show_home()


def _home_with_notice(stand: Stand) -> None:
    _home(stand)
    stand.window.home.say_trouble(explain(KeychainLocked(keychain="Secret Service"), "Moneybird"))


def _home_pointed_at(stand: Stand) -> None:
    _home(stand)
    stand.window.home.list.painter_of_rows.pointed_at = (1, "button")


def _home_menu(stand: Stand) -> None:
    _home(stand)
    rows = stand.window.home.list
    rows.select("jansen")
    corner = stand.window.mapToGlobal(QPoint(570, 230))
    rows.show_menu(corner)


def _home_copied(stand: Stand) -> None:
    _home(stand)
    _copied(stand)


def _home_kept(stand: Stand) -> None:
    _home_copied(stand)
    stand.window.toast.kept.emit()


def _home_copied_times(stand: Stand) -> None:
    _home_copied(stand)
    stand.window.toast.show_times()


def _home_copy_menu(stand: Stand) -> None:
    _home_menu(stand)
    opened = stand.window.home.list.open_menu
    assert opened is not None
    forms = next(action.menu() for action in opened.actions() if action.menu() is not None)
    assert isinstance(forms, QMenu)
    forms.popup(stand.window.mapToGlobal(QPoint(120, 130)))


def _copied(stand: Stand) -> None:
    """Bring up what is said after a copy, as the window does it."""
    stand.clipboard.put_secret(Secret(samples.TOKEN))
    said = "Copied. Valid for 58 minutes. The clipboard is emptied in {} s."
    offered = {seconds: f"Empty the clipboard after {seconds} seconds" for seconds in stand.clipboard.times()}
    left, chosen = stand.clipboard.seconds_left, stand.clipboard.chosen_time
    stand.window.toast.count_down(CountDown(said.format, left, "Keep", offered, chosen))


def _home_removed(stand: Stand) -> None:
    _home(stand)
    stand.window.toast.offer("Visser Installaties is removed. It is kept for 24 hours.", "Bring it back")


def _home_busy(stand: Stand) -> None:
    _home(stand)
    stand.window.home.list.rows.mark_busy("smit", "Testing…")


def _home_rename(stand: Stand) -> None:
    _home(stand)
    rows = stand.window.home.list
    rows.select("jansen")
    rows.edit(rows.currentIndex())


def _home_many(stand: Stand) -> None:
    stand.keeper.shown = samples.many_rows(1000)
    stand.window.show_home()


def _sheet_permissions(stand: Stand) -> None:
    _home(stand)
    stand.window.looking_after.show_permissions("smit")


def _sheet_help(stand: Stand) -> None:
    _home(stand)
    stand.window.show_help()


def _sealed_file_offered(stand: Stand) -> None:
    stand.show(_troubled(KeychainMissing(keychain="Secret Service")))
    stand.window.wizard.pages.sign_in.notice.acted.emit(Action.MAKE_SEALED_FILE)


def _new_passphrase(stand: Stand, first: str, second: str) -> NewPassphrase:
    _sealed_file_offered(stand)
    form = stand.window.sheet.findChild(NewPassphrase)
    assert form is not None
    form.first.put(first)
    form.second.put(second)
    return form


def _sealed_file_short(stand: Stand) -> None:
    form = _new_passphrase(stand, "kort", "kort")
    form.say_trouble(explain(PassphraseTooShort(least=12), "").title)


def _sealed_file_not_the_same(stand: Stand) -> None:
    _new_passphrase(stand, samples.SECRET, samples.SECRET[:-1]).give()


def _sealed_file_being_made(stand: Stand) -> None:
    _new_passphrase(stand, samples.SECRET, samples.SECRET).present_busy(busy=True)


def _passphrase_asked(stand: Stand) -> None:
    stand.show(_signing_in(stage=Stage.PREPARING))
    stand.connecting.show(_troubled(PassphraseNeeded(keychain="sealed file")))


def _passphrase_form(stand: Stand) -> KnownPassphrase:
    _passphrase_asked(stand)
    form = stand.window.sheet.findChild(KnownPassphrase)
    assert form is not None
    return form


def _passphrase_wrong(stand: Stand) -> None:
    said = explain(PassphraseWrong(keychain="sealed file"), "")
    _passphrase_form(stand).say_trouble(f"{said.title} {said.text}")


def _passphrase_forgotten(stand: Stand) -> None:
    _passphrase_form(stand).forgotten.emit()


def _passphrase_left(stand: Stand) -> None:
    _passphrase_asked(stand)
    stand.window.sheet.leave()


def _home_sealed_file_damaged(stand: Stand) -> None:
    _home(stand)
    stand.window.home.say_trouble(explain(SealedFileDamaged(file="connections.sealed"), "Moneybird"))


def _state(state: State) -> Scene:
    return lambda stand: stand.show(state)


def _provider_searched(stand: Stand) -> None:
    stand.show(ChoosingProvider())
    stand.window.wizard.pages.choose_provider.search.setText("fresh")


def _provider_nothing(stand: Stand) -> None:
    stand.show(ChoosingProvider())
    page = stand.window.wizard.pages.choose_provider
    page.search.setText("exact")
    next(each for each in page.findChildren(QAbstractButton) if each.text() == say("It's not in the list")).click()


def _provider_by_keys(stand: Stand) -> None:
    stand.show(ChoosingProvider())
    stand.window.wizard.pages.choose_provider.tiles[1].setFocus()
    stand.window.ring.use_keyboard(used=True)


def _way_where(stand: Stand) -> None:
    stand.show(ChoosingWay(draft=samples.draft("moneybird")))
    page = stand.window.wizard.pages.choose_way
    next(each for each in page.findChildren(QPushButton) if each.text() == say("Where do I find this?")).click()


def _way_by_keys(stand: Stand) -> None:
    stand.show(ChoosingWay(draft=samples.draft("practice")))
    stand.window.wizard.pages.choose_way.cards["personal-token"].setFocus()
    stand.window.ring.use_keyboard(used=True)


def _details_filled(stand: Stand) -> None:
    stand.show(details_page(samples.draft("moneybird", "sign-in")))
    _type(stand, "client_id", "0f3a94c1d5e84b60a7c2913de5f40b72")
    _type(stand, "client_secret", samples.SECRET)


def _details_missing(stand: Stand) -> None:
    stand.show(details_page(samples.draft("freshbooks-classic", "sign-in")))
    stand.window.wizard.pages.details.go_on.click()


def _details_swapped(stand: Stand) -> None:
    stand.show(details_page(samples.draft("moneybird", "sign-in")))
    _type(stand, "client_id", "0f3a94c1d5e84b60a7c2913de5f40b72" * 2)
    _type(stand, "client_secret", "0f3a94c1d5e84b60a7c2913de5f40b72")


def _details_trouble(stand: Stand) -> None:
    _details_filled(stand)
    stand.connecting.show(
        details_page(
            samples.draft("moneybird", "sign-in"),
            ClientNotRecognised(host="moneybird.com", status=401, error="invalid_client"),
        )
    )


def _details_it(stand: Stand) -> None:
    _details_trouble(stand)
    _open_fold(stand)


def _permissions_trouble(stand: Stand) -> None:
    draft = samples.draft("moneybird", "sign-in")
    trouble = AuthorizationFailed(provider="Moneybird", error="invalid_scope")
    stand.show(ChoosingPermissions(draft=draft, trouble=trouble))


def _paste_box(stand: Stand) -> None:
    stand.show(_waiting())
    stand.window.wizard.pages.sign_in.during.shows_code.click()


def _look_behind(stand: Stand) -> None:
    stand.show(_waiting())
    stand.window.wizard.pages.sign_in.during._behind.show()  # noqa: SLF001 - twenty seconds later


def _done_copied(stand: Stand) -> None:
    stand.show(_done())
    _copied(stand)


def _done_copy_menu(stand: Stand) -> None:
    stand.show(_done())
    copy_as = stand.window.wizard.pages.done.copy_as
    copy_as.menu.popup(copy_as.button.mapToGlobal(QPoint(0, copy_as.button.height())))


def _done_trouble(stand: Stand) -> None:
    stand.show(_done())
    stand.window.wizard.say_trouble(explain(Unreachable(host="moneybird.com", reason="offline"), "Moneybird"))


def _signing_in(provider_id: str = "moneybird", way_id: str = "sign-in", **changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    return SigningIn(draft=samples.draft(provider_id, way_id), **changes)


def _waiting(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    return _signing_in(
        stage=Stage.WAITING,
        address="https://moneybird.com/oauth/authorize?client_id=0f3a",
        ends_at=samples.NOW + 581,
        **changes,
    )


def _oob(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    state = _waiting(**changes)
    return replace(state, draft=replace(state.draft, delivery="out_of_band"))


def _troubled(error: Exception) -> SigningIn:
    return _signing_in(trouble=error)


def _ask_at_the_proxy(stand: Stand) -> None:
    stand.show(_troubled(_PROXY_ASKS))
    stand.window.wizard.pages.sign_in.open_browser.click()


def _ask_at_the_proxy_in_vain(stand: Stand) -> None:
    _ask_at_the_proxy(stand)
    next(each for each in stand.window.sheet.findChildren(QPushButton) if each.text() == say("Use them")).click()


def knows_accounts(state: SigningIn) -> SigningIn:
    """Give the state at a provider that can be made to ask who signs in."""
    way = state.draft.way
    assert isinstance(way, AuthorizationCode)
    asking = msgspec.structs.replace(way, other_account={"prompt": "select_account"})
    return replace(state, draft=replace(state.draft, way=asking))


def _done(**changes: Any) -> Done:  # noqa: ANN401 - any of the fields
    values: dict[str, Any] = {"expires_at": samples.NOW + 3500, "renews": True, "tested_at": samples.NOW, **changes}
    return Done(draft=samples.draft("moneybird", "sign-in"), connection=samples.connection("smit", **values))


def _companies(count: int) -> tuple[Company, ...]:
    names = ("Bakkerij Smit B.V.", "Jansen & Co. Administratie", "Visser Installaties", "Stichting De Brug")
    return tuple(
        Company(id=str(place), name=names[place] if place < len(names) else f"Klant {place:03}")
        for place in range(count)
    )


def _type(stand: Stand, key: str, text: str) -> None:
    field = stand.window.wizard.pages.details.codes[key]
    field.edit.setText(text)
    field.edit.textEdited.emit(text)


def _open_fold(stand: Stand) -> None:
    page = stand.window.wizard.page()
    folds = [each for each in page.findChildren(QPushButton) if each.text() == say("For your IT person")]
    next(each for each in folds if each.isVisible()).click()


def _signin_it(stand: Stand) -> None:
    trouble = CertificateNotTrusted(host="moneybird.com", issuer="Zscaler Root CA", reason="self-signed certificate")
    stand.show(_troubled(trouble))
    _open_fold(stand)


def focus_nothing(stand: Stand) -> None:
    """Take the focus away, so that a blinking cursor is no difference between two pictures."""
    for field in stand.window.findChildren(QLineEdit):
        field.setCursorPosition(len(field.text()))


_PROXY_ASKS = ProxyPasswordNeeded(host="moneybird.com", proxy="proxy.jansen.example:8080")

_PRACTICE_DONE = Done(
    draft=samples.draft("practice"),
    connection=samples.connection(
        "p",
        "practice",
        "De Oefenbakker",
        asked=("companies.read", "invoices.read"),
        granted=("companies.read", "invoices.read"),
        renews=True,
        expires_at=samples.NOW + 3600,
    ),
)

SCENES: dict[str, Scene] = {
    "home-empty": lambda stand: stand.window.show_home(),
    "home": _home,
    "home-pointed-at": _home_pointed_at,
    "home-menu": _home_menu,
    "home-copied": _home_copied,
    "home-copied-kept": _home_kept,
    "home-copied-times": _home_copied_times,
    "home-copy-menu": _home_copy_menu,
    "home-removed": _home_removed,
    "home-busy": _home_busy,
    "home-rename": _home_rename,
    "home-keychain-locked": _home_with_notice,
    "home-many": _home_many,
    "sheet-permissions": _sheet_permissions,
    "sheet-help": _sheet_help,
    "sealed-file-offered": _sealed_file_offered,
    "sealed-file-short": _sealed_file_short,
    "sealed-file-not-the-same": _sealed_file_not_the_same,
    "sealed-file-being-made": _sealed_file_being_made,
    "sealed-file-passphrase": _passphrase_asked,
    "sealed-file-passphrase-wrong": _passphrase_wrong,
    "sealed-file-passphrase-forgotten": _passphrase_forgotten,
    "sealed-file-passphrase-left": _passphrase_left,
    "sealed-file-damaged": _home_sealed_file_damaged,
    "provider": _state(ChoosingProvider()),
    "provider-by-keys": _provider_by_keys,
    "provider-searched": _provider_searched,
    "provider-nothing-found": _provider_nothing,
    "way": _state(ChoosingWay(draft=samples.draft("moneybird"))),
    "way-where": _way_where,
    "way-practice": _state(ChoosingWay(draft=samples.draft("practice"))),
    "way-by-keys": _way_by_keys,
    "details-token": _state(details_page(samples.draft("moneybird"))),
    "details-codes": _state(details_page(samples.draft("moneybird", "sign-in"))),
    "details-codes-filled": _details_filled,
    "details-out-of-band": _state(details_page(replace(samples.draft("moneybird", "sign-in"), delivery="out_of_band"))),
    "details-freshbooks": _state(details_page(samples.draft("freshbooks-classic", "sign-in"))),
    "details-missing": _details_missing,
    "details-swapped": _details_swapped,
    "details-not-recognised": _details_trouble,
    "details-for-it": _details_it,
    "details-token-refused": _state(
        details_page(samples.draft("moneybird"), CredentialRefused(host="moneybird.com", status=401))
    ),
    "details-money-go": _state(details_page(samples.draft("money-go"))),
    "permissions": _state(ChoosingPermissions(draft=samples.draft("moneybird", "sign-in"))),
    "permissions-practice": _state(ChoosingPermissions(draft=samples.draft("practice"))),
    "permissions-refused": _permissions_trouble,
    "sign-in-ready": _state(_signing_in(browser="Firefox")),
    "sign-in-ready-code": _state(
        replace(_signing_in(), draft=replace(samples.draft("moneybird", "sign-in"), delivery="out_of_band"))
    ),
    "sign-in-practice": _state(SigningIn(draft=samples.draft("practice"))),
    "sign-in-preparing": _state(_signing_in(stage=Stage.PREPARING)),
    "sign-in-waiting": _state(_waiting()),
    "sign-in-look-behind": _look_behind,
    "sign-in-paste-box": _paste_box,
    "sign-in-code-waiting": _state(_oob()),
    "sign-in-code-recognised": _state(_oob(recognised=Recognised.ADDRESS)),
    "sign-in-code-refused": _state(
        _oob(paste_trouble=PasteNotUnderstood(provider="Moneybird", reason="sign_in_address"))
    ),
    "sign-in-no-browser": _state(_waiting(browser_missing=True)),
    "sign-in-findings": _state(
        _signing_in(
            findings=(
                Unreachable(host="moneybird.com", reason="the name moneybird.com can't be looked up"),
                ClockWrong(host="moneybird.com", seconds=-420.0, refused=False),
            )
        )
    ),
    "sign-in-no-browser-found": _state(
        _signing_in(findings=(NoBrowser(provider="Moneybird", reason="nothing opens web pages", tried=False),))
    ),
    "sign-in-somebody-else": _state(knows_accounts(_signing_in(browser="Firefox"))),
    "sign-in-somebody-else-waiting": _state(knows_accounts(_waiting())),
    "sign-in-insists": _state(_waiting(hindrance=Hindrance.HTTPS)),
    "sign-in-finishing": _state(_signing_in(stage=Stage.FINISHING)),
    "trouble-proxy": _state(_troubled(_PROXY_ASKS)),
    "trouble-proxy-refused": _state(_troubled(replace(_PROXY_ASKS, refused=True))),
    "trouble-proxy-of-another-kind": _state(_troubled(replace(_PROXY_ASKS, wants="Negotiate, NTLM"))),
    "sheet-proxy": _ask_at_the_proxy,
    "sheet-proxy-nothing-typed": _ask_at_the_proxy_in_vain,
    "trouble-denied": _state(_troubled(PermissionDenied(provider="Moneybird"))),
    "trouble-nothing-came-back": _state(_troubled(NothingCameBack(provider="Moneybird", seconds=600))),
    "trouble-address": _state(
        _troubled(RedirectNotRegistered(provider="Moneybird", redirect_uri="http://127.0.0.1:47620/callback/moneybird"))
    ),
    "trouble-certificate-for-it": _signin_it,
    "trouble-clock": _state(_troubled(ClockWrong(host="moneybird.com", seconds=-430))),
    "trouble-keychain-locked": _state(_troubled(KeychainLocked(keychain="Secret Service (gnome-keyring)"))),
    "trouble-keychain-missing": _state(_troubled(KeychainMissing(keychain="Secret Service"))),
    "trouble-keychain-lost": _state(_troubled(KeychainLost(keychain="Secret Service"))),
    "trouble-unreachable": _state(
        _troubled(Unreachable(host="moneybird.com", reason="429", status=429, retry_after=30))
    ),
    "company": _state(ChoosingCompany(draft=samples.draft("moneybird", "sign-in"), companies=_companies(3))),
    "company-many": _state(ChoosingCompany(draft=samples.draft("moneybird", "sign-in"), companies=_companies(60))),
    "checking": _state(
        Checking(draft=samples.draft("moneybird", "sign-in"), company=Company(id="1", name="Bakkerij Smit B.V."))
    ),
    "done": _state(_done()),
    "done-copied": _done_copied,
    "done-copy-menu": _done_copy_menu,
    "done-less-allowed": _state(
        _done(asked=("sales_invoices", "bank"), granted=("sales_invoices",), renews=False, expires_at=None)
    ),
    "done-practice": _state(_PRACTICE_DONE),
    "done-copy-trouble": _done_trouble,
    **embedded_scenes.SCENES,
    **looking_after_scenes.SCENES,
}
