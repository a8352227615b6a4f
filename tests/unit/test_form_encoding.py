"""Form-encoded text, as peers really send it."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.form_encoding import MOST_PARAMETERS, read_form


def test_plus_and_percent_are_decoded() -> None:
    assert read_form("a=one+two&b=%C3%BC%26") == {"a": "one two", "b": "ü&"}


def test_a_parameter_without_a_value_is_there_and_empty() -> None:
    assert read_form("error&code=") == {"error": "", "code": ""}


@pytest.mark.parametrize("text", ["code=a&code=b", "code=a&code=a", "code&code=a", "%63ode=a&code=b"])
def test_a_parameter_that_is_there_twice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="repeated"):
        read_form(text)


def test_a_flood_of_parameters_is_refused() -> None:
    with pytest.raises(ValueError, match="fields"):
        read_form("&".join(f"p{number}=" for number in range(MOST_PARAMETERS + 1)))


def test_half_a_character_from_a_clipboard_does_no_harm() -> None:
    assert read_form("code=\ud800") == {"code": "?"}


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=20))
def test_what_was_encoded_is_read_back(parameters: dict[str, str]) -> None:
    assert read_form(urlencode(parameters)) == parameters
