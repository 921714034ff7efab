"""Days and times of an event in plain words; there is no clock here, so all listed days count."""

from datetime import date, time

from publisher.drawing.words.phrases import UNBROKEN, phrases_of
from publisher.model.languages import code_of
from publisher.model.slides import MOST_DAYS, Event


def day_in_words(day: date, language: str = "en", *, with_year: bool = False, space: str = " ") -> str:
    """`Thursday 3 December`, or `Thursday 3 December 2026`; `space` stands between its words, but before the year."""
    words = phrases_of(language)
    said = words.day.format(weekday=words.weekday(day), day=day.day, month=words.month(day)).replace(" ", space)
    return words.dated.format(day=said, year=day.year) if with_year else said


def short_day(day: date, language: str = "en", *, with_year: bool = False, space: str = " ") -> str:
    """`3 December`, or `3 December 2026`."""
    words = phrases_of(language)
    said = words.short_day.format(day=day.day, month=words.month(day)).replace(" ", space)
    return words.dated.format(day=said, year=day.year) if with_year else said


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
    listed = [_shorter(day, first, event, language) for day in others[: most - 1]]
    more = len(others) - len(listed)
    if more and not listed:
        return words.also_more.format(count=more)
    if more:
        listed.append(words.more.format(count=more).replace(" ", UNBROKEN))
    return words.also.format(days=_joined(listed, language)) if listed else ""


def every_later_day(event: Event, language: str = "en") -> str:
    """The same for whoever hears it, with the days that are counted there: `… and 1 more (4 March 2027)`.

    These have their years in any case, since whether the others need theirs says nothing about them.
    """
    _, *others = sorted(set(event.days))
    rest = [short_day(day, language, with_year=True, space=UNBROKEN) for day in others[MOST_DAYS - 1 :]]
    named = later_days(event, language)
    return f"{named} ({phrases_of(language).comma.join(rest)})" if rest else named


def _shorter(day: date, first: date, event: Event, language: str) -> str:
    """The day without its weekday, where that is the first day's."""
    say = short_day if day.weekday() == first.weekday() else day_in_words
    return say(day, language, with_year=event.with_year, space=UNBROKEN)


def _joined(days: list[str], language: str) -> str:
    words = phrases_of(language)
    return words.comma.join(days[:-1]) + words.last + days[-1] if len(days) > 1 else days[0]
