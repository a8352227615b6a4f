"""Which browser a sign-in begins with: the one that served the last time.

It stands with the connection in the register, and is what really happened: a sign-in that had to go on in the user's
own browser, whatever the reason, begins there the next time. Otherwise a window that can't be drawn on this computer,
or that the provider refuses, would be shown first each time. A connection that is new begins as the newest one made in
the same way did, for what led to the choice, the provider's way back or the user's passkeys, is the same. A rule of the
provider that leaves no choice goes before all that; so does a window that has just failed.
"""

from collections.abc import Iterable

from ledgerpass.connections.connection import Connection
from ledgerpass.wizard.draft import Draft


def begins_embedded(draft: Draft, known: Iterable[Connection], *, has_failed: bool) -> bool:
    """Tell whether a draft begins with the embedded browser; `known` are the connections, the newest last.

    `has_failed` says that its last window couldn't be used on this computer.
    """
    if not draft.leaves_browser_open:
        return draft.embedded_rule == "only"
    before = _before(draft, known)
    wanted = draft.embedded_rule == "preferred" if before is None else before
    return wanted and not has_failed


def _before(draft: Draft, known: Iterable[Connection]) -> bool | None:
    same_way = [each for each in known if (each.provider_id, each.way_id) == (draft.provider.id, draft.way.id)]
    if draft.replaces is not None:
        same_way = [each for each in same_way if each.id == draft.replaces] or same_way
    return next((each.embedded for each in reversed(same_way) if each.embedded is not None), None)
