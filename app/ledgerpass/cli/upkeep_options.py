"""What the commands take that work with the connections there are, and how it is explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledgerpass.cli.arguments import Parser, add_details, add_places, command_parser

FORMS: Mapping[str, str] = {"token": "token", "header": "header_line", "curl": "command"}
"""What each command prints, by the name that `connections.formats` has for it."""

_DESCRIPTIONS: Mapping[str, str] = {
    "token": """\
Prints a connection's token, fresh: it is renewed first if it has to be. Nothing else goes to standard output.
""",
    "header": """\
Prints the header that carries a connection's token, fresh: it is renewed first if it has to be. Nothing else goes to
standard output. In a shell:

  curl -H "$(ledgerpass header NAME)" https://api.example/companies

This puts the token among curl's arguments, where your other programs can see it while curl runs. This one doesn't:

  ledgerpass header NAME | curl -H @- https://api.example/companies
""",
    "curl": """\
Prints a whole curl command for bash that tries a connection's token, fresh: it is renewed first if it has to be.
""",
}

_LIST = "Lists the connections: name, provider, how each stands, and its id."
_TEST = """\
Tests a connection with a real call to its provider, and says how it went. The token is renewed first if it has to be.
"""
_NAME = (
    "which connection: its name as listed (upper and lower case are the same), its id, or the beginning of its name "
    "where only one begins so"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """How to list the connections."""

    as_json: bool = False
    profile: Path | None = None
    providers: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOutOptions:
    """What to print of which connection: `form` as `connections.formats` knows it."""

    form: str
    name: str
    shows_details: bool = False
    profile: Path | None = None
    providers: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialOptions:
    """Which connection to test, and how to say how it went."""

    name: str
    as_json: bool = False
    shows_details: bool = False
    profile: Path | None = None
    providers: tuple[Path, ...] = ()


def read_list_options(arguments: Sequence[str]) -> ListOptions:
    """Read what follows `ledgerpass list`."""
    parser = command_parser("list", _LIST)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_places(parser)
    given = parser.parse_all(arguments)
    return ListOptions(as_json=given.json, profile=given.profile, providers=tuple(given.providers))


def read_hand_out_options(command: str, arguments: Sequence[str]) -> HandOutOptions:
    """Read what follows `ledgerpass token`, `header` or `curl`."""
    parser = _parser_for_one(command, _DESCRIPTIONS[command])
    given = parser.parse_all(arguments)
    return HandOutOptions(
        form=FORMS[command],
        name=given.name,
        shows_details=given.details,
        profile=given.profile,
        providers=tuple(given.providers),
    )


def read_trial_options(arguments: Sequence[str]) -> TrialOptions:
    """Read what follows `ledgerpass test`."""
    parser = _parser_for_one("test", _TEST)
    parser.add_argument("--json", action="store_true", help="print how it went as one JSON object")
    given = parser.parse_all(arguments)
    return TrialOptions(
        name=given.name,
        as_json=given.json,
        shows_details=given.details,
        profile=given.profile,
        providers=tuple(given.providers),
    )


def _parser_for_one(command: str, description: str) -> Parser:
    parser = command_parser(command, description)
    parser.add_argument("name", metavar="NAME", help=_NAME)
    add_details(parser)
    add_places(parser)
    return parser
