"""The notices that run on a screen now, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from publisher import words
from publisher.store import editions, notices, practices
from publisher.store.rows import Assignment, Practice, Screen


@dataclass(frozen=True, slots=True)
class Running:
    """One notice on one screen, and when it ends by itself."""

    playlist: str
    title: str
    ends: str
    """A moment to come, such as `18:00 today`."""


def running_on(db: Connection, screen: Screen, now: datetime) -> tuple[Running, ...]:
    """The notices that run on a screen, oldest first."""
    titles = {row.playlist: row.title for row in editions.all_latest(db)}
    return told_of(notices.running(db, screen.id, now), titles, practices.get(db, screen.practice), now)


def told_of(
    assigned: Iterable[Assignment], titles: Mapping[str, str], practice: Practice, now: datetime
) -> tuple[Running, ...]:
    """These notices, with the titles of what was published and by the clock of the practice."""
    zone = ZoneInfo(practice.timezone)
    return tuple(
        Running(one.playlist, titles[one.playlist], words.coming(one.ends_at, now, zone))
        for one in assigned
        if one.playlist in titles and one.ends_at
    )
