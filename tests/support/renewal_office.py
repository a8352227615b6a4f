"""A program at work on a renewal beside others, at a provider that takes a refresh token once.

The register is real, the keychain is in memory, time stands still, and the faults are made by hand.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledgerpass.connections.connection import Connection, Outcome
from ledgerpass.connections.connection_lock import ConnectionLocks
from ledgerpass.connections.credential import Credential
from ledgerpass.connections.register import Register
from ledgerpass.connections.renewal import Renewal
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import LedgerpassError
from ledgerpass.flows.obtain import Obtain
from ledgerpass.http_message import HttpResponse
from ledgerpass.oauth2.token_response import TokenResponse
from ledgerpass.providers.provider import Provider
from ledgerpass.secret import Secret
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.retries import Retries
from tests.support.following_agent import FollowingAgent
from tests.support.keychains import MemoryKeychain
from tests.support.rotating_provider import LIFE, Permissions, RotatingProvider, provider_file

START = 1_800_000_000.0
"""When everything begins, in seconds since 1970-01-01 UTC."""


class NoPremises:
    async def values(self, _provider: Provider) -> Mapping[str, str]:
        return {}


Parts = tuple[Register, Safekeeping, Freshness]


@dataclass
class Office:
    """The connection `c1`, and what belongs to it."""

    folder: Path
    keychain: MemoryKeychain
    permissions: Permissions
    now: float = START
    waits: list[float] = field(default_factory=list)
    answers: list[HttpResponse | LedgerpassError | None] = field(default_factory=list)  # None: the true one
    on_the_way: Callable[[], object] = lambda: None
    """Called while a request is on its way."""
    open: list[Register] = field(default_factory=list)
    vaults: list[Vault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.permissions.clock = self.clock
        self.register, self.safekeeping, self.freshness = self.another_program()

    def clock(self) -> float:
        return self.now

    def another_program(
        self, *, grace: int = 0, early: bool = True, margin: int = 300, patience: float = 30.0
    ) -> Parts:
        """Build the parts of a program on the same profile and keychain."""
        register, vault = Register(self.folder / "connections.sqlite"), Vault(self.keychain)
        self.open.append(register)
        self.vaults.append(vault)
        locks = ConnectionLocks(self.folder / "locks", patience)
        safekeeping = Safekeeping(register, vault, self.clock, locks)
        catalogue = provider_file(
            self.folder / "providers", "http://127.0.0.1:1", grace=grace, renews_early=early, margin=margin
        )
        obtain = Obtain(RotatingProvider(self.permissions, self.meanwhile), FollowingAgent(), self.clock)
        retries = Retries(sleep=self.sleep, chance=lambda: 0.5)
        freshness = Freshness(catalogue, register, safekeeping, obtain, NoPremises(), self.clock, retries)
        return register, safekeeping, freshness

    def meanwhile(self, true_answer: HttpResponse) -> HttpResponse:
        self.on_the_way()
        given = self.answers.pop(0) if self.answers else None
        if isinstance(given, LedgerpassError):
            raise given
        return given or true_answer

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.waits.append(seconds)

    async def connect(self) -> None:
        connection = Connection(id="c1", provider_id="rotating", way_id="sign-in", name="Smit", created_at=self.now)
        await self.safekeeping.take_in(connection, self.permissions.give("smit"))

    async def sign_in_again(self) -> None:
        self.permissions.ended.clear()
        await self.safekeeping.replace(
            "c1", self.permissions.give("smit"), lambda row: replace(row, outcome=Outcome.WORKING)
        )

    async def token(self, *, anew: bool = False) -> str:
        _, credential = await self.freshness.fresh("c1", anew=anew)
        return access(credential)

    async def kept(self) -> str:
        return access(await self.safekeeping.fetch("c1"))

    def spend(self, credential: Credential) -> Credential:
        """Have the provider take a refresh token and answer; give what it answered."""
        issued = credential.issued
        assert isinstance(issued, TokenResponse)
        assert issued.refresh_token is not None
        members = self.permissions.renew(issued.refresh_token.reveal())
        renewed = TokenResponse(
            access_token=Secret(str(members["access_token"])),
            refresh_token=Secret(str(members["refresh_token"])),
            issued_at=self.now,
            expires_at=self.now + LIFE,
        )
        return Credential(fields=credential.fields, issued=renewed)

    def row(self) -> Connection:
        return self.register.get("c1")

    def renewal(self) -> Renewal | None:
        return self.register.renewal("c1")

    def asked(self) -> int:
        return self.permissions.asked["smit"]


def access(credential: Credential) -> str:
    assert isinstance(credential.issued, TokenResponse)
    return credential.issued.access_token.reveal()


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Office]:
    """Open an office with its connection."""
    office = Office(folder, MemoryKeychain(), Permissions())
    await office.connect()
    try:
        yield office
    finally:
        for vault in office.vaults:
            await vault.close()
        for register in office.open:
            register.close()
