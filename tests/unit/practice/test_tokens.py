"""Which tokens are good, and until when."""

import pytest

from ledgerpass.practice.seal import Seal
from ledgerpass.practice.terms import Terms
from ledgerpass.practice.tokens import Tokens


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> Tokens:
    return Tokens(Seal(b"k" * 32), Terms(access_token_life=60), clock)


def test_an_access_token_ends_to_the_second(tokens: Tokens, clock: Clock) -> None:
    token = tokens.access("client", ("invoices.read",), "permission")
    clock.now += 59.9
    assert tokens.good(token, "access")
    clock.now += 0.1
    assert not tokens.good(token, "access")


def test_a_refresh_token_is_no_access_token(tokens: Tokens) -> None:
    assert not tokens.good(tokens.refresh("client", (), "permission"), "access", "personal")


def test_two_tokens_for_the_same_are_not_the_same(tokens: Tokens) -> None:
    assert tokens.access("client", (), "permission") != tokens.access("client", (), "permission")


def test_the_personal_token_is_always_the_same_and_has_no_end(tokens: Tokens, clock: Clock) -> None:
    token = tokens.personal()
    clock.now += 10 * 365 * 86400
    assert tokens.personal() == token
    assert tokens.good(token, "personal")


def test_revoking_a_permission_ends_all_that_came_of_it_and_nothing_else(tokens: Tokens) -> None:
    first, second = tokens.access("client", (), "one"), tokens.refresh("client", (), "one")
    other = tokens.access("client", (), "two")
    tokens.revoke("one")
    assert not tokens.good(first, "access")
    assert not tokens.good(second, "refresh")
    assert tokens.good(other, "access")
