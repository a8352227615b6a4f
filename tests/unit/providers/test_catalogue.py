"""The providers that ship are complete, and files of one's own are added without risk to the others."""

from pathlib import Path

import pytest

from ledgerpass.providers.catalogue import Catalogue, read_catalogue
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, OAuth1, PersonalToken
from ledgerpass.providers.registration import address_to_register
from ledgerpass.resource_files import resource_path

SHIPPED = resource_path("providers")


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return read_catalogue([SHIPPED])


def test_every_file_that_ships_can_be_used(shipped: Catalogue) -> None:
    assert shipped.problems == ()
    assert set(shipped.providers) >= {"moneybird", "money-go", "freshbooks-classic", "practice"}


def test_the_practice_company_stands_last(shipped: Catalogue) -> None:
    assert [provider.practice for provider in shipped].index(True) == len(shipped.providers) - 1


def test_moneybird_has_its_six_permissions_and_preselects_sales_invoices(shipped: Catalogue) -> None:
    moneybird = shipped.providers["moneybird"]
    token, sign_in = moneybird.ways
    assert isinstance(token, PersonalToken)
    assert isinstance(sign_in, AuthorizationCode)
    assert [scope.name for scope in sign_in.scopes] == [
        "sales_invoices",
        "documents",
        "estimates",
        "bank",
        "time_entries",
        "settings",
    ]
    assert [scope.name for scope in sign_in.scopes if scope.default] == ["sales_invoices"]
    assert address_to_register(sign_in, "out_of_band") == "urn:ietf:wg:oauth:2.0:oob"
    assert address_to_register(sign_in, "loopback") == "http://127.0.0.1:47620/callback/moneybird"


def test_moneygo_asks_with_a_json_body_for_the_scope_api(shipped: Catalogue) -> None:
    (way,) = shipped.providers["money-go"].ways
    assert isinstance(way, ClientCredentials)
    assert (way.token_endpoint, way.token_body) == ("https://api.money-go.com/token", "json")
    assert [scope.name for scope in way.scopes] == ["api"]


def test_freshbooks_classic_is_on_the_customers_own_host(shipped: Catalogue) -> None:
    token, sign_in = shipped.providers["freshbooks-classic"].ways
    assert isinstance(token, PersonalToken)
    assert token.headers == {"Authorization": "Basic base64({token}:X)"}
    assert isinstance(sign_in, OAuth1)
    assert sign_in.signature_method == "PLAINTEXT"
    assert sign_in.temporary_credential_endpoint.startswith("https://{account}.freshbooks.com/")
    assert not next(field for field in sign_in.fields if field.key == "consumer_secret").required
    assert address_to_register(sign_in, "loopback") == ""


def test_every_redirect_path_belongs_to_one_provider_alone(shipped: Catalogue) -> None:
    # RFC 9700 section 4.4.2.2: a distinct redirect address for each authorization server
    paths = [
        (provider.id, way.redirects.loopback.path)
        for provider in shipped
        for way in provider.ways
        if isinstance(way, AuthorizationCode | OAuth1) and way.redirects.loopback
    ]
    owners = {path: {owner for owner, taken in paths if taken == path} for _, path in paths}
    assert all(len(each) == 1 for each in owners.values()), owners


def test_a_file_of_ones_own_is_added_and_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    text = (SHIPPED / "money-go.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(text.replace('id = "money-go"', 'id = "mine"'), encoding="utf-8")
    (tmp_path / "go.toml").write_text(text.replace('name = "MoneyGo"', 'name = "Our MoneyGo"'), encoding="utf-8")
    catalogue = read_catalogue([SHIPPED, tmp_path])
    assert catalogue.providers["mine"].name == "MoneyGo"
    assert catalogue.providers["money-go"].name == "Our MoneyGo"


def test_a_broken_file_is_reported_and_the_others_are_there(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("id = \n", encoding="utf-8")
    catalogue = read_catalogue([SHIPPED, tmp_path])
    assert "moneybird" in catalogue.providers
    (problem,) = catalogue.problems
    assert (problem.file, problem.place) == ("broken.toml", "line 1")


def test_two_files_with_one_id_in_one_folder_are_a_mistake(tmp_path: Path) -> None:
    text = (SHIPPED / "money-go.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "b.toml").write_text(text, encoding="utf-8")
    (problem,) = read_catalogue([tmp_path]).problems
    assert problem.file == "b.toml"
    assert "money-go is taken" in problem.reason


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    (problem,) = read_catalogue([tmp_path / "gone"]).problems
    assert problem.reason == "is not a folder"
