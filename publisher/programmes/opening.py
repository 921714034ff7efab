"""Opening hours as a practice writes them: `mon-fri 08:00-18:30, sat 09:00-12:00`."""

import re
from datetime import datetime, time, timedelta
from itertools import groupby

from player.contract.limits import MAX_OPENINGS
from player.contract.records import Opening
from publisher.errors import RefusedError

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = 1440
"""Minutes."""
EXAMPLE = "mon-fri 08:00-18:30, sat 09:00-12:00"

CLOSED = (Opening((1, 2, 3, 4, 5, 6, 7), 1440, 0),)
"""Closed all week: hours that begin at the very end of a day, and so never."""

_SHORT = tuple(day[:3].lower() for day in DAYS)
_PART = re.compile(r"([a-z]{3})[a-z]*(?:\s*-\s*([a-z]{3})[a-z]*)?\s+(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")


def parse_opening(kept: str) -> tuple[Opening, ...]:
    """The hours that are kept; nothing at all means always open. Raises RefusedError.

    What begins at 24:00 was once taken: it is the beginning of the day after, as players always understood it.
    """
    return tuple(settled for one in _parts(kept) for settled in _settled(one))


def type_opening(written: str) -> tuple[Opening, ...]:
    """The hours that somebody has just written; raises RefusedError also where they could be meant in two ways."""
    opening = _parts(written)
    if opening != CLOSED:
        for one in opening:
            _demand_clear(one)
    return opening


def write_opening(opening: tuple[Opening, ...]) -> str:
    """The hours as `parse_opening` reads them, always in the same form."""
    return ", ".join(f"{_span(one.weekdays, _SHORT, '-')} {_hours(one, '-')}" for one in opening)


def say_opening(opening: tuple[Opening, ...]) -> str:
    """The hours in a sentence for a person: `Monday to Friday 08:00 to 18:30`, or `at no time`."""
    if opening == CLOSED:
        return "at no time"
    return ", ".join(f"{_span(one.weekdays, DAYS, ' to ')} {_hours_said(one)}" for one in opening)


def next_opening(opening: tuple[Opening, ...], local: datetime) -> datetime | None:
    """When these hours next begin after this local time; never, if there are none or all days are closed."""
    days = [local.date() + timedelta(days=ahead) for ahead in range(9)]
    begins = (
        datetime.combine(day, time(*divmod(one.from_minute, 60)), local.tzinfo)
        for day in days
        for one in opening
        if day.isoweekday() in one.weekdays and one.from_minute < _DAY
    )
    return min((begin for begin in begins if begin > local), default=None)


def opening_of(week: dict[int, tuple[str, str]]) -> tuple[Opening, ...]:
    """The hours of a week, given as two times of day for each ISO weekday that has any; equal neighbours are joined."""
    days = sorted((day, times) for day, times in week.items())
    together = groupby(enumerate(days), key=lambda item: (item[1][0] - item[0], item[1][1]))
    opening = tuple(
        Opening(tuple(day for _, (day, _) in group), *(_minute(*time.partition(":")[::2]) for time in times))
        for (_, times), group in together
    )
    for one in opening:
        _demand_clear(one)
    return opening


def week_of(opening: tuple[Opening, ...]) -> dict[int, tuple[str, str]]:
    """The first hours of each ISO weekday that has any."""
    week: dict[int, tuple[str, str]] = {}
    for one in opening if opening != CLOSED else ():
        for day in one.weekdays:
            week.setdefault(day, (_time(one.from_minute), _time(one.until_minute % 1440)))  # forms know no 24:00
    return week


def _parts(written: str) -> tuple[Opening, ...]:
    parts = [part.strip().lower() for part in re.split("[,;]", written) if part.strip()]
    if len(parts) > MAX_OPENINGS:
        raise RefusedError(f"These are {len(parts)} opening hours. Write at most {MAX_OPENINGS}.")
    return tuple(_part(part) for part in parts)


def _settled(one: Opening) -> tuple[Opening, ...]:
    """The same hours, beginning on the day on which they do; two where a week ends in between."""
    if one.from_minute < _DAY or one.until_minute == 0:
        return (one,)
    days = [day + 1 for day in one.weekdays]
    runs = [tuple(day for day in days if day <= 7), tuple(day - 7 for day in days if day > 7)]
    return tuple(Opening(run, 0, one.until_minute) for run in runs if run)


def _demand_clear(one: Opening) -> None:
    """Refuse hours that begin at the end of a day, or end as they begin; raises RefusedError with the cure."""
    days = _span(one.weekdays, _SHORT, "-")
    begin = f"'{write_opening((one,))}' begins at 24:00, which is the end of a day."
    if one.from_minute == _DAY and one.until_minute % _DAY == 0:
        raise RefusedError(f"{begin} Write {days} 00:00-24:00 if it is open all day; leave out days that are closed.")
    if one.from_minute == _DAY:
        after = write_opening(_settled(one))
        raise RefusedError(
            f"{begin} Write {days} 00:00-{_time(one.until_minute)}, or {after} if you mean the days after."
        )
    if one.from_minute == one.until_minute != 0:
        raise RefusedError(
            f"'{write_opening((one,))}' begins and ends at the same time. Write {days} 00:00-24:00 if it is open all"
            " day, or change one of the times."
        )


def _part(part: str) -> Opening:
    found = _PART.fullmatch(part)
    first, last = (found[1], found[2] or found[1]) if found else ("", "")
    if found is None or first not in _SHORT or last not in _SHORT or _SHORT.index(first) > _SHORT.index(last):
        raise RefusedError(f"'{part:.60}' are no opening hours. Write days and times such as: {EXAMPLE}")
    days = range(_SHORT.index(first) + 1, _SHORT.index(last) + 2)
    return Opening(tuple(days), _minute(found[3], found[4]), _minute(found[5], found[6]))


def _minute(hour: str, minute: str) -> int:
    if not (hour.isdecimal() and minute.isdecimal()) or int(minute) > 59 or int(hour) * 60 + int(minute) > 1440:
        raise RefusedError(f"'{hour:.5}:{minute:.5}' is no time of day. Write one from 00:00 to 24:00.")
    return int(hour) * 60 + int(minute)


def _span(weekdays: tuple[int, ...], names: tuple[str, ...], dash: str) -> str:
    first, last = names[weekdays[0] - 1], names[weekdays[-1] - 1]
    return first if first == last else f"{first}{dash}{last}"


def _hours(opening: Opening, dash: str) -> str:
    return f"{_time(opening.from_minute)}{dash}{_time(opening.until_minute)}"


def _hours_said(opening: Opening) -> str:
    whole = opening.from_minute == 0 and opening.until_minute in {0, 1440}
    return "all day" if whole else _hours(opening, " to ")


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
