"""The keychain that other tests use does what a real one does, and fails as it is told to."""

import pytest

from ledgerpass.connections.keychain import Keychain
from ledgerpass.errors import KeychainError, KeychainLocked, KeychainMissing, KeychainRefused
from ledgerpass.secret import Secret
from tests.support.keychains import KeychainConformance, MemoryKeychain


class TestMemoryKeychain(KeychainConformance):
    """It does what every keychain does."""

    @pytest.fixture
    def keychain(self) -> Keychain:
        return MemoryKeychain()


@pytest.mark.parametrize(
    ("switch", "error"),
    [("locked", KeychainLocked), ("missing", KeychainMissing), ("refusing", KeychainRefused)],
)
def test_its_switches_make_every_call_fail(switch: str, error: type[KeychainError]) -> None:
    keychain = MemoryKeychain()
    setattr(keychain, switch, True)
    with pytest.raises(error):
        keychain.read("Ledgerpass one")
    with pytest.raises(error):
        keychain.write("Ledgerpass one", Secret("x"))
    with pytest.raises(error):
        keychain.delete("Ledgerpass one")


def test_it_opens_when_the_prompt_is_answered_and_stays_locked_when_it_is_dismissed() -> None:
    keychain = MemoryKeychain()
    keychain.locked = True
    keychain.unlocks = False
    with pytest.raises(KeychainLocked):
        keychain.unlock()
    keychain.unlocks = True
    keychain.unlock()
    keychain.look()
