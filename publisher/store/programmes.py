"""Programmes that were signed for screens; a serial is never given twice."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from publisher.errors import RefusedError
from publisher.store import screens
from publisher.store.rows import ProgrammeRow
from publisher.store.tables import programme


def next_serial(db: Connection, screen_id: str, now: datetime, above: int = 0) -> int:
    """Take the next serial of a screen, higher than `above`; one that is taken and never issued leaves a gap.

    It is the seconds since 1970, or one more than the last: so it grows even after an old copy of the
    database was put back, and no screen takes what is new for something older than it has seen.
    """
    screens.lock(db, screen_id)
    highest = db.execute(select(func.max(programme.c.serial)).where(programme.c.screen == screen_id)).scalar() or 0
    serial = max(int(now.timestamp()), highest + 1, above + 1)
    db.execute(insert(programme).values(screen=screen_id, serial=serial, begun_at=now))
    return serial


def issued(db: Connection, screen_id: str, serial: int, digest: str, now: datetime) -> None:
    """Note that a programme was signed and is out; raises RefusedError for a serial that nobody took."""
    taken = (programme.c.screen == screen_id) & (programme.c.serial == serial)
    if db.execute(update(programme).where(taken).values(digest=digest, issued_at=now)).rowcount == 0:
        raise RefusedError(f"Programme {serial} of '{screen_id}' was never begun. Issue the programme again.")


def latest(db: Connection, screen_id: str) -> ProgrammeRow | None:
    """The newest programme that is out, or None if none was issued yet."""
    out = select(programme).where(programme.c.screen == screen_id, programme.c.digest.is_not(None))
    row = db.execute(out.order_by(programme.c.serial.desc()).limit(1)).one_or_none()
    return None if row is None else ProgrammeRow(row.screen, row.serial, row.digest, row.issued_at)
