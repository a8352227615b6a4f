"""A trial of the keychain before it is needed: what can't be kept is better known before the user signs in anywhere."""

import secrets

from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.long_record import erase_record, write_record

LENGTH = 4096
"""Characters: as long as a large credential, and longer than one item may be."""


def try_out_record(keychain: Keychain) -> None:
    """Write a record under a name of its own, see that it can be read, and delete it.

    Raises:
        KeychainError: it can't be kept.
    """
    name = f"trial-{secrets.token_hex(4)}"
    write_record(keychain, name, secrets.token_hex(LENGTH // 2), is_new=True)
    erase_record(keychain, name)
