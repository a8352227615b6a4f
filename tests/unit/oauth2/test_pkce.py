"""PKCE (RFC 7636)."""

import re

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.oauth2.pkce import code_challenge, code_verifier
from ledgerpass.secret import Secret


def test_the_challenge_is_that_of_rfc_7636_appendix_b() -> None:
    verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    assert code_challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_verifier_has_256_bits_and_only_characters_that_rfc_7636_allows() -> None:
    asked: list[int] = []

    def randomness(octets: int) -> str:
        asked.append(octets)
        return "x" * 43

    code_verifier(randomness)
    assert asked == [32]
    assert re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", code_verifier().reveal())


def test_every_verifier_is_fresh() -> None:
    assert len({code_verifier().reveal() for _ in range(100)}) == 100


@given(st.text("abcXYZ019-._~", min_size=43, max_size=128))
def test_authlib_makes_the_same_challenge(verifier: str) -> None:
    assert code_challenge(Secret(verifier)) == create_s256_code_challenge(verifier)
