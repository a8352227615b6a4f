"""Keychains for tests: one in memory that fails in every way it is told to, and a real gnome-keyring to be locked.

What both of them, and every other keychain, must do stands here once, as a suite that a test module takes over by
inheriting from it and giving it a `keychain`.
"""

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
import secretstorage
from jeepney import MatchRule  # type: ignore[import-untyped]  # carries no types
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import Proxy  # type: ignore[import-untyped]
from secretstorage.defines import SS_PATH, SS_PREFIX
from secretstorage.util import BUS_NAME, DBusAddressWrapper, format_secret, open_session

from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.keychain.sealed_keychain import SealedKeychain
from ledgerpass.connections.keychain.sealed_text import Cost
from ledgerpass.errors import KeychainLocked, KeychainMissing, KeychainRefused
from ledgerpass.secret import Secret

_PASSWORD = b"a password for tests"
_BUS_CONFIGURATION = Path(__file__).with_name("session-bus.conf")
_MASTER_PASSWORD_INTERFACE = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"


PASSPHRASE = Secret("vier losse woorden hier")
CHEAP = Cost(memory=8 * 1024, passes=1, lanes=1)
"""What a guess at a test's passphrase costs: nearly nothing, so that tests don't wait for it."""


def sealed_keychain(path: Path) -> SealedKeychain:
    """Make a sealed file, open and empty."""
    keychain = SealedKeychain(path, CHEAP)
    keychain.make_sealed_file(PASSPHRASE)
    return keychain


class MemoryKeychain:
    """A keychain in memory. Its switches make it locked, missing, refusing, forgetful, or as slow as a prompt."""

    name = "keychain in memory"

    def __init__(self) -> None:
        self.items: dict[str, str] = {}
        self.calls: list[tuple[str, str]] = []
        self.locked = False
        self.unlocks = True  # what the user does with the prompt
        self.missing = False
        self.refusing = False
        self.loses_writes = False
        self.dies_after: int | None = None  # so many changes are made, then each one is refused
        self.slow: threading.Event | None = None  # every call but `look` waits for it
        self.slow_look: threading.Event | None = None
        self.called = threading.Event()

    def look(self) -> None:
        self.called.set()
        if self.slow_look is not None:
            self.slow_look.wait()
        if self.missing:
            raise KeychainMissing(keychain=self.name)
        if self.locked:
            raise KeychainLocked(keychain=self.name)

    def unlock(self) -> None:
        self.called.set()
        if self.slow is not None:
            self.slow.wait()
        if self.unlocks:
            self.locked = False
        self.look()

    def open_with(self, passphrase: Secret) -> None:  # noqa: ARG002 - nothing opens it but a switch
        raise KeychainRefused(keychain=self.name, reason="it has no passphrase")

    def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:  # noqa: ARG002
        raise KeychainRefused(keychain=self.name, reason="it is no file")

    def read(self, service: str) -> Secret | None:
        self._begin("read", service)
        text = self.items.get(service)
        return None if text is None else Secret(text)

    def write(self, service: str, secret: Secret) -> None:
        self._begin("write", service)
        self._change()
        if len(secret.reveal()) > 1200 or not secret.reveal().isascii():
            raise KeychainRefused(keychain=self.name, reason="it doesn't fit")
        if not self.loses_writes:
            self.items[service] = secret.reveal()

    def delete(self, service: str) -> None:
        self._begin("delete", service)
        self._change()
        self.items.pop(service, None)

    def _begin(self, what: str, service: str) -> None:
        self.calls.append((what, service))
        self.called.set()
        if self.slow is not None:
            self.slow.wait()
        self.look()
        if self.refusing:
            raise KeychainRefused(keychain=self.name, reason="it was told to")

    def _change(self) -> None:
        if self.dies_after is None:
            return
        if self.dies_after == 0:
            raise KeychainRefused(keychain=self.name, reason="it has died")
        self.dies_after -= 1


