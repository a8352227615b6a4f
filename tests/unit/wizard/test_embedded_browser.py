"""Which browser a sign-in is shown in: the provider's rule, what is installed, and what the user chooses."""

from dataclasses import replace

import msgspec.structs
import pytest

from ledgerpass.errors import NoBrowser, NoEmbeddedBrowser
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.user_agent import LEADS_OUT_OF_THE_WINDOW, Hindrance
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import AuthorizationCode, Embedded
from ledgerpass.resource_files import resource_path
from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
from ledgerpass.wizard.advance import advance
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.events import AnswerArrived, AnswerHindered, BrowserChosen, WindowSeen
from ledgerpass.wizard.pages import draft_for
from ledgerpass.wizard.state import GivingDetails, SigningIn, Stage
from tests.support.following_agent import FollowingAgent
from tests.support.listening import browser
from tests.support.scripted_http import ScriptedHttp, answer

MONEYBIRD = read_catalogue([resource_path("providers")]).providers["moneybird"]
RULES: tuple[Embedded, ...] = ("allowed", "never", "preferred", "only")


def way_with(rule: Embedded, endpoint: str = "https://moneybird.com/oauth/authorize") -> AuthorizationCode:
    way = MONEYBIRD.way("sign-in")
    assert isinstance(way, AuthorizationCode)
    redirects = msgspec.structs.replace(way.redirects, embedded=rule)
    return msgspec.structs.replace(way, redirects=redirects, authorization_endpoint=endpoint)


def draft_with(rule: Embedded) -> Draft:
    return draft_for(MONEYBIRD, way_with(rule))


def wish(rule: Embedded, *, embedded: bool) -> Wish:
    return Wish(provider=MONEYBIRD, way=way_with(rule), values={}, fields={}, embedded=embedded)


class NoOwnBrowser:
    """Nothing on this computer opens web pages."""

    def name(self) -> str:
        return ""

    def is_there(self) -> bool:
        return False


def obtain(embedded: EmbeddedBrowser | None) -> Obtain:
    return Obtain(ScriptedHttp([answer("")] * 2), FollowingAgent(), own_browser=NoOwnBrowser(), embedded=embedded)


def embedded_browser() -> EmbeddedBrowser:
    return EmbeddedBrowser(browser(), ("/nowhere/at/all",))


@pytest.mark.parametrize(("rule", "embedded"), [*zip(RULES, (False, False, True, True), strict=True)])
def test_it_is_the_users_own_browser_unless_the_provider_prefers_the_other(rule: Embedded, *, embedded: bool) -> None:
    assert draft_with(rule).embedded is embedded


@pytest.mark.parametrize(("rule", "follows"), [*zip(RULES, (True, False, True, False), strict=True)])
def test_the_user_chooses_where_the_provider_leaves_a_choice(rule: Embedded, *, follows: bool) -> None:
    state = SigningIn(draft=draft_with(rule), stage=Stage.WAITING, address="https://a.example/")
    chosen = advance(state, BrowserChosen(embedded=not state.draft.embedded))
    anew = SigningIn(draft=replace(state.draft, embedded=not state.draft.embedded))
    assert chosen == (anew if follows else state)


def test_nowhere_but_on_its_page_a_browser_is_chosen() -> None:
    state = GivingDetails(draft=draft_with("allowed"))
    assert advance(state, BrowserChosen(embedded=True)) == state


@pytest.mark.parametrize("why", sorted(LEADS_OUT_OF_THE_WINDOW, key=str))
@pytest.mark.parametrize("rule", ["allowed", "only"])
def test_after_a_hand_over_the_wait_is_for_the_own_browser_and_the_next_try_too_where_that_can_be(
    rule: Embedded, why: Hindrance
) -> None:
    draft = replace(draft_with(rule), embedded=True)
    state = SigningIn(draft=draft, stage=Stage.WAITING, can_embed=True)
    assert state.is_embedded
    moved = advance(state, AnswerHindered(by=why))
    assert isinstance(moved, SigningIn)
    assert (moved.handed_over, moved.stage, moved.is_embedded) == (why, Stage.WAITING, False)
    assert moved.draft.embedded is (rule == "only")
    insists = advance(moved, AnswerHindered(by=Hindrance.HTTPS))
    assert isinstance(insists, SigningIn)
    assert (insists.handed_over, insists.hindrance, insists.is_embedded) == (why, Hindrance.HTTPS, False)
    assert isinstance(advance(insists, AnswerArrived()), SigningIn)


