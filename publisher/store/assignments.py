"""Which playlist a screen shows, now and before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, true, update

from publisher.store import screens
from publisher.store.rows import Assignment, Screen
from publisher.store.tables import assignment, screen

ALWAYS = {"weekdays": "1234567", "from_minute": 0, "until_minute": 1440, "weight": 1}
MOST_NAMED = 500
"""A question that names more screens than this asks for all of them; databases limit the names in one question."""


def assign(db: Connection, screen_id: str, playlist: str, now: datetime) -> Assignment:
    """Let a screen show one playlist, at all times, in place of whatever it showed before but for notices.

    What it showed before stays in its history; the same choice again changes nothing.
    """
    screens.lock(db, screen_id)
    before = current(db, screen_id)
    if len(before) == 1 and before[0].playlist == playlist:
        return before[0]
    db.execute(update(assignment).where(_holds(screen_id)).values(ended_at=now))
    db.execute(insert(assignment).values(screen=screen_id, playlist=playlist, assigned_at=now, **ALWAYS))
    return current(db, screen_id)[0]


def current(db: Connection, screen_id: str) -> tuple[Assignment, ...]:
    """What a screen is to show besides notices, oldest choice first."""
    return read_all(db, _holds(screen_id))


def of_each(db: Connection, screen_ids: Collection[str]) -> Mapping[str, tuple[Assignment, ...]]:
    """What each of these screens is to show besides notices, in one question however many there are."""
    return by_screen(db, screen_ids, ~assignment.c.notice)


def by_screen(
    db: Connection, screen_ids: Collection[str], which: ColumnElement[bool]
) -> Mapping[str, tuple[Assignment, ...]]:
    """The assignments that hold and fit, oldest first, by screen; a screen that is not here has none."""
    found: defaultdict[str, tuple[Assignment, ...]] = defaultdict(tuple)
    among = assignment.c.screen.in_(screen_ids) if len(screen_ids) <= MOST_NAMED else true()
    for one in read_all(db, and_(among, assignment.c.ended_at.is_(None), which)):
        found[one.screen] = (*found[one.screen], one)
    return found


def history(db: Connection, screen_id: str) -> tuple[Assignment, ...]:
    """Everything that a screen was ever to show, oldest choice first."""
    return read_all(db, assignment.c.screen == screen_id)


def screens_showing(db: Connection, playlist: str) -> tuple[Screen, ...]:
    """The paired screens that are to show this playlist, also as a notice, by name."""
    chosen = select(assignment.c.screen).where(assignment.c.playlist == playlist, assignment.c.ended_at.is_(None))
    paired = select(screen).where(screen.c.id.in_(chosen), screen.c.unpaired_at.is_(None))
    return tuple(screens.screen_of(row) for row in db.execute(paired.order_by(screen.c.name, screen.c.id)))


def _holds(screen_id: str) -> ColumnElement[bool]:
    return and_(assignment.c.screen == screen_id, assignment.c.ended_at.is_(None), ~assignment.c.notice)


def read_all(db: Connection, which: ColumnElement[bool]) -> tuple[Assignment, ...]:
    """The assignments that fit, oldest first."""
    return tuple(_assignment(row) for row in db.execute(select(assignment).where(which).order_by(assignment.c.id)))


def _assignment(row: Row[Any]) -> Assignment:
    weekdays = tuple(int(digit) for digit in row.weekdays)
    return Assignment(**row._asdict() | {"weekdays": weekdays})
