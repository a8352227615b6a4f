"""One suite for every kind of keychain: what is kept is whole, the old or the new, or said not to be kept.

The kinds: in memory; short items (what is known of Windows, with 1,200 UTF-16 units an item); slow; the real
gnome-keyring; the sealed file. On each of them a call fails in each of the ways there are, at the first, the second,
and every later one.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import Keychain, SystemKeychain
from ledgerpass.connections.keychain.sealed_keychain import SealedKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainError, KeychainLocked, KeychainLost, KeychainRefused
from ledgerpass.secret import Secret
from tests.support.faulty_keychain import Fault, FaultyKeychain, SlowKeychain
from tests.support.keychains import GnomeKeyring, MemoryKeychain, gnome_keyring, sealed_keychain
from tests.support.windows_credentials import windows_credentials

NOW = 1_700_000_000.0
SHORT, FOUR_KB, HUNDRED_KB = 20, 4_000, 100_000


def credential(word: str, length: int) -> Credential:
    return Credential(fields={"token": Secret((f"{word} " * length)[:length])})


# Two items where they are short: long enough to be torn, and short enough for trying every call.
OLD, NEW, ANOTHER = (credential(word, 1500) for word in ("old", "new", "another"))


@dataclass
class Stand:
    """A keychain of one kind; while it is `locked`, the one that is given is the one to use."""

    keychain: Keychain
    locked: Callable[[], AbstractContextManager[Keychain]]


@contextmanager
def memory(_path: Path) -> Iterator[Stand]:
    keychain = MemoryKeychain()
    yield Stand(keychain, lambda: _locked_in_memory(keychain, keychain))


@contextmanager
def slow(_path: Path) -> Iterator[Stand]:
    inner = MemoryKeychain()
    keychain = SlowKeychain(inner, seconds=0.001)
    yield Stand(keychain, lambda: _locked_in_memory(inner, keychain))


@contextmanager
def _locked_in_memory(inner: MemoryKeychain, keychain: Keychain) -> Iterator[Keychain]:
    inner.locked = True
    yield keychain
    inner.locked = False


@contextmanager
def short_items(_path: Path) -> Iterator[Stand]:
    with windows_credentials(greatest_blob=2 * 1200):
        keychain = SystemKeychain("win32")
        # it is open for whoever is logged in, and nobody else's program runs then
        yield Stand(keychain, lambda: _seemingly_locked(keychain))


@contextmanager
def _seemingly_locked(keychain: Keychain) -> Iterator[Keychain]:
    yield FaultyKeychain(keychain, Fault.LOCKS, at=0)


@contextmanager
def real_keyring(_path: Path) -> Iterator[Stand]:
    with gnome_keyring() as keyring:
        keychain = SystemKeychain()
        yield Stand(keychain, lambda: _really_locked(keyring, keychain))


@contextmanager
def _really_locked(keyring: GnomeKeyring, keychain: Keychain) -> Iterator[Keychain]:
    keyring.lock()
    try:
        yield keychain
    finally:
        keyring.unlock()


@contextmanager
def sealed_file(path: Path) -> Iterator[Stand]:
    file = path / "connections.sealed"
    yield Stand(sealed_keychain(file), lambda: _not_yet_open(file))


@contextmanager
def _not_yet_open(file: Path) -> Iterator[Keychain]:
    yield SealedKeychain(file)


KINDS = [memory, short_items, slow, real_keyring, sealed_file]


@pytest.fixture(scope="module", params=KINDS, ids=[kind.__name__ for kind in KINDS])
def stand(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with request.param(tmp_path_factory.mktemp("keychain")) as stand:
        yield stand


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    register = Register(tmp_path / "connections.sqlite")
    yield register
    register.close()


@asynccontextmanager
async def keeping(register: Register, keychain: Keychain) -> AsyncIterator[Safekeeping]:
    vault = Vault(keychain)
    yield Safekeeping(register, vault, clock=lambda: NOW)
    await vault.close()


def connection(name: str) -> Connection:
    # no two tests on the same keychain use the same id
    return Connection(id=f"{name}-{time.monotonic_ns():x}", provider_id="p", way_id="w", name=name, created_at=NOW)


@pytest.mark.parametrize("length", [SHORT, FOUR_KB, HUNDRED_KB])
async def test_a_credential_of_any_length_is_kept_fetched_replaced_and_forgotten(
    stand: Stand, register: Register, length: int
) -> None:
    old, new = credential("old", length), credential("new", length)
    async with keeping(register, stand.keychain) as safekeeping:
        known = await safekeeping.take_in(connection("known"), old)
        assert await safekeeping.fetch(known.id) == old
        await safekeeping.replace(known.id, new)
        assert await safekeeping.fetch(known.id) == new
        register.remove(known.id, at=NOW)
        assert await safekeeping.purge(before=NOW + 1) == (known.id,)
    for slot in ("a", "b"):
        for number in ("", " part 2", " part 3"):
            assert stand.keychain.read(f"Ledgerpass connection {known.id} {slot}{number}") is None


async def test_a_short_one_and_a_long_one_take_each_others_place(stand: Stand, register: Register) -> None:
    async with keeping(register, stand.keychain) as safekeeping:
        known = await safekeeping.take_in(connection("known"), credential("first", FOUR_KB))
        for number, length in enumerate((SHORT, FOUR_KB, SHORT, SHORT, FOUR_KB)):
            await safekeeping.replace(known.id, credential(str(number), length))
            assert await safekeeping.fetch(known.id) == credential(str(number), length)


async def test_connections_that_are_changed_at_once_do_not_touch_each_other(stand: Stand, register: Register) -> None:
    async with keeping(register, stand.keychain) as safekeeping:
        known = [await safekeeping.take_in(connection(str(number)), OLD) for number in range(4)]
        for word in ("new", "newer"):
            await asyncio.gather(
                *(safekeeping.replace(each.id, credential(f"{word} {each.name}", 1500)) for each in known)
            )
        for each in known:
            assert await safekeeping.fetch(each.id) == credential(f"newer {each.name}", 1500)


async def test_row_26_locked_is_never_taken_for_absent(stand: Stand, register: Register) -> None:
    async with keeping(register, stand.keychain) as safekeeping:
        known = await safekeeping.take_in(connection("known"), OLD)
        removed = await safekeeping.take_in(connection("removed"), OLD)
    register.remove(removed.id, at=NOW)
    with stand.locked() as keychain:
        async with keeping(register, keychain) as safekeeping:
            for work in (
                safekeeping.fetch(known.id),
                safekeeping.replace(known.id, NEW),
                safekeeping.take_in(connection("new"), NEW),
                safekeeping.purge(before=NOW + 1),
            ):
                with pytest.raises(KeychainLocked):
                    await work
    assert {each.name for each in register.all()} == {"known", "removed"}
    async with keeping(register, stand.keychain) as safekeeping:
        assert await safekeeping.fetch(known.id) == OLD
        assert await safekeeping.fetch(removed.id) == OLD


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name.lower())
async def test_a_failure_at_any_moment_of_replacing_leaves_the_old_or_the_new(
    stand: Stand, register: Register, fault: Fault
) -> None:
    async with keeping(register, stand.keychain) as safekeeping:
        known = await safekeeping.take_in(connection("known"), OLD)
        expected, failures = OLD, 0
        for at in count():
            faulty = FaultyKeychain(stand.keychain, fault, at)
            new = NEW if expected is OLD else OLD
            async with keeping(register, faulty) as hindered:
                try:
                    await hindered.replace(known.id, new, lambda row: replace(row, name="changed"))
                    expected = new
                except KeychainError:
                    failures += 1
            assert await safekeeping.fetch(known.id) == expected, f"after call {at}"
            if not faulty.happened:
                break
        assert at > 5
        assert failures
        await safekeeping.replace(known.id, ANOTHER)  # and what was left lying about is in nobody's way
        assert await safekeeping.fetch(known.id) == ANOTHER


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name.lower())
async def test_a_failure_at_any_moment_of_keeping_a_new_one_is_said_and_nothing_is_listed(
    stand: Stand, register: Register, fault: Fault
) -> None:
    for at in count():
        faulty = FaultyKeychain(stand.keychain, fault, at)
        new = connection(str(at))
        async with keeping(register, faulty) as hindered:
            try:
                await hindered.take_in(new, NEW)
                is_said = False
            except KeychainError:
                is_said = True
        async with keeping(register, stand.keychain) as safekeeping:
            if is_said:
                assert new.id not in {each.id for each in register.all() if each.removed_at is None}
            else:
                assert await safekeeping.fetch(new.id) == NEW, f"after call {at}"
        if not faulty.happened:
            break
        assert is_said or fault is Fault.LOSES
    assert at > 3


@pytest.mark.parametrize("fault", [Fault.REFUSES, Fault.FAILS_AFTERWARDS, Fault.LOCKS], ids=lambda fault: fault.name)
async def test_a_failure_at_any_moment_of_fetching_is_never_taken_for_a_loss(
    stand: Stand, register: Register, fault: Fault
) -> None:
    async with keeping(register, stand.keychain) as safekeeping:
        known = await safekeeping.take_in(connection("known"), OLD)
    for at in count():
        faulty = FaultyKeychain(stand.keychain, fault, at)
        async with keeping(register, faulty) as hindered:
            if at >= 2:
                assert await hindered.fetch(known.id) == OLD
                assert not faulty.happened
                break
            with pytest.raises(KeychainLocked if fault is Fault.LOCKS else KeychainRefused):
                await hindered.fetch(known.id)


async def test_row_28_one_that_passes_the_trial_and_then_forgets_is_found_out_before_anything_is_listed(
    stand: Stand, register: Register
) -> None:
    for lost in count():
        vault = Vault(stand.keychain)
        await vault.try_out()
        await vault.close()
        faulty = FaultyKeychain(stand.keychain, Fault.LOSES, at=lost)
        async with keeping(register, faulty) as hindered:
            if lost >= 2:  # both items are written
                break
            with pytest.raises(KeychainRefused):
                await hindered.take_in(connection("new"), NEW)
        assert register.all() == ()


async def test_row_29_on_a_new_computer_everything_is_listed_and_known_to_be_lost(
    stand: Stand, register: Register, tmp_path: Path
) -> None:
    async with keeping(register, stand.keychain) as safekeeping:
        known = [await safekeeping.take_in(connection(str(number)), OLD) for number in range(3)]
    register.close()
    moved = tmp_path / "new computer" / "connections.sqlite"
    moved.parent.mkdir()
    (tmp_path / "connections.sqlite").rename(moved)
    with_everything = Register(moved)
    async with keeping(with_everything, MemoryKeychain()) as safekeeping:  # it has never kept anything
        assert [each.name for each in with_everything.all()] == ["0", "1", "2"]
        for each in known:
            with pytest.raises(KeychainLost) as loss:
                await safekeeping.fetch(each.id)
            assert loss.value.reason == "absent"
        await safekeeping.replace(known[0].id, NEW)  # signed in again
        assert await safekeeping.fetch(known[0].id) == NEW
        with_everything.remove(known[1].id, at=NOW)
        assert await safekeeping.purge(before=NOW + 1) == (known[1].id,)
    with_everything.close()
