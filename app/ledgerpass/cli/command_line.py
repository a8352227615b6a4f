"""What may stand on the command line. No secret ever does: arguments can be read by every program on the computer.

Without a command the window opens. A command stands first, so that nothing that follows an unknown option can be
taken for one.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from ledgerpass.cli.arguments import Parser, add_places
from ledgerpass.cli.connect_options import (
    ConnectOptions,
    ProvidersOptions,
    read_connect_options,
    read_providers_options,
)
from ledgerpass.cli.upkeep_options import (
    HandOutOptions,
    ListOptions,
    TrialOptions,
    read_hand_out_options,
    read_list_options,
    read_trial_options,
)

_COMMANDS = """\
commands, which come first and open no window (see "ledgerpass COMMAND --help"):
  connect PROVIDER  connect in this terminal
  list              list the connections
  token NAME        print a connection's token, fresh
  header NAME       print the header with its token, for: curl -H "$(ledgerpass header NAME)"
  curl NAME         print a curl command that tries it
  test NAME         test a connection with a real call
  providers         list the providers, the ways to connect each, and what each way needs
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the program was asked to start with its window."""

    providers: tuple[Path, ...] = ()
    profile: Path | None = None
    self_check: bool = False


Command = ConnectOptions | ProvidersOptions | ListOptions | HandOutOptions | TrialOptions
"""What was asked for without a window."""


def read_command_line(arguments: Sequence[str]) -> Options | Command:
    """Read the arguments; a mistake in them ends the program with a sentence and exit code 2, as is usual."""
    match arguments:
        case ["connect", *rest]:
            return read_connect_options(rest)
        case ["providers", *rest]:
            return read_providers_options(rest)
        case ["list", *rest]:
            return read_list_options(rest)
        case ["token" | "header" | "curl" as command, *rest]:
            return read_hand_out_options(command, rest)
        case ["test", *rest]:
            return read_trial_options(rest)
        case _:
            return _read_options(arguments)


def _read_options(arguments: Sequence[str]) -> Options:
    parser = Parser(
        prog="ledgerpass",
        description="Connects a bookkeeping program and keeps the credential in this computer's keychain.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    add_places(parser)
    parser.add_argument(
        "--self-check",
        action="store_true",
        help="show the first page, say what was found (providers, keychain), and end",
    )
    given = parser.parse_all(arguments)
    return Options(providers=tuple(given.providers), profile=given.profile, self_check=given.self_check)


class _Version(argparse.Action):
    """Shows the version. argparse's own action wants it beforehand, and looking it up takes a fiftieth of a second."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> Never:
        from importlib.metadata import version  # noqa: PLC0415 - see above

        print(f"{parser.prog} {version('ledgerpass')}")
        parser.exit()
