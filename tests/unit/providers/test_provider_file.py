"""A provider's file is checked before anybody relies on it, and a mistake in it is named where it stands."""

import re
from pathlib import Path

import pytest

from ledgerpass.errors import ProviderFileError
from ledgerpass.providers.provider import AuthorizationCode, OAuth1, PersonalToken
from ledgerpass.providers.provider_file import read_provider_file

GOOD = """
id = "acme"
name = "Acme Books"
line = "Books for everybody"
mark = { letters = "Ac", colour = "#112233" }

[[inputs]]
key = "account"
label = "Your address"
suffix = ".acme.example"

[check]
url = "https://{account}.acme.example/me"

[[ways]]
kind = "personal_token"
id = "token"
label = "Paste a token"
line = "You make one at Acme."
headers = { Authorization = "Bearer {token}" }

[[ways.fields]]
key = "token"
label = "Token"

[[ways]]
kind = "authorization_code"
id = "sign-in"
label = "Sign in"
line = "Needs two codes."
authorization_endpoint = "https://{account}.acme.example/authorize"
token_endpoint = "https://{account}.acme.example/token"
redirects = { preferred = "loopback", loopback = { ports = [47000] } }

[[ways.fields]]
key = "client_id"
label = "Client ID"

[[ways.scopes]]
name = "all"
plain = "Everything"
required = true
reason = "Acme knows no less."
"""


def read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(text, encoding="utf-8")
    read_provider_file(path)


def mistake_in(tmp_path: Path, text: str) -> ProviderFileError:
    with pytest.raises(ProviderFileError) as caught:
        read(tmp_path, text)
    assert caught.value.file == "acme.toml"
    return caught.value


def test_a_complete_file_is_read_with_its_ways_in_order(tmp_path: Path) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(GOOD, encoding="utf-8")
    provider = read_provider_file(path)
    assert [type(way) for way in provider.ways] == [PersonalToken, AuthorizationCode]
    assert provider.way("sign-in") is provider.ways[1]
    assert provider.way("gone") is None


def test_text_that_is_not_toml_is_named_by_its_line(tmp_path: Path) -> None:
    error = mistake_in(tmp_path, GOOD.replace('name = "Acme Books"', 'name = "Acme'))
    assert error.place == "line 3"
    assert "not valid TOML" in error.reason


@pytest.mark.parametrize(
    ("before", "after", "place", "reason"),
    [
        ('name = "Acme Books"\n', "", "", "`name`"),
        ('name = "Acme Books"', "name = 3", "name", "Expected `str`"),
        ('label = "Your address"', 'label = "x"\ncolor = "red"', "inputs[0]", "`color`"),
        ('kind = "personal_token"', 'kind = "magic"', "ways[0].kind", "magic"),
        ('id = "acme"', 'id = "Acme Books"', "id", "small letters"),
        ('letters = "Ac"', 'letters = "Acme"', "mark.letters", "one or two"),
        ("#112233", "red", "mark.colour", "#1f6feb"),
        ("https://{account}.acme.example/me", "http://{account}.acme.example/me", "check.url", "https://"),
        ("https://{account}.acme.example/me", "https://{tenant}.acme.example/me", "check.url", "{tenant}"),
        ("https://{account}.acme.example/me", "{practice}/me", "check.url", "{practice}"),
        ("https://{account}.acme.example/token", "http://acme.example/token", "ways[1].token_endpoint", "https://"),
        ('preferred = "loopback"', 'preferred = "out_of_band"', "ways[1].redirects.preferred", "not described"),
        (
            'preferred = "loopback", loopback = { ports = [47000] }',
            'preferred = "out_of_band", out_of_band = { shows = "address", redirect_uri = "urn:x" }',
            "ways[1].redirects.out_of_band.redirect_uri",
            "https://",
        ),
        ("{account}.acme.example/me", "acme.example/{company_id}", "check.url", "after the check"),
        ('"Bearer {token}"', '"Bearer {token}\\r\\nX: y"', "ways[0].headers", "one line"),
        ('name = "Acme Books"', 'name = " "', "name", "can be shown"),
        ('letters = "Ac"', 'letters = "\\u0000"', "mark.letters", "can be shown"),
        ("[47000]", "[80]", "ways[1].redirects.loopback.ports", "80"),
        ('reason = "Acme knows no less."\n', "", "ways[1].scopes[0].reason", "why"),
        ('key = "client_id"', 'key = "client"', "ways[1].fields", "client_id"),
        ("Bearer {token}", "Bearer {tokn}", "ways[0].headers.Authorization", "{tokn}"),
        ('id = "sign-in"', 'id = "token"', "ways", "twice"),
        ('suffix = ".acme.example"', 'pattern = "["', "inputs[0].pattern", "not a pattern"),
        ('[check]\nurl = "https://{account}.acme.example/me"', "", "example", "must be given"),
        ('id = "acme"', 'id = "acme"\ncompany_input = "tenant"', "company_input", "tenant"),
        ("redirects =", "refresh_margin = -1\nredirects =", "ways[1].refresh_margin", "0 or more"),
        (
            "redirects =",
            "refresh_grace = 60\nrefresh_lifetime = 60\nredirects =",
            "ways[1].refresh_grace",
            "refresh_lifetime",
        ),
        (
            "redirects =",
            'revocation_endpoint = "http://acme.example/revoke"\nredirects =',
            "ways[1].revocation_endpoint",
            "https://",
        ),
    ],
)
def test_a_mistake_is_named_with_its_key_and_reason(
    tmp_path: Path, before: str, after: str, place: str, reason: str
) -> None:
    assert before in GOOD
    error = mistake_in(tmp_path, GOOD.replace(before, after, 1))
    assert error.place == place
    assert reason in error.reason


