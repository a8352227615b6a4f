"""Templates are filled so that nothing a user types can change what they mean."""

import pytest

from ledgerpass.providers.template import fill_address, fill_header
from ledgerpass.secret import Secret


def test_a_value_in_an_address_is_percent_encoded() -> None:
    assert fill_address("https://x.example/{company_id}/a", {"company_id": "1/../2?a#b"}) == (
        "https://x.example/1%2F..%2F2%3Fa%23b/a"
    )


def test_the_practice_companys_origin_stands_as_it_is() -> None:
    assert fill_address("{practice}/token", {"practice": "http://127.0.0.1:4"}) == "http://127.0.0.1:4/token"


def test_a_placeholder_without_a_value_is_an_error_and_not_an_empty_text() -> None:
    with pytest.raises(KeyError):
        fill_address("https://{account}.example/", {})


def test_a_basic_header_is_encoded_as_the_page_shows_it() -> None:
    header = fill_header("Basic base64({token}:X)", {"token": Secret("insert_token_here")})
    assert header.reveal() == "Basic aW5zZXJ0X3Rva2VuX2hlcmU6WA=="


def test_a_token_with_braces_in_it_is_not_filled_again() -> None:
    values = {"token": Secret("{client_secret}"), "client_secret": Secret("s")}
    assert fill_header("Bearer {token}", values).reveal() == "Bearer {client_secret}"


def test_a_filled_header_stays_out_of_sight() -> None:
    assert "abc" not in repr(fill_header("Bearer {token}", {"token": Secret("abc")}))
