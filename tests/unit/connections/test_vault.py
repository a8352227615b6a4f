"""The vault keeps the event loop free, does one thing after the other, and can be left at any moment."""

import asyncio
import base64
import threading
from collections.abc import AsyncIterator

import pytest

from ledgerpass.connections.credential import Credential
from ledgerpass.connections.slots import other_slot
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import KeychainLocked, KeychainLost, KeychainMissing, KeychainRefused
from ledgerpass.secret import Secret
from tests.support.keychains import MemoryKeychain

OLD = Credential(fields={"token": Secret("old")})
NEW = Credential(fields={"token": Secret("new")})


@pytest.fixture
def keychain() -> MemoryKeychain:
    return MemoryKeychain()


@pytest.fixture
async def vault(keychain: MemoryKeychain) -> AsyncIterator[Vault]:
    vault = Vault(keychain)
    yield vault
    if keychain.slow is not None:
        keychain.slow.set()
    await vault.close()


async def until_called(keychain: MemoryKeychain) -> None:
    assert await asyncio.to_thread(keychain.called.wait, 30)


async def test_what_was_kept_is_fetched(vault: Vault) -> None:
    await vault.keep("one", "a", OLD)
    await vault.keep("one", "b", NEW)
    assert await vault.fetch("one", "a") == OLD
    assert await vault.fetch("one", "b") == NEW


async def test_what_was_forgotten_is_lost_and_forgetting_it_again_does_nothing(vault: Vault) -> None:
    await vault.keep("one", "a", OLD)
    await vault.forget("one", "a")
    await vault.forget("one", "a")
    with pytest.raises(KeychainLost) as loss:
        await vault.fetch("one", "a")
    assert loss.value.keychain == "keychain in memory"


async def test_locked_missing_refused_and_lost_are_four_different_things(
    vault: Vault, keychain: MemoryKeychain
) -> None:
    with pytest.raises(KeychainLost):
        await vault.fetch("one", "a")
    keychain.refusing = True
    with pytest.raises(KeychainRefused):
        await vault.fetch("one", "a")
    keychain.locked = True
    with pytest.raises(KeychainLocked):
        await vault.fetch("one", "a")
    keychain.missing = True
    with pytest.raises(KeychainMissing):
        await vault.fetch("one", "a")


async def test_a_keychain_that_loses_what_it_is_given_has_refused_it(vault: Vault, keychain: MemoryKeychain) -> None:
    keychain.loses_writes = True
    with pytest.raises(KeychainRefused):
        await vault.keep("one", "a", OLD)
    with pytest.raises(KeychainRefused):
        await vault.seal("practice")


async def test_a_look_finds_a_locked_keychain_before_anything_is_lost(vault: Vault, keychain: MemoryKeychain) -> None:
    await vault.look()
    keychain.locked = True
    with pytest.raises(KeychainLocked):
        await vault.look()
    await vault.unlock()
    await vault.look()


async def test_a_dismissed_prompt_leaves_it_locked(vault: Vault, keychain: MemoryKeychain) -> None:
    keychain.locked, keychain.unlocks = True, False
    with pytest.raises(KeychainLocked):
        await vault.unlock()


async def test_a_keychain_that_does_not_answer_has_refused(keychain: MemoryKeychain) -> None:
    keychain.slow_look = threading.Event()
    vault = Vault(keychain, look_patience=0.01)
    with pytest.raises(KeychainRefused) as refusal:
        await vault.look()
    assert "no answer" in refusal.value.reason
    keychain.slow_look.set()
    await vault.close()


async def test_the_event_loop_runs_while_the_keychain_takes_its_time(vault: Vault, keychain: MemoryKeychain) -> None:
    keychain.slow = threading.Event()
    keeping = asyncio.create_task(vault.keep("one", "a", OLD))
    await until_called(keychain)
    assert not keeping.done()
    keychain.slow.set()
    await keeping
    assert await vault.fetch("one", "a") == OLD


async def test_calls_are_made_one_after_the_other(vault: Vault, keychain: MemoryKeychain) -> None:
    names = ["one", "two", "three", "four", "five"]
    await asyncio.gather(*(vault.keep(name, "a", OLD) for name in names))
    connections = [service.split()[2] for _, service in keychain.calls]
    assert connections == sorted(connections, key=names.index)


async def test_while_a_prompt_is_open_a_look_still_answers(vault: Vault, keychain: MemoryKeychain) -> None:
    keychain.locked, keychain.slow = True, threading.Event()
    unlocking = asyncio.create_task(vault.unlock())
    await until_called(keychain)
    with pytest.raises(KeychainLocked):
        await vault.look()
    keychain.slow.set()
    await unlocking


async def test_what_is_cancelled_before_its_turn_is_not_done(vault: Vault, keychain: MemoryKeychain) -> None:
    keychain.slow = threading.Event()
    keeping = asyncio.create_task(vault.keep("one", "a", OLD))
    await until_called(keychain)
    fetching = asyncio.create_task(vault.fetch("two", "a"))
    await asyncio.sleep(0)
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    keychain.slow.set()
    await keeping
    assert not any("two" in service for _, service in keychain.calls)


async def test_what_was_begun_is_written_to_its_end_even_when_cancelled(vault: Vault, keychain: MemoryKeychain) -> None:
    keychain.slow = threading.Event()
    keeping = asyncio.create_task(vault.keep("one", "a", OLD))
    await until_called(keychain)
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    keychain.slow.set()
    assert await vault.fetch("one", "a") == OLD


async def test_closing_waits_for_what_was_begun(keychain: MemoryKeychain) -> None:
    vault = Vault(keychain)
    keychain.slow = threading.Event()
    keeping = asyncio.create_task(vault.keep("one", "a", OLD))
    await until_called(keychain)
    closing = asyncio.create_task(vault.close())
    await asyncio.sleep(0)
    assert not closing.done()
    keychain.slow.set()
    await closing
    await keeping
    assert list(keychain.items) == ["Ledgerpass connection one a"]


async def test_closing_does_not_wait_for_ever(keychain: MemoryKeychain) -> None:
    vault = Vault(keychain)
    keychain.slow = threading.Event()
    keeping = asyncio.create_task(vault.keep("one", "a", OLD))
    await until_called(keychain)
    await vault.close(patience=0.01)
    assert not keeping.done()
    keychain.slow.set()
    await keeping


async def test_closing_what_was_never_used_is_quiet(keychain: MemoryKeychain) -> None:
    await Vault(keychain).close()


async def test_nothing_is_started_after_closing(keychain: MemoryKeychain) -> None:
    vault = Vault(keychain)
    await vault.look()
    await vault.close()
    with pytest.raises(KeychainRefused):
        await vault.keep("one", "a", OLD)
    assert keychain.items == {}


async def test_a_seal_is_32_random_bytes_made_once_for_each_name(vault: Vault) -> None:
    seal = await vault.seal("practice")
    assert len(base64.urlsafe_b64decode(seal.reveal())) == 32
    assert await vault.seal("practice") == seal
    assert await vault.seal("another") != seal


async def test_a_locked_keychain_gets_no_second_seal(vault: Vault, keychain: MemoryKeychain) -> None:
    seal = await vault.seal("practice")
    keychain.locked = True
    with pytest.raises(KeychainLocked):
        await vault.seal("practice")
    keychain.locked = False
    assert await vault.seal("practice") == seal


def test_each_slot_has_the_other() -> None:
    assert [other_slot("a"), other_slot("b")] == ["b", "a"]
