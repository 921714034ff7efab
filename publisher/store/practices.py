"""GP practices."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Row, select, update

from player.contract.records import Opening
from publisher.errors import RefusedError
from publisher.programmes.opening import write_opening
from publisher.store.insertion import insert_if_new
from publisher.store.names import check_id, tidy_name
from publisher.store.rows import Practice
from publisher.store.tables import practice


def add(db: Connection, practice_id: str, name: str, timezone: str, now: datetime) -> Practice:
    """Add a practice; raises RefusedError if its id is taken or its time zone is unknown."""
    check_id(practice_id, "practice", "oakfield")
    _check_timezone(timezone)
    row = {"id": practice_id, "name": tidy_name(name, "practice"), "timezone": timezone, "added_at": now}
    if not insert_if_new(db, practice, row):
        raise RefusedError(f"There is a practice '{practice_id}' already. Choose another id.")
    return get(db, practice_id)


def set_opening(db: Connection, practice_id: str, opening: tuple[Opening, ...]) -> Practice:
    """Give a practice its opening hours; none at all means that its screens are always on."""
    get(db, practice_id)
    written = {"opening": write_opening(opening)}
    db.execute(update(practice).where(practice.c.id == practice_id).values(written))
    return get(db, practice_id)


def get(db: Connection, practice_id: str) -> Practice:
    """One practice; raises RefusedError if there is none of this id."""
    row = db.execute(select(practice).where(practice.c.id == practice_id)).one_or_none()
    if row is None:
        known = ", ".join(each.id for each in everyone(db)) or "none yet; add one with `publisher practice`"
        raise RefusedError(f"There is no practice '{practice_id}'. There is: {known}.")
    return _practice(row)


def everyone(db: Connection) -> tuple[Practice, ...]:
    """Every practice, by name."""
    return tuple(_practice(row) for row in db.execute(select(practice).order_by(practice.c.name, practice.c.id)))


def _practice(row: Row[Any]) -> Practice:
    return Practice(row.id, row.name, row.timezone, row.opening)


def _check_timezone(timezone: str) -> None:
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RefusedError(f"'{timezone}' is not a time zone. Write one such as Europe/London.") from error
