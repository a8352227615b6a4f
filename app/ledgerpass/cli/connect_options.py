"""What `ledgerpass connect` and `ledgerpass providers` take, and how it is explained.

No secret has a place here: arguments can be read by every program on the computer. An argument that was not expected
is named in the complaint, and never the value that came with it.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Never, get_args

from ledgerpass.cli.exit_code import exit_code_table
from ledgerpass.providers.provider import Delivery

SECRETS_ELSEWHERE = (
    "A secret never stands among the arguments, where every program can read it (that one may have been seen): "
    "leave it out, and it is asked for, or read from standard input."
)

_LONGEST_PATIENCE = 24 * 3600.0
_SECRET_NAME = re.compile(r"secret|token|passw|passphrase|code|verifier|credential|assertion|key", re.IGNORECASE)

_DESCRIPTION = """\
Connects a bookkeeping program in this terminal, and keeps the credential in this computer's keychain.

The address to sign in at is always printed; any browser on any computer will do. While it waits, the code that the page
shows, or the whole address of the page that the browser ends on, may be pasted here instead. It is not shown.

Secrets are asked for here and not shown. Without a terminal they are read from standard input, one line each in the
order that "ledgerpass providers" lists them (an empty line for one you don't have), or as KEY=value lines; a pasted
answer may follow. In a shell's loop, give it </dev/null or it reads what the loop reads.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectOptions:
    """How to connect. `given` are inputs and codes that are no secrets, by key; empty `scopes` are the usual ones."""

    provider: str
    way: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    scopes: tuple[str, ...] = ()
    company: str | None = None
    delivery: Delivery | None = None
    opens_browser: bool = True
    name: str | None = None
    patience: float | None = None
    as_json: bool = False
    shows_details: bool = False
    profile: Path | None = None
    providers: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """Which providers to list: those that ship, and those in these folders."""

    providers: tuple[Path, ...] = ()


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


def looks_secret(name: str) -> bool:
    """Tell whether something of this name is probably a secret."""
    return _SECRET_NAME.search(name) is not None


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


def add_profile(parser: argparse.ArgumentParser) -> None:
    """Add `--profile`."""
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=Path,
        help="keep everything but the keychain items in this folder",
    )


def read_connect_options(arguments: Sequence[str]) -> ConnectOptions:
    """Read what follows `ledgerpass connect`."""
    parser = _connect_parser()
    given = parser.parse_all(arguments)
    return ConnectOptions(
        provider=given.provider,
        way=given.way,
        given=_pairs(parser, given.set),
        scopes=tuple(given.scope),
        company=given.company,
        delivery=given.delivery,
        opens_browser=not given.no_browser,
        name=given.name,
        patience=given.patience,
        as_json=given.json,
        shows_details=given.details,
        profile=given.profile,
        providers=tuple(given.providers),
    )


def read_list_options(arguments: Sequence[str]) -> ListOptions:
    """Read what follows `ledgerpass providers`."""
    parser = Parser(
        prog="ledgerpass providers",
        description="Lists the providers, the ways to connect each, and what each way needs.",
        allow_abbrev=False,
    )
    add_providers(parser)
    return ListOptions(providers=tuple(parser.parse_all(arguments).providers))


def _connect_parser() -> Parser:
    parser = Parser(
        prog="ledgerpass connect",
        description=_DESCRIPTION,
        epilog=f"exit codes:\n{exit_code_table()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("provider", metavar="PROVIDER", help='what to connect, as "ledgerpass providers" lists it')
    add("--way", metavar="WAY", help="how to connect; without it, the first way that the provider has")
    add(
        "--set",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="an input or code that is no secret, such as account=jansen (may be repeated)",
    )
    add(
        "--scope",
        metavar="NAME",
        nargs="+",
        action="extend",
        default=[],
        help="ask for these permissions; without it, for the usual ones",
    )
    add("--company", metavar="NAME_OR_ID", help="which company to connect, where there are several")
    add(
        "--delivery",
        choices=get_args(Delivery),
        help="how the answer comes back: to this computer by itself, or shown as a code to paste",
    )
    add("--no-browser", action="store_true", help="only print the address, and open no browser")
    add("--name", metavar="NAME", help="what to call the connection")
    add(
        "--patience",
        metavar="SECONDS",
        type=_seconds,
        help="how long to wait for the sign-in; without it, 10 minutes",
    )
    add("--json", action="store_true", help="print the connection as one JSON object")
    add("--details", action="store_true", help="when something goes wrong, add the technical part, redacted")
    add_profile(parser)
    add_providers(parser)
    return parser


def _pairs(parser: Parser, texts: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts:
        key, separator, value = text.partition("=")
        if not (key and separator):
            parser.error("argument --set: it takes KEY=VALUE")
        if key in pairs:
            parser.error(f"argument --set: {key} is given twice")
        pairs[key] = value
    return pairs


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        message = f"{text} is not a folder"
        raise argparse.ArgumentTypeError(message)
    return path


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_PATIENCE:
        message = f"{text} is not a number of seconds"
        raise argparse.ArgumentTypeError(message)
    return seconds
