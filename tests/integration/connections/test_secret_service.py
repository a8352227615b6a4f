"""The real Secret Service: gnome-keyring on a message bus of its own, open, locked, new, dead, and not there."""

import asyncio
import gc
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
import secretstorage
from jeepney import HeaderFields, new_method_return  # type: ignore[import-untyped]  # carries no types
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection  # type: ignore[import-untyped]

from ledgerpass.connections.keychain import Keychain, SystemKeychain
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainLocked, KeychainMissing
from ledgerpass.secret import Secret
from tests.support.keychains import GnomeKeyring, KeychainConformance, gnome_keyring


@pytest.fixture(scope="module")
def keyring() -> Iterator[GnomeKeyring]:
    with gnome_keyring() as running:
        yield running


@pytest.fixture
def keychain(keyring: GnomeKeyring) -> Keychain:
    return SystemKeychain()


class TestGnomeKeyring(KeychainConformance):
    """It does what every keychain does."""


@contextmanager
def locked(keyring: GnomeKeyring) -> Iterator[None]:
    keyring.lock()
    try:
        yield
    finally:
        keyring.unlock()


@contextmanager
def prompter() -> Iterator[threading.Event]:
    """Put a prompter on the bus that shows nothing and never gets an answer; the event tells that it was asked."""
    asked = threading.Event()

    def wait_for_ever() -> None:
        while True:
            try:
                message = connection.receive()
            except (OSError, ValueError):
                return
            if message.header.fields.get(HeaderFields.member) == "BeginPrompting":
                connection.send(new_method_return(message))
                asked.set()

    connection = open_dbus_connection()
    Proxy(message_bus, connection).RequestName("org.gnome.keyring.SystemPrompter")
    thread = threading.Thread(target=wait_for_ever)
    thread.start()
    try:
        yield asked
    finally:
        connection.sock.shutdown(socket.SHUT_RDWR)
        thread.join()
        connection.close()


def test_a_locked_keychain_is_told_apart_from_an_empty_one(keyring: GnomeKeyring, keychain: Keychain) -> None:
    keychain.write("Ledgerpass kept", Secret("still here"))
    with locked(keyring):
        with pytest.raises(KeychainLocked) as refusal:
            keychain.look()
        with pytest.raises(KeychainLocked):
            keychain.read("Ledgerpass kept")
        with pytest.raises(KeychainLocked):
            keychain.read("Ledgerpass never kept")
        with pytest.raises(KeychainLocked):
            keychain.write("Ledgerpass kept", Secret("lost"))
        with pytest.raises(KeychainLocked):
            keychain.delete("Ledgerpass kept")
    assert refusal.value.keychain == "Secret Service (gnome-keyring-daemon)"
    assert keychain.read("Ledgerpass kept") == Secret("still here")


def test_one_wrong_word_about_a_lock_is_not_believed(keychain: Keychain, monkeypatch: pytest.MonkeyPatch) -> None:
    """gnome-keyring says it now and then while another program writes."""
    said = iter([True, False])
    monkeypatch.setattr(secretstorage.Collection, "is_locked", lambda _self: next(said))
    keychain.look()
    assert next(said, None) is None


def test_nothing_but_unlock_makes_the_system_prompt(keyring: GnomeKeyring, keychain: Keychain) -> None:
    with locked(keyring), prompter() as asked:
        with pytest.raises(KeychainLocked):
            keychain.look()
        with pytest.raises(KeychainLocked):
            keychain.read("Ledgerpass kept")
        with pytest.raises(KeychainLocked):
            keychain.write("Ledgerpass kept", Secret("x"))
        with pytest.raises(KeychainLocked):
            keychain.delete("Ledgerpass kept")
        assert not asked.is_set()


def test_one_that_is_locked_between_the_look_and_the_call_does_not_prompt_either(
    keyring: GnomeKeyring, keychain: Keychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "look", lambda: None)  # it was open when it was looked at
    with locked(keyring), prompter() as asked:
        with pytest.raises(KeychainLocked):
            keychain.read("Ledgerpass kept")
        with pytest.raises(KeychainLocked):
            keychain.write("Ledgerpass kept", Secret("x"))
        with pytest.raises(KeychainLocked):
            keychain.delete("Ledgerpass kept")
        assert not asked.is_set()


