"""The program in a terminal, a function for each command."""

import sys

from ledgerpass.assembly.program import catalogue_of, own_profile, running
from ledgerpass.cli.browser_opening import open_address, open_nothing
from ledgerpass.cli.connect import Parts, connect
from ledgerpass.cli.connect_options import ConnectOptions, ListOptions
from ledgerpass.cli.console import Console
from ledgerpass.cli.ending import run_to_the_end
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.cli.landing import LANDING_PAGES
from ledgerpass.cli.provider_list import list_providers
from ledgerpass.cli.standard_input import StandardInput
from ledgerpass.connections.keychain import SystemKeychain
from ledgerpass.wizard.attempt import PATIENCE


def connect_in_terminal(options: ConnectOptions) -> int:
    """Connect without a window; gives the exit code."""
    console = Console(sys.stdout, sys.stderr, shows_details=options.shows_details)

    async def connect_by_program() -> ExitCode:
        async with running(
            profile=options.profile or own_profile(),
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
    return list_providers(catalogue_of(options.providers), Console(sys.stdout, sys.stderr))
