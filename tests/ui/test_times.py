import time
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale

from ledgerpass.ui.wording import times
from tests.ui.samples import DAY, MINUTE, NOW

HOUR = 60 * MINUTE


@pytest.fixture(autouse=True)
def english() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 minute"),
        (58 * MINUTE + 59, "58 minutes"),
        (119 * MINUTE, "119 minutes"),
        (2 * HOUR, "2 hours"),
        (47 * HOUR, "47 hours"),
        (30 * DAY, "30 days"),
    ],
)
def test_a_duration_is_said_in_whole_units_and_never_too_long(seconds: float, words: str) -> None:
    assert times.duration(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 second"), (30, "30 seconds"), (150, "3 minutes"), (3 * HOUR, "3 hours")]
)
def test_a_wait_is_said_never_too_short(seconds: float, words: str) -> None:
    assert times.short_wait(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(581.4, "9:41"), (9, "0:09"), (-3, "0:00"), (600, "10:00")])
def test_a_count_down_is_said_in_minutes_and_seconds(seconds: float, words: str) -> None:
    assert times.time_left(seconds) == words


def test_today_is_said_by_the_clock_yesterday_by_its_name_and_older_days_by_date() -> None:
    assert times.when(NOW - 28 * MINUTE, NOW) == "09:14"
    assert times.when(NOW - DAY, NOW) == "yesterday 09:42"
    assert times.when(NOW - 2 * DAY, NOW) == "21 November"
    assert times.when(datetime(2025, 3, 1, 12).astimezone().timestamp(), NOW) == "1 March 2025"


def test_a_time_is_this_computer_s_own_and_not_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert times.clock_time(0) == "09:00"
    finally:
        monkeypatch.undo()
        time.tzset()
