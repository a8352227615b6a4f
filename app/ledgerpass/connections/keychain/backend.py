"""What the three platforms' keychains are made from: one of keyring's backends, which our own list names.

keyring is loaded with the first backend, not with this module.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from ledgerpass.errors import KeychainError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

# The same for every item. Windows rewrites an older item when two users share a service: each has its own service.
USERNAME = "Ledgerpass"


class Backend(Protocol):
    """One platform's keychain, which fails in its own words; `judge` understands them."""

    @property
    def name(self) -> str:
        """Say which keychain it is."""

    def look(self) -> None:
        """Return when it can be used now; never prompts."""

    def unlock(self) -> None:
        """Have the system unlock it, with a prompt if need be."""

    def read(self, service: str) -> str | None:
        """Give what is kept, None when there is nothing."""

    def write(self, service: str, text: str) -> None:
        """Keep a text."""

    def delete(self, service: str) -> None:
        """Delete what is kept, if anything."""

    def judge(self, error: BaseException) -> KeychainError | None:
        """Name the error that this is in our words, None when it is none that calls for something special."""


def without_settings(make: "Callable[[], KeyringBackend]") -> "KeyringBackend":
    """Make one of keyring's backends and wipe out what KEYRING_PROPERTY_... variables have set in it."""
    keyring = make()
    vars(keyring).clear()
    return keyring


class KeyringItems:
    """Reading, writing and deleting by one of keyring's backends."""

    def __init__(self, keyring: "KeyringBackend") -> None:
        """Read, write and delete by `keyring`."""
        self._keyring = keyring

    def read(self, service: str) -> str | None:
        """Give what is kept, None when there is nothing."""
        return self._keyring.get_password(service, USERNAME)

    def write(self, service: str, text: str) -> None:
        """Keep a text."""
        self._keyring.set_password(service, USERNAME, text)

    def delete(self, service: str) -> None:
        """Delete what is kept, if anything."""
        from keyring.errors import PasswordDeleteError  # noqa: PLC0415  # loaded by now

        try:
            self._keyring.delete_password(service, USERNAME)
        except PasswordDeleteError:
            # The backends say the same when it isn't there and when it can't be deleted.
            if self.read(service) is not None:
                raise