async def test_while_the_systems_prompt_is_open_the_keychain_is_still_known_to_be_locked(
    keyring: GnomeKeyring, keychain: Keychain
) -> None:
    vault = Vault(keychain)
    with locked(keyring), prompter() as asked:
        unlocking = asyncio.create_task(vault.unlock())
        assert await asyncio.to_thread(asked.wait, 30)
        with pytest.raises(KeychainLocked):
            await vault.look()
        unlocking.cancel()
        await vault.close()
    with pytest.raises(asyncio.CancelledError):
        await unlocking


def test_a_prompt_that_nobody_answers_leaves_it_locked(keyring: GnomeKeyring, keychain: Keychain) -> None:
    with locked(keyring), pytest.raises(KeychainLocked):  # no prompter on this bus: dismissed at once
        keychain.unlock()


def test_unlocking_what_is_open_is_quiet(keychain: Keychain) -> None:
    keychain.unlock()


def test_a_keychain_that_was_never_set_up_counts_as_locked() -> None:
    with gnome_keyring(set_up=False):
        keychain = SystemKeychain()
        with pytest.raises(KeychainLocked):
            keychain.look()
        with pytest.raises(KeychainLocked):
            keychain.write("Ledgerpass one", Secret("x"))
        with pytest.raises(KeychainLocked):
            keychain.unlock()  # the system asks for a first password, and nobody gives one


def test_unlocking_a_keychain_that_was_never_set_up_asks_for_a_first_password() -> None:
    with gnome_keyring(set_up=False), prompter() as asked:
        threading.Thread(target=_unlock_quietly, daemon=True).start()  # it ends with the message bus
        assert asked.wait(30)


def _unlock_quietly() -> None:
    with suppress(KeychainLocked, KeychainMissing):
        SystemKeychain().unlock()


def test_a_keychain_that_forgets_at_log_out_is_none() -> None:
    with gnome_keyring(set_up=False) as keyring:
        keyring.make_memory_the_default()
        with pytest.raises(KeychainMissing):
            SystemKeychain().look()