def test_a_file_that_is_not_text_or_not_there_is_reported_not_raised_as_something_else(tmp_path: Path) -> None:
    (tmp_path / "acme.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ProviderFileError, match="UTF-8"):
        read_provider_file(tmp_path / "acme.toml")
    with pytest.raises(ProviderFileError, match="can't be read"):
        read_provider_file(tmp_path / "gone.toml")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a = " + "[" * 20_000, id="a bottomless list"),
        pytest.param("a = " + "9" * 5000, id="a number of thousands of digits"),
        pytest.param("a" + ".a" * 20_000 + " = 1", id="a key of twenty thousand parts"),
        pytest.param("# " + "a" * 300_000, id="a very long file"),
    ],
)
def test_a_file_that_would_take_for_ever_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProviderFileError, match="holds more than can be read"):
        read(tmp_path, GOOD + text)


@pytest.mark.parametrize("place", ["check.url", "ways[1].authorization_endpoint", "ways[1].token_endpoint"])
@pytest.mark.parametrize("address", ["", "https://[::1", "https://", "https://acme.example:99999"])
def test_an_address_that_is_none_is_named(tmp_path: Path, place: str, address: str) -> None:
    key = place.rpartition(".")[2]
    text = re.sub(rf'^{key} = ".*"$', f'{key} = "{address}"', GOOD, flags=re.MULTILINE)
    with pytest.raises(ProviderFileError) as problem:
        read(tmp_path, text)
    assert (problem.value.place, problem.value.reason) == (place, "must begin with https://")


@pytest.mark.parametrize("odd", ["\u00e9", " ", "\\u0000", "\\r\\nX: y"])
def test_an_address_holds_nothing_that_could_not_be_sent(tmp_path: Path, odd: str) -> None:
    with pytest.raises(ProviderFileError, match="nothing but ASCII") as problem:
        read(tmp_path, GOOD.replace("/authorize", f"/authorize{odd}"))
    assert problem.value.place == "ways[1].authorization_endpoint"


@pytest.mark.parametrize("path", ["/a#b", "/a b", "/caf\u00e9", "/a/../b", "/%c3%a9"])
def test_a_redirect_comes_back_to_a_path_that_a_browser_sends_as_it_is(tmp_path: Path, path: str) -> None:
    with pytest.raises(ProviderFileError, match="as browsers write it") as problem:
        read(tmp_path, GOOD.replace("ports = [47000]", f'ports = [47000], path = "{path}"'))
    assert problem.value.place == "ways[1].redirects.loopback.path"


@pytest.mark.parametrize("pattern", ["[", "a{99999999999}", "[[a]", "(" * 9000 + ")" * 9000])
@pytest.mark.parametrize(
    ("key", "place"),
    [('suffix = ".acme.example"', "inputs[0].pattern"), ('label = "Token"', "ways[0].fields[0].looks_like")],
)
def test_a_pattern_that_is_none_is_named(tmp_path: Path, pattern: str, key: str, place: str) -> None:
    text = GOOD.replace(key, f"{key}\n{place.rpartition('.')[2]} = '{pattern}'")
    with pytest.raises(ProviderFileError, match="is not a pattern") as problem:
        read(tmp_path, text)
    assert problem.value.place == place


def test_a_loopback_address_is_the_one_place_where_http_is_allowed(tmp_path: Path) -> None:
    token_endpoint = "https://{account}.acme.example/token"
    read(tmp_path, GOOD.replace(token_endpoint, "http://127.0.0.1:8000/token"))
    mistake_in(tmp_path, GOOD.replace(token_endpoint, "http://127.0.0.1.evil.example/token"))


def test_the_type_of_a_way_is_told_by_its_kind_alone() -> None:
    kinds = {way.__struct_config__.tag for way in (PersonalToken, AuthorizationCode, OAuth1)}
    assert kinds == {"personal_token", "authorization_code", "oauth1"}
    assert all(re.fullmatch(r"[a-z0-9_]+", str(kind)) for kind in kinds)
