"""Client authentication (RFC 6749 section 2.3.1)."""

from base64 import b64decode
from typing import Literal
from urllib.parse import unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.oauth2.client_authentication import Client
from ledgerpass.secret import Secret


def basic(client_id: str, client_secret: str | None) -> str:
    secret = None if client_secret is None else Secret(client_secret)
    client = Client(client_id=Secret(client_id), client_secret=secret, authentication="basic")
    assert client.parameters() == {}, "two ways of authentication at once (RFC 6749 section 2.3)"
    return client.headers()["Authorization"].reveal()


def shown(client: Client) -> dict[str, str]:
    assert client.headers() == {}
    return {name: value.reveal() for name, value in client.parameters().items()}


def test_the_header_is_that_of_rfc_6749_section_2_3_1() -> None:
    assert basic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw") == "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3"


def test_an_id_with_a_colon_and_a_secret_outside_latin_1_are_encoded_first() -> None:
    assert b64decode(basic("my:id", "pass wörd%€").removeprefix("Basic ")) == b"my%3Aid:pass+w%C3%B6rd%25%E2%82%AC"


def test_a_client_without_a_secret_has_an_empty_password() -> None:
    assert b64decode(basic("id", None).removeprefix("Basic ")) == b"id:"


def test_in_the_body_both_codes_are_parameters() -> None:
    client = Client(client_id=Secret("id"), client_secret=Secret("secret"))
    assert shown(client) == {"client_id": "id", "client_secret": "secret"}


@pytest.mark.parametrize(
    ("secret", "authentication"), [(None, "body"), (Secret(""), "body"), (None, "none"), (Secret("secret"), "none")]
)
def test_a_public_client_names_itself_and_shows_no_secret(
    secret: Secret | None, authentication: Literal["body", "none"]
) -> None:
    client = Client(client_id=Secret("id"), client_secret=secret, authentication=authentication)
    assert shown(client) == {"client_id": "id"}


def test_a_client_shows_neither_of_its_codes() -> None:
    client = Client(client_id=Secret("the-client-id"), client_secret=Secret("the-client-secret"))
    assert "the-client" not in repr(client)


@given(st.text(), st.text())
def test_a_server_gets_both_codes_back_whole(client_id: str, client_secret: str) -> None:
    sent = b64decode(basic(client_id, client_secret).removeprefix("Basic ")).decode("ascii")
    assert [unquote_plus(part) for part in sent.split(":")] == [client_id, client_secret]
