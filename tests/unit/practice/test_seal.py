"""Tokens that are their own record."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.practice.seal import Claims, Seal

SEAL = Seal(b"k" * 32)
CLAIMS = Claims(kind="access", client="c", scopes=("invoices.read",), permission="p", id="1", expires_at=1_800_000_000)


def test_a_token_says_what_was_sealed_in_it() -> None:
    assert SEAL.open(SEAL.close(CLAIMS)) == CLAIMS


def test_a_token_says_that_it_is_for_practice() -> None:
    assert SEAL.close(CLAIMS).startswith("practice-")


def test_another_key_opens_nothing() -> None:
    assert Seal(b"K" * 32).open(SEAL.close(CLAIMS)) is None


def test_a_token_with_one_character_changed_is_not_ours() -> None:
    token = SEAL.close(CLAIMS)
    for place in range(len(token)):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert SEAL.open(changed) is None, place


def test_a_token_with_more_rights_and_the_old_seal_is_not_ours() -> None:
    body, _, seal = SEAL.close(CLAIMS).removeprefix("practice-").partition(".")
    claims = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).replace(b"invoices.read", b"settings")
    forged = base64.urlsafe_b64encode(claims).rstrip(b"=").decode()
    assert SEAL.open(f"practice-{forged}.{seal}") is None


@given(st.text())
def test_no_text_breaks_the_opening(text: str) -> None:
    assert SEAL.open(text) is None
    assert SEAL.open(f"practice-{text}") is None


def test_the_secret_of_a_token_is_no_seal_of_anything() -> None:
    token = SEAL.close(CLAIMS)
    assert SEAL.secret_of(token) == SEAL.secret_of(token)
    assert SEAL.secret_of(token) not in token
    assert Seal(b"K" * 32).secret_of(token) != SEAL.secret_of(token)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Seal(b"k" * length)
