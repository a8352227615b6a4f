"""The Windows Credential Manager by what is known of it: 2,560 bytes of UTF-16 an item, one item a target."""

import keyring.backends.Windows
import pytest

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.kept_credential import fetch_credential, forget_credential, keep_credential
from ledgerpass.connections.keychain import Keychain, SystemKeychain
from ledgerpass.errors import KeychainMissing, KeychainRefused
from ledgerpass.secret import Secret
from tests.support.keychains import KeychainConformance

_GREATEST_BLOB = 2560  # CRED_MAX_CREDENTIAL_BLOB_SIZE, in bytes
_NOT_FOUND = 1168
_BAD_STUB_DATA = 1783


class WindowsError(Exception):
    """What pywin32 raises."""

    def __init__(self, winerror: int, funcname: str, strerror: str) -> None:
        super().__init__(winerror, funcname, strerror)
        self.winerror = winerror
        self.funcname = funcname


class Credentials:
    """The part of win32cred that keyring calls, with a dictionary behind it."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_LOCAL_MACHINE = 2
    CRED_PERSIST_ENTERPRISE = 3

    error = WindowsError

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, object]] = {}

    def CredWrite(self, credential: dict[str, object], flags: int) -> None:  # noqa: ARG002, N802
        blob = str(credential["CredentialBlob"]).encode("utf-16-le")
        if len(blob) > _GREATEST_BLOB:
            raise WindowsError(_BAD_STUB_DATA, "CredWrite", "The stub received bad data")
        self.kept[str(credential["TargetName"])] = {**credential, "CredentialBlob": blob}

    def CredRead(self, Type: int, TargetName: str) -> dict[str, object]:  # noqa: ARG002, N802, N803
        if TargetName not in self.kept:
            raise WindowsError(_NOT_FOUND, "CredRead", "Element not found")
        return self.kept[TargetName]

    def CredDelete(self, Type: int, TargetName: str) -> None:  # noqa: ARG002, N802, N803
        if TargetName not in self.kept:
            raise WindowsError(_NOT_FOUND, "CredDelete", "Element not found")
        del self.kept[TargetName]


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> Credentials:
    kept = Credentials()
    monkeypatch.setattr(keyring.backends.Windows, "win32cred", kept, raising=False)
    monkeypatch.setattr(keyring.backends.Windows, "pywintypes", kept, raising=False)
    monkeypatch.setattr(keyring.backends.Windows, "missing_deps", False)
    return kept


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
