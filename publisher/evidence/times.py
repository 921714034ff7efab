"""At what time of day a view was, though most screens have no clock of their own.

A screen measures with the clock that counts from its last start, and says at each sending what that clock shows
now. So the time of a view is the time at which the report arrived, less how long ago the view was. After a new start
that no longer works, and the screen's own word counts, if it trusted its clock.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from player.contract.records import Now, View

OLDEST_VIEW = timedelta(days=3650)
"""Longer than any screen stays on or keeps a view; one that says it is older is not believed."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """When a view ended, in UTC, and whether that is certain."""

    at: datetime
    certain: bool


def time_of(view: View, now: Now, received_at: datetime) -> TimeOfDay:
    """When a view ended; what cannot be known is put at the time of arrival and marked."""
    at = _by_uptime(view, now, received_at) if view.boot == now.boot else _by_clock(view, received_at)
    return TimeOfDay(received_at.astimezone(UTC), certain=False) if at is None else TimeOfDay(at, certain=True)


def _by_uptime(view: View, now: Now, received_at: datetime) -> datetime | None:
    ago_ms = now.uptime_ms - view.ended_ms
    if not 0 <= ago_ms <= OLDEST_VIEW / timedelta(milliseconds=1):
        return None
    return received_at.astimezone(UTC) - timedelta(milliseconds=ago_ms)


def _by_clock(view: View, received_at: datetime) -> datetime | None:
    believed = view.clock_trusted and received_at - OLDEST_VIEW <= view.ended_at <= received_at
    return view.ended_at.astimezone(UTC) if believed else None
