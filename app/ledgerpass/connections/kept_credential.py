"""One connection's credential in one of its two slots: written, read, deleted. Every call may block."""

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.credential_text import read_credential, write_credential
from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.long_record import erase_record, read_record, write_record
from ledgerpass.errors import KeychainLost


def keep_credential(
    keychain: Keychain, connection_id: str, slot: str, credential: Credential, *, is_new: bool = False
) -> None:
    """Write a credential into a slot and see that it is there; `is_new` as for `write_record`.

    Raises:
        KeychainError: nothing is kept in that slot.
    """
    write_record(keychain, _record(connection_id, slot), write_credential(credential), is_new=is_new)


def fetch_credential(keychain: Keychain, connection_id: str, slot: str) -> Credential:
    """Read the credential in a slot.

    Raises:
        KeychainLost: it isn't there, or can't be read.
        KeychainError: the keychain is locked, missing, or refuses.
    """
    text = read_record(keychain, _record(connection_id, slot))
    try:
        return read_credential(text)
    except KeychainLost as error:
        error.keychain = keychain.name
        raise


def forget_credential(keychain: Keychain, connection_id: str, slot: str) -> None:
    """Delete what is in a slot, whole or torn; nothing happens when it is empty."""
    erase_record(keychain, _record(connection_id, slot))


def _record(connection_id: str, slot: str) -> str:
    # The user meets these names in his system's own keychain program.
    return f"Ledgerpass connection {connection_id} {slot}"
