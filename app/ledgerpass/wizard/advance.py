"""The wizard's one rule book: from a state and an event to the next state, without I/O.

An event that a state doesn't expect changes nothing: a late report of an ended attempt, or a second click, is no error.
"""

from dataclasses import replace
from typing import Any, assert_never

from ledgerpass.connections.connection import Company
from ledgerpass.flows.user_agent import Hindrance
from ledgerpass.providers.provider import Delivery
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.events import (
    AnswerArrived,
    AnswerHindered,
    BrowserChosen,
    BrowserMissing,
    BrowserOpened,
    CheckStarted,
    CompaniesFound,
    CompanyChosen,
    CompanyConfirmed,
    Connected,
    DeliveryChosen,
    DetailsGiven,
    Event,
    Failed,
    LookFound,
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
    WindowSeen,
)
from ledgerpass.wizard.pages import (
    details_page,
    draft_for,
    first_page,
    page_after_details,
    page_after_permissions,
    page_after_way,
    page_again,
    page_before,
    page_to_mend,
)
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

_OnTheWay = (
    ChoosingWay | GivingDetails | ChoosingPermissions | SigningIn | ChoosingCompany | ConfirmingCompany | Checking
)


def advance(state: State, event: Event) -> State:
    """Give the state that follows."""
    if isinstance(state, ChoosingProvider | Done):
        return _between_attempts(state, event)
    return _on_the_way(state, state.draft, event)


def _between_attempts(state: ChoosingProvider | Done, event: Event) -> State:
    match event:
        case ProviderChosen(provider=provider):
            return first_page(provider)
        case ReconnectAsked(draft=draft):
            return page_again(draft)
        case _:
            return state


def _on_the_way(state: _OnTheWay, draft: Draft, event: Event) -> State:  # noqa: C901, PLR0911, PLR0912 - one rule a case: the table is the point
    match event:
        case ProviderChosen(provider=provider):
            return first_page(provider)
        case ReconnectAsked(draft=known):
            return page_again(known)
        case WayChosen(way=way):
            return page_after_way(draft_for(draft.provider, way, draft)) if isinstance(state, ChoosingWay) else state
        case DetailsGiven(inputs=inputs, filled=filled):
            given = replace(draft, inputs=inputs, filled=filled)
            return page_after_details(given) if isinstance(state, GivingDetails) else state
        case DeliveryChosen(delivery=delivery):
            return _delivered(state, delivery)
        case OtherAccountAsked():
            return _by_somebody_else(state, draft)
        case BrowserChosen(embedded=embedded):
            return _in_browser(state, embedded=embedded)
        case PermissionsGiven(scopes=scopes):
            chosen = replace(draft, scopes=scopes)
            return page_after_permissions(chosen) if isinstance(state, ChoosingPermissions) else state
        case CompanyChosen(company=company):
            return Checking(draft=draft, company=company) if isinstance(state, ChoosingCompany) else state
        case WentBack():
            return page_before(state)
        case PageNotOpened(error=error):
            return replace(state, trouble=error) if isinstance(state, ChoosingWay | GivingDetails) else state
        case SignInStarted():
            return SigningIn(draft=draft, stage=Stage.PREPARING) if _under_way(state) else state
        case LookFound(findings=findings):
            return SigningIn(draft=draft, findings=findings) if _under_way(state) else state
        case SignInListening(address=address, ends_at=ends_at):
            return _signing_in(state, stage=Stage.WAITING, address=address, ends_at=ends_at)
        case WindowSeen():
            return _signing_in(state, window_seen=True)
        case BrowserMissing() | BrowserOpened():
            return _signing_in(state, browser_missing=isinstance(event, BrowserMissing))
        case AnswerHindered(by=by):
            return _hindered(state, by)
        case PasteRecognised(what=what):
            return _signing_in(state, recognised=what, paste_trouble=None)
        case PasteRefused(error=error):
            return _signing_in(state, recognised=None, paste_trouble=error)
        case AnswerArrived():
            return _signing_in(state, stage=Stage.FINISHING, hindrance=None, trouble=None, paste_trouble=None)
        case CompaniesFound(companies=companies):
            return ChoosingCompany(draft=draft, companies=companies) if _under_way(state) else state
        case OtherCompaniesFound(expected=expected, found=found):
            return ConfirmingCompany(draft=draft, expected=expected, found=found) if _under_way(state) else state
        case CompanyConfirmed(company=company, as_new=as_new):
            return _confirmed(state, company, as_new=as_new)
        case CheckStarted(company=company):
            return Checking(draft=draft, company=company) if _under_way(state) else state
        case Connected(connection=connection):
            return Done(draft=draft, connection=connection) if _under_way(state) else state
        case Failed(error=error, can_finish=can_finish):
            return _failed(state, page_to_mend(draft, error), can_finish=can_finish)
        case _:
            assert_never(event)


def _delivered(state: _OnTheWay, delivery: Delivery) -> State:
    """Choose how the answer comes back; a sign-in under way begins anew, for its address names the other way."""
    draft = replace(state.draft, delivery=delivery)
    if isinstance(state, GivingDetails):
        return details_page(draft)
    return SigningIn(draft=draft) if isinstance(state, SigningIn) else state


def _by_somebody_else(state: _OnTheWay, draft: Draft) -> State:
    """Begin the sign-in anew, and have the provider ask who it is, where it can be made to."""
    asked = replace(draft, other_account=draft.can_ask_who)
    if isinstance(state, ConfirmingCompany):
        return SigningIn(draft=asked) if draft.needs_browser else details_page(draft)
    return SigningIn(draft=asked) if isinstance(state, SigningIn) and draft.can_ask_who else state


def _in_browser(state: _OnTheWay, *, embedded: bool) -> State:
    """Choose the embedded browser or the user's own, where the provider leaves a choice; as `_delivered`, anew."""
    if not isinstance(state, SigningIn) or not state.draft.leaves_browser_open:
        return state
    chosen = replace(state.draft, embedded=embedded)
    return SigningIn(draft=chosen, browser=state.browser, can_embed=state.can_embed)


def _hindered(state: _OnTheWay, by: Hindrance) -> State:
    """Say what stands in the way; who had to leave the embedded browser isn't led into it again."""
    if by is Hindrance.HTTPS:
        return _signing_in(state, hindrance=by)
    if by is Hindrance.NOT_OPENED:
        return _signing_in(state, browser_missing=True)
    draft = replace(state.draft, embedded=state.draft.embedded_rule == "only")
    return _signing_in(state, handed_over=by, draft=draft)


def _signing_in(state: State, **changes: Any) -> State:  # noqa: ANN401 - passed on to replace, which is checked there
    return replace(state, **changes) if isinstance(state, SigningIn) else state


def _confirmed(state: _OnTheWay, company: Company, *, as_new: bool) -> State:
    if not isinstance(state, ConfirmingCompany):
        return state
    draft = replace(state.draft, replaces=None, gives_codes=False) if as_new else state.draft
    return Checking(draft=draft, company=company)


def _under_way(state: State) -> bool:
    return isinstance(state, SigningIn | ChoosingCompany | ConfirmingCompany | Checking)


def _failed(state: State, mend: State, *, can_finish: bool) -> State:
    if not _under_way(state):
        return state
    return replace(mend, can_finish=can_finish) if isinstance(mend, SigningIn) else mend
