"""The sign-in page where the embedded browser is there: the choice, its wait, and each way back to the user's own."""

from dataclasses import replace
from typing import Any

import msgspec.structs

from ledgerpass.errors import WindowClosed
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import AuthorizationCode, Embedded, OutOfBand, Redirects
from ledgerpass.wizard.pages import details_page, draft_for
from ledgerpass.wizard.state import SigningIn, Stage
from tests.ui import samples
from tests.ui.stand import Scene, Stand

OWN_SCHEME = OutOfBand(redirect_uri="nl.moneybird.books:/callback", shows="address")


def ready(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    """Give the page before a sign-in, with the choice; `embedded` is what was chosen."""
    embedded = changes.pop("embedded", False)
    draft = replace(samples.draft("moneybird", "sign-in"), embedded=embedded)
    return SigningIn(draft=draft, **{"can_embed": True, "browser": "Firefox", **changes})


def waiting(**changes: Any) -> SigningIn:  # noqa: ANN401 - any of the fields
    """Give the page during a sign-in."""
    return ready(
        stage=Stage.WAITING,
        address="https://moneybird.com/oauth/authorize?client_id=0f3a&state=abc",
        ends_at=samples.NOW + 581,
        **changes,
    )


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
    "embedded-preparing": _state(replace(ready(embedded=True), stage=Stage.PREPARING)),
    "embedded-waiting": _state(waiting(embedded=True)),
    "embedded-waiting-code": _state(by_code(waiting(embedded=True))),
    "embedded-look-behind": _look_behind,
    "embedded-waiting-own-browser": _state(waiting()),
    "embedded-refused": _state(handed_over(Hindrance.REFUSED)),
    "embedded-passkey": _state(handed_over(Hindrance.PASSKEY)),
    "embedded-moved": _state(by_code(handed_over(Hindrance.MOVED))),
    "embedded-failed": _state(handed_over(Hindrance.FAILED)),
    "embedded-window-closed": _state(ready(embedded=True, trouble=WindowClosed(provider="Moneybird"))),
}
