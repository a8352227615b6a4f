"""What a keeper works with, for tests: real SQLite, a keychain in memory, and the provider that the test brings."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ledgerpass.connections.connection import Company, Connection, Outcome
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.flows.http import Http
from ledgerpass.flows.obtain import Obtain
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import Provider
from ledgerpass.resource_files import resource_path
from ledgerpass.secret import Secret
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.keeper import Keeper
from ledgerpass.upkeep.retries import Retries
from tests.support.following_agent import FollowingAgent
from tests.support.keychains import MemoryKeychain

START = 1_800_000_000.0
DAY = 24 * 3600.0
SMIT = Company(id="7", name="Bakkerij Smit B.V.")

PROVIDER = """
id = "{id}"
name = "{name}"
line = "Books"
mark = {{ letters = "Ac", colour = "#112233" }}
manage_url = "https://acme.example/apps"
check = {{ url = "{origin}/companies" }}
companies = {{ items = "", id = "id", name = "name" }}

[[ways]]
kind = "authorization_code"
id = "sign-in"
label = "Sign in"
line = "In your browser."
authorization_endpoint = "{origin}/authorize"
token_endpoint = "{origin}/token"
{more}
fields = [{{ key = "client_id", label = "Client ID", secret = false }}, {{ key = "client_secret", label = "Secret" }}]

[ways.redirects]
preferred = "loopback"
loopback = {{ path = "/callback/{id}", registered = false }}

[[ways.scopes]]
name = "read"
plain = "See the names of your companies"
required = true
reason = "Without it, nobody could tell which company it is."

[[ways.scopes]]
name = "write"
plain = "Make invoices"
default = true

[[ways]]
kind = "personal_token"
id = "token"
label = "Paste a token"
line = "You copy it."
headers = {{ Authorization = "Bearer {{token}}" }}
fields = [{{ key = "token", label = "Token" }}]
"""
"""A provider's file; `more` are further lines of the sign-in."""


def provider_file(
    folder: Path, origin: str = "https://acme.example", *, provider_id: str = "acme", name: str = "Acme", more: str = ""
) -> Path:
    """Write the file, and give its folder."""
    folder.mkdir(exist_ok=True)
    text = PROVIDER.format(id=provider_id, name=name, origin=origin, more=more)
    (folder / f"{provider_id}.toml").write_text(text, encoding="utf-8")
    return folder


async def do_not_wait(_seconds: float) -> None:
    """Tests have no time to lose."""


class NoPremises:
    async def values(self, _provider: Provider) -> Mapping[str, str]:
        return {}


@dataclass
class Desk:
    """The parts; `now` is the time, which the test moves on."""

    keychain: MemoryKeychain
    register: Register
    safekeeping: Safekeeping
    obtain: Obtain
    freshness: Freshness
    keeper: Keeper
    now: float = START

    async def connect(
        self,
        connection_id: str = "c1",
        *,
        provider_id: str = "acme",
        way_id: str = "sign-in",
        life: float | None = 3600.0,
        token: str = "old",
        **changes: Any,  # noqa: ANN401 - any of a connection's fields
    ) -> Connection:
        """Take a connection in, as a sign-in would, with the tokens `token` and `token`-refresh."""
        issued = TokenResponse(
            access_token=Secret(token),
            refresh_token=Secret(f"{token}-refresh"),
            issued_at=self.now,
            expires_at=None if life is None else self.now + life,
        )
        fields = {"client_id": Secret("id"), "client_secret": Secret("s3cret")}
        credential = Credential(fields=fields, issued=issued)
        if way_id == "token":
            credential = Credential(fields={"token": Secret(token)})
        connection = Connection(
            id=connection_id,
            provider_id=provider_id,
            way_id=way_id,
            name="Smit",
            created_at=self.now,
            company=SMIT,
            tested_at=self.now,
            renews=way_id == "sign-in",
        )
        return await self.safekeeping.take_in(replace(connection, **changes), credential)

    def outcome(self, connection_id: str = "c1") -> Outcome:
        return self.register.get(connection_id).outcome

    async def done(self, connection_id: str = "c1") -> list[str]:
        """Name what was done with a connection."""
        return [each.what for each in await self.keeper.activity(connection_id)]


@contextlib.asynccontextmanager
async def desk(profile: Path, http: Http, providers: Path) -> AsyncIterator[Desk]:
    """Set everything up around `http`, with the providers that ship and those in `providers`."""
    catalogue = read_catalogue([resource_path("providers"), providers])
    assert not catalogue.problems
    keychain, register = MemoryKeychain(), Register(profile / "register.sqlite")
    vault = Vault(keychain)

    def clock() -> float:
        return made.now

    safekeeping = Safekeeping(register, vault, clock)
    obtain = Obtain(http, FollowingAgent(), clock)
    freshness = Freshness(
        catalogue, register, safekeeping, obtain, NoPremises(), clock, Retries(sleep=do_not_wait, monotonic=clock)
    )
    keeper = Keeper(register, safekeeping, freshness, obtain, NoPremises(), clock)
    made = Desk(keychain, register, safekeeping, obtain, freshness, keeper)
    yield made
    await safekeeping.close()
    await vault.close()
    register.close()
