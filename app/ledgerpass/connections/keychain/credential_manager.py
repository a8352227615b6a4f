"""The Windows Credential Manager. It is unlocked by logging in to Windows, and never asks."""

from keyring.backends.Windows import WinVaultKeyring

from ledgerpass.connections.keychain.backend import KeyringItems, without_settings
from ledgerpass.errors import KeychainError, KeychainMissing


class CredentialManager(KeyringItems):
    """The user's own credentials in Windows, on this computer."""

    name = "Windows Credential Manager"

    def __init__(self) -> None:
        """Open nothing yet."""
        super().__init__(without_settings(WinVaultKeyring))

    def look(self) -> None:
        """Return when its interface is there.

        Raises:
            KeychainMissing: it isn't.
        """
        try:
            _ = WinVaultKeyring.priority
        except RuntimeError as error:
            raise KeychainMissing(keychain=self.name) from error

    def unlock(self) -> None:
        """Do nothing: whoever is logged in has it open."""

    def write(self, service: str, text: str) -> None:
        """Keep a text, on this computer only: one that roams would have two computers spend the same refresh token."""
        self._keyring.persist = "local machine"  # type: ignore[attr-defined]  # the Windows backend has it
        super().write(service, text)

    def judge(self, error: BaseException) -> KeychainError | None:  # noqa: ARG002
        """Know no error that calls for something special."""
        return None
