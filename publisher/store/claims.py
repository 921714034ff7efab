"""How much of each hour a screen says that it has shown slides; no hour has more than sixty minutes."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, select

from publisher.store.insertion import insert_for
from publisher.store.rows import Claimed
from publisher.store.tables import claimed_hour

_NUMBERS = ("certain_ms", "by_uptime_ms", "by_clock_ms")
MOST_AT_ONCE = 400
"""Hours asked for in one question; SQLite takes no more than a thousand values."""


def read(db: Connection, screen_id: str, hours: Collection[datetime]) -> dict[datetime, Claimed]:
    """What was claimed of these hours before; nothing where nothing was."""
    found = dict.fromkeys(hours, Claimed())
    wanted = sorted(hours)
    for at in range(0, len(wanted), MOST_AT_ONCE):
        some = claimed_hour.c.hour.in_(wanted[at : at + MOST_AT_ONCE])
        for row in db.execute(select(claimed_hour).where(claimed_hour.c.screen == screen_id, some)):
            found[row.hour] = Claimed(row.certain_ms, row.by_uptime_ms, row.by_clock_ms)
    return found


def write(db: Connection, screen_id: str, claimed: Mapping[datetime, Claimed]) -> None:
    """Keep what is claimed of these hours now; whoever calls holds the lock on the screen."""
    rows = [{"screen": screen_id, "hour": hour, **asdict(one)} for hour, one in claimed.items()]
    if rows:
        entry = insert_for(db, claimed_hour)
        changed = {name: entry.excluded[name] for name in _NUMBERS}
        db.execute(entry.on_conflict_do_update(index_elements=["screen", "hour"], set_=changed), rows)


def forget(db: Connection, screen_id: str) -> None:
    """Begin anew, for another device in a screen's place: what was claimed before takes none of its time."""
    db.execute(delete(claimed_hour).where(claimed_hour.c.screen == screen_id))
