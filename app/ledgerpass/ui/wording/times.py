"""Times and durations as people say them: local time, whole units, never UTC and never a decimal."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from ledgerpass.ui.wording.translation import say, say_count

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MINUTES_UNTIL = 2 * _HOUR
_HOURS_UNTIL = 2 * _DAY


def duration(seconds: float) -> str:
    """Say how long something lasts, rounded down: '58 minutes', '3 hours', '30 days', and 'less than a minute'."""
    if seconds < _MINUTE:
        return say("less than a minute")
    if seconds < _MINUTES_UNTIL:
        return say_count("1 minute", "{n} minutes", int(seconds // _MINUTE))
    if seconds < _HOURS_UNTIL:
        return say_count("1 hour", "{n} hours", int(seconds // _HOUR))
    return say_count("1 day", "{n} days", int(seconds // _DAY))


def short_wait(seconds: float) -> str:
    """Say how long to wait, to the second where it is short, rounded up."""
    if seconds < 2 * _MINUTE:
        return say_count("1 second", "{n} seconds", max(1, round(seconds)))
    return duration(seconds + _MINUTE - 1)


def time_left(seconds: float) -> str:
    """Say a count-down, as '9:05'."""
    whole = max(0, int(seconds))
    return f"{whole // _MINUTE}:{whole % _MINUTE:02}"


def clock_time(at: float) -> str:
    """Say the local time of day of `at` (seconds since 1970-01-01 UTC), as this computer writes it."""
    moment = datetime.fromtimestamp(at).astimezone()
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def day(at: float, now: float) -> str:
    """Say the local day of `at`: '3 December', with the year where it is another one."""
    moment, today = datetime.fromtimestamp(at).astimezone(), datetime.fromtimestamp(now).astimezone()
    pattern = say("d MMMM") if moment.year == today.year else say("d MMMM yyyy")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), pattern)


def coming(at: float, now: float) -> str:
    """Say when something will be: the time today, 'tomorrow 09:14', or the day."""
    moment, today = datetime.fromtimestamp(at).astimezone(), datetime.fromtimestamp(now).astimezone()
    if moment.date() == today.date():
        return clock_time(at)
    if moment.date() == (today + timedelta(days=1)).date():
        return say("tomorrow {time}", time=clock_time(at))
    return day(at, now)


def moment(at: float, now: float) -> str:
    """Say when something was, to the minute however long ago: in a list, two of a day must differ."""
    then, today = datetime.fromtimestamp(at).astimezone(), datetime.fromtimestamp(now).astimezone()
    if (today.date() - then.date()).days in {0, 1}:
        return when(at, now)
    return say("{day}, {time}", day=day(at, now), time=clock_time(at))


def when(at: float, now: float) -> str:
    """Say when something was: the time today, 'yesterday 09:14', or the day."""
    moment, today = datetime.fromtimestamp(at).astimezone(), datetime.fromtimestamp(now).astimezone()
    if moment.date() == today.date():
        return clock_time(at)
    if moment.date() == (today - timedelta(days=1)).date():
        return say("yesterday {time}", time=clock_time(at))
    return day(at, now)
