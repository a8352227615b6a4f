"""What `ledgerpass connect` and `ledgerpass providers` take, and how it is explained."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from ledgerpass.cli.arguments import Parser, add_details, add_places, add_providers, command_parser
from ledgerpass.providers.provider import Delivery

_LONGEST_PATIENCE = 24 * 3600.0

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
class ProvidersOptions:
    """Which providers to list: those that ship, and those in these folders."""

    providers: tuple[Path, ...] = ()


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


def read_providers_options(arguments: Sequence[str]) -> ProvidersOptions:
    """Read what follows `ledgerpass providers`."""
    parser = Parser(
        prog="ledgerpass providers",
        description="Lists the providers, the ways to connect each, and what each way needs.",
        allow_abbrev=False,
    )
    add_providers(parser)
    return ProvidersOptions(providers=tuple(parser.parse_all(arguments).providers))


def _connect_parser() -> Parser:
    parser = command_parser("connect", _DESCRIPTION)
    _add_what(parser)
    _add_how(parser)
    add_details(parser)
    add_places(parser)
    return parser


def _add_what(parser: Parser) -> None:
    """Add what says what is connected."""
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
    add("--name", metavar="NAME", help="what to call the connection")


def _add_how(parser: Parser) -> None:
    """Add what says how it goes."""
    add = parser.add_argument
    add(
        "--delivery",
        choices=get_args(Delivery),
        help="how the answer comes back: to this computer by itself, or shown as a code to paste",
    )
    add("--no-browser", action="store_true", help="only print the address, and open no browser")
    add(
        "--patience",
        metavar="SECONDS",
        type=_seconds,
        help="how long to wait for the sign-in; without it, 10 minutes",
    )
    add("--json", action="store_true", help="print the connection as one JSON object")


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


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_PATIENCE:
        message = f"{text} is not a number of seconds"
        raise argparse.ArgumentTypeError(message)
    return seconds
