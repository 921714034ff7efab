"""Days and hours: what is on now, in the practice's own time zone.

Hours are what a clock on the practice's wall says. In the night in which 01:30 comes twice, what
is on from 01:00 until 02:00 is on for two hours; in the night in which it never comes, not at all.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from player.contract.records import Assigned, Entry, Now, Opening, Programme


def is_open(programme: Programme, now: Now) -> bool:
    """Whether the panel should be on: always, unless opening hours say otherwise and the time is known."""
    return not now.clock_trusted or within_opening(programme.opening, local_time(programme, now))


def within_opening(opening: tuple[Opening, ...], local: datetime) -> bool:
    """Whether this local time is within the hours; always, if there are none."""
    return not opening or any(_days_begun(one, local) for one in opening)


def is_on(assigned: Assigned, local: datetime, *, clock_trusted: bool) -> bool:
    """Whether a playlist is on at this local time, which carries its offset if `ends_at` matters.

    As long as the clock is not trusted, its hours and weekdays mean nothing and are passed over:
    a screen that shows the wrong playlist beats one that shows none. What has an end waits, for
    nobody can tell whether that has come.
    """
    if assigned.ends_at is not None and (not clock_trusted or local >= assigned.ends_at):
        return False
    days = _days_begun(assigned, local) if clock_trusted else [local.date()]
    return any(_within_days(assigned.first_day, assigned.last_day, day) for day in days)


def may_show(entry: Entry, day: date, *, clock_trusted: bool) -> bool:
    """Whether an entry's days allow it; one that depends on the clock waits until the clock is trusted."""
    if entry.needs_clock and not clock_trusted:
        return False
    return _within_days(entry.first_day, entry.last_day, day)


def local_time(programme: Programme, now: Now) -> datetime:
    """What a clock on the practice's wall says."""
    return now.at.astimezone(_zone(programme.timezone))


def _days_begun(hours: Assigned | Opening, local: datetime) -> list[date]:
    """The days whose hours include this time: today's, or those of yesterday that run over midnight."""
    minute = local.hour * 60 + local.minute
    today, yesterday = local.date(), local.date() - timedelta(days=1)
    if hours.from_minute < hours.until_minute:
        return _of_weekdays(hours.weekdays, [today] if hours.from_minute <= minute < hours.until_minute else [])
    begun = [today] if minute >= hours.from_minute else []
    return _of_weekdays(hours.weekdays, [*begun, yesterday] if minute < hours.until_minute else begun)


def _of_weekdays(weekdays: tuple[int, ...], days: Iterable[date]) -> list[date]:
    return [day for day in days if day.isoweekday() in weekdays]


def _within_days(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC  # a device without this zone's data still shows something
