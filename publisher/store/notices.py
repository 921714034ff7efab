"""Notices: playlists that go before everything else on a screen, and end by themselves."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from publisher.errors import RefusedError
from publisher.store import screens
from publisher.store.assignments import ALWAYS, by_screen, read_all
from publisher.store.rows import Assignment
from publisher.store.tables import assignment


def notify(db: Connection, screen_id: str, playlist: str, ends_at: datetime, now: datetime) -> Assignment:
    """Let a screen show a playlist as a notice until then; the same notice again gets the new end.

    What the screen shows otherwise stays. Raises RefusedError if the end is not to come.
    """
    if ends_at <= now:
        raise RefusedError("The end of a notice must be still to come. Write a later day or time.")
    screens.lock(db, screen_id)
    same = and_(_holds(screen_id), assignment.c.playlist == playlist)
    db.execute(update(assignment).where(same).values(ended_at=now))
    row = {"screen": screen_id, "playlist": playlist, "assigned_at": now, "notice": True, "ends_at": ends_at}
    db.execute(insert(assignment).values(row | ALWAYS))
    return read_all(db, same)[0]


def running(db: Connection, screen_id: str, now: datetime) -> tuple[Assignment, ...]:
    """The notices that a screen is to show now, oldest first."""
    return read_all(db, and_(_holds(screen_id), assignment.c.ends_at > now))


def running_on_each(db: Connection, screen_ids: Collection[str], now: datetime) -> Mapping[str, tuple[Assignment, ...]]:
    """The notices that each of these screens is to show now, in one question however many there are."""
    return by_screen(db, screen_ids, and_(assignment.c.notice, assignment.c.ends_at > now))


def end(db: Connection, screen_id: str, playlist: str, now: datetime) -> bool:
    """End a notice before its time; whether it was running."""
    screens.lock(db, screen_id)
    found = and_(_holds(screen_id), assignment.c.playlist == playlist)
    return db.execute(update(assignment).where(found).values(ended_at=now)).rowcount > 0


def end_overdue(db: Connection, now: datetime) -> tuple[str, ...]:
    """Note as ended what has ended by itself; gives back the screens on which it ran."""
    overdue = and_(assignment.c.notice, assignment.c.ended_at.is_(None), assignment.c.ends_at <= now)
    found = db.execute(select(assignment.c.screen).where(overdue).distinct().order_by(assignment.c.screen))
    screens_reached = tuple(row.screen for row in found)
    if screens_reached:
        db.execute(update(assignment).where(overdue).values(ended_at=assignment.c.ends_at))
    return screens_reached


def _holds(screen_id: str) -> ColumnElement[bool]:
    return and_(assignment.c.screen == screen_id, assignment.c.notice, assignment.c.ended_at.is_(None))
