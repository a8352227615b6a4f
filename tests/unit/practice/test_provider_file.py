"""The provider's file of the practice company, and the practice company, say the same."""

import re

import pytest

from ledgerpass.practice import codes, permissions
from ledgerpass.practice.oauth2_clients import is_registered
from ledgerpass.practice.seal import Seal
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens
from ledgerpass.providers.provider import AuthorizationCode, ClientCredentials, OAuth1, PersonalToken, Provider
from ledgerpass.providers.provider_file import read_provider_file
from ledgerpass.resource_files import resource_path


@pytest.fixture(scope="module")
def provider() -> Provider:
    return read_provider_file(resource_path("providers", "practice.toml"))


def test_it_is_marked_as_practice(provider: Provider) -> None:
    assert provider.practice
    assert "practice" in provider.name.lower()


def test_signing_in_with_the_browser_comes_first_and_needs_no_codes(provider: Provider) -> None:
    first = provider.ways[0]
    assert isinstance(first, AuthorizationCode)
    assert not first.fields
    assert first.fixed == {"client_id": codes.PUBLIC_CLIENT_ID}
    assert first.pkce


def test_all_ways_in_are_there(provider: Provider) -> None:
    assert {type(way) for way in provider.ways} == {AuthorizationCode, ClientCredentials, OAuth1, PersonalToken}
    headers = [way.headers["Authorization"] for way in provider.ways if isinstance(way, PersonalToken)]
    assert headers == ["Bearer {token}", "Basic base64({token}:X)"]


def test_the_permissions_are_the_same_and_have_the_same_words(provider: Provider) -> None:
    for way in provider.ways:
        if isinstance(way, AuthorizationCode | ClientCredentials):
            assert {scope.name: scope.plain for scope in way.scopes} == permissions.PLAIN
            assert tuple(scope.name for scope in way.scopes if scope.default or scope.required) == permissions.DEFAULT


def test_the_redirect_addresses_are_registered(provider: Provider) -> None:
    for way in provider.ways:
        if isinstance(way, AuthorizationCode | OAuth1):
            loopback, out_of_band = way.redirects.loopback, way.redirects.out_of_band
            assert loopback
            assert out_of_band
            assert is_registered(f"http://{loopback.host}:53121{loopback.path}")
            assert out_of_band.redirect_uri == (codes.OUT_OF_BAND if isinstance(way, AuthorizationCode) else "oob")


def test_the_codes_look_as_the_file_says(provider: Provider) -> None:
    shown = {
        "client_id": codes.CLIENT_ID,
        "client_secret": codes.CLIENT_SECRET,
        "consumer_key": codes.CONSUMER_KEY,
        "consumer_secret": codes.CONSUMER_SECRET,
        "token": Tokens(Seal(b"k" * 32), Terms(), lambda: 0.0).personal(),
    }
    for way in provider.ways:
        for field in way.fields:
            assert re.fullmatch(field.looks_like or ".*", shown[field.key]), field.key


def test_the_page_with_the_codes_names_the_ways_as_the_wizard_does(provider: Provider) -> None:
    page = resource_path("practice", "connect.html").read_text(encoding="utf-8")
    for way in provider.ways:
        assert way.label in page or isinstance(way, AuthorizationCode), way.label
