"""A program that renews, in a process of its own, without a window: quick to start, and killed without a thought."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from ledgerpass.connections.connection import Connection
from ledgerpass.connections.keychain import Keychain, SystemKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.flows.http import HttpClient
from ledgerpass.flows.obtain import Obtain
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import Provider
from ledgerpass.upkeep.freshness import Freshness
from tests.support.file_keychain import FileKeychain
from tests.support.following_agent import FollowingAgent
from tests.support.rotating_provider import ServedProvider, provider_file


@dataclass(frozen=True)
class Place:
    """Where the program keeps what it keeps: files in `folder`, secrets in a keychain of files or in the real one.

    The keychain of files takes `pause` seconds twice for each change.
    """

    folder: Path
    real_keychain: bool = False
    pause: float = 0.0

    @property
    def register(self) -> Path:
        return self.folder / "profile" / "connections.sqlite"

    @property
    def providers(self) -> Path:
        return self.folder / "providers"

    def keychain(self) -> Keychain:
        """Give the keychain."""
        keychain = self.folder / "keychain"
        keychain.mkdir(exist_ok=True)
        return SystemKeychain() if self.real_keychain else FileKeychain(keychain, self.pause)


@dataclass(frozen=True)
class Parts:
    """The program's parts."""

    register: Register
    safekeeping: Safekeeping
    freshness: Freshness
    obtain: Obtain


class _NoPremises:
    async def values(self, _provider: Provider) -> Mapping[str, str]:
        return {}


@asynccontextmanager
async def refresher(place: Place) -> AsyncIterator[Parts]:
    """Build the program's parts."""
    register, vault, http = Register(place.register), Vault(place.keychain()), HttpClient("refresher")
    safekeeping, obtain = Safekeeping(register, vault), Obtain(http, FollowingAgent())
    freshness = Freshness(read_catalogue([place.providers]), register, safekeeping, obtain, _NoPremises())
    try:
        yield Parts(register, safekeeping, freshness, obtain)
    finally:
        await safekeeping.close()
        await http.close()
        await vault.close()
        register.close()


async def connect(place: Place, provider: ServedProvider, names: list[str]) -> None:
    """Have the provider give a permission of each name, and take them in as connections."""
    provider_file(place.providers, provider.origin)
    async with refresher(place) as parts:
        for name, credential in provider.give(names).items():
            connection = Connection(id=name, provider_id="rotating", way_id="sign-in", name=name, created_at=1.0)
            await parts.safekeeping.take_in(connection, credential)


def serial(issued: object) -> int:
    """Read the serial number in an access token of the rotating provider."""
    assert isinstance(issued, TokenResponse)
    return int(issued.access_token.reveal().rpartition(".")[2])


def renew_until(place: Place, connection_id: str, last: int, starts: Callable[[], object]) -> None:
    """Renew again and again, as soon as the others are there too, until the token number `last` was seen."""
    asyncio.run(_renew_until(place, connection_id, last, starts))


def renew_until_killed(place: Place, connection_id: str, pipe: Pipe) -> None:
    """Say that everything is ready, then renew again and again."""
    asyncio.run(_renew_until(place, connection_id, 1_000_000, lambda: pipe.send("ready")))


async def _renew_until(place: Place, connection_id: str, last: int, starts: Callable[[], object]) -> None:
    async with refresher(place) as parts:
        await parts.freshness.fresh(connection_id, anew=True)  # the first takes longer
        starts()
        while True:
            _, credential = await parts.freshness.fresh(connection_id, anew=True)
            if serial(credential.issued) >= last:
                return


async def _load() -> None:
    http = HttpClient("refresher")
    await http.get_ready()
    await http.close()


asyncio.run(_load())  # once, before the processes part
