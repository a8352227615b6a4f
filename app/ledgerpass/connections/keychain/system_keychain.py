"""The keychain of this computer's user, through keyring, with what goes wrong told apart.

Which one it is depends on the platform and on nothing else. keyring itself would let an environment variable, a file,
or any package that happens to be installed choose one that writes plain text; its own choice is never asked for.

keyring puts up the system's prompt when it meets a locked keychain, and waits for ever. So before every call somebody
looks, which takes 1 to 2 ms and never prompts.
"""

import sys
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from ledgerpass.connections.keychain.backend import Backend
from ledgerpass.errors import KeychainError, KeychainRefused
from ledgerpass.secret import Secret, redact

_Result = TypeVar("_Result")


class SystemKeychain:
    """A `Keychain`: the one that the platform brings along. It is loaded at the first call."""

    def __init__(self, platform: str = sys.platform) -> None:
        """Choose by `platform`, as `sys.platform` names it."""
        self._platform = platform

    @property
    def name(self) -> str:
        """Say which keychain it is, and once it was looked at, which program provides it."""
        return self._backend.name

    def look(self) -> None:
        """Return when it can be used now; raise what is in the way otherwise."""
        self._tell_apart(self._backend.look)

    def unlock(self) -> None:
        """Have the system unlock it, or set it up where there is none yet; blocks while the system's prompt is open."""
        self._tell_apart(self._backend.unlock)
        self.look()

    def read(self, service: str) -> Secret | None:
        """Give what is kept under `service`; None means that it is certainly not there."""
        self.look()
        text = self._tell_apart(lambda: self._backend.read(service))
        return None if text is None else Secret(text)

    def write(self, service: str, secret: Secret) -> None:
        """Keep `secret` under `service`, in place of what was there."""
        self.look()
        self._tell_apart(lambda: self._backend.write(service, secret.reveal()))

    def delete(self, service: str) -> None:
        """Delete what is kept under `service`; nothing happens when it isn't there."""
        self.look()
        self._tell_apart(lambda: self._backend.delete(service))

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

    def _tell_apart(self, work: Callable[[], _Result]) -> _Result:
        """Do `work`, and raise what goes wrong as the one of our errors that it is.

        The original error is left behind: its frames hold the secret that was to be written.
        """
        try:
            return work()
        except KeychainError:
            raise
        except Exception as error:  # noqa: BLE001  # every backend fails in a way of its own
            verdict = self._judge(error)
        raise verdict

    def _judge(self, error: Exception) -> KeychainError:
        for link in (error, error.__cause__):  # keyring wraps some of what it meets
            if link is not None and (verdict := self._backend.judge(link)):
                return verdict
        return KeychainRefused(keychain=self.name, reason=redact(f"{type(error).__name__}: {error}"))
