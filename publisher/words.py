"""Numbers, times and spans in the words that a person would use."""

from datetime import date, datetime, tzinfo

from publisher.programmes.opening import parse_opening, say_opening
from publisher.store.rows import Practice


def counted(number: int, one: str, many: str = "") -> str:
    """`1 slide`, `12 slides`, `1,200 slides`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ago(then: datetime, now: datetime, zone: tzinfo) -> str:
    """How long ago something was: `5 seconds ago`, `2 hours ago`, `on 3 November 2026 at 14:05`."""
    seconds = int((now - then).total_seconds())
    if seconds < 2:
        return "just now"
    for limit, unit, name in ((90, 1, "second"), (90 * 60, 60, "minute"), (36 * 3600, 3600, "hour")):
        if seconds < limit:
            return f"{counted(seconds // unit, name)} ago"
    return f"on {moment(then, zone)}"


def moment(then: datetime, zone: tzinfo) -> str:
    """A day and a time of day where the practice is: `3 November 2026 at 14:05`."""
    local = then.astimezone(zone)
    return f"{day(local.date())} at {local:%H:%M}"


def coming(then: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment that is not far: `18:00 today`, `Monday at 08:00`, `3 December 2026 at 08:00`."""
    local, today = then.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M} today"
    if 0 < (local.date() - today).days < 7:
        return f"{local:%A} at {local:%H:%M}"
    return moment(then, zone)


def day(which: date) -> str:
    """A day: `3 November 2026`."""
    return f"{which.day} {which:%B %Y}"


def span(seconds: int) -> str:
    """A length of time: `45 seconds`, `3 minutes`, `2 hours 5 minutes`."""
    if seconds < 90:
        return counted(seconds, "second")
    minutes = round(seconds / 60)
    if minutes < 120:
        return counted(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    return f"{counted(hours, 'hour')} {counted(rest, 'minute')}" if rest else counted(hours, "hour")


def opening_hours(practice: Practice) -> str:
    """When a practice's screens are on: `Monday to Friday 08:00 to 18:30`, or `all the time`."""
    return say_opening(parse_opening(practice.opening)) or "all the time"


def listed(names: list[str]) -> str:
    """Names in a sentence: `one`, `one and two`, `one, two and three`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
