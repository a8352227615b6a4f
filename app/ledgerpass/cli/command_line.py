"""What may stand on the command line. No secret ever does: arguments can be read by every program on the computer."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the program was asked to start."""

    providers: tuple[Path, ...] = ()
    profile: Path | None = None
    self_check: bool = False


def read_command_line(arguments: Sequence[str]) -> Options:
    """Read the arguments; a mistake in them ends the program with a sentence and exit code 2, as is usual."""
    parser = argparse.ArgumentParser(
        prog="ledgerpass",
        description="Connects a bookkeeping program and keeps the credential in this computer's keychain.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('ledgerpass')}")
    parser.add_argument(
        "--providers",
        metavar="DIR",
        type=_folder,
        action="append",
        default=[],
        help="a folder with provider files of your own, added to those that ship with the program (may be repeated)",
    )
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=Path,
        help="keep everything but the keychain items in this folder",
    )
    parser.add_argument(
        "--self-check",
        action="store_true",
        help="show the first page, say what was found (providers, keychain), and end",
    )
    given = parser.parse_args(arguments)
    return Options(providers=tuple(given.providers), profile=given.profile, self_check=given.self_check)


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        message = f"{text} is not a folder"
        raise argparse.ArgumentTypeError(message)
    return path
