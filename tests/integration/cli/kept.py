"""A connection that was made before: in the list of a profile, with its credential in the session's keychain."""

import secrets
import time
from dataclasses import replace
from pathlib import Path

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.keychain import Keychain, UserKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.renewal import Stage
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.slots import other_slot
from ledgerpass.connections.vault import Vault
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.secret import Secret

HOUR = 3600.0
OLD = "the-old-token"
"""The token of a connection that nobody has renewed; `tests.support.acme` gives another."""


def signed_in(left: float = HOUR, life: float = HOUR, token: str = OLD, *, renews: bool = True) -> Credential:
    """Give what a sign-in brought, with so many seconds left of its life."""
    now = time.time()
    return Credential(
        fields={},
        issued=TokenResponse(
            access_token=Secret(token),
            refresh_token=Secret("the-refresh-token") if renews else None,
            issued_at=now + left - life,
            expires_at=now + left,
        ),
    )


async def keep(profile: Path, credential: Credential, keychain: Keychain | None = None, **said: object) -> Connection:
    """Put a connection to Acme into the list, and its credential into the keychain."""
    register = Register(profile / "connections.sqlite")
    vault = Vault(keychain or UserKeychain(profile))
    now = time.time()
    connection = Connection(
        id=secrets.token_hex(8),
        provider_id="acme",
        way_id="sign-in",
        name="Bakkerij Smit",
        created_at=now,
        tested_at=now,
        renews=True,
    )
    kept = await Safekeeping(register, vault).take_in(replace(connection, **said), credential)  # type: ignore[arg-type]
    await vault.close()
    register.close()
    return kept


async def break_off(profile: Path, connection: Connection, arrived: Credential) -> None:
    """Leave what a program leaves that is killed when the new credential is written, and nothing points to it yet."""
    register = Register(profile / "connections.sqlite")
    vault = Vault(UserKeychain(profile))
    register.note_renewal(connection.id, Stage.ARRIVED, time.time())
    await vault.keep(connection.id, other_slot(connection.slot), arrived)
    await vault.close()
    register.close()


def noted(profile: Path, connection: Connection) -> list[str]:
    """Name what was done with a connection, in that order."""
    register = Register(profile / "connections.sqlite")
    activities = register.activities(connection.id)
    register.close()
    return [each.what for each in activities]


def row(profile: Path, connection: Connection) -> Connection:
    """Give a connection as it is in the list now."""
    register = Register(profile / "connections.sqlite")
    now = register.get(connection.id)
    register.close()
    return now


def take_off(profile: Path, connection: Connection) -> None:
    """Take a connection off the list."""
    register = Register(profile / "connections.sqlite")
    register.remove(connection.id, time.time())
    register.close()
