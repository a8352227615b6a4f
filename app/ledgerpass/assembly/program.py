"""The program below the window: every object of it, built once, and taken down again in the opposite order.

It is the same with a window and without one. No behaviour lives here.
"""

import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ledgerpass.assembly.places import REGISTER, catalogue_of
from ledgerpass.connections.connection_lock import ConnectionLocks
from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import LedgerpassError, RegisterUnreadable, SettingsUnreadable
from ledgerpass.flows.http import Clock, HttpClient
from ledgerpass.flows.obtain import Obtain
from ledgerpass.flows.proxy_logins import KeptLogins
from ledgerpass.flows.user_agent import OwnBrowser, UserAgent
from ledgerpass.practice.premises import PracticePremises
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.settings import Settings, company_certificates, read_settings
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.keeper import Keeper
from ledgerpass.upkeep.rounds import Rounds
from ledgerpass.user_agents.landing_page import LandingPages
from ledgerpass.user_agents.system_browser import SystemBrowser
from ledgerpass.wizard.attempt import PATIENCE, Means
from ledgerpass.wizard.connecting import Connecting

if TYPE_CHECKING:
    from ledgerpass.user_agents.embedded_browser.agent import EmbeddedBrowser
    from ledgerpass.user_agents.embedded_browser.network import Network


class MakeEmbedded(Protocol):
    """Makes the embedded browser, behind which the given user agent stands; `network` is how the program goes out."""

    def __call__(self, own_browser: UserAgent, /, *, network: "Network") -> "EmbeddedBrowser": ...  # noqa: D102 - above


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The program below the window."""

    settings: Settings
    catalogue: Catalogue
    vault: Vault
    register: Register
    means: Means
    connecting: Connecting
    keeper: Keeper
    rounds: Rounds
    proxies: KeptLogins
    troubles: tuple[LedgerpassError, ...] = ()
    """What went wrong while it was built, and stops nothing but itself."""


@contextlib.asynccontextmanager
async def running(  # noqa: PLR0913 - what the program is built from, each by its name
    *,
    profile: Path,
    provider_folders: tuple[Path, ...],
    keychain: Keychain,
    open_address: Callable[[str], bool],
    pages: LandingPages,
    own_browser: OwnBrowser | None = None,
    embedded_browser: MakeEmbedded | None = None,
    clock: Clock = time.time,
    patience: float = PATIENCE,
) -> AsyncIterator[Program]:
    """Build the program, and take it down when the context is left: nothing keeps running, nothing is half saved.

    `own_browser` is what `open_address` opens addresses in, where that can be told; `embedded_browser` is None where
    there is none, or no screen for it. `clock` gives seconds since 1970-01-01 UTC; `patience` is how many seconds a
    sign-in waits for the user.

    Raises:
        RegisterUnreadable: the list of connections in `profile` can't be used.
    """
    async with contextlib.AsyncExitStack() as stack:
        catalogue = catalogue_of(provider_folders)
        troubles: list[LedgerpassError] = list(catalogue.problems)
        settings, certificates = _settings_of(profile, troubles)
        register = Register(profile / REGISTER)
        stack.callback(register.close)
        vault = Vault(keychain)
        stack.push_async_callback(vault.close)
        premises = PracticePremises(vault)
        stack.push_async_callback(premises.close)
        proxies = KeptLogins(vault)
        http = HttpClient(
            f"Ledgerpass/{version('ledgerpass')}",
            extra_certificates=Path(settings.extra_certificates) if settings.extra_certificates else None,
            logins=proxies,
            clock=clock,
        )
        stack.push_async_callback(http.close)
        browser = SystemBrowser(open_address, pages)
        stack.push_async_callback(browser.close)
        embedded = _embedded(embedded_browser, browser, certificates, proxies)
        if embedded:
            stack.push_async_callback(embedded.close)
        safekeeping = Safekeeping(register, vault, clock, ConnectionLocks(profile / "locks"))
        stack.push_async_callback(safekeeping.close)
        obtain = Obtain(http, browser, clock, own_browser, embedded)
        means = Means(
            obtain=obtain,
            premises=premises,
            register=register,
            safekeeping=safekeeping,
            vault=vault,
            open_page=open_address,
            clock=clock,
            patience=patience,
        )
        connecting = Connecting(catalogue, means)
        stack.push_async_callback(connecting.close)
        freshness = Freshness(catalogue, register, safekeeping, obtain, premises, clock)
        keeper = Keeper(register, safekeeping, freshness, obtain, premises, clock)
        if register.set_aside:
            troubles.append(RegisterUnreadable(file=register.set_aside.name, reason="damaged"))
        yield Program(
            settings=settings,
            catalogue=catalogue,
            vault=vault,
            register=register,
            means=means,
            connecting=connecting,
            keeper=keeper,
            rounds=Rounds(keeper, clock),
            proxies=proxies,
            troubles=tuple(troubles),
        )


def _settings_of(profile: Path, troubles: list[LedgerpassError]) -> tuple[Settings, tuple[str, ...]]:
    """Give the settings and the company's certificates; what can't be read is a trouble, and counts as not there."""
    settings = Settings()
    try:
        settings = read_settings(profile)
        return settings, company_certificates(settings)
    except SettingsUnreadable as error:
        troubles.append(error)
        return settings, ()


def _embedded(
    make: MakeEmbedded | None, own_browser: UserAgent, certificates: tuple[str, ...], logins: KeptLogins
) -> "EmbeddedBrowser | None":
    if make is None:
        return None
    from ledgerpass.user_agents.embedded_browser.network import Network  # noqa: PLC0415 - only where it is there

    return make(own_browser, network=Network(certificates=certificates, logins=logins))
