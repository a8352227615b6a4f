"""Connections to the benchmark's provider that are there already, in the register and the real keychain."""

import secrets
import time
from pathlib import Path

from ledgerpass.connections.connection import Company, Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret

_HOUR = 3600.0


def fresh_credential() -> Credential:
    """Make a credential with tokens of a usual length, good for an hour."""
    now = time.time()
    issued = TokenResponse(
        access_token=Secret(secrets.token_urlsafe(32)),
        refresh_token=Secret(secrets.token_urlsafe(32)),
        issued_at=now,
        expires_at=now + _HOUR,
    )
    return Credential(fields={}, issued=issued)


async def keep_connections(profile: Path, how_many: int) -> list[str]:
    """Keep so many connections in a profile, and give their ids."""
    register = Register(profile / "connections.sqlite")
    vault = Vault(SystemKeychain())
    safekeeping = Safekeeping(register, vault)
    ids = []
    for number in range(how_many):
        connection = Connection(
            id=f"bench-{secrets.token_hex(4)}-{number:04}",
            provider_id="bench",
            way_id="sign-in",
            name=f"Company {number:04}",
            created_at=time.time(),
            company=Company(id=str(number), name=f"Company {number:04} B.V."),
            tested_at=time.time(),
            renews=True,
        )
        await safekeeping.take_in(connection, fresh_credential())
        ids.append(connection.id)
    await vault.close()
    register.close()
    return ids


async def forget_connections(ids: list[str]) -> None:
    """Take them out of the keychain again."""
    vault = Vault(SystemKeychain())
    for connection_id in ids:
        for slot in ("a", "b"):
            await vault.forget(connection_id, slot)
    await vault.close()
