"""The keychain that this computer's system brings along, through keyring.

Which one it is depends on the platform and on nothing else. keyring itself would let an environment variable, a file,
or any package that happens to be installed choose one that writes plain text; its own choice is never asked for.
"""

import sys
from functools import cached_property

from ledgerpass.connections.keychain.backed_keychain import BackedKeychain
from ledgerpass.connections.keychain.backend import Backend


class SystemKeychain(BackedKeychain):
    """A `Keychain`: the one that the platform brings along. It is loaded at the first call."""

    def __init__(self, platform: str = sys.platform) -> None:
        """Choose by `platform`, as `sys.platform` names it."""
        self._platform = platform

    @cached_property
    def _backend(self) -> Backend:
        # Loading one takes a tenth of a second, which the first window should not wait for.
        match self._platform:
            case "win32":
                from ledgerpass.connections.keychain.credential_manager import CredentialManager  # noqa: PLC0415

                return CredentialManager()
            case "darwin":
                from ledgerpass.connections.keychain.macos_keychain import MacosKeychain  # noqa: PLC0415

                return MacosKeychain()
            case _:
                from ledgerpass.connections.keychain.secret_service import SecretService  # noqa: PLC0415

                return SecretService()
