"""The order of the wizard's pages, and which of them a draft leaves out."""

from dataclasses import replace

from ledgerpass.errors import (
    AuthorizationFailed,
    CheckError,
    ClientNotRecognised,
    KeychainLost,
    LedgerpassError,
    RedirectNotRegistered,
)
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, OAuth1, PersonalToken, Provider, WayIn
from ledgerpass.providers.registration import address_to_register
from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.state import (
    Checking,
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    GivingDetails,
    SigningIn,
    Stage,
    State,
)


def first_page(provider: Provider) -> State:
    """Give the page that follows the choice of a provider: the ways in, or what follows the only one."""
    draft = draft_for(provider, provider.ways[0])
    return ChoosingWay(draft=draft) if len(provider.ways) > 1 else page_after_way(draft)


def draft_for(provider: Provider, way: WayIn, before: Draft | None = None) -> Draft:
    """Give a draft with everything preselected; the inputs of an earlier one for the same provider are kept."""
    scopes = getattr(way, "scopes", ())
    draft = Draft(
        provider=provider,
        way=way,
        inputs=before.inputs if before and before.provider.id == provider.id else {},
        scopes=frozenset(scope.name for scope in scopes if scope.default or scope.required),
        delivery=way.redirects.preferred if isinstance(way, AuthorizationCode | OAuth1) else "loopback",
    )
    return replace(draft, embedded=draft.embedded_rule in {"preferred", "only"})


def page_after_way(draft: Draft) -> State:
    """Give the page that follows the choice of a way in."""
    return details_page(draft) if draft.needs_details else page_after_details(draft)


def page_after_details(draft: Draft) -> State:
    """Give the page that follows the details; what a known connection may do is not asked again."""
    asks = draft.has_permissions and draft.replaces is None
    return ChoosingPermissions(draft=draft) if asks else page_after_permissions(draft)


def page_after_permissions(draft: Draft) -> State:
    """Give the last page: the sign-in, or, without a browser, the check at once."""
    return SigningIn(draft=draft) if draft.needs_browser else Checking(draft=draft)


def page_again(draft: Draft) -> State:
    """Give the page from which a known connection is signed in to again.

    A personal token is asked for, and codes where the user has new ones; nothing else is.
    """
    asks = isinstance(draft.way, PersonalToken) or (draft.gives_codes and bool(draft.way.fields))
    return details_page(draft) if asks else page_after_permissions(draft)


def stop_out_of_reach(state: State) -> State:
    """Give the page that says that a way can't be gone on this computer, before any that would ask for something."""
    return SigningIn(draft=state.draft) if isinstance(state, GivingDetails | ChoosingPermissions) else state


def details_page(draft: Draft, trouble: LedgerpassError | None = None) -> GivingDetails:
    """Give the details page, with the address to register."""
    return GivingDetails(draft=draft, register=address_to_register(draft.way, draft.delivery), trouble=trouble)


def page_before(state: State) -> State:
    """Give the page that Back leads to; from a sign-in under way that is the sign-in's own beginning."""
    has_pages = isinstance(state, GivingDetails | ChoosingPermissions | SigningIn) and not _is_waiting(state)
    if not isinstance(state, ChoosingProvider) and has_pages and state.draft.replaces is not None:
        return page_again(state.draft)  # a known connection has no pages before these
    match state:
        case ChoosingProvider() | ChoosingWay():
            return ChoosingProvider()
        case GivingDetails(draft=draft):
            return ChoosingWay(draft=draft) if len(draft.provider.ways) > 1 else ChoosingProvider()
        case ChoosingPermissions(draft=draft):
            return details_page(draft) if draft.needs_details else page_before(details_page(draft))
        case SigningIn() if not _is_waiting(state):
            return _page_before_sign_in(state)
        case _:
            return start_page(state.draft)


def _page_before_sign_in(state: SigningIn) -> State:
    choosing = ChoosingPermissions(draft=state.draft)
    if state.lacks_embedded:
        return page_before(details_page(state.draft))  # neither of them was shown
    return choosing if state.draft.has_permissions else page_before(choosing)


def start_page(draft: Draft, trouble: LedgerpassError | None = None) -> State:
    """Give the page from which the attempt was started, where it can be started again."""
    if draft.needs_browser:
        return SigningIn(draft=draft, trouble=trouble)
    if draft.has_permissions and not draft.gives_codes:
        return ChoosingPermissions(draft=draft, trouble=trouble)
    return details_page(draft, trouble)


def page_to_mend(draft: Draft, error: LedgerpassError) -> State:
    """Give the page where this trouble can be mended, with everything chosen still there."""
    codes_are_wrong = isinstance(error, ClientNotRecognised | RedirectNotRegistered) or (
        isinstance(error, CheckError) and isinstance(draft.way, PersonalToken | ClientCredentials)
    )
    if isinstance(error, KeychainLost) and draft.way.fields:
        return details_page(replace(draft, gives_codes=True), error)
    if codes_are_wrong and draft.needs_details:
        return details_page(draft, error)
    if isinstance(error, AuthorizationFailed) and error.error == "invalid_scope" and draft.has_permissions:
        return ChoosingPermissions(draft=draft, trouble=error)
    return start_page(draft, error)


def leads_out(state: State) -> bool:
    """Tell whether Back leaves the wizard: from the first page, and from a second sign-in's beginning."""
    if isinstance(state, ChoosingProvider):
        return True
    if state.draft.replaces is None or _is_waiting(state):
        return False
    beginning = page_again(state.draft)
    if isinstance(state, SigningIn) and state.lacks_embedded:
        return True
    return type(state) is type(beginning) or isinstance(beginning, Checking)  # a check has no page of its own to go to


def _is_waiting(state: State) -> bool:
    return isinstance(state, SigningIn) and state.stage > Stage.READY
