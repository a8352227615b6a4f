"""The Secret Service: how GNOME's keyring, KWallet (since 5.97) and KeePassXC keep secrets for programs on Linux.

keyring reads and writes; secretstorage, on which keyring stands, can also be asked whether the keychain is locked
without making it prompt.
"""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

import secretstorage
from jeepney import DBusErrorResponse  # type: ignore[import-untyped]  # carries no types
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, Proxy  # type: ignore[import-untyped]
from keyring.errors import KeyringLocked
from secretstorage.collection import SESSION_COLLECTION
from secretstorage.util import BUS_NAME

from ledgerpass.connections.keychain.backend import KeyringItems, without_settings
from ledgerpass.connections.keychain.session_bus import ALIAS, KeptOpen, SessionBus
from ledgerpass.errors import KeychainError, KeychainLocked, KeychainMissing

_LABEL = "Default"  # of a collection made here; its alias makes it the default for every program

_Result = TypeVar("_Result")


class SecretService(KeyringItems):
    """The Secret Service on the session's message bus."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._bus = SessionBus()
        keyring = without_settings(KeptOpen)
        vars(keyring)["bus"] = self._bus
        super().__init__(keyring)
        self._provider = ""

    @property
    def name(self) -> str:
        """Name the protocol, and the program behind it once it was met."""
        return f"Secret Service ({self._provider})" if self._provider else "Secret Service"

    def look(self) -> None:
        """Return when the default collection is there and open.

        Raises:
            KeychainLocked: it is locked; or it was never made, which comes to the same: the system asks for a first
                password then, and there it is.
            KeychainMissing: nobody offers the Secret Service, or only one that forgets everything at log-out.
        """
        # asked twice: while another program writes, gnome-keyring says of an open one, once in 2,000 times, that it is
        # locked or not there
        if not (self._on_the_bus(self._is_open) or self._on_the_bus(self._is_open)):
            raise KeychainLocked(keychain=self.name)

    def read(self, service: str) -> str | None:
        """Give what is kept, None when there is nothing."""
        return self._on_the_bus(lambda: KeyringItems.read(self, service))

    def write(self, service: str, text: str) -> None:
        """Keep a text."""
        self._on_the_bus(lambda: KeyringItems.write(self, service, text))

    def delete(self, service: str) -> None:
        """Delete what is kept, if anything."""
        self._on_the_bus(lambda: KeyringItems.delete(self, service))

    def unlock(self) -> None:
        """Ask for the default collection to be unlocked, or made. Blocks for as long as the prompt is open."""
        # a connection of its own: whatever else is asked need not wait for the prompt
        with closing(self._reachable(secretstorage.dbus_init)) as bus:
            collection = self._default_collection(bus)
            if collection is None:
                secretstorage.create_collection(bus, _LABEL, ALIAS)
            elif collection.is_locked():
                collection.unlock()

    def judge(self, error: BaseException) -> KeychainError | None:
        """Tell a lock or a dismissed prompt, and a service that went away, from other failures."""
        match error:
            case KeyringLocked() | secretstorage.LockedException() | secretstorage.PromptDismissedException():
                return KeychainLocked(keychain=self.name)
            case secretstorage.SecretServiceNotAvailableException() | ConnectionError():
                return KeychainMissing(keychain=self.name)
            case _:
                return None

    def _on_the_bus(self, work: Callable[[], _Result]) -> _Result:
        """Do `work`, once more on a new connection where the kept one may be what failed."""
        had_one = self._bus.is_open
        try:
            return work()
        except Exception as error:
            self._bus.drop()
            if not had_one or isinstance(error, KeyringLocked):
                raise
        return work()

    def _is_open(self) -> bool:
        bus = self._reachable(self._bus.connection)
        collection = self._default_collection(bus)
        self._find_provider(bus)
        return collection is not None and not collection.is_locked()

    def _reachable(self, connect: Callable[[], DBusConnection]) -> DBusConnection:
        """Connect to the session's bus, if a Secret Service runs on it or can be started there."""
        try:
            bus = connect()
        except Exception as error:  # no address, a bad one, nobody behind it: there is none
            raise KeychainMissing(keychain=self.name) from error
        if not secretstorage.check_service_availability(bus):
            bus.close()
            raise KeychainMissing(keychain=self.name)
        return bus

    def _default_collection(self, bus: DBusConnection) -> secretstorage.Collection | None:
        """Give the collection that keyring uses, None when none was ever made."""
        try:
            collection = secretstorage.get_collection_by_alias(bus, ALIAS)
        except secretstorage.ItemNotFoundException:
            return None
        if collection.collection_path == SESSION_COLLECTION:  # kept in memory only
            raise KeychainMissing(keychain=self.name)
        return collection

    def _find_provider(self, bus: DBusConnection) -> None:
        if self._provider:
            return
        with suppress(DBusErrorResponse, OSError):
            (process,) = Proxy(message_bus, bus).GetConnectionUnixProcessID(BUS_NAME)
            program = Path(f"/proc/{process}/cmdline").read_bytes().partition(b"\0")[0]
            self._provider = Path(program.decode(errors="replace")).name
