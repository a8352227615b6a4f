"""Which of the two keychains a profile has: the system's own, or the sealed file where there is one."""

import subprocess
import sys
from pathlib import Path

import pytest

from ledgerpass.connections.keychain import UserKeychain
from ledgerpass.errors import KeychainMissing, KeychainRefused, PassphraseNeeded, SealedFileDamaged
from ledgerpass.secret import Secret
from tests.support.keychains import PASSPHRASE, KeychainConformance, MemoryKeychain, sealed_keychain


def test_neither_of_the_two_is_loaded_before_it_is_used(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from ledgerpass.connections.keychain import UserKeychain; "
        f"UserKeychain(Path({str(tmp_path)!r})); "
        "heavy = ('keyring', 'secretstorage', 'jeepney', 'cryptography', 'filelock', 'asyncio'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "[]\n"


@pytest.fixture
def system() -> MemoryKeychain:
    return MemoryKeychain()


class TestUserKeychainWithTheSystemsOwn(KeychainConformance):
    """It does what every keychain does."""

    @pytest.fixture
    def keychain(self, tmp_path: Path) -> UserKeychain:
        return UserKeychain(tmp_path, MemoryKeychain())


class TestUserKeychainWithASealedFile(KeychainConformance):
    """It does what every keychain does."""

    @pytest.fixture
    def keychain(self, tmp_path: Path) -> UserKeychain:
        return with_sealed_file(UserKeychain(tmp_path, MemoryKeychain()), tmp_path)


def with_sealed_file(keychain: UserKeychain, profile: Path) -> UserKeychain:
    sealed_keychain(profile / "connections.sealed")
    keychain.open_with(PASSPHRASE)
    return keychain


def test_without_a_sealed_file_it_is_the_systems_own(tmp_path: Path, system: MemoryKeychain) -> None:
    keychain = UserKeychain(tmp_path, system)
    keychain.write("Ledgerpass one", Secret("x"))
    assert system.items == {"Ledgerpass one": "x"}
    assert keychain.name == system.name
    with pytest.raises(KeychainRefused):
        keychain.open_with(PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_with_a_sealed_file_nothing_goes_anywhere_else(tmp_path: Path, system: MemoryKeychain) -> None:
    keychain = with_sealed_file(UserKeychain(tmp_path, system), tmp_path)
    keychain.write("Ledgerpass one", Secret("x"))
    keychain.read("Ledgerpass one")
    keychain.delete("Ledgerpass one")
    assert (system.items, system.calls) == ({}, [])
    assert keychain.name == "sealed file"


def test_a_sealed_file_that_can_not_be_used_is_never_gone_round(tmp_path: Path, system: MemoryKeychain) -> None:
    (tmp_path / "connections.sealed").write_bytes(b"damaged")
    keychain = UserKeychain(tmp_path, system)
    with pytest.raises(SealedFileDamaged):
        keychain.write("Ledgerpass one", Secret("x"))
    assert system.items == {}


def test_choosing_the_sealed_file_makes_it_at_once_and_for_the_next_start(
    tmp_path: Path, system: MemoryKeychain
) -> None:
    system.missing = True
    keychain = UserKeychain(tmp_path, system)
    with pytest.raises(KeychainMissing):
        keychain.look()
    keychain.make_sealed_file(PASSPHRASE)
    keychain.write("Ledgerpass one", Secret("x"))
    next_start = UserKeychain(tmp_path, system)
    with pytest.raises(PassphraseNeeded):
        next_start.look()
    next_start.open_with(PASSPHRASE)
    assert next_start.read("Ledgerpass one") == Secret("x")


def test_when_the_file_is_taken_away_the_systems_own_keychain_counts_again(
    tmp_path: Path, system: MemoryKeychain
) -> None:
    keychain = with_sealed_file(UserKeychain(tmp_path, system), tmp_path)
    keychain.look()
    (tmp_path / "connections.sealed").unlink()
    system.missing = True
    with pytest.raises(KeychainMissing):
        keychain.read("Ledgerpass one")
