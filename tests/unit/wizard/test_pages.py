"""The pages come in order, without those that decide nothing, and a failure leads to where it can be mended."""

from dataclasses import replace
from typing import Any

import pytest

from ledgerpass.connections.connection import Company, Connection
from ledgerpass.errors import (
    AuthorizationFailed,
    ClientNotRecognised,
    CredentialRefused,
    KeychainLocked,
    LedgerpassError,
    NoPort,
    PermissionDenied,
    PermissionEnded,
    RedirectNotRegistered,
    Unreachable,
)
from ledgerpass.flows.sign_in import Recognised
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import Provider
from ledgerpass.resource_files import resource_path
from ledgerpass.wizard.advance import advance
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.events import (
    AnswerArrived,
    AnswerHindered,
    BrowserMissing,
    CheckStarted,
    CompaniesFound,
    CompanyChosen,
    CompanyConfirmed,
    Connected,
    DeliveryChosen,
    DetailsGiven,
    Event,
    Failed,
    OtherAccountAsked,
    OtherCompaniesFound,
    PageNotOpened,
    PasteRecognised,
    PasteRefused,
    PermissionsGiven,
    ProviderChosen,
    ReconnectAsked,
    SignInListening,
    SignInStarted,
    WayChosen,
    WentBack,
)
from ledgerpass.wizard.pages import draft_for, leads_out
from ledgerpass.wizard.state import (
    Checking,
    ChoosingCompany,
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    ConfirmingCompany,
    Done,
    GivingDetails,
    SigningIn,
    Stage,
    State,
)

PROVIDERS = read_catalogue([resource_path("providers")]).providers
MONEYBIRD, MONEYGO, CLASSIC = PROVIDERS["moneybird"], PROVIDERS["money-go"], PROVIDERS["freshbooks-classic"]
PRACTICE = PROVIDERS["practice"]
SMIT = Company(id="1", name="Bakkerij Smit B.V.")
JANSEN = Company(id="2", name="Jansen")
CONNECTION = Connection(id="a1", provider_id="moneybird", way_id="sign-in", name="Smit", created_at=1.0)
DETAILS = DetailsGiven(inputs={}, filled=frozenset({"client_id", "client_secret"}))


def after(*events: Event, state: State | None = None) -> State:
    state = state or ChoosingProvider()
    for event in events:
        state = advance(state, event)
    return state


def at_sign_in(provider: Provider = MONEYBIRD) -> SigningIn:
    way = provider.way("sign-in")
    assert way
    state = after(ProviderChosen(provider=provider), WayChosen(way=way), DETAILS)
    if isinstance(state, ChoosingPermissions):
        state = after(PermissionsGiven(scopes=state.draft.scopes), state=state)
    assert isinstance(state, SigningIn)
    return state


def waiting() -> SigningIn:
    state = after(SignInStarted(), SignInListening(address="https://a.example/", ends_at=9.0), state=at_sign_in())
    assert isinstance(state, SigningIn)
    return state


def test_moneybird_goes_through_every_page_to_done() -> None:
    state = after(ProviderChosen(provider=MONEYBIRD))
    assert isinstance(state, ChoosingWay)
    state = after(WayChosen(way=MONEYBIRD.ways[1]), state=state)
    assert isinstance(state, GivingDetails)
    assert state.register == "http://127.0.0.1:47620/callback/moneybird"
    state = after(DETAILS, state=state)
    assert isinstance(state, ChoosingPermissions)
    assert state.draft.scopes == {"sales_invoices"}
    state = after(PermissionsGiven(scopes=frozenset({"bank"})), state=state)
    assert isinstance(state, SigningIn)
    assert state.stage is Stage.READY
    state = after(SignInStarted(), SignInListening(address="https://a.example/", ends_at=9.0), state=state)
    assert isinstance(state, SigningIn)
    assert (state.stage, state.address, state.ends_at) == (Stage.WAITING, "https://a.example/", 9.0)
    state = after(AnswerArrived(), CheckStarted(), CompaniesFound(companies=(SMIT,)), state=state)
    assert isinstance(state, ChoosingCompany)
    state = after(CompanyChosen(company=SMIT), Connected(connection=CONNECTION), state=state)
    assert isinstance(state, Done)
    assert state.draft.scopes == {"bank"}


def test_one_way_in_and_nothing_to_choose_leave_their_pages_out() -> None:
    state = after(ProviderChosen(provider=MONEYGO))
    assert isinstance(state, GivingDetails)
    assert isinstance(after(DETAILS, state=state), Checking)


def test_a_sign_in_that_needs_no_codes_skips_the_details() -> None:
    state = after(ProviderChosen(provider=PRACTICE), WayChosen(way=PRACTICE.ways[0]))
    assert isinstance(state, ChoosingPermissions)


def test_the_account_survives_another_choice_of_the_way_in() -> None:
    typed = DetailsGiven(inputs={"account": "jansen"}, filled=frozenset({"token"}))
    state = after(ProviderChosen(provider=CLASSIC), WayChosen(way=CLASSIC.ways[0]), typed, WentBack(), WentBack())
    state = after(WayChosen(way=CLASSIC.ways[1]), state=state)
    assert isinstance(state, GivingDetails)
    assert (state.draft.inputs, state.draft.filled) == ({"account": "jansen"}, frozenset())


