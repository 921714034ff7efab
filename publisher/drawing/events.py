"""Days and times of an event in plain words; there is no clock here, so all listed days count."""

from datetime import date, time

from publisher.drawing.furniture import MONTHS, UNBROKEN
from publisher.model import Event

MOST_DAYS = 3
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_in_words(day: date) -> str:
    """`Thursday 3 December`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def time_in_words(moment: time) -> str:
    """`2pm`, `10:30am`, `midday` or `midnight`."""
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def hours_in_words(event: Event) -> str:
    """`2pm to 4pm`."""
    return f"{time_in_words(event.starts)} to {time_in_words(event.ends)}"


def later_days(event: Event) -> str:
    """The days after the first in words: `Also 7 January, 4 February and 2 more`, or nothing."""
    first, *others = sorted(set(event.days))
    listed = [_shorter(day, first) for day in others[: MOST_DAYS - 1]]
    more = len(others) - len(listed)
    words = [*listed, f"{more}{UNBROKEN}more"] if more else listed
    return f"Also {_joined(words)}" if words else ""


def _shorter(day: date, first: date) -> str:
    """The day without its weekday, where that is the first day's."""
    words = day_in_words(day) if day.weekday() != first.weekday() else f"{day.day} {MONTHS[day.month - 1]}"
    return words.replace(" ", UNBROKEN)


def _joined(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
