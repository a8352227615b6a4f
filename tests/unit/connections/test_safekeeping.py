"""Wherever it is broken off, a connection has its old credential or its new one, and nothing is left lying about."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Activity, Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import ConnectionUnknown, KeychainError, KeychainLocked, KeychainLost, KeychainRefused
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret
from tests.support.keychains import MemoryKeychain

NOW = 1_700_000_000.0
CONNECTION = Connection(id="one", provider_id="moneybird", way_id="token", name="Jansen", created_at=NOW)


def credential(token: str) -> Credential:
    issued = TokenResponse(access_token=Secret(token * 500), issued_at=NOW, expires_at=NOW + len(token))
    return Credential(fields={}, issued=issued)


OLD, NEW = credential("old "), credential("newer ")


@pytest.fixture
def keychain() -> MemoryKeychain:
    return MemoryKeychain()


@pytest.fixture
async def vault(keychain: MemoryKeychain) -> AsyncIterator[Vault]:
    vault = Vault(keychain)
    yield vault
    await vault.close()


@pytest.fixture
async def register(tmp_path: Path) -> AsyncIterator[Register]:
    register = Register(tmp_path / "connections.sqlite")
    yield register
    register.close()


@pytest.fixture
def safekeeping(register: Register, vault: Vault) -> Safekeeping:
    return Safekeeping(register, vault, clock=lambda: NOW)


async def test_a_new_connection_is_listed_with_its_credential(safekeeping: Safekeeping, register: Register) -> None:
    taken_in = await safekeeping.take_in(CONNECTION, OLD)
    assert taken_in == replace(CONNECTION, expires_at=NOW + 4, renewed_at=NOW)
    assert register.all() == (taken_in,)
    assert await safekeeping.fetch("one") == OLD


async def test_a_new_connection_does_not_wait_for_a_search_of_what_can_not_be_there(
    safekeeping: Safekeeping, keychain: MemoryKeychain
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    assert [call for call, _ in keychain.calls] == ["write", "write", "read", "read"]  # two items, each read back


@pytest.mark.parametrize("switch", ["locked", "missing", "refusing", "loses_writes"])
async def test_a_new_connection_whose_credential_can_not_be_kept_is_not_listed(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain, switch: str
) -> None:
    setattr(keychain, switch, True)
    with pytest.raises(KeychainError):
        await safekeeping.take_in(CONNECTION, OLD)
    assert [each for each in register.all() if each.removed_at is None] == []
    assert keychain.items == {}


async def test_what_was_half_kept_when_the_keychain_gave_up_is_cleaned_up_later(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain
) -> None:
    keychain.dies_after = 1
    with pytest.raises(KeychainError):
        await safekeeping.take_in(replace(CONNECTION, tested_at=NOW), OLD)
    assert keychain.items, "nothing was left, and nothing is proved"
    (left,) = register.all()
    assert left.removed_at is not None
    assert left.tested_at is None, "it could be brought back"
    keychain.dies_after = None
    await safekeeping.purge(NOW + 1)
    assert (keychain.items, register.all()) == ({}, ())


async def test_a_new_connection_that_is_cancelled_is_not_listed_and_leaves_nothing(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain, vault: Vault
) -> None:
    keychain.slow = threading.Event()
    taking_in = asyncio.create_task(safekeeping.take_in(CONNECTION, OLD))
    assert await asyncio.to_thread(keychain.called.wait, 30)
    taking_in.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taking_in
    keychain.slow.set()
    await vault.close()
    assert register.all() == ()
    assert keychain.items == {}


async def test_a_new_connection_that_is_cancelled_while_the_keychain_fails_is_purged_later(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain, vault: Vault
) -> None:
    keychain.slow = threading.Event()
    taking_in = asyncio.create_task(safekeeping.take_in(CONNECTION, OLD))
    assert await asyncio.to_thread(keychain.called.wait, 30)
    taking_in.cancel()
    keychain.dies_after = 3  # it is kept whole, and can not be deleted again
    keychain.slow.set()
    with pytest.raises(asyncio.CancelledError):
        await taking_in
    await vault.carry_out(lambda _: None)
    assert [each.removed_at for each in register.all()] == [NOW]
    keychain.dies_after = None
    await safekeeping.purge(before=NOW + 1)
    assert register.all() == ()
    assert keychain.items == {}


async def test_a_new_credential_takes_the_place_of_the_old_one(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    for new, slot in [(NEW, "b"), (OLD, "a"), (NEW, "b")]:
        changed = await safekeeping.replace("one", new, lambda row: replace(row, name=f"{row.name}!"))
        assert (changed.slot, changed.expires_at) == (slot, new.expires_at)
        assert register.get("one") == changed
        assert await safekeeping.fetch("one") == new
        assert all(name.startswith(f"Ledgerpass connection one {slot}") for name in keychain.items)
    assert register.get("one").name == "Jansen!!!"


async def test_a_change_made_meanwhile_is_not_undone(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    keychain.slow = threading.Event()
    keychain.called.clear()
    replacing = asyncio.create_task(
        safekeeping.replace("one", NEW, lambda row: replace(row, outcome=Outcome.WORKING, tested_at=NOW))
    )
    assert await asyncio.to_thread(keychain.called.wait, 30)
    register.change("one", lambda row: replace(row, name="Pietersen"))
    keychain.slow.set()
    await replacing
    row = register.get("one")
    assert (row.name, row.tested_at, row.slot) == ("Pietersen", NOW, "b")


@pytest.mark.parametrize("changes", range(20))
async def test_wherever_replacing_breaks_off_there_is_the_old_one_or_the_new_one(
    safekeeping: Safekeeping, keychain: MemoryKeychain, changes: int
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    keychain.dies_after = changes
    replaced = False
    with suppress(KeychainRefused):
        await safekeeping.replace("one", NEW)
        replaced = True
    assert await safekeeping.fetch("one") == (NEW if replaced else OLD)
    keychain.dies_after = None
    await safekeeping.replace("one", OLD)
    assert await safekeeping.fetch("one") == OLD
    await safekeeping.replace("one", NEW)
    assert all(name.startswith("Ledgerpass connection one") for name in keychain.items)
    assert len({name.split()[3] for name in keychain.items}) == 1


async def test_replacing_goes_on_to_its_end_when_cancelled(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain, vault: Vault
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    keychain.slow = threading.Event()
    keychain.called.clear()
    replacing = asyncio.create_task(safekeeping.replace("one", NEW))
    assert await asyncio.to_thread(keychain.called.wait, 30)
    replacing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await replacing
    keychain.slow.set()
    assert await vault.carry_out(lambda _: register.get("one").slot) == "b"
    assert await safekeeping.fetch("one") == NEW


async def test_replacing_is_done_even_when_it_is_cancelled_before_its_turn(
    safekeeping: Safekeeping, keychain: MemoryKeychain, vault: Vault
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    keychain.slow = threading.Event()
    keychain.called.clear()
    before = asyncio.create_task(vault.keep("another", "a", OLD))
    assert await asyncio.to_thread(keychain.called.wait, 30)
    replacing = asyncio.create_task(safekeeping.replace("one", NEW))
    await asyncio.sleep(0)
    replacing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await replacing
    keychain.slow.set()
    await before
    assert await safekeeping.fetch("one") == NEW


async def test_an_old_credential_that_can_not_be_deleted_does_not_undo_the_new_one(
    safekeeping: Safekeeping, keychain: MemoryKeychain, caplog: pytest.LogCaptureFixture
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    keychain.dies_after = 1 + len(keychain.items) + 1  # the empty slot is emptied, the new one written
    await safekeeping.replace("one", NEW)
    assert await safekeeping.fetch("one") == NEW
    assert "an old credential of connection one is still in the keychain" in caplog.text
    assert "newer newer" not in caplog.text


async def test_a_credential_that_another_process_has_just_moved_is_found(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain, tmp_path: Path
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    keychain.slow = threading.Event()
    keychain.called.clear()
    fetching = asyncio.create_task(safekeeping.fetch("one"))
    assert await asyncio.to_thread(keychain.called.wait, 30)
    other_keychain = MemoryKeychain()
    other_keychain.items = keychain.items
    other_vault = Vault(other_keychain)
    other_register = Register(tmp_path / "connections.sqlite")
    await Safekeeping(other_register, other_vault).replace("one", NEW)
    keychain.slow.set()
    assert await fetching == NEW
    await other_vault.close()
    other_register.close()


async def test_a_credential_that_is_gone_is_lost_and_a_connection_that_is_not_there_is_unknown(
    safekeeping: Safekeeping, keychain: MemoryKeychain
) -> None:
    with pytest.raises(ConnectionUnknown):
        await safekeeping.fetch("one")
    with pytest.raises(ConnectionUnknown):
        await safekeeping.replace("one", NEW)
    assert keychain.items == {}
    await safekeeping.take_in(CONNECTION, OLD)
    keychain.items.clear()
    with pytest.raises(KeychainLost):
        await safekeeping.fetch("one")


async def test_a_removed_connection_can_be_restored_with_its_credential_until_it_is_purged(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    await safekeeping.take_in(replace(CONNECTION, id="two"), NEW)
    register.note("one", Activity(at=NOW, what="removed"))
    register.remove("one", at=NOW)
    assert await safekeeping.purge(before=NOW) == ()
    register.restore("one")
    assert await safekeeping.fetch("one") == OLD
    register.remove("one", at=NOW)
    assert await safekeeping.purge(before=NOW + 1) == ("one",)
    assert [each.id for each in register.all()] == ["two"]
    assert all("two" in name for name in keychain.items)


async def test_what_can_not_be_purged_now_stays_for_the_next_time(
    safekeeping: Safekeeping, register: Register, keychain: MemoryKeychain
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    register.remove("one", at=NOW)
    keychain.locked = True
    with pytest.raises(KeychainLocked):
        await safekeeping.purge(before=NOW + 1)
    assert len(register.all()) == 1
    keychain.locked = False
    assert await safekeeping.purge(before=NOW + 1) == ("one",)
    assert keychain.items == {}


async def test_a_new_sign_in_waits_until_a_renewal_has_ended(
    safekeeping: Safekeeping, register: Register, vault: Vault, keychain: MemoryKeychain
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    elsewhere = Safekeeping(register, vault, clock=lambda: NOW)

    async def renew() -> asyncio.Task[Connection]:
        signing_in = asyncio.create_task(safekeeping.replace("one", NEW))
        await asyncio.sleep(0)
        await vault.carry_out(lambda _: None)  # had it been put into the keychain's line, it would be done by now
        assert register.get("one").slot == "a"
        await elsewhere.rotation("one").keep(credential("renewed "))
        return signing_in

    signing_in = await elsewhere.locks.in_turn("one", renew)
    assert (await signing_in).slot == "a"
    assert await safekeeping.fetch("one") == NEW
    assert {name.split()[3] for name in keychain.items} == {"a"}


async def test_a_new_sign_in_keeps_nothing_of_the_old_one(safekeeping: Safekeeping, keychain: MemoryKeychain) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    rotation = safekeeping.rotation("one")
    rotation.begin()
    assert (await rotation.keep(OLD)).holds_previous
    rotation.refuse()
    row = await safekeeping.replace("one", NEW)
    assert (row.holds_previous, row.renewed_at) == (False, NOW)
    assert rotation.under_way is None
    assert await rotation.previous(within=60) is None
    assert {name.split()[3] for name in keychain.items} == {"a"}


async def test_what_somebody_is_at_work_on_is_purged_another_time(
    safekeeping: Safekeeping, register: Register, vault: Vault, tmp_path: Path
) -> None:
    await safekeeping.take_in(CONNECTION, OLD)
    await safekeeping.take_in(replace(CONNECTION, id="two"), NEW)
    for name in ("one", "two"):
        register.remove(name, at=NOW)
    elsewhere = Safekeeping(register, vault)
    assert await elsewhere.locks.in_turn("one", lambda: safekeeping.purge(before=NOW + 1)) == ("two",)
    assert await safekeeping.purge(before=NOW + 1) == ("one",)
    assert list((tmp_path / "locks").iterdir()) == []
