"""A keychain that does what another one does, up to one call, at which it fails in one of the ways that they have."""

import time
from enum import Enum

from ledgerpass.connections.keychain import Keychain
from ledgerpass.errors import KeychainLocked, KeychainRefused
from ledgerpass.secret import Secret


class Fault(Enum):
    """What happens at the chosen call."""

    REFUSES = "it is not done, and said so"
    FAILS_AFTERWARDS = "it is done, and said to have failed"
    LOSES = "a change is not made, and said to have been"
    LOCKS = "from here on it is locked"


class FaultyKeychain:
    """`keychain`, with a fault at call number `at` of reading, writing and deleting; the first has the number 0."""

    def __init__(self, keychain: Keychain, fault: Fault, at: int) -> None:
        self._keychain = keychain
        self._fault = fault
        self._at = at
        self._calls = 0
        self.happened = False

    @property
    def name(self) -> str:
        return self._keychain.name

    def look(self) -> None:
        if self.happened and self._fault is Fault.LOCKS:
            raise KeychainLocked(keychain=self.name)
        self._keychain.look()

    def unlock(self) -> None:
        self._keychain.unlock()

    def open_with(self, passphrase: Secret) -> None:
        self._keychain.open_with(passphrase)

    def make_sealed_file(self, passphrase: Secret, *, in_place_of_the_old: bool = False) -> None:
        self._keychain.make_sealed_file(passphrase, in_place_of_the_old=in_place_of_the_old)

    def read(self, service: str) -> Secret | None:
        self._begin()
        found = self._keychain.read(service)
        self._end()
        return found

    def write(self, service: str, secret: Secret) -> None:
        if not self._begin(changes=True):
            self._keychain.write(service, secret)
        self._end()

    def delete(self, service: str) -> None:
        if not self._begin(changes=True):
            self._keychain.delete(service)
        self._end()

    def _begin(self, *, changes: bool = False) -> bool:
        """Count the call, fail if it is the one, and tell whether a change is to be lost."""
        is_the_one = self._calls == self._at
        self._calls += 1
        self.happened = self.happened or is_the_one
        self.look()
        if is_the_one and self._fault is Fault.REFUSES:
            raise KeychainRefused(keychain=self.name, reason="it was told to")
        return is_the_one and changes and self._fault is Fault.LOSES

    def _end(self) -> None:
        if self._calls - 1 == self._at and self._fault is Fault.FAILS_AFTERWARDS:
            raise KeychainRefused(keychain=self.name, reason="it was told to")


class SlowKeychain(FaultyKeychain):
    """`keychain`, which thinks about every call for some milliseconds."""

    def __init__(self, keychain: Keychain, seconds: float) -> None:
        super().__init__(keychain, Fault.REFUSES, at=-1)
        self._seconds = seconds

    def look(self) -> None:
        time.sleep(self._seconds)
        super().look()
