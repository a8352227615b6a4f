"""The macOS keychain. It is unlocked by logging in, and asks by itself when it wants to be asked."""

from keyring.backends.macOS import Keyring
from keyring.errors import KeyringLocked

from ledgerpass.connections.keychain.backend import KeyringItems, without_settings
from ledgerpass.errors import KeychainError, KeychainLocked, KeychainMissing

_INTERACTION_NOT_ALLOWED = -25308  # errSecInteractionNotAllowed: it is locked, and nobody can be asked


class MacosKeychain(KeyringItems):
    """The user's login keychain."""

    name = "macOS keychain"

    def __init__(self) -> None:
        """Open nothing yet."""
        super().__init__(without_settings(Keyring))

    def look(self) -> None:
        """Return when its interface is there; whether it is locked can't be asked without a prompt.

        Raises:
            KeychainMissing: it isn't.
        """
        try:
            _ = Keyring.priority
        except RuntimeError as error:
            raise KeychainMissing(keychain=self.name) from error

    def unlock(self) -> None:
        """Do nothing: the system asks when an item is read or written."""

    def judge(self, error: BaseException) -> KeychainError | None:
        """Tell a lock, or a prompt that was answered with no, from other failures."""
        if isinstance(error, KeyringLocked) or error.args[:1] == (_INTERACTION_NOT_ALLOWED,):
            return KeychainLocked(keychain=self.name)
        return None
