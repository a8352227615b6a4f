"""The little that those commands need which do nothing but print what is there: list, provider files, keychain."""

import contextlib
import sys
import time

from ledgerpass.assembly.places import REGISTER, catalogue_of, own_profile
from ledgerpass.cli.connection_list import list_connections
from ledgerpass.cli.console import Console
from ledgerpass.cli.exit_code import exit_code_of_a_connection
from ledgerpass.cli.hand_out_at_once import hand_out_at_once
from ledgerpass.cli.upkeep_options import HandOutOptions, ListOptions
from ledgerpass.cli.upkeep_wording import sentences_of_a_connection
from ledgerpass.connections.keychain import UserKeychain
from ledgerpass.connections.register import Register
from ledgerpass.errors import RegisterUnreadable
from ledgerpass.practice.company import HOST, PORTS
from ledgerpass.providers.template import PRACTICE


def list_at_hand(options: ListOptions) -> int:
    """List the connections; gives the exit code."""
    console = Console(sys.stdout, sys.stderr, words=sentences_of_a_connection)
    catalogue = catalogue_of(options.providers)
    for problem in catalogue.problems:
        console.explain(problem, "")
    try:
        with contextlib.closing(Register((options.profile or own_profile()) / REGISTER)) as register:
            _say_what_was_set_aside(register, console)
            return list_connections(register.all(), catalogue, console, now=time.time(), as_json=options.as_json)
    except RegisterUnreadable as error:
        console.explain(error, "")
        return exit_code_of_a_connection(error)


def hand_out_at_hand(options: HandOutOptions) -> int | None:
    """Print what is asked for; gives the exit code, or None where the whole program is needed."""
    profile = options.profile or own_profile()
    if not (profile / REGISTER).exists():
        return None
    try:
        register = Register(profile / REGISTER)
    except RegisterUnreadable:
        return None
    console = Console(sys.stdout, sys.stderr, words=sentences_of_a_connection)
    with contextlib.closing(register):
        _say_what_was_set_aside(register, console)
        return hand_out_at_once(
            options,
            register=register,
            catalogue=catalogue_of(options.providers),
            keychain=UserKeychain(profile),
            premises={PRACTICE: f"http://{HOST}:{PORTS[0]}"},
            console=console,
        )


def _say_what_was_set_aside(register: Register, console: Console) -> None:
    if register.set_aside:
        console.explain(RegisterUnreadable(file=register.set_aside.name, reason="damaged"), "")
