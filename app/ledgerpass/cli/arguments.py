"""What all commands have in common in their arguments.

No secret has a place there: arguments can be read by every program on the computer. An argument that was not expected
is named in the complaint, and never the value that came with it.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Never

from ledgerpass.cli.exit_code import exit_code_table

SECRETS_ELSEWHERE = (
    "A secret never stands among the arguments, where every program can read it (that one may have been seen): "
    "leave it out, and it is asked for, or read from standard input."
)

_SECRET_NAME = re.compile(r"secret|token|passw|passphrase|code|verifier|credential|assertion|key", re.IGNORECASE)


class Parser(argparse.ArgumentParser):
    """A parser that never repeats what it doesn't know: it might be a secret."""

    def parse_all(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse; what is left over ends the program with a sentence and exit code 2."""
        given, left = self.parse_known_args(arguments)
        if left:
            self._refuse(left)
        return given

    def _refuse(self, left: Sequence[str]) -> Never:
        names = [word.partition("=")[0] for word in left if word.startswith("-")]
        message = f"unrecognized arguments: {', '.join(names) or 'a word that belongs to nothing'}"
        self.error(f"{message}. {SECRETS_ELSEWHERE}" if any(map(looks_secret, names)) else message)


def command_parser(command: str, description: str) -> Parser:
    """Give the parser of a command, whose help ends with the table of exit codes."""
    return Parser(
        prog=f"ledgerpass {command}",
        description=description,
        epilog=f"exit codes:\n{exit_code_table()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def looks_secret(name: str) -> bool:
    """Tell whether something of this name is probably a secret."""
    return _SECRET_NAME.search(name) is not None


def add_places(parser: argparse.ArgumentParser) -> None:
    """Add `--profile` and `--providers`."""
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=Path,
        help="keep everything but the keychain items in this folder",
    )
    add_providers(parser)


def add_providers(parser: argparse.ArgumentParser) -> None:
    """Add `--providers`, which every command has."""
    parser.add_argument(
        "--providers",
        metavar="DIR",
        type=_folder,
        action="append",
        default=[],
        help="a folder with provider files of your own, added to those that ship with the program (may be repeated)",
    )


def add_details(parser: argparse.ArgumentParser) -> None:
    """Add `--details`."""
    parser.add_argument(
        "--details", action="store_true", help="when something goes wrong, add the technical part, redacted"
    )


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        message = f"{text} is not a folder"
        raise argparse.ArgumentTypeError(message)
    return path
