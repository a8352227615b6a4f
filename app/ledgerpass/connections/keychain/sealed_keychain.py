"""The sealed file as a keychain like the others."""

from functools import cached_property
from pathlib import Path

from filelock import Timeout

from ledgerpass.connections.keychain.backed_keychain import BackedKeychain
from ledgerpass.connections.keychain.backend import KeyringItems
from ledgerpass.connections.keychain.sealed_keyring import NAME, SealedKeyring
from ledgerpass.connections.keychain.sealed_text import Cost
from ledgerpass.errors import KeychainError, KeychainRefused
from ledgerpass.secret import Secret


class SealedKeychain(BackedKeychain):
    """A `Keychain`: everything in the file at `path`."""

    def __init__(self, path: Path, cost: Cost | None = None) -> None:
        """Keep everything at `path`; `cost` is what a guess at a new file's passphrase costs."""
        self._keyring = SealedKeyring(path, cost)

    def open_with(self, passphrase: Secret) -> None:
        """Open it with its passphrase."""
        self._tell_apart(lambda: self._keyring.open_with(passphrase))

    def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:
        """Make it, empty and open."""
        self._tell_apart(lambda: self._keyring.make(passphrase, in_place_of_the_old=in_place_of_the_old))

    @cached_property
    def _backend(self) -> "_SealedFile":
        return _SealedFile(self._keyring)


class _SealedFile(KeyringItems):
    """The backend: what the file itself has no words for."""

    name = NAME

    def __init__(self, keyring: SealedKeyring) -> None:
        super().__init__(keyring)
        self._file = keyring

    def look(self) -> None:
        self._file.look()

    def unlock(self) -> None:
        """Ask for the passphrase, unless it is open: no prompt of the system's would help."""
        self._file.look()

    def judge(self, error: BaseException) -> KeychainError | None:
        if isinstance(error, Timeout):
            return KeychainRefused(keychain=NAME, reason="another process is holding it")
        return None
