"""How far the wizard is: which page of how many, as far as they are known beforehand."""

from ledgerpass.wizard.draft import Draft
from ledgerpass.wizard.state import (
    ChoosingPermissions,
    ChoosingProvider,
    ChoosingWay,
    Done,
    GivingDetails,
    SigningIn,
    State,
)


def step_of(state: State) -> tuple[int, int]:
    """Give the step, counted from 1, and how many there are; 0 of 0 where nothing is known, or there is but one.

    Choosing a company and the check belong to the last step: whether there is a company to choose is not known before.
    """
    if isinstance(state, ChoosingProvider) or state.draft.replaces is not None:
        return 0, 0
    if isinstance(state, SigningIn) and state.lacks_embedded:
        return 0, 0  # it leads nowhere
    steps = _steps(state.draft)
    place = next((place for place, kind in enumerate(steps, 1) if isinstance(state, kind)), len(steps))
    return place, len(steps)


def _steps(draft: Draft) -> tuple[type[State], ...]:
    asked: tuple[tuple[type[State], bool], ...] = (
        (ChoosingProvider, True),
        (ChoosingWay, len(draft.provider.ways) > 1),
        (GivingDetails, draft.needs_details),
        (ChoosingPermissions, draft.has_permissions),
        (SigningIn, draft.needs_browser),
        (Done, True),
    )
    return tuple(kind for kind, is_there in asked if is_there)
