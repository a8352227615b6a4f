"""What may stand on the command line. No secret ever does: arguments can be read by every program on the computer.

Without a command the window opens. A command stands first, so that nothing that follows an unknown option can be
taken for one.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from ledgerpass.cli.connect_options import (
    ConnectOptions,
    ListOptions,
    Parser,
    add_profile,
    add_providers,
    read_connect_options,
    read_list_options,
)

_COMMANDS = """\
commands, which come first and open no window:
  connect PROVIDER  connect in this terminal (see "ledgerpass connect --help")
  providers         list the providers, the ways to connect each, and what each way needs
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the program was asked to start with its window."""

    providers: tuple[Path, ...] = ()
    profile: Path | None = None
    self_check: bool = False


def read_command_line(arguments: Sequence[str]) -> Options | ConnectOptions | ListOptions:
    """Read the arguments; a mistake in them ends the program with a sentence and exit code 2, as is usual."""
    match arguments:
        case ["connect", *rest]:
            return read_connect_options(rest)
        case ["providers", *rest]:
            return read_list_options(rest)
        case _:
            return _read_options(arguments)


def _read_options(arguments: Sequence[str]) -> Options:
    parser = Parser(
        prog="ledgerpass",
        description="Connects a bookkeeping program and keeps the credential in this computer's keychain.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('ledgerpass')}")
    add_providers(parser)
    add_profile(parser)
    parser.add_argument(
        "--self-check",
        action="store_true",
        help="show the first page, say what was found (providers, keychain), and end",
    )
    given = parser.parse_all(arguments)
    return Options(providers=tuple(given.providers), profile=given.profile, self_check=given.self_check)
