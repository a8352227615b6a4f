"""The end of a token, however it is said."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerpass.oauth2.expiry import LONGEST_LIFETIME, read_expiry


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the computer nine hours to the east."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "EAST-9")
        time.tzset()
        yield
    time.tzset()


NOW = 1_795_305_600.0  # 2026-11-22T00:00:00Z


@pytest.mark.parametrize("expires_in", [3600, 3600.0, "3600", "3600.0", " 3600 ", "3.6e3"], ids=repr)
def test_a_lifetime_is_a_number_however_it_is_written(expires_in: object) -> None:
    assert read_expiry({"expires_in": expires_in}, NOW) == (NOW, NOW + 3600)


@pytest.mark.parametrize(
    "expires_in",
    [
        None,
        "",
        "never",
        "1h",
        0,
        -1,
        "-3600",
        float("nan"),
        float("inf"),
        "Infinity",
        pytest.param(10**400, id="400 digits"),
        1_795_309_200,
        True,
        [3600],
        {},
    ],
)
def test_a_lifetime_that_makes_no_sense_is_an_end_that_nobody_said(expires_in: object) -> None:
    assert read_expiry({"expires_in": expires_in}, NOW) == (NOW, None)


def test_nothing_said_is_no_end() -> None:
    assert read_expiry({}, NOW) == (NOW, None)


def test_thirty_days_are_thirty_days() -> None:
    assert read_expiry({"expires_in": 2_592_000}, NOW) == (NOW, NOW + 30 * 86_400)


@pytest.mark.parametrize("created_at", [NOW - 2, int(NOW - 2), str(int(NOW - 2))], ids=repr)
def test_the_lifetime_starts_when_the_provider_made_the_token(created_at: object) -> None:
    assert read_expiry({"expires_in": 43_200, "created_at": created_at}, NOW) == (NOW - 2, NOW - 2 + 43_200)


@pytest.mark.parametrize("created_at", [NOW + 60, NOW - 43_200, NOW - 400_000, 0, -5, "yesterday", None, NOW * 1000])
def test_a_moment_of_making_that_contradicts_our_clock_is_passed_over(created_at: object) -> None:
    assert read_expiry({"expires_in": 43_200, "created_at": created_at}, NOW) == (NOW, NOW + 43_200)


@pytest.mark.parametrize(
    "expires_at",
    [
        "2026-11-22T01:00:00Z",
        "2026-11-22T01:00:00.000Z",
        "2026-11-22T02:00:00+01:00",
        "2026-11-22 01:00:00",
        "20261122T010000Z",
        NOW + 3600,
        int(NOW + 3600),
        str(int(NOW + 3600)),
    ],
    ids=repr,
)
def test_an_end_may_be_a_moment(expires_at: object) -> None:
    assert read_expiry({"expires_at": expires_at}, NOW) == (NOW, NOW + 3600)


@pytest.mark.parametrize(
    "expires_at",
    [
        "2026-11-21T23:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "soon",
        "",
        0,
        -1,
        NOW * 1000,
        [],
    ],
)
def test_a_moment_that_makes_no_sense_is_an_end_that_nobody_said(expires_at: object) -> None:
    assert read_expiry({"expires_at": expires_at}, NOW) == (NOW, None)


def test_a_moment_without_a_time_zone_is_utc_wherever_the_computer_stands(elsewhere: None) -> None:
    assert read_expiry({"expires_at": "2026-11-22T01:00:00"}, NOW) == (NOW, NOW + 3600)


def test_a_lifetime_goes_before_a_moment_because_it_needs_no_right_clock() -> None:
    assert read_expiry({"expires_in": 60, "expires_at": "2026-11-22T01:00:00Z"}, NOW) == (NOW, NOW + 60)
    assert read_expiry({"expires_in": None, "expires_at": "2026-11-22T01:00:00Z"}, NOW) == (NOW, NOW + 3600)


_ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)


@given(st.dictionaries(st.sampled_from(("expires_in", "expires_at", "created_at")), _ANYTHING))
def test_an_end_is_always_in_the_future_and_within_reason(members: dict[str, object]) -> None:
    issued_at, expires_at = read_expiry(members, NOW)
    assert issued_at <= NOW
    assert expires_at is None or NOW < expires_at <= NOW + LONGEST_LIFETIME
