"""The journal's tables: a view is a few small integers; what repeats stands once.

Every function works inside the transaction at hand.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from player.contract.records import Now, View
from player.turns import Place, Turn

PAGE_BYTES = 512
"""Small, for each commit writes whole pages: one of views, and the one with the places."""
VERSION = 2
VACUUM_PAGES = 2048
"""An empty file larger than this gives its room back."""
DROPPED_SHARE = 500
"""A full journal drops this part of its views at once, for making room costs a commit."""
MOST_NAMED = 500
"""So many subjects, clocks and boots stay when no view speaks of them: the next ones are likely the same."""
SLACK_MS = 1000
"""A wall clock that moved less than this against the boot-time clock still counts as the same."""

_TABLES = """
create table if not exists journal (id text not null, mark text not null, lost integer not null, places text not null);
create table if not exists boots (
    id integer primary key, boot text not null unique, forgotten integer not null default 0);
create table if not exists clocks (
    id integer primary key, boot integer not null, offset_ms integer not null, trusted integer not null);
create table if not exists subjects (
    id integer primary key, playlist text not null, edition integer not null,
    slide text not null, revision blob not null, frame blob not null,
    unique (frame, playlist, edition, slide, revision));
create table if not exists views (
    boot integer not null, sequence integer not null, clock integer not null, subject integer not null,
    ended_ms integer not null, held_ms integer not null, primary key (boot, sequence)) without rowid;
create table if not exists batches (
    id text primary key, boot integer not null, first integer not null, last integer not null) without rowid;
"""

_READ_BATCH = """
select batches.id, boots.id, boots.boot, first, batches.last from batches join boots on boots.id = batches.boot limit 1
"""

_READ_VIEWS = """
select sequence, boots.boot, ended_ms, held_ms, ended_ms + offset_ms, trusted,
    playlist, edition, slide, revision, frame
