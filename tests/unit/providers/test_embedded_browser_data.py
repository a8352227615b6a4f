"""What a provider's file may say for the embedded browser, and how a mistake in it is named."""

from pathlib import Path

import pytest

from ledgerpass.errors import ProviderFileError
from ledgerpass.flows.way_back import way_back
from ledgerpass.flows.wish import Wish
from ledgerpass.providers.catalogue import read_catalogue
from ledgerpass.providers.provider import AuthorizationCode, OAuth1, Provider, ShownCode
from ledgerpass.providers.provider_file import read_provider_file
from ledgerpass.resource_files import resource_path
from ledgerpass.user_agents.embedded_browser.shown_code import SeenPage, code_on

FILE = """
id = "acme"
name = "Acme Books"
line = "Books"
mark = { letters = "Ac", colour = "#112233" }
check = { url = "https://acme.example/me" }

[[ways]]
kind = "authorization_code"
id = "sign-in"
label = "Sign in"
line = "Needs two codes."
authorization_endpoint = "https://acme.example/authorize"
token_endpoint = "https://acme.example/token"
fields = [{ key = "client_id", label = "Client ID" }]
redirects = { preferred = "out_of_band", EMBEDDED out_of_band = { OUT_OF_BAND } }
"""


def _read(tmp_path: Path, out_of_band: str, embedded: str = "") -> Provider:
    path = tmp_path / "acme.toml"
    path.write_text(FILE.replace("EMBEDDED", embedded).replace("OUT_OF_BAND", out_of_band), encoding="utf-8")
    return read_provider_file(path)


def _way(provider: Provider) -> AuthorizationCode:
    way = provider.ways[0]
    assert isinstance(way, AuthorizationCode)
    return way


def test_where_the_code_stands_goes_to_the_user_agent_and_no_code_is_looked_for_in_an_address(tmp_path: Path) -> None:
    for text, expected in (
        ('redirect_uri = "urn:ietf:wg:oauth:2.0:oob"', ShownCode()),
        (
            r"""redirect_uri = "urn:ietf:wg:oauth:2.0:oob", shown_code = { title = 'Success code=(\S+)' }""",
            ShownCode(title=r"Success code=(\S+)"),
        ),
        ('redirect_uri = "https://acme.example/done", shows = "address"', None),
    ):
        provider = _read(tmp_path, text)
        way = _way(provider)
        wish = Wish(provider=provider, way=way, values={}, fields={}, delivery="out_of_band")
        assert way_back(wish, way.redirects).shown_code == expected
        assert way.redirects.embedded == "allowed"


def test_a_scheme_of_its_own_needs_the_embedded_browser(tmp_path: Path) -> None:
    own = 'redirect_uri = "nl.acme.books:/done", shows = "address"'
    assert _way(_read(tmp_path, own, 'embedded = "only",')).redirects.embedded == "only"
    with pytest.raises(ProviderFileError) as caught:
        _read(tmp_path, own)
    assert caught.value.place.endswith("out_of_band.redirect_uri")


@pytest.mark.parametrize("scheme", ["http://acme.example/x", "file:///x", "javascript:x", "acme:/x", "data:x"])
def test_a_scheme_that_is_the_systems_or_anybodys_is_refused(tmp_path: Path, scheme: str) -> None:
    with pytest.raises(ProviderFileError):
        _read(tmp_path, f'redirect_uri = "{scheme}", shows = "address"', 'embedded = "only",')


@pytest.mark.parametrize(
    "address", ["https://b\u00fccher.example/", "https://acme.example/a/../b", "https://acme.example/a|b"]
)
def test_an_address_that_browsers_write_in_another_way_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(ProviderFileError, match="as browsers write it") as caught:
        _read(tmp_path, f'redirect_uri = "{address}", shows = "address"')
    assert caught.value.place.endswith("out_of_band.redirect_uri")


@pytest.mark.parametrize("pattern", ["code=", "(a)(b)", "(", "(?:x)"])
def test_a_pattern_for_the_code_has_one_group(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(ProviderFileError) as caught:
        _read(tmp_path, f"redirect_uri = 'urn:x', shown_code = {{ title = '{pattern}' }}")
    assert caught.value.place.endswith("shown_code.title")


MONEYBIRD = "https://moneybird.com/oauth/authorize"
FRESHBOOKS = "https://jansen.freshbooks.com/oauth/oauth_authorize.php"
HEXADECIMAL = "1192e141cfd1839e1d477ac0f91268deec523fae5d14748547a8a22fc3a5b39b"
BASE_64_URL = "QvRdJrpNfuFOP9Q0m_wF7R-prLkXRCv3GvfbLRujs8o"
TOKEN = "976d16a81ccf621a654fcc23193b0949"


@pytest.mark.parametrize(
    ("provider", "began_at", "page", "code"),
    [
        *(
            ("moneybird", f"{MONEYBIRD}?state=s", page, code)
            for code in (HEXADECIMAL, BASE_64_URL)
            for page in (
                SeenPage(address=f"{MONEYBIRD}/native?code={code}"),
                SeenPage(address=f"{MONEYBIRD}/{code}"),
                SeenPage(address=f"{MONEYBIRD}/done", marked=(f"\n  {code}\n",)),
            )
        ),
        *(
            ("freshbooks-classic", f"{FRESHBOOKS}?oauth_token={TOKEN}", page, "36PEuJegNY47i5Qw645PjV7bQeVwG79879")
            for page in (
                SeenPage(
                    address=f"{FRESHBOOKS}?oauth_token={TOKEN}",
                    said=f"oauth_verifier: 36PEuJegNY47i5Qw645PjV7bQeVwG79879\noauth_token: {TOKEN}",
                ),
                SeenPage(address=FRESHBOOKS, marked=("36PEuJegNY47i5Qw645PjV7bQeVwG79879", TOKEN)),
            )
        ),
    ],
)
def test_the_code_of_a_shipped_provider_is_read_in_every_form_that_is_known(
    provider: str, began_at: str, page: SeenPage, code: str
) -> None:
    ways = read_catalogue([resource_path("providers")]).providers[provider].ways
    way = next(each for each in ways if isinstance(each, AuthorizationCode | OAuth1))
    assert way.redirects.out_of_band
    assert code_on(page, way.redirects.out_of_band.shown_code, began_at=began_at) == code
