"""The connection to the session's message bus, kept open from one call to the next.

keyring opens and closes one for every call. Under many of those gnome-keyring (42.1) now and then loses sight of a
client that has just come or just gone, and then says that it is locked, or crashes. One connection is also five times
as quick. Each thread has its own, because a connection is not made for two.
"""

import threading
import weakref
from typing import Any

import secretstorage
from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]  # carries no types
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringLocked
from secretstorage.dhcrypto import Session
from secretstorage.util import open_session

ALIAS = "default"
"""Of the collection that every program uses."""


class SessionBus:
    """Connects when it is first wanted, and again after `drop`."""

    def __init__(self) -> None:
        """Connect to nothing yet."""
        self._of_this_thread = threading.local()

    @property
    def is_open(self) -> bool:
        """Tell whether this thread has a connection from an earlier call."""
        return self._opened is not None

    def connection(self) -> DBusConnection:
        """Give the connection; closing it has no effect.

        Raises:
            secretstorage.SecretStorageException: there is no bus.
        """
        return self._open().lent

    def session(self) -> Session:
        """Give the key that secrets are sent under; on a kept connection one is enough."""
        opened = self._open()
        if opened.session is None:
            opened.session = open_session(opened.lent)
        return opened.session

    def drop(self) -> None:
        """Close the connection, if there is one."""
        if (opened := self._opened) is not None:
            self._of_this_thread.opened = None
            opened.close()

    @property
    def _opened(self) -> "_Opened | None":
        return getattr(self._of_this_thread, "opened", None)

    def _open(self) -> "_Opened":
        opened = self._opened
        if opened is None:
            opened = self._of_this_thread.opened = _Opened(secretstorage.dbus_init())
        return opened


class KeptOpen(Keyring):
    """keyring's Secret Service, on the kept connection. It never prompts: what is locked is said to be."""

    bus: SessionBus  # is given from outside, because keyring's backends are made without arguments

    def get_preferred_collection(self) -> secretstorage.Collection:
        """Give the default collection.

        Raises:
            KeyringLocked: it is locked.
        """
        path = secretstorage.get_collection_by_alias(self.bus.connection(), ALIAS).collection_path
        collection = secretstorage.Collection(self.bus.connection(), path, self.bus.session())
        if collection.is_locked():
            message = "the default collection is locked"
            raise KeyringLocked(message)
        return collection


class _Opened:
    """One connection, closed at the latest when nobody refers to it any more."""

    def __init__(self, bus: DBusConnection) -> None:
        self.lent: DBusConnection = _Lent(bus)
        self.session: Session | None = None
        self.close = weakref.finalize(self, bus.close)


class _Lent:
    """The connection as keyring borrows it, which closes whatever it has used."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it is the connection's
        return getattr(self._bus, name)

    def close(self) -> None:
        """Leave it open for the next."""
