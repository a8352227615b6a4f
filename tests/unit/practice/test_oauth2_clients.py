"""Who is registered, and where an answer may go."""

import base64

import pytest

from ledgerpass.practice import codes
from ledgerpass.practice.oauth2_clients import CLIENTS, Presented, is_registered, presented_in_header, proves


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:53121/callback/practice",
        "http://localhost:80/callback/practice",
        "http://[::1]:65535/callback/practice",
        "urn:ietf:wg:oauth:2.0:oob",
    ],
)
def test_a_loopback_address_with_any_port_is_registered(address: str) -> None:
    assert is_registered(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:53121/callback/practice/",
        "http://127.0.0.1:53121/callback/practice?x=1",
        "http://127.0.0.1:53121/callback/practice#x",
        "http://127.0.0.1:53121/callback/moneybird",
        "http://127.0.0.1/callback/practice",
        "http://127.0.0.2:53121/callback/practice",
        "http://127.0.0.1.evil.example:53121/callback/practice",
        "http://127.0.0.1:53121@evil.example/callback/practice",
        "http://evil.example:53121/callback/practice",
        "https://127.0.0.1:53121/callback/practice",
        "HTTP://127.0.0.1:53121/callback/practice",
        "http://127.0.0.1:53121/callback/practice\n",
        "javascript:alert(1)",
        "urn:ietf:wg:oauth:2.0:oob:auto",
        "",
    ],
)
def test_every_other_address_is_not(address: str) -> None:
    assert not is_registered(address)


def test_codes_in_a_header_are_form_encoded_first() -> None:
    encoded = base64.b64encode(b"my%3Aid:s%2Bcret+1").decode()
    assert presented_in_header({"Authorization": f"Basic {encoded}"}) == Presented("my:id", "s+cret 1")


@pytest.mark.parametrize("header", ["", "Bearer abc", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic w6k6eA=="])
def test_a_header_without_two_codes_presents_none(header: str) -> None:
    assert presented_in_header({"Authorization": header}) is None


def test_a_public_client_can_prove_nothing() -> None:
    public = CLIENTS[codes.PUBLIC_CLIENT_ID]
    assert not proves(public, Presented(public.client_id, ""))
