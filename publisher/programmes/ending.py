"""When a notice ends, as somebody writes it: a day and a time, or a day alone, which means all of that day."""

from datetime import date, datetime, time, timedelta, tzinfo

from publisher.errors import RefusedError

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
        return end_of(date.fromisoformat(word), zone)
    except (ValueError, OverflowError):
        pass  # more than a day, or none
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError as error:
        raise RefusedError(
            f"'{written}' is no day and time. Write one such as '{EXAMPLE}', or a day alone for all of that day."
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
