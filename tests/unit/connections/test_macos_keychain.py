"""The macOS keychain by what is known of it: its numbers for not found, denied, and nobody to ask."""

import platform

import keyring.backends.macOS
import pytest

from ledgerpass.connections.keychain import Keychain, SystemKeychain
from ledgerpass.errors import KeychainError, KeychainLocked, KeychainMissing, KeychainRefused
from ledgerpass.secret import Secret
from tests.support.keychains import KeychainConformance


class SecurityError(Exception):
    """What keyring's interface to the Security framework raises."""


class NotFoundError(SecurityError):
    """ErrSecItemNotFound."""


class DeniedError(SecurityError):
    """UserCanceledErr."""


class Security:
    """The part of that interface that keyring calls, with a dictionary behind it."""

    Error = SecurityError
    NotFound = NotFoundError
    KeychainDenied = DeniedError

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fails: SecurityError | None = None

    def set_generic_password(self, _keychain: None, service: str, account: str, password: str) -> None:
        self._fail()
        self.kept[service, account] = password

    def find_generic_password(self, _keychain: None, service: str, account: str) -> str:
        self._fail()
        if (service, account) not in self.kept:
            raise NotFoundError(-25300, "Item not found")
        return self.kept[service, account]

    def delete_generic_password(self, keychain: None, service: str, account: str) -> None:
        self.find_generic_password(keychain, service, account)
        del self.kept[service, account]

    def _fail(self) -> None:
        if self.fails is not None:
            raise self.fails


@pytest.fixture
def security(monkeypatch: pytest.MonkeyPatch) -> Security:
    kept = Security()
    monkeypatch.setattr(keyring.backends.macOS, "api", kept, raising=False)
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    return kept


@pytest.fixture
def keychain(security: Security) -> Keychain:
    return SystemKeychain("darwin")


class TestMacosKeychain(KeychainConformance):
    """It does what every keychain does."""


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (DeniedError(-128, "Keychain Access Denied"), KeychainLocked),
        (SecurityError(-25308, "Unknown Error"), KeychainLocked),
        (SecurityError(-25293, "Security Auth Failure"), KeychainRefused),
    ],
)
def test_what_macos_says_is_told_apart(
    security: Security, keychain: Keychain, failure: SecurityError, error: type[KeychainError]
) -> None:
    keychain.write("Ledgerpass one", Secret("x"))
    security.fails = failure
    with pytest.raises(error):
        keychain.read("Ledgerpass one")
    with pytest.raises(error):
        keychain.write("Ledgerpass one", Secret("y"))
    with pytest.raises(error):
        keychain.delete("Ledgerpass one")


def test_elsewhere_there_is_no_macos_keychain() -> None:
    with pytest.raises(KeychainMissing):
        SystemKeychain("darwin").look()
