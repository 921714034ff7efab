"""When a notice ends, as somebody writes it: a day and a time, or a day alone, which means all of that day."""

from datetime import date, datetime, time, timedelta, tzinfo

from publisher.errors import RefusedError

MOST_YEARS = 2
"""How far ahead a notice may end; what holds for longer belongs into a playlist."""
TOO_FAR = f"That is more than {MOST_YEARS} years away. Write an earlier day."
EXAMPLE = "2026-11-30 18:00"
_DAYS_AHEAD = {"today": 0, "tomorrow": 1}


def end_of(day: date, zone: tzinfo) -> datetime:
    """The last second of a day in a time zone; the later one in a night in which it comes twice."""
    return datetime.combine(day, time(23, 59, 59, fold=1), zone)


def read_end(written: str, zone: tzinfo, today: date) -> datetime:
    """The end that is written, in this time zone unless it brings one along; raises RefusedError."""
    word = written.strip().lower()
    if word in _DAYS_AHEAD:
        return end_of(today + timedelta(days=_DAYS_AHEAD[word]), zone)
    try:
        moment = _moment(written.strip(), zone)
    except ValueError as error:
        raise RefusedError(
            f"'{written}' is no day and time. Write one such as '{EXAMPLE}', or a day alone for all of that day."
        ) from error
    if moment.year > today.year + MOST_YEARS:
        raise RefusedError(TOO_FAR)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _moment(written: str, zone: tzinfo) -> datetime:
    try:
        return end_of(date.fromisoformat(written), zone)
    except ValueError:
        return datetime.fromisoformat(written)  # more than a day, or none
