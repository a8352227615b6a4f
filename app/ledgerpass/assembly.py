"""Builds every object of the program, once, and takes it all down again in the opposite order. No behaviour lives here.

This is the one file that may know everything. What is built below the window is a `Program`, the same with a window and
without one. Qt is loaded by `show_window` alone, so that a command in a terminal does without it.
"""

import contextlib
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from ledgerpass.cli.browser_opening import open_address, open_nothing
from ledgerpass.cli.connect import Parts, connect
from ledgerpass.cli.connect_options import ConnectOptions, ListOptions
from ledgerpass.cli.console import Console
from ledgerpass.cli.ending import run_to_the_end
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.cli.landing import LANDING_PAGES
from ledgerpass.cli.provider_list import list_providers
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.connections.keychain import Keychain, SystemKeychain
from ledgerpass.connections.register import Register
from ledgerpass.connections.safekeeping import Safekeeping
from ledgerpass.connections.vault import Vault
from ledgerpass.errors import LedgerpassError, RegisterUnreadable, SettingsUnreadable
from ledgerpass.flows.http import Clock, HttpClient
from ledgerpass.flows.obtain import Obtain
from ledgerpass.practice.premises import PracticePremises
from ledgerpass.providers.catalogue import Catalogue, read_catalogue
from ledgerpass.resource_files import resource_path
from ledgerpass.settings import Settings, read_settings
from ledgerpass.upkeep.freshness import Freshness
from ledgerpass.upkeep.keeper import Keeper
from ledgerpass.user_agents.landing_page import LandingPages
from ledgerpass.user_agents.system_browser import SystemBrowser
from ledgerpass.wizard.attempt import PATIENCE, Means
from ledgerpass.wizard.connecting import Connecting

if TYPE_CHECKING:
    from ledgerpass.ui.main_window import MainWindow

REGISTER = "connections.sqlite"
"""The register's file in the profile's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The program below the window."""

    catalogue: Catalogue
    vault: Vault
    register: Register
    means: Means
    connecting: Connecting
    keeper: Keeper
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
    clock: Clock = time.time,
    patience: float = PATIENCE,
) -> AsyncIterator[Program]:
    """Build the program, and take it down when the context is left: nothing keeps running, nothing is half saved.

    `clock` gives seconds since 1970-01-01 UTC; `patience` is how many seconds a sign-in waits for the user.

    Raises:
        RegisterUnreadable: the list of connections in `profile` can't be used.
    """
    async with contextlib.AsyncExitStack() as stack:
        catalogue = _catalogue(provider_folders)
        troubles: list[LedgerpassError] = list(catalogue.problems)
        settings = Settings()
        try:
            settings = read_settings(profile)
        except SettingsUnreadable as error:
            troubles.append(error)
        register = Register(profile / REGISTER)
        stack.callback(register.close)
        vault = Vault(keychain)
        stack.push_async_callback(vault.close)
        premises = PracticePremises(vault)
        stack.push_async_callback(premises.close)
        http = HttpClient(
            f"Ledgerpass/{version('ledgerpass')}",
            extra_certificates=Path(settings.extra_certificates) if settings.extra_certificates else None,
            clock=clock,
        )
        stack.push_async_callback(http.close)
        browser = SystemBrowser(open_address, pages)
        stack.push_async_callback(browser.close)

        safekeeping = Safekeeping(register, vault, clock)
        obtain = Obtain(http, browser, clock)
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
        keeper = Keeper(register, safekeeping, freshness, obtain, clock)
        if register.set_aside:
            troubles.append(RegisterUnreadable(file=register.set_aside.name, reason="damaged"))
        yield Program(
            catalogue=catalogue,
            vault=vault,
            register=register,
            means=means,
            connecting=connecting,
            keeper=keeper,
            troubles=tuple(troubles),
        )


def show_window(
    *,
    profile: Path | None = None,
    provider_folders: tuple[Path, ...] = (),
    attend: Callable[["MainWindow", Program], Awaitable[bool]] | None = None,
) -> int:
    """Show the window until it is closed, or, with `attend`, until the attendant has done with it.

    Returns:
        The exit code: 0, or 1 when the window could not be used, or the attendant found that not all was well.
    """
    from ledgerpass.ui import application as qt  # noqa: PLC0415 - Qt is loaded for the window alone
    from ledgerpass.ui.event_loop import run  # noqa: PLC0415
    from ledgerpass.ui.wording.landing import landing_pages  # noqa: PLC0415

    application = qt.make_application()
    outcome: list[bool] = []

    async def show() -> None:
        try:
            async with running(
                profile=profile or _own_profile(),
                provider_folders=provider_folders,
                keychain=SystemKeychain(),
                open_address=qt.open_address,
                pages=landing_pages(),
            ) as program:
                is_well = await qt.show_until_closed(
                    application,
                    connecting=program.connecting,
                    keeper=program.keeper,
                    keychain=program.vault,
                    catalogue=program.catalogue,
                    troubles=program.troubles,
                    attend=(lambda window: attend(window, program)) if attend else None,
                )
                outcome.append(is_well)
        except RegisterUnreadable as error:
            await qt.say_why_not(application, error)

    run(application, show())
    return 0 if outcome == [True] else 1


def connect_in_terminal(options: ConnectOptions) -> int:
    """Connect without a window; gives the exit code."""
    console = Console(sys.stdout, sys.stderr, shows_details=options.shows_details)

    async def connect_by_program() -> ExitCode:
        async with running(
            profile=options.profile or _own_profile(),
            provider_folders=options.providers,
            keychain=SystemKeychain(),
            open_address=open_address if options.opens_browser else open_nothing,
            pages=LANDING_PAGES,
            patience=options.patience or PATIENCE,
        ) as program:
            parts = Parts(
                catalogue=program.catalogue, means=program.means, keeper=program.keeper, troubles=program.troubles
            )
            return await connect(options, parts, source, console)

    with StandardInput.opened(console, sys.stdin) as source:
        return run_to_the_end(connect_by_program(), console)


def show_providers(options: ListOptions) -> int:
    """List the providers; gives the exit code."""
    return list_providers(_catalogue(options.providers), Console(sys.stdout, sys.stderr))


def _catalogue(folders: tuple[Path, ...]) -> Catalogue:
    return read_catalogue([resource_path("providers"), *folders])


def _own_profile() -> Path:
    return user_data_path("ledgerpass", appauthor=False)