def test_a_code_or_an_address_is_asked_for_only_where_the_window_doesnt_see_it_itself() -> None:
    draft = replace(draft_with("allowed"), delivery="out_of_band", embedded=True)
    assert SigningIn(draft=draft, can_embed=True).pasted == ""
    assert SigningIn(draft=draft, can_embed=False).pasted == "code"
    assert SigningIn(draft=draft, can_embed=True, handed_over=Hindrance.MOVED).pasted == "code"


@pytest.mark.parametrize(("rule", "there"), [*zip(RULES, (True, False, True, True), strict=True)])
def test_what_a_provider_refuses_is_never_offered(rule: Embedded, *, there: bool) -> None:
    assert obtain(embedded_browser()).can_embed(way_with(rule)) is there
    assert not obtain(None).can_embed(way_with(rule))


def test_a_sign_in_at_a_host_that_refuses_it_is_never_offered_it() -> None:
    google = way_with("allowed", "https://accounts.google.com/o/oauth2/v2/auth")
    assert not obtain(embedded_browser()).can_embed(google)


def test_what_needs_no_browser_is_never_offered_one() -> None:
    assert not obtain(embedded_browser()).can_embed(MONEYBIRD.ways[0])


def test_without_the_embedded_browser_what_needs_it_is_not_begun() -> None:
    with pytest.raises(NoEmbeddedBrowser):
        obtain(None).sign_in(wish("only", embedded=True))


async def test_a_missing_own_browser_is_in_nobodys_way_who_doesnt_use_it() -> None:
    both = obtain(embedded_browser())
    (found,) = await both.quick_look(wish("allowed", embedded=False))
    assert isinstance(found, NoBrowser)
    assert await both.quick_look(wish("allowed", embedded=True)) == ()


def test_what_needs_the_embedded_browser_is_out_of_reach_without_it_and_nothing_else_is() -> None:
    for rule in RULES:
        assert obtain(None).is_out_of_reach(way_with(rule)) is (rule == "only")
        assert not obtain(embedded_browser()).is_out_of_reach(way_with(rule))
    assert not obtain(None).is_out_of_reach(MONEYBIRD.ways[0])


def test_a_window_that_has_just_failed_is_known_of() -> None:
    embedded = embedded_browser()
    assert not obtain(None).has_embedded_failed
    assert not obtain(embedded).has_embedded_failed
    embedded.has_failed = True
    assert obtain(embedded).has_embedded_failed


def test_the_window_is_on_its_way_until_it_is_seen_or_left() -> None:
    draft = replace(draft_with("allowed"), embedded=True)
    state = SigningIn(draft=draft, stage=Stage.WAITING, can_embed=True)
    assert state.opens_window
    seen = advance(state, WindowSeen())
    left = advance(state, AnswerHindered(by=Hindrance.FAILED))
    for later in (seen, left, replace(state, stage=Stage.FINISHING), replace(state, stage=Stage.READY)):
        assert isinstance(later, SigningIn)
        assert not later.opens_window


def test_a_browser_that_didnt_open_after_a_hand_over_is_missing_and_the_wait_goes_on() -> None:
    state = SigningIn(draft=replace(draft_with("allowed"), embedded=True), stage=Stage.WAITING, can_embed=True)
    missing = advance(advance(state, AnswerHindered(by=Hindrance.NOT_OPENED)), AnswerHindered(by=Hindrance.FAILED))
    assert isinstance(missing, SigningIn)
    assert (missing.browser_missing, missing.handed_over, missing.stage) == (True, Hindrance.FAILED, Stage.WAITING)
