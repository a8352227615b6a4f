"""What is fresh already, handed out with nothing loaded that would renew it: for commands that are over in a moment.

Whatever is not plainly good is left to `Keeper.subject`, which knows what to do about it. So nothing is handed out
here that would not be handed out there, and nothing is ever decided here but that there is nothing to decide.
"""

from collections.abc import Mapping

from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.connections.copy_as.subject import Subject
from ledgerpass.connections.kept_credential import fetch_credential
from ledgerpass.connections.keychain import Keychain
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.upkeep.due import is_due
from ledgerpass.upkeep.kept_wish import kept_wish
from ledgerpass.upkeep.subjects import subject_of

_GOOD = frozenset({Outcome.WORKING, Outcome.UNREACHABLE, Outcome.FORBIDDEN})
"""How the last real call may have ended for the credential itself to be good."""


def subject_at_hand(
    connection: Connection, catalogue: Catalogue, keychain: Keychain, premises: Mapping[str, str], now: float
) -> Subject | None:
    """Give what there is to copy of a connection; None where something has to be done for it first.

    `premises` are the values for a provider on this computer; `now` is in seconds since 1970-01-01 UTC. Blocks for as
    long as the keychain takes.

    Raises:
        KeychainError: the credential can't be read now.
    """
    provider = catalogue.get(connection.provider_id)
    way = provider.way(connection.way_id) if provider else None
    if provider is None or way is None or connection.outcome not in _GOOD:
        return None
    credential = fetch_credential(keychain, connection.id, connection.slot)
    if is_due(way, credential, now):
        return None
    wish = kept_wish(connection, provider, way, credential, premises if provider.practice else {})
    return subject_of(wish, credential)
