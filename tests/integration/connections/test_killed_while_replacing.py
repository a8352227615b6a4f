"""A process that is killed at any step of replacing a credential leaves the old one or the new one, whole."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from tests.integration.connections.killed_while_replacing import credential
from tests.support.keychains import gnome_keyring

# Emptying the new slot, a part, the head; before, within and after the register's change; emptying the old slot, twice.
STEPS = 8


@pytest.fixture(scope="module", autouse=True)
def keyring() -> Iterator[None]:
    with gnome_keyring():
        yield


def items_of(connection_id: str) -> set[str]:
    with closing(secretstorage.dbus_init()) as bus:
        items = secretstorage.get_default_collection(bus).get_all_items()
        services = [item.get_attributes().get("service", "") for item in items]
    return {service for service in services if service.startswith(f"Ledgerpass connection {connection_id} ")}


@pytest.mark.parametrize("steps", range(STEPS + 1))
async def test_the_old_credential_or_the_new_one_is_there(tmp_path: Path, steps: int) -> None:
    path, connection_id = tmp_path / "connections.sqlite", f"killed-after-{steps}"
    connection = Connection(id=connection_id, provider_id="p", way_id="w", name="old", created_at=1.0)
    vault = Vault(SystemKeychain())
    with closing(Register(path)) as register:
        safekeeping = Safekeeping(register, vault)
        await safekeeping.take_in(connection, credential("old"))

        program = [sys.executable, "-m", "tests.integration.connections.killed_while_replacing"]
        ended = await asyncio.create_subprocess_exec(*program, str(path), connection_id, str(steps))
        assert await ended.wait() == (0 if steps == STEPS else -signal.SIGKILL)

        row = register.get(connection_id)
        assert row.name == ("new" if steps >= 5 else "old")
        assert await safekeeping.fetch(connection_id) == credential(row.name)

        await safekeeping.replace(connection_id, credential("newest"))
        assert await safekeeping.fetch(connection_id) == credential("newest")
        slot = register.get(connection_id).slot
        name = f"Ledgerpass connection {connection_id} {slot}"
        assert items_of(connection_id) == {name, f"{name} part 2"}
    await vault.close()


async def test_no_secret_is_in_the_registers_files(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "connections.sqlite"
    connection = Connection(id="hunted", provider_id="p", way_id="w", name="Jansen", created_at=1.0)
    vault = Vault(SystemKeychain())
    with closing(Register(path)) as register:
        safekeeping = Safekeeping(register, vault)
        await safekeeping.take_in(connection, credential("live-secret"))
        await safekeeping.replace("hunted", credential("live-secret"))
        register.remove("hunted", at=1.0)
        files = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    await vault.close()
    assert b"Jansen" in b"".join(files.values())
    assert [name for name, content in files.items() if b"live-secret" in content] == []
