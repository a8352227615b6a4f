"""The commands in the terminal: for each, as much of the program as it needs is loaded, and no more."""

from typing import assert_never

from ledgerpass.cli.command_line import Command
from ledgerpass.cli.connect_options import ConnectOptions, ProvidersOptions
from ledgerpass.cli.upkeep_options import HandOutOptions, ListOptions, TrialOptions


def carry_out(command: Command) -> int:
    """Carry out a command; gives the exit code."""
    match command:
        case ListOptions():
            from ledgerpass.assembly.at_hand import list_at_hand  # noqa: PLC0415 - that is all it needs

            return list_at_hand(command)
        case HandOutOptions():
            from ledgerpass.assembly.at_hand import hand_out_at_hand  # noqa: PLC0415 - as a rule that is all it needs

            exit_code = hand_out_at_hand(command)
            return _by_program(command) if exit_code is None else exit_code
        case _:
            return _by_program(command)


def _by_program(command: ConnectOptions | ProvidersOptions | HandOutOptions | TrialOptions) -> int:
    from ledgerpass.assembly import terminal  # noqa: PLC0415 - the whole program

    match command:
        case ConnectOptions():
            return terminal.connect_in_terminal(command)
        case ProvidersOptions():
            return terminal.show_providers(command)
        case HandOutOptions():
            return terminal.hand_out_in_terminal(command)
        case TrialOptions():
            return terminal.test_in_terminal(command)
        case _:
            assert_never(command)
