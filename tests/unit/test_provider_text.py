"""A provider's own words, on their way into an error."""

import pytest

from ledgerpass.provider_text import describe
from ledgerpass.secret import Secret


def test_what_was_sent_is_masked_however_plain_it_looks() -> None:
    assert describe("the code plainword has expired", [Secret("plainword")]) == "the code ••• has expired"


def test_the_longer_of_two_secrets_is_masked_whole() -> None:
    assert describe("it was abcdef", [Secret("abcd"), Secret("abcdef")]) == "it was •••"


def test_what_looks_like_a_token_is_masked_unasked() -> None:
    assert "84ec207ad0154a508f798e615a998ac1" not in describe("token 84ec207ad0154a508f798e615a998ac1 is unknown")


@pytest.mark.parametrize("beside", ["é", "²", "日", "ß"])
def test_a_letter_of_any_script_beside_a_token_does_not_show_it(beside: str) -> None:
    token = "84ec207ad0154a508f798e615a998ac1"
    assert token not in describe(f"{beside}{token}")
    assert token not in describe(f"{token}{beside}")
    assert "hunter2" not in describe(f"{beside}password=hunter2")
    assert "hunter2" not in describe(f"{beside}Bearer hunter2")


def test_a_value_of_two_letters_does_not_blot_out_the_text() -> None:
    assert describe("invalid identifier", [Secret("id")]) == "invalid identifier"


def test_a_long_text_is_cut_at_200_characters() -> None:
    assert len(describe("word " * 500)) == 200


def test_line_breaks_and_control_characters_become_spaces() -> None:
    assert describe("first\r\nsecond\x1b[31m\u2028third") == "first second [31m third"
