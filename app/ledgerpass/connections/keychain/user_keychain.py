"""The keychain of one profile: the system's own, or the sealed file where the user has chosen that.

The file in the profile's folder is the choice; there is no other switch that could say something else than what is
there. Where it is, nothing is kept anywhere else.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ledgerpass.connections.keychain.keychain import Keychain
from ledgerpass.connections.keychain.sealed_file import is_there
from ledgerpass.connections.keychain.system_keychain import SystemKeychain
from ledgerpass.secret import Secret

if TYPE_CHECKING:
    from ledgerpass.connections.keychain.sealed_keychain import SealedKeychain

SEALED_FILE = "connections.sealed"
"""The sealed file in the profile's folder."""


class UserKeychain:
    """A `Keychain`. Neither of the two is loaded before it is called."""

    def __init__(self, profile: Path, system: Keychain | None = None) -> None:
        """Use the sealed file in `profile`, else `system`, which is the platform's own if it is not given."""
        self._path = profile / SEALED_FILE
        self._system = system or SystemKeychain()

    @property
    def name(self) -> str:
        """Say which keychain it is, for the IT person alone."""
        return self._chosen.name

    def look(self) -> None:
        """Return when it can be used now; raise what is in the way otherwise."""
        self._chosen.look()

    def unlock(self) -> None:
        """Have the system unlock it; a sealed file asks for its passphrase instead."""
        self._chosen.unlock()

    def open_with(self, passphrase: Secret) -> None:
        """Open the sealed file with its passphrase."""
        self._chosen.open_with(passphrase)

    def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:
        """Keep everything in a sealed file from now on."""
        self._sealed.make_sealed_file(passphrase, in_place_of_the_old=in_place_of_the_old)

    def read(self, service: str) -> Secret | None:
        """Give what is kept under `service`; None means that it is certainly not there."""
        return self._chosen.read(service)

    def write(self, service: str, secret: Secret) -> None:
        """Keep `secret` under `service`, in place of what was there."""
        self._chosen.write(service, secret)

    def delete(self, service: str) -> None:
        """Delete what is kept under `service`; nothing happens when it isn't there."""
        self._chosen.delete(service)

    @property
    def _chosen(self) -> Keychain:
        return self._sealed if is_there(self._path) else self._system

    @cached_property
    def _sealed(self) -> "SealedKeychain":
        # the libraries that seal are for those who use them
        from ledgerpass.connections.keychain.sealed_keychain import SealedKeychain  # noqa: PLC0415

        return SealedKeychain(self._path)
