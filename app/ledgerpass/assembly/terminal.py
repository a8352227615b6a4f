"""The program in a terminal, a function for each command."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from ledgerpass.assembly.places import catalogue_of, own_profile
from ledgerpass.assembly.program import running
from ledgerpass.cli.browser_opening import open_address, open_nothing
from ledgerpass.cli.connect import Parts, connect
from ledgerpass.cli.connect_options import ConnectOptions, ProvidersOptions
from ledgerpass.cli.console import Console
from ledgerpass.cli.desk import Desk
from ledgerpass.cli.ending import run_to_the_end
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.cli.hand_out import hand_out
from ledgerpass.cli.landing import LANDING_PAGES
from ledgerpass.cli.provider_list import list_providers
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.cli.trial import try_out
from ledgerpass.cli.upkeep_options import HandOutOptions, TrialOptions
from ledgerpass.cli.upkeep_wording import sentences_of_a_connection
from ledgerpass.connections.keychain import UserKeychain
from ledgerpass.wizard.attempt import PATIENCE


def connect_in_terminal(options: ConnectOptions) -> int:
    """Connect without a window; gives the exit code."""
    console = Console(sys.stdout, sys.stderr, shows_details=options.shows_details)

    async def connect_by_program() -> ExitCode:
        profile = options.profile or own_profile()
        async with running(
            profile=profile,
            provider_folders=options.providers,
            keychain=UserKeychain(profile),
            open_address=open_address if options.opens_browser else open_nothing,
            pages=LANDING_PAGES,
            patience=options.patience or PATIENCE,
        ) as program:
            parts = Parts(
                catalogue=program.catalogue, means=program.means, keeper=program.keeper, troubles=program.troubles
            )
            return await connect(options, parts, source, console)

    with StandardInput.opened(console, sys.stdin) as source:
        return run_to_the_end(connect_by_program(), console, "Stopped. Nothing was kept.")


def show_providers(options: ProvidersOptions) -> int:
    """List the providers; gives the exit code."""
    return list_providers(catalogue_of(options.providers), Console(sys.stdout, sys.stderr))


def hand_out_in_terminal(options: HandOutOptions) -> int:
    """Print a token, a header or a command; gives the exit code."""

    async def work(desk: Desk) -> ExitCode:
        return await hand_out(options, desk)

    return _at_the_desk(work, options.profile, options.providers, shows_details=options.shows_details)


def test_in_terminal(options: TrialOptions) -> int:
    """Test a connection; gives the exit code."""

    async def work(desk: Desk) -> ExitCode:
        return await try_out(options, desk)

    return _at_the_desk(work, options.profile, options.providers, shows_details=options.shows_details)


def _at_the_desk(
    work: Callable[[Desk], Awaitable[ExitCode]],
    profile: Path | None,
    provider_folders: tuple[Path, ...],
    *,
    shows_details: bool = False,
) -> int:
    console = Console(sys.stdout, sys.stderr, shows_details=shows_details, words=sentences_of_a_connection)
    folder = profile or own_profile()

    async def work_by_program() -> ExitCode:
        async with running(
            profile=folder,
            provider_folders=provider_folders,
            keychain=UserKeychain(folder),
            open_address=open_nothing,
            pages=LANDING_PAGES,
        ) as program:
            return await work(
                Desk(
                    keeper=program.keeper,
                    vault=program.vault,
                    source=source,
                    console=console,
                    troubles=program.troubles,
                )
            )

    with StandardInput.opened(console, sys.stdin) as source:
        return run_to_the_end(work_by_program(), console, "Stopped.")
