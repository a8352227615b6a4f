"""A keychain made from a backend, with what goes wrong told apart.

keyring puts up the system's prompt when it meets a locked keychain, and waits for ever. So before every call somebody
looks, which takes 1 to 2 ms and never prompts.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from ledgerpass.connections.keychain.backend import Backend
from ledgerpass.errors import KeychainError, KeychainRefused
from ledgerpass.secret import Secret, redact

_Result = TypeVar("_Result")


class BackedKeychain(ABC):
    """A `Keychain`, once it is said which backend stands behind it."""

    @property
    @abstractmethod
    def _backend(self) -> Backend:
        """Give the backend, which is loaded at the first call."""

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

    def open_with(self, passphrase: Secret) -> None:  # noqa: ARG002 - the system asks for its own, and keeps it
        """Refuse: no passphrase of the program's opens it.

        Raises:
            KeychainRefused: always.
        """
        raise KeychainRefused(keychain=self.name, reason="it has no passphrase of Ledgerpass")

    def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:  # noqa: ARG002 - likewise
        """Refuse: it is no file.

        Raises:
            KeychainRefused: always.
        """
        raise KeychainRefused(keychain=self.name, reason="it is no sealed file")

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

    def _tell_apart(self, work: Callable[[], _Result]) -> _Result:
        """Do `work`, and raise what goes wrong as the one of our errors that it is.

        The original error is left behind: its frames hold the secret that was to be written.
        """
        try:
            return work()
        except KeychainError as error:
            verdict = error.with_traceback(None)
            verdict.__context__ = None
        except Exception as error:  # noqa: BLE001  # every backend fails in a way of its own
            verdict = self._judge(error)
        raise verdict

    def _judge(self, error: Exception) -> KeychainError:
        for link in (error, error.__cause__):  # keyring wraps some of what it meets
            if link is not None and (verdict := self._backend.judge(link)):
                return verdict
        return KeychainRefused(keychain=self.name, reason=redact(f"{type(error).__name__}: {error}"))
