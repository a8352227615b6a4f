"""What the terminal shows: the result apart from the rest, and nothing that a terminal would obey."""

import io
import json
from dataclasses import replace

import pytest

from ledgerpass.cli.browser_opening import desktop_opener, open_nothing
from ledgerpass.cli.connection_text import connection_json, connection_words
from ledgerpass.cli.console import Console
from ledgerpass.cli.provider_list import list_providers
from ledgerpass.connections.connection import Company, Connection
from ledgerpass.errors import KeychainLocked, ProviderFileError
from ledgerpass.providers.catalogue import Catalogue, read_catalogue
from ledgerpass.providers.provider import Provider
from ledgerpass.resource_files import resource_path

SMIT = Connection(
    id="a1",
    provider_id="practice",
    way_id="sign-in",
    name="Smit",
    created_at=1.0,
    company=Company(id="1001", name="Bäckerei \x1b[2JSmit"),
    asked=("companies.read", "x"),
    granted=("companies.read", "x"),
    expires_at=1_800_000_000.5,
    renews=True,
)


@pytest.fixture
def practice() -> Provider:
    return read_catalogue([resource_path("providers")]).providers["practice"]


def test_the_words_name_the_company_what_it_may_do_and_how_long_it_lasts(practice: Provider) -> None:
    said = connection_words(SMIT, practice)
    assert said.startswith("Connected to Bäckerei")
    assert "It may: See the names of your companies; x.\nIt renews by itself." in said
    assert said.endswith('as "Smit", with the id a1.')
    bare = connection_words(replace(SMIT, company=None, granted=(), expires_at=None, renews=False), practice)
    assert bare.startswith("Connected to Practice company.\nNobody said that it ends.\n")
    assert "It works until 2027-01-1" in connection_words(replace(SMIT, renews=False), practice)


def test_the_json_says_when_it_ends_as_other_programs_read_it(practice: Provider) -> None:
    told = json.loads(connection_json(SMIT, practice))
    assert told["expires_at"] == "2027-01-15T08:00:00.500000Z"
    assert json.loads(connection_json(replace(SMIT, company=None, expires_at=None), practice))["company"] is None


def test_nothing_that_is_shown_steers_the_terminal(practice: Provider) -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(out, err)
    console.give(connection_words(SMIT, practice))
    console.say("a\x07b\u202ec\td\r\ne")
    assert "\x1b" not in out.getvalue()
    assert err.getvalue() == "a b c d \ne\n"


def test_a_name_that_the_terminals_alphabet_lacks_ends_nothing(practice: Provider) -> None:
    raw = io.BytesIO()
    console = Console(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO())
    console.give(connection_words(SMIT, practice))
    assert raw.getvalue().startswith(b"Connected to B?ckerei")
    assert console.has_result


def test_the_same_error_is_said_once_and_its_details_only_on_request() -> None:
    err = io.StringIO()
    console, error = Console(io.StringIO(), err, shows_details=True), KeychainLocked(keychain="a keychain")
    console.explain(error, "Acme")
    console.explain(error, "Acme")
    assert err.getvalue().count("is locked") == 1
    assert err.getvalue().endswith("  what happened: KeychainLocked\n  keychain: a keychain\n")


def test_a_provider_file_that_can_not_be_used_is_said_beside_the_list(practice: Provider) -> None:
    out, err = io.StringIO(), io.StringIO()
    problem = ProviderFileError(file="acme.toml", place="line 3", reason="it has no name")
    assert list_providers(Catalogue({"practice": practice}, (problem,)), Console(out, err)) == 0
    assert out.getvalue().startswith("practice  (Practice company)\n    --way sign-in  Sign in with your browser\n")
    assert err.getvalue() == "The provider file acme.toml (line 3) can't be used: it has no name. The others can.\n"


@pytest.mark.parametrize(
    ("platform", "environment", "opener"),
    [
        ("linux", {}, None),
        ("linux", {"DISPLAY": ":0"}, "xdg-open"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "xdg-open"),
        ("darwin", {}, "open"),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_desktop(
    platform: str, environment: dict[str, str], opener: str | None
) -> None:
    assert desktop_opener(platform, environment) == opener
    assert not open_nothing("https://acme.example/")