@pytest.mark.parametrize("address", ["", "disabled:", "nonsense", "unix:path=/nowhere/at/all"])
def test_without_a_message_bus_there_is_no_keychain(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    keychain = SystemKeychain()
    with pytest.raises(KeychainMissing):
        keychain.look()
    with pytest.raises(KeychainMissing):
        keychain.read("Ledgerpass one")
    with pytest.raises(KeychainMissing):
        keychain.write("Ledgerpass one", Secret("x"))
    with pytest.raises(KeychainMissing):
        keychain.unlock()


def test_without_an_address_of_a_message_bus_there_is_no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with pytest.raises(KeychainMissing):
        SystemKeychain().look()


_WAITS_FOR_A_PROMPT = """
import asyncio, sys
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.vault import Vault

async def main():
    vault = Vault(SystemKeychain())
    unlocking = asyncio.create_task(vault.unlock())
    await asyncio.to_thread(sys.stdin.readline)
    unlocking.cancel()
    await vault.close()

asyncio.run(main())
print("closed")
"""


def test_a_prompt_that_nobody_answers_does_not_keep_the_program_from_closing(keyring: GnomeKeyring) -> None:
    program = [sys.executable, "-c", _WAITS_FOR_A_PROMPT]
    with (
        locked(keyring),
        prompter() as asked,
        subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
    ):
        assert asked.wait(30)
        said, complained = process.communicate(b"close\n", timeout=30)
    assert (said, complained, process.returncode) == (b"closed\n", b"", 0)


_SEES_WHAT_IS_CHOSEN = """
import sys
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.errors import KeychainMissing
from ledgerpass.secret import Secret

keychain = SystemKeychain()
try:
    keychain.write("Ledgerpass one", Secret("a live token"))
    print("kept in", keychain.name)
except KeychainMissing:
    print("missing")
print("plain_text_keyring" in sys.modules)
"""

_PLAIN_TEXT_KEYRING = """
from pathlib import Path
from keyring.backend import KeyringBackend

class PlainTextKeyring(KeyringBackend):
    priority = 100
    def get_password(self, service, username):
        return None
    def set_password(self, service, username, password):
        Path(__file__).with_name("passwords.txt").write_text(password)
"""


@pytest.fixture
def plain_text_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a backend that writes plain text, in every way that keyring knows of; give where it would write."""
    (tmp_path / "plain_text_keyring.py").write_text(_PLAIN_TEXT_KEYRING)
    package = tmp_path / "plain_text_keyring-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: plain-text-keyring\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text("[keyring.backends]\nplain = plain_text_keyring\n")
    settings = tmp_path / "settings" / "python_keyring"
    settings.mkdir(parents=True)
    backend = "plain_text_keyring.PlainTextKeyring"
    (settings / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={backend}\nkeyring-path={tmp_path}\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    return tmp_path / "passwords.txt"


def test_a_backend_that_writes_plain_text_would_have_been_chosen_by_keyring_itself(plain_text_keyring: Path) -> None:
    program = "import keyring; keyring.set_password('service', 'user', 'a live token')"
    subprocess.run([sys.executable, "-c", program], check=True)
    assert plain_text_keyring.read_text() == "a live token"


def test_a_backend_that_writes_plain_text_is_never_chosen(keyring: GnomeKeyring, plain_text_keyring: Path) -> None:
    said = subprocess.check_output([sys.executable, "-c", _SEES_WHAT_IS_CHOSEN], text=True)
    assert said == "kept in Secret Service (gnome-keyring-daemon)\nFalse\n"
    assert not plain_text_keyring.exists()


def test_a_backend_that_writes_plain_text_is_not_chosen_even_when_there_is_no_other(
    plain_text_keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    said = subprocess.check_output([sys.executable, "-c", _SEES_WHAT_IS_CHOSEN], text=True)
    assert said == "missing\nFalse\n"
    assert not plain_text_keyring.exists()


def test_the_environment_does_not_choose_another_collection(
    keyring: GnomeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session")
    SystemKeychain().write("Ledgerpass collection", Secret("x"))
    with closing(secretstorage.dbus_init()) as bus:
        default = secretstorage.get_default_collection(bus)
        assert len(list(default.search_items({"service": "Ledgerpass collection"}))) == 1


def test_a_keychain_that_goes_away_is_missing_from_then_on() -> None:
    keychain = SystemKeychain()
    with gnome_keyring() as keyring:
        keychain.look()
        keyring.crash()
        with pytest.raises(KeychainMissing):
            keychain.look()
        with pytest.raises(KeychainMissing):
            keychain.read("Ledgerpass one")


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[DBusConnection]:
    """Note every connection to the message bus that is opened."""
    opened: list[DBusConnection] = []
    really = secretstorage.dbus_init

    def noting() -> DBusConnection:
        opened.append(really())
        return opened[-1]

    monkeypatch.setattr(secretstorage, "dbus_init", noting)
    return opened


def test_many_calls_use_one_connection_which_ends_with_the_keychain(
    keyring: GnomeKeyring, connections: list[DBusConnection]
) -> None:
    keychain = SystemKeychain()
    for number in range(5):
        keychain.write("Ledgerpass one", Secret(str(number)))
        assert keychain.read("Ledgerpass one") == Secret(str(number))
    keychain.delete("Ledgerpass one")
    keychain.look()
    assert len(connections) == 1
    assert connections[0].sock.fileno() != -1
    del keychain
    gc.collect()
    assert connections[0].sock.fileno() == -1


def test_each_thread_has_a_connection_of_its_own(
    keyring: GnomeKeyring, keychain: Keychain, connections: list[DBusConnection]
) -> None:
    keychain.look()
    other = threading.Thread(target=keychain.look)
    other.start()
    other.join()
    assert len(connections) == 2


@pytest.mark.parametrize("call", ["look", "read", "write", "delete"])
def test_a_connection_that_broke_meanwhile_is_made_anew(
    keyring: GnomeKeyring, keychain: Keychain, connections: list[DBusConnection], call: str
) -> None:
    keychain.write("Ledgerpass one", Secret("kept"))
    connections[0].sock.shutdown(socket.SHUT_RDWR)
    calls: dict[str, Callable[[], object]] = {
        "look": keychain.look,
        "read": lambda: keychain.read("Ledgerpass one"),
        "write": lambda: keychain.write("Ledgerpass one", Secret("kept")),
        "delete": lambda: keychain.delete("Ledgerpass another"),
    }
    calls[call]()
    assert len(connections) == 2
    assert keychain.read("Ledgerpass one") == Secret("kept")


def test_looking_takes_no_longer_than_drawing_a_frame(keyring: GnomeKeyring, keychain: Keychain) -> None:
    keychain.look()
    times = []
    for _ in range(20):
        started = time.perf_counter()
        keychain.look()
        times.append(time.perf_counter() - started)
    assert min(times) < 0.016  # the quickest: the others say more about what else this computer does


def test_the_keychain_is_not_loaded_before_it_is_used() -> None:
    program = (
        "import sys; from ledgerpass.connections import safekeeping; "
        "from ledgerpass.connections.keychain import SystemKeychain; SystemKeychain(); "
        "print([name for name in ('keyring', 'secretstorage', 'jeepney', 'cryptography') if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "[]\n"