from views join boots on boots.id = views.boot join clocks on clocks.id = clock join subjects on subjects.id = subject
where views.boot = ? and sequence between ? and ? order by sequence
"""


@dataclass(frozen=True, slots=True)
class Noted:
    """A view as `show` has just seen it end."""

    turn: Turn
    held_ms: int
    ended: Now


@dataclass(frozen=True, slots=True)
class Cut:
    """The views of one batch: from one number to another, in one boot."""

    id: str
    boot_id: int
    boot: str
    first: int
    last: int


def create(db: sqlite3.Connection) -> None:
    """Make the tables unless they are there; raises DatabaseError if they are those of another version."""
    found = db.execute("pragma user_version").fetchone()[0]
    if found != VERSION and db.execute("select 1 from sqlite_master limit 1").fetchone() is not None:
        raise sqlite3.DatabaseError(f"it is of version {found}, and not {VERSION}")
    if found != VERSION:
        db.executescript(f"begin immediate; {_TABLES} pragma user_version = {VERSION}; commit;")
    new = (os.urandom(8).hex(), "", 0, "[]")
    db.execute("insert into journal select ?, ?, ?, ? where not exists (select 1 from journal)", new)


def keep(db: sqlite3.Connection, noted: Sequence[Noted], mark: str, lost: int) -> None:
    """Number and keep views, unless they were kept before under this mark."""
    if db.execute("select mark from journal").fetchone()[0] == mark:
        return
    for one in noted:
        _keep_one(db, one)
    places = json.dumps([asdict(place) for place in noted[-1].turn.places])
    db.execute("update journal set mark = ?, lost = lost + ?, places = ?", (mark, lost, places))


def _keep_one(db: sqlite3.Connection, noted: Noted) -> None:
    boot = _row(db, "boots", boot=noted.ended.boot)
    clock, subject = _clock(db, boot, noted.ended), _subject(db, noted.turn)
    row = (boot, _next_sequence(db, boot), clock, subject, noted.ended.uptime_ms, noted.held_ms)
    db.execute("insert into views values (?,?,?,?,?,?)", row)


def _next_sequence(db: sqlite3.Connection, boot: int) -> int:
    """One more than the highest number that was ever sent from this boot, or that waits."""
    kept = db.execute("select max(sequence) from views where boot = ?", (boot,)).fetchone()[0]
    forgotten = db.execute("select forgotten from boots where id = ?", (boot,)).fetchone()[0]
    return int(max(kept or 0, forgotten)) + 1


def _clock(db: sqlite3.Connection, boot: int, now: Now) -> int:
    offset_ms = int(now.at.timestamp() * 1000) - now.uptime_ms
    same = "select id from clocks where boot = ? and trusted = ? and offset_ms between ? and ?"
    found = db.execute(same, (boot, now.clock_trusted, offset_ms - SLACK_MS, offset_ms + SLACK_MS)).fetchone()
    return found[0] if found else _row(db, "clocks", boot=boot, offset_ms=offset_ms, trusted=now.clock_trusted)


def _subject(db: sqlite3.Connection, turn: Turn) -> int:
    entry = turn.entry
    digests = {"frame": bytes.fromhex(entry.frame), "revision": bytes.fromhex(entry.revision)}
    return _row(db, "subjects", **digests, playlist=turn.playlist, edition=turn.edition, slide=entry.slide)


def _row(db: sqlite3.Connection, table: str, **values: object) -> int:
    """The id of the row that says this, put there unless it is there."""
    names, given = ", ".join(values), tuple(values.values())
    same = " and ".join(f"{name} = ?" for name in values)
    found = db.execute(f"select id from {table} where {same}", given).fetchone()  # noqa: S608 - our own names
    marks = ", ".join("?" * len(values))
    new = f"insert into {table} ({names}) values ({marks})"  # noqa: S608
    return int(found[0]) if found else int(db.execute(new, given).lastrowid or 0)


def drop_oldest(db: sqlite3.Connection, most_bytes: int) -> int:
    """Drop the oldest views that are in no batch if the journal has grown too large; returns how many."""
    used = db.execute("pragma page_count").fetchone()[0] - db.execute("pragma freelist_count").fetchone()[0]
    if used * PAGE_BYTES <= most_bytes:
        return 0
    share = count_waiting(db) // DROPPED_SHARE + 1
    dropped = db.execute(
        "delete from views where (boot, sequence) in (select boot, sequence from views where not exists ("
        "select 1 from batches where batches.boot = views.boot and sequence between first and last)"
        " order by boot, sequence limit ?)",
        (share,),
    ).rowcount
    db.execute("update journal set lost = lost + ?", (dropped,))
    return dropped


def cut_oldest(db: sqlite3.Connection, most: int) -> Cut | None:
    """The batch that was cut and not forgotten, or else a new one of the oldest views; None if none wait."""
    row = db.execute(_READ_BATCH).fetchone()
    if row is None and _cut(db, most):
        row = db.execute(_READ_BATCH).fetchone()
    return Cut(*row) if row is not None else None


def _cut(db: sqlite3.Connection, most: int) -> bool:
    oldest = db.execute("select boot, sequence from views order by boot, sequence limit 1").fetchone()
    if oldest is None:
        return False
    last = "select max(sequence) from (select sequence from views where boot = ? order by sequence limit ?)"
    batch = (os.urandom(16).hex(), *oldest, db.execute(last, (oldest[0], most)).fetchone()[0])
    db.execute("insert into batches values (?,?,?,?)", batch)
    return True


def read_batch(db: sqlite3.Connection, cut: Cut) -> Iterator[View]:
    """The views of a batch, in order."""
    for sequence, boot, ended_ms, held_ms, at_ms, trusted, *subject in db.execute(
        _READ_VIEWS, (cut.boot_id, cut.first, cut.last)
    ):
        playlist, edition, slide, revision, frame = subject
        ended_at = datetime.fromtimestamp(at_ms / 1000, UTC)
        yield View(
            sequence,
            boot,
            ended_ms,
            held_ms,
            ended_at,
            bool(trusted),
            playlist,
            edition,
            slide,
            revision.hex(),
            frame.hex(),
        )


def forget(db: sqlite3.Connection, batch: str) -> None:
    """Delete a batch with its views, and once none wait also what they spoke of, if that has become much."""
    row = db.execute("select boot, first, last from batches where id = ?", (batch,)).fetchone()
    if row is None:
        return
    db.execute("delete from views where boot = ? and sequence between ? and ?", row)
    db.execute("update boots set forgotten = ? where id = ?", (row[2], row[0]))
    db.execute("delete from batches where id = ?", (batch,))
    tables = "(select count(*) from subjects), (select count(*) from clocks), (select count(*) from boots)"
    named = sum(db.execute(f"select {tables}").fetchone())
    if named > MOST_NAMED and db.execute("select 1 from views limit 1").fetchone() is None:
        db.execute("delete from subjects")
        db.execute("delete from clocks")
        db.execute("delete from boots where id < (select max(id) from boots)")  # the newest goes on counting


def is_worth_vacuuming(db: sqlite3.Connection) -> bool:
    """Whether the file is large and holds next to nothing."""
    free, pages = db.execute("pragma freelist_count").fetchone()[0], db.execute("pragma page_count").fetchone()[0]
    return bool(free > VACUUM_PAGES and pages - free < VACUUM_PAGES)


def count_waiting(db: sqlite3.Connection) -> int:
    """How many views are kept."""
    return int(db.execute("select count(*) from views").fetchone()[0])


def read_lost(db: sqlite3.Connection) -> int:
    """How many views were dropped since the journal was begun."""
    return int(db.execute("select lost from journal").fetchone()[0])


def read_places(db: sqlite3.Connection) -> tuple[Place, ...]:
    """Where the playlists stood with the last view that was kept; a damaged word of it is no reason to stop."""
    try:
        return tuple(Place(**place) for place in json.loads(db.execute("select places from journal").fetchone()[0]))
    except (ValueError, TypeError):
        return ()


def read_id(db: sqlite3.Connection) -> str:
    """The random name of the journal."""
    return str(db.execute("select id from journal").fetchone()[0])
