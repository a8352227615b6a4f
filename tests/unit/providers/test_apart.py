"""No provider can be taken for another: by its issuer (RFC 9207), or by the address its answers come to (RFC 8252)."""

from pathlib import Path

import pytest

from ledgerpass.providers.catalogue import Catalogue, read_catalogue
from ledgerpass.providers.provider import AuthorizationCode
from ledgerpass.providers.provider_file import read_provider_file
from ledgerpass.providers.registration import address_to_register
from ledgerpass.resource_files import resource_path

FILE = """
id = "{id}"
name = "Acme"
line = "Books"
mark = {{ letters = "Ac", colour = "#112233" }}
check = {{ url = "https://{host}/me" }}

[[ways]]
kind = "authorization_code"
id = "sign-in"
label = "Sign in"
line = "In your browser."
fixed = {{ client_id = "our-client" }}
authorization_endpoint = "https://{host}/authorize"
token_endpoint = "https://{host}/token"
issuer = "{issuer}"
iss_promised = {promised}
redirects = {{ preferred = "loopback", loopback = {{ {loopback} }} }}
"""


def write(
    folder: Path,
    provider_id: str,
    host: str = "acme.example",
    *,
    issuer: str = "",
    loopback: str = "",
    promised: bool = False,
) -> Path:
    path = folder / f"{provider_id}.toml"
    values = {"id": provider_id, "host": host, "issuer": issuer, "loopback": loopback}
    path.write_text(FILE.format(**values, promised=str(promised).lower()), encoding="utf-8")
    return path


def read(folder: Path) -> Catalogue:
    return read_catalogue([resource_path("providers"), folder])


def test_a_second_server_with_the_issuer_of_a_first_is_left_out_and_both_files_are_named(tmp_path: Path) -> None:
    write(tmp_path, "acme", issuer="https://acme.example")
    write(tmp_path, "impostor", "other.example", issuer="https://acme.example")
    catalogue = read(tmp_path)
    (problem,) = catalogue.problems
    assert (problem.file, problem.place) == ("impostor.toml", "ways[0].issuer")
    assert "acme.toml" in problem.reason
    assert catalogue.get("impostor") is None
    assert catalogue.get("acme") is not None


def test_two_files_may_describe_one_server(tmp_path: Path) -> None:
    write(tmp_path, "acme", issuer="https://acme.example")
    write(tmp_path, "acme-payroll", issuer="https://acme.example", loopback='path = "/callback/acme"')
    assert read(tmp_path).problems == ()


def test_a_sandbox_beside_the_real_one_has_an_issuer_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "acme", issuer="https://acme.example")
    write(tmp_path, "acme-sandbox", "sandbox.acme.example", issuer="https://sandbox.acme.example")
    write(tmp_path, "silent", "silent.example")  # names none
    write(tmp_path, "silent-sandbox", "sandbox.silent.example")
    assert read(tmp_path).problems == ()


def test_a_path_that_is_left_out_is_the_providers_own(tmp_path: Path) -> None:
    way = read_provider_file(write(tmp_path, "acme", loopback="ports = [47630]")).ways[0]
    assert isinstance(way, AuthorizationCode)
    assert way.redirects.loopback
    assert way.redirects.loopback.path == "/callback/acme"
    assert address_to_register(way, "loopback") == "http://127.0.0.1:47630/callback/acme"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('ports = [47630, 47631], path = "/cb"', 'ports = [47631], path = "/cb"'),
        ('path = "/cb"', 'path = "/cb"'),
        ('path = "/cb"', 'ports = [47630], path = "/cb"'),
        ("ports = [47630]", 'ports = [47630], path = "/callback/acme"'),
    ],
)
def test_two_servers_with_one_redirect_address_are_told_apart_or_refused(
    tmp_path: Path, first: str, second: str
) -> None:
    write(tmp_path, "acme", loopback=first)
    write(tmp_path, "other", "other.example", loopback=second)
    (problem,) = read(tmp_path).problems
    assert (problem.file, problem.place) == ("other.toml", "ways[0].redirects.loopback")
    assert "acme.toml" in problem.reason


@pytest.mark.parametrize(
    "second",
    ['ports = [47632], path = "/cb"', 'ports = [47630], path = "/callback/other"', "ports = [47630]"],
)
def test_another_port_or_another_path_is_enough(tmp_path: Path, second: str) -> None:
    write(tmp_path, "acme", loopback='ports = [47630], path = "/cb"')
    write(tmp_path, "other", "other.example", loopback=second)
    assert read(tmp_path).problems == ()


def test_servers_that_both_name_themselves_may_share_an_address(tmp_path: Path) -> None:
    write(tmp_path, "acme", issuer="https://acme.example", loopback='path = "/cb"', promised=True)
    write(tmp_path, "other", "other.example", issuer="https://other.example", loopback='path = "/cb"', promised=True)
    assert read(tmp_path).problems == ()


def test_what_replaces_a_shipped_file_is_not_held_against_it(tmp_path: Path) -> None:
    shipped = (resource_path("providers") / "moneybird.toml").read_text(encoding="utf-8")
    moved = shipped.replace("https://moneybird.com/oauth", "https://sandbox.moneybird.example/oauth")
    (tmp_path / "ours.toml").write_text(moved, encoding="utf-8")
    assert read(tmp_path).problems == ()
