"""Days and times of an event in plain words; there is no clock here, so all listed days count."""

from datetime import date, time

from publisher.drawing.languages import code_of
from publisher.drawing.phrases import UNBROKEN, phrases_of
from publisher.model import Event

MOST_DAYS = 3


def day_in_words(day: date, language: str = "en") -> str:
    """`Thursday 3 December`."""
    words = phrases_of(language)
    return words.day.format(weekday=words.weekday(day), day=day.day, month=words.month(day))


def short_day(day: date, language: str = "en") -> str:
    """`3 December`."""
    words = phrases_of(language)
    return words.short_day.format(day=day.day, month=words.month(day))


def weekday_in_words(day: date, language: str = "en") -> str:
    """`Thursday`."""
    return phrases_of(language).weekday(day)


def month_in_words(day: date, language: str = "en") -> str:
    """`November 2026`."""
    words = phrases_of(language)
    return words.month_of_year.format(month=words.month(day, alone=True), year=day.year)


def time_in_words(moment: time, language: str = "en") -> str:
    """`2pm`, `10:30am`, `midday` or `midnight`; `14:00` in other languages than English."""
    if code_of(language) != "en":
        return f"{moment.hour}:{moment.minute:02}"
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def hours_in_words(event: Event, language: str = "en") -> str:
    """`2pm to 4pm`."""
    starts, ends = (time_in_words(moment, language) for moment in (event.starts, event.ends))
    return phrases_of(language).hours.format(starts=starts, ends=ends)


def later_days(event: Event, language: str = "en", most: int = MOST_DAYS) -> str:
    """The days after the first in words: `Also 7 January, 4 February and 2 more`, or nothing.

    At most `most` days are named, the first one of the event among them.
    """
    words = phrases_of(language)
    first, *others = sorted(set(event.days))
    listed = [_shorter(day, first, language) for day in others[: most - 1]]
    more = len(others) - len(listed)
    if more and not listed:
        return words.also_more.format(count=more)
    if more:
        listed.append(words.more.format(count=more).replace(" ", UNBROKEN))
    return words.also.format(days=_joined(listed, language)) if listed else ""


def _shorter(day: date, first: date, language: str) -> str:
    """The day without its weekday, where that is the first day's."""
    words = day_in_words(day, language) if day.weekday() != first.weekday() else short_day(day, language)
    return words.replace(" ", UNBROKEN)


def _joined(days: list[str], language: str) -> str:
    words = phrases_of(language)
    return words.comma.join(days[:-1]) + words.last + days[-1] if len(days) > 1 else days[0]