@pytest.mark.parametrize(
    ("state", "before"),
    [
        (at_sign_in(), ChoosingPermissions),
        (ChoosingPermissions(draft=at_sign_in().draft), GivingDetails),
        (ChoosingPermissions(draft=draft_for(PRACTICE, PRACTICE.ways[0])), ChoosingWay),
        (GivingDetails(draft=at_sign_in().draft), ChoosingWay),
        (GivingDetails(draft=draft_for(MONEYGO, MONEYGO.ways[0])), ChoosingProvider),
        (ChoosingWay(draft=at_sign_in().draft), ChoosingProvider),
        (ChoosingCompany(draft=at_sign_in().draft, companies=(SMIT,)), SigningIn),
        (Checking(draft=draft_for(MONEYGO, MONEYGO.ways[0])), GivingDetails),
    ],
)
def test_back_leads_to_the_page_before(state: State, before: type) -> None:
    assert isinstance(after(WentBack(), state=state), before)


def test_back_during_a_sign_in_ends_it_and_stays_on_its_page() -> None:
    assert after(WentBack(), state=waiting()) == SigningIn(draft=waiting().draft)


@pytest.mark.parametrize(
    ("error", "page"),
    [
        (ClientNotRecognised(host="a"), GivingDetails),
        (RedirectNotRegistered(provider="M", redirect_uri="r"), GivingDetails),
        (AuthorizationFailed(provider="M", error="invalid_scope"), ChoosingPermissions),
        (AuthorizationFailed(provider="M", error="server_error"), SigningIn),
        (PermissionDenied(provider="M"), SigningIn),
        (PermissionEnded(host="a"), SigningIn),
        (NoPort(provider="M", ports=(1,)), SigningIn),
        (KeychainLocked(), SigningIn),
        (Unreachable(host="a", reason="offline"), SigningIn),
        (CredentialRefused(host="a", status=401), SigningIn),
    ],
)
def test_a_failed_sign_in_leads_to_the_page_where_it_can_be_mended(error: LedgerpassError, page: type) -> None:
    state = after(Failed(error=error), state=waiting())
    assert isinstance(state, page)
    assert getattr(state, "trouble", None) is error
    assert getattr(state, "draft", None) == waiting().draft


@pytest.mark.parametrize(
    "error", [CredentialRefused(host="a", status=401), KeychainLocked(), ClientNotRecognised(host="a")]
)
def test_without_a_browser_every_failure_leads_back_to_the_codes(error: LedgerpassError) -> None:
    state = after(Failed(error=error), state=Checking(draft=draft_for(CLASSIC, CLASSIC.ways[0])))
    assert isinstance(state, GivingDetails)
    assert state.trouble is error


def test_what_is_not_spent_can_be_finished() -> None:
    state = after(Failed(error=Unreachable(host="a", reason="offline"), can_finish=True), state=waiting())
    assert isinstance(state, SigningIn)
    assert state.can_finish


def test_another_delivery_begins_the_sign_in_anew_because_its_address_names_the_other() -> None:
    state = after(DeliveryChosen(delivery="out_of_band"), state=waiting())
    assert state == SigningIn(draft=replace(waiting().draft, delivery="out_of_band"))
    details = after(DeliveryChosen(delivery="out_of_band"), state=GivingDetails(draft=waiting().draft, register="x"))
    assert isinstance(details, GivingDetails)
    assert details.register == "urn:ietf:wg:oauth:2.0:oob"


def test_a_paste_is_answered_on_the_page_while_the_wait_goes_on() -> None:
    error = PermissionDenied(provider="M")
    refused = after(PasteRefused(error=error), state=waiting())
    assert isinstance(refused, SigningIn)
    assert (refused.paste_trouble, refused.stage) == (error, Stage.WAITING)
    taken = after(PasteRecognised(what=Recognised.CODE), state=refused)
    assert isinstance(taken, SigningIn)
    assert (taken.paste_trouble, taken.recognised) == (None, Recognised.CODE)


def test_a_missing_browser_is_said_and_the_wait_goes_on() -> None:
    state = after(BrowserMissing(), state=waiting())
    assert isinstance(state, SigningIn)
    assert (state.browser_missing, state.stage) == (True, Stage.WAITING)


def test_what_stands_in_the_answers_way_is_said_until_the_answer_has_come() -> None:
    hindered = after(AnswerHindered(by=Hindrance.HTTPS), state=waiting())
    assert isinstance(hindered, SigningIn)
    assert (hindered.hindrance, hindered.stage) == (Hindrance.HTTPS, Stage.WAITING)
    assert after(AnswerHindered(by=Hindrance.HTTPS), state=hindered) == hindered
    arrived = after(AnswerArrived(), state=hindered)
    assert isinstance(arrived, SigningIn)
    assert arrived.hindrance is None
    again = after(SignInStarted(), state=hindered)
    assert isinstance(again, SigningIn)
    assert again.hindrance is None


