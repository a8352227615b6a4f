"""The Windows Credential Manager by what is known of it: 2,560 bytes of UTF-16 an item, one item a target."""

from collections.abc import Iterator

import keyring.backends.Windows
import pytest

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.kept_credential import fetch_credential, forget_credential, keep_credential
from ledgerpass.connections.keychain import Keychain, SystemKeychain
from ledgerpass.errors import KeychainMissing, KeychainRefused
from ledgerpass.secret import Secret
from tests.support.keychains import KeychainConformance
from tests.support.windows_credentials import Credentials, windows_credentials


@pytest.fixture
def credentials() -> Iterator[Credentials]:
    with windows_credentials() as kept:
        yield kept


@pytest.fixture
def keychain(credentials: Credentials) -> Keychain:
    return SystemKeychain("win32")


class TestCredentialManager(KeychainConformance):
    """It does what every keychain does."""


def test_a_credential_too_long_for_one_item_is_kept_in_several(credentials: Credentials, keychain: Keychain) -> None:
    long = Credential(fields={"token": Secret("eyJ" * 2000)})
    keep_credential(keychain, "x", "a", long)
    assert fetch_credential(keychain, "x", "a") == long
    assert len(credentials.kept) == 6
    forget_credential(keychain, "x", "a")
    assert credentials.kept == {}


def test_no_item_takes_the_place_of_another(credentials: Credentials, keychain: Keychain) -> None:
    for connection in ("one", "two"):
        for slot in ("a", "b"):
            keep_credential(keychain, connection, slot, Credential(fields={"token": Secret(f"{connection} {slot}")}))
    assert sorted(credentials.kept) == [
        "Ledgerpass connection one a",
        "Ledgerpass connection one b",
        "Ledgerpass connection two a",
        "Ledgerpass connection two b",
    ]


def test_an_item_stays_on_this_computer(credentials: Credentials, keychain: Keychain) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    assert credentials.kept["Ledgerpass one"]["Persist"] == Credentials.CRED_PERSIST_LOCAL_MACHINE


def test_an_error_of_windows_is_a_refusal_that_shows_its_number_and_no_secret(keychain: Keychain) -> None:
    with pytest.raises(KeychainRefused) as refusal:
        keychain.write("Ledgerpass one", Secret("a live token" * 200))
    assert "1783" in str(refusal.value)
    assert "a live token" not in str(refusal.value)
    assert refusal.value.__context__ is None


def test_without_its_interface_there_is_no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.backends.Windows, "missing_deps", True)
    with pytest.raises(KeychainMissing):
        SystemKeychain("win32").look()