class GnomeKeyring:
    """A real gnome-keyring on a message bus of its own, with no prompter on it until a test puts one there."""

    def __init__(self, directory: Path, *, set_up: bool = True) -> None:
        self._directory = directory
        self._set_up = set_up
        self._daemon: subprocess.Popen[bytes] | None = None
        self.address = ""

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start both, and end them afterwards."""
        environment = {
            "PATH": os.environ["PATH"],
            "LEDGERPASS_TEST_SESSION": os.environ.get("LEDGERPASS_TEST_SESSION", ""),
            "HOME": str(self._directory),
            "XDG_RUNTIME_DIR": str(self._directory),
            "XDG_DATA_HOME": str(self._directory),
        }
        bus = ["dbus-daemon", f"--config-file={_BUS_CONFIGURATION}", "--nofork", "--nopidfile", "--print-address=1"]
        with ExitStack() as stack, (self._directory / "errors").open("wb") as errors:
            process = stack.enter_context(_process(bus, environment, errors.fileno()))
            assert process.stdout is not None
            self.address = process.stdout.readline().decode().strip()
            environment["DBUS_SESSION_BUS_ADDRESS"] = self.address
            unlock = ["--unlock"] if self._set_up else []
            daemon = ["gnome-keyring-daemon", "--foreground", "--components=secrets", *unlock]
            self._daemon = stack.enter_context(_process(daemon, environment, errors.fileno()))
            assert self._daemon.stdin is not None
            self._daemon.stdin.write(_PASSWORD)
            self._daemon.stdin.close()
            self._wait_for_service()
            yield

    def crash(self) -> None:
        """End the keyring in the middle of whatever it does; the message bus stays."""
        assert self._daemon is not None
        self._daemon.kill()
        self._daemon.wait()

    def lock(self) -> None:
        """Lock the default collection, as the screen saver or the user would."""
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()

    def unlock(self) -> None:
        """Unlock it with its password, without a prompt, as logging in would."""
        with closing(secretstorage.dbus_init()) as bus:
            path = secretstorage.get_collection_by_alias(bus, "default").collection_path
            password = format_secret(open_session(bus), _PASSWORD, "text/plain")
            service = DBusAddressWrapper(SS_PATH, _MASTER_PASSWORD_INTERFACE, bus)
            service.call("UnlockWithMasterPassword", "o(oayays)", path, password)

    def make_memory_the_default(self) -> None:
        """Make the collection that forgets everything the default one."""
        with closing(secretstorage.dbus_init()) as bus:
            service = DBusAddressWrapper(SS_PATH, f"{SS_PREFIX}Service", bus)
            service.call("SetAlias", "so", "default", "/org/freedesktop/secrets/collection/session")

    def _wait_for_service(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", self.address)
            with closing(secretstorage.dbus_init()) as bus:
                rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
                rule.add_arg_condition(0, BUS_NAME)
                Proxy(message_bus, bus).AddMatch(rule)
                with bus.filter(rule) as signals:
                    if not Proxy(message_bus, bus).NameHasOwner(BUS_NAME)[0]:
                        bus.recv_until_filtered(signals, timeout=30)


@contextmanager
def gnome_keyring(*, set_up: bool = True) -> Iterator[GnomeKeyring]:
    """Run a gnome-keyring and make it the one that this process finds. Not `set_up`, it has never had a password."""
    with tempfile.TemporaryDirectory(prefix="keyring.") as directory, pytest.MonkeyPatch.context() as patch:
        keyring = GnomeKeyring(Path(directory), set_up=set_up)
        with keyring.running():
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", keyring.address)
            yield keyring


@contextmanager
def _process(command: list[str], environment: dict[str, str], errors: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


class KeychainConformance:
    """What every keychain must do. A test class that inherits this gives a fixture `keychain`."""

    def test_what_was_written_is_read(self, keychain: Keychain) -> None:
        keychain.write("Ledgerpass one", Secret("Zm9v"))
        assert keychain.read("Ledgerpass one") == Secret("Zm9v")

    def test_what_was_never_written_is_not_there(self, keychain: Keychain) -> None:
        assert keychain.read("Ledgerpass nothing") is None

    def test_what_is_written_last_counts(self, keychain: Keychain) -> None:
        keychain.write("Ledgerpass one", Secret("first"))
        keychain.write("Ledgerpass one", Secret("second"))
        assert keychain.read("Ledgerpass one") == Secret("second")

    def test_what_was_deleted_is_gone(self, keychain: Keychain) -> None:
        keychain.write("Ledgerpass one", Secret("first"))
        keychain.delete("Ledgerpass one")
        assert keychain.read("Ledgerpass one") is None

    def test_deleting_what_is_not_there_does_nothing(self, keychain: Keychain) -> None:
        keychain.delete("Ledgerpass nothing")

    def test_each_name_has_its_own_secret(self, keychain: Keychain) -> None:
        names = ["Ledgerpass x a", "Ledgerpass x a part 2", "Ledgerpass x b", "Ledgerpass"]
        for name in names:
            keychain.write(name, Secret(f"of {name}"))
        keychain.write(names[1], Secret("another"))
        keychain.delete(names[2])
        kept = [keychain.read(name) for name in names]
        assert kept == [Secret("of Ledgerpass x a"), Secret("another"), None, Secret("of Ledgerpass")]

    def test_an_item_of_the_greatest_length_is_kept(self, keychain: Keychain) -> None:
        keychain.write("Ledgerpass long", Secret("x" * 1200))
        assert keychain.read("Ledgerpass long") == Secret("x" * 1200)

    def test_signs_of_every_kind_come_back(self, keychain: Keychain) -> None:
        signs = "".join(map(chr, range(32, 127)))
        keychain.write("Ledgerpass signs", Secret(f" {signs} "))
        assert keychain.read("Ledgerpass signs") == Secret(f" {signs} ")

    def test_a_look_at_a_usable_one_finds_nothing_in_the_way(self, keychain: Keychain) -> None:
        keychain.look()
