"""`ledgerpass token`, `header` and `curl` where the credential is fresh: over in a moment, with little loaded.

Shells and spreadsheets call these again and again. Whatever isn't plain is left to `hand_out` with the whole program.
"""

import time
from collections.abc import Callable, Mapping

from ledgerpass.cli.connection_name import find_connection, is_guess
from ledgerpass.cli.console import Console, NobodyReads
from ledgerpass.cli.exit_code import ExitCode
from ledgerpass.cli.upkeep_options import HandOutOptions
from ledgerpass.cli.wrong_arguments import WrongArguments
from ledgerpass.connections.formats import FORMATS
from ledgerpass.connections.keychain import Keychain
from ledgerpass.connections.register import Activity, Register
from ledgerpass.errors import LedgerpassError
from ledgerpass.providers.catalogue import Catalogue
from ledgerpass.upkeep.at_hand import subject_at_hand


def hand_out_at_once(  # noqa: PLR0913 - what it works with, each by its name
    options: HandOutOptions,
    *,
    register: Register,
    catalogue: Catalogue,
    keychain: Keychain,
    premises: Mapping[str, str],
    console: Console,
    clock: Callable[[], float] = time.time,
) -> ExitCode | None:
    """Print it and give the exit code; None where the whole program is needed, and nothing was printed or said.

    `premises` are the values for a provider on this computer; `clock` gives seconds since 1970-01-01 UTC.
    """
    form = FORMATS[options.form]
    try:
        connections = [each for each in register.all() if each.removed_at is None]
        connection = find_connection(connections, options.name)
        if register.renewal(connection.id) is not None:  # it broke off, and what came of it may be waiting
            return None
        subject = subject_at_hand(connection, catalogue, keychain, premises, clock())
        if subject is None:
            return None
        copy = form.copy(subject)
        register.note(connection.id, Activity(at=clock(), what=form.noted_as))
    except (LedgerpassError, WrongArguments):
        return None
    if is_guess(connection, options.name):
        console.say(f'Taken: "{connection.name}".')
    try:
        console.give_secret(copy)
    except NobodyReads as reason:
        console.say(f"It could not be written to standard output: {reason}.")
        return ExitCode.UNFORESEEN
    return ExitCode.DONE
