"""The sign-in page where the embedded browser is there: the choice, its wait, and each way back to the user's own."""

from dataclasses import replace
from typing import Any

import msgspec.structs

from ledgerpass.errors import WindowClosed
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import AuthorizationCode, Embedded, OutOfBand, Redirects
from ledgerpass.wizard.pages import details_page, draft_for
from ledgerpass.wizard.state import ChoosingWay, SigningIn, Stage
from tests.ui import samples
from tests.ui.stand import Scene, Stand

OWN_SCHEME = OutOfBand(redirect_uri="nl.moneybird.books:/callback", shows="address")


def ready(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    """Give the page before a sign-in, with the choice; `embedded` is what was chosen."""
    embedded = changes.pop("embedded", False)
    draft = replace(samples.draft("moneybird", "sign-in"), embedded=embedded)
    return SigningIn(draft=draft, **{"can_embed": True, "browser": "Firefox", **changes})


def waiting(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    """Give the page during a sign-in; a window that was chosen can be seen."""
    usual: dict[str, Any] = {
        "stage": Stage.WAITING,
        "address": "https://moneybird.com/oauth/authorize?client_id=0f3a&state=abc",
        "ends_at": samples.NOW + 581,
        "window_seen": True,
    }
    return ready(**{**usual, **changes})


def opening(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    """Give the page while the window is on its way."""
    return waiting(embedded=True, window_seen=False, **changes)


def without_own_browser(why: Hindrance) -> SigningIn:
    """Give the page after a hand-over to a browser that didn't open."""
    return replace(handed_over(why), browser_missing=True)


def by_code(state: SigningIn) -> SigningIn:
    """Have the provider's page show a code."""
    return replace(state, draft=replace(state.draft, delivery="out_of_band"))


def ruled(state: SigningIn, embedded: Embedded, *, own_scheme: bool = False) -> SigningIn:
    """Give the state at a provider with a rule for the embedded browser, and a redirect that nothing else catches."""
    way = state.draft.way
    assert isinstance(way, AuthorizationCode)
    redirects = msgspec.structs.replace(way.redirects, embedded=embedded)
    if own_scheme:
        redirects = Redirects(preferred="out_of_band", embedded=embedded, out_of_band=OWN_SCHEME)
    draft = draft_for(state.draft.provider, msgspec.structs.replace(way, redirects=redirects))
    return replace(state, draft=replace(draft, embedded=draft.embedded or state.draft.embedded))


def handed_over(why: Hindrance) -> SigningIn:
    """Give the page after a hand-over, as the rule book leaves it."""
    return waiting(handed_over=why)


def _state(state: SigningIn) -> Scene:
    return lambda stand: stand.show(state)


def by_own_scheme(state: SigningIn) -> SigningIn:
    """Have nothing but the window catch the answer by itself, as at a provider that refuses loopback addresses."""
    return ruled(state, "only", own_scheme=True)


def _slow(stand: Stand) -> None:
    stand.show(opening())
    stand.window.wizard.pages.sign_in.during.slow_timer.timeout.emit()


def _way_out_of_reach(stand: Stand) -> None:
    draft = samples.draft("moneybird")
    stand.show(ChoosingWay(draft=draft, out_of_reach=frozenset({"sign-in"})))


def _first_way_out_of_reach(stand: Stand) -> None:
    draft = samples.draft("moneybird")
    stand.show(ChoosingWay(draft=draft, out_of_reach=frozenset({draft.provider.ways[0].id})))


def _look_behind(stand: Stand) -> None:
    stand.show(waiting(embedded=True))
    stand.window.wizard.pages.sign_in.during._behind.show()  # noqa: SLF001 - twenty seconds later


SCENES: dict[str, Scene] = {
    "embedded-offered": _state(ready()),
    "embedded-chosen": _state(ready(embedded=True)),
    "embedded-chosen-code": _state(by_code(ready(embedded=True))),
    "embedded-only": _state(ruled(ready(), "only", own_scheme=True)),
    "embedded-only-and-not-there": _state(ruled(ready(can_embed=False), "only", own_scheme=True)),
    "embedded-only-register": lambda stand: stand.show(
        details_page(ruled(ready(), "only", own_scheme=True).draft),
    ),
    "embedded-way-out-of-reach": _way_out_of_reach,
    "embedded-first-way-out-of-reach": _first_way_out_of_reach,
    "embedded-opening": _state(opening()),
    "embedded-opening-slowly": _slow,
    "embedded-preparing": _state(replace(ready(embedded=True), stage=Stage.PREPARING)),
    "embedded-waiting": _state(waiting(embedded=True)),
    "embedded-waiting-code": _state(by_code(waiting(embedded=True))),
    "embedded-look-behind": _look_behind,
    "embedded-waiting-own-browser": _state(waiting()),
    "embedded-refused": _state(handed_over(Hindrance.REFUSED)),
    "embedded-passkey": _state(handed_over(Hindrance.PASSKEY)),
    "embedded-moved": _state(by_code(handed_over(Hindrance.MOVED))),
    "embedded-failed": _state(handed_over(Hindrance.FAILED)),
    "embedded-failed-no-browser": _state(without_own_browser(Hindrance.FAILED)),
    "embedded-failed-paste-back": _state(by_own_scheme(handed_over(Hindrance.FAILED))),
    "embedded-failed-no-browser-paste-back": _state(by_own_scheme(without_own_browser(Hindrance.FAILED))),
    "embedded-window-closed": _state(ready(embedded=True, trouble=WindowClosed(provider="Moneybird"))),
}