@pytest.mark.parametrize(
    "late",
    [
        AnswerArrived(),
        CheckStarted(),
        CompaniesFound(companies=(SMIT,)),
        Connected(connection=CONNECTION),
        Failed(error=KeychainLocked()),
        SignInListening(address="x", ends_at=1.0),
        PasteRecognised(what=Recognised.CODE),
        AnswerHindered(by=Hindrance.HTTPS),
        OtherCompaniesFound(expected=SMIT, found=(JANSEN,)),
        CompanyConfirmed(company=JANSEN),
    ],
)
@pytest.mark.parametrize("state", [ChoosingProvider(), GivingDetails(draft=at_sign_in().draft)])
def test_the_late_word_of_an_ended_attempt_changes_nothing(late: Event, state: State) -> None:
    assert after(late, state=state) == state


def test_signing_in_again_goes_straight_to_the_sign_in_and_back_leaves() -> None:
    draft = replace(at_sign_in().draft, replaces="a1")
    state = after(ReconnectAsked(draft=draft))
    assert isinstance(state, SigningIn)
    assert leads_out(state)
    assert not leads_out(after(SignInStarted(), state=state))
    token = replace(draft_for(CLASSIC, CLASSIC.ways[0]), replaces="a1")
    assert isinstance(after(ReconnectAsked(draft=token)), GivingDetails)


def known(provider: Provider, way_id: str, *, gives_codes: bool = False) -> Draft:
    way = provider.way(way_id)
    assert way
    return replace(draft_for(provider, way), replaces="a1", gives_codes=gives_codes)


def test_new_codes_for_a_known_connection_are_asked_for_first_and_nothing_else_is() -> None:
    state = after(ReconnectAsked(draft=known(MONEYBIRD, "sign-in", gives_codes=True)))
    assert isinstance(state, GivingDetails)
    assert leads_out(state)
    state = after(DETAILS, state=state)
    assert isinstance(state, SigningIn), "what it may do is known"
    assert isinstance(after(WentBack(), state=state), GivingDetails)


def test_new_codes_are_asked_of_nobody_where_the_way_in_has_none() -> None:
    assert isinstance(after(ReconnectAsked(draft=known(PRACTICE, "sign-in", gives_codes=True))), SigningIn)


@pytest.mark.parametrize("page", [GivingDetails, ChoosingPermissions])
def test_back_from_where_a_known_connections_trouble_is_mended_leads_to_its_own_beginning(page: Any) -> None:  # noqa: ANN401 - one of the pages
    draft = known(MONEYBIRD, "sign-in")
    assert after(WentBack(), state=page(draft=draft)) == SigningIn(draft=draft)


def test_back_never_starts_a_check_again() -> None:
    draft = known(PRACTICE, "client-credentials")
    failed = after(ReconnectAsked(draft=draft), Failed(error=Unreachable(host="a", reason="offline")))
    assert isinstance(failed, ChoosingPermissions)
    assert leads_out(failed)
    again = replace(draft, gives_codes=True)
    refused = after(Failed(error=ClientNotRecognised(host="a")), state=Checking(draft=again))
    assert isinstance(refused, GivingDetails)
    assert leads_out(refused)


def confirming() -> ConfirmingCompany:
    state = after(
        SignInStarted(),
        OtherCompaniesFound(expected=SMIT, found=(JANSEN,)),
        state=SigningIn(draft=known(MONEYBIRD, "sign-in")),
    )
    assert isinstance(state, ConfirmingCompany)
    return state


def test_another_company_than_the_expected_one_is_asked_about() -> None:
    state = confirming()
    assert (state.expected, state.found) == (SMIT, (JANSEN,))
    taken = after(CompanyConfirmed(company=JANSEN), state=state)
    assert taken == Checking(draft=state.draft, company=JANSEN)
    new = after(CompanyConfirmed(company=JANSEN, as_new=True), state=state)
    assert isinstance(new, Checking)
    assert new.draft.replaces is None


def test_from_there_somebody_else_may_sign_in_or_nothing_be_done() -> None:
    draft = confirming().draft
    assert after(OtherAccountAsked(), state=confirming()) == SigningIn(draft=draft)
    assert after(WentBack(), state=confirming()) == SigningIn(draft=draft)
    token = replace(confirming(), draft=known(CLASSIC, "account-token"))
    assert isinstance(after(OtherAccountAsked(), state=token), GivingDetails)


def test_back_leaves_from_the_first_page_alone() -> None:
    assert leads_out(ChoosingProvider())
    assert not leads_out(at_sign_in())


@pytest.mark.parametrize("state", [GivingDetails(draft=at_sign_in().draft), ChoosingWay(draft=at_sign_in().draft)])
def test_a_page_that_could_not_be_opened_is_said_where_it_was_asked_for(state: State) -> None:
    error = KeychainLocked()
    said = after(PageNotOpened(error=error), state=state)
    assert type(said) is type(state)
    assert getattr(said, "trouble", None) is error
