"""The views that wait for their receipt, each synced to the disk before it counts.

A view is one row, numbered once and for ever within its journal. Rows are cut into batches that
never change again, so that a report may be sent any number of times. What was counted is deleted.
`show` writes and `sync` reads, at the same time, and either may be killed.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from player.contract import MAX_VIEWS_PER_REPORT, Now, View
from player.errors import StorageError
from player.files import make_folder, remove, set_aside
from player.log import Log
from player.state import State
from player.turns import Place, Turn

Result = TypeVar("Result")

LONGEST_HELD_MS = 1_200_000

log = Log(__name__)

_TABLES = """
create table if not exists journal (id text not null);
create table if not exists boots (id integer primary key, boot text not null unique);
create table if not exists subjects (
    id integer primary key, playlist text not null, edition integer not null,
    slide text not null, revision text not null, frame text not null,
    unique (playlist, edition, slide, revision, frame));
create table if not exists views (
    sequence integer primary key autoincrement, boot integer not null, subject integer not null,
    ended_ms integer not null, held_ms integer not null, ended_at_ms integer not null, clock_trusted integer not null);
create table if not exists batches (id text primary key, first integer not null, last integer not null);
create table if not exists places (
    playlist text primary key, slide text not null, position integer not null, earned integer not null);
"""

_READ_VIEWS = """
select sequence, boots.boot, ended_ms, held_ms, ended_at_ms, clock_trusted, playlist, edition, slide, revision, frame
from views join boots on boots.id = views.boot join subjects on subjects.id = views.subject
where sequence between ? and ? order by sequence
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """Views that go into one report, the same ones at every sending."""

    id: str
    journal: str
    views: tuple[View, ...]


class Journal:
    """One player's journal; a damaged one is set aside and a new one begun.

    Every method raises StorageError when the disk does not take or give what is asked.
    """

    def __init__(self, state: State) -> None:
        self._path = state.journal
        self._lock = state.lock("journal")
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self.busy_seconds = 5.0
        """How long to wait for the other process's turn at the file."""

    def record(self, turn: Turn, held_ms: int, ended: Now) -> None:
        """Count one view; it is on the disk when this returns."""
        self._run(lambda db: _record(db, turn, min(held_ms, LONGEST_HELD_MS), ended))

    def places(self) -> tuple[Place, ...]:
        """How far each playlist had come with the last view that was recorded."""
        query = "select playlist, slide, position, earned from places order by rowid"
        return self._run(lambda db: tuple(Place(*row) for row in db.execute(query)))

    def waiting(self) -> int:
        """How many views wait for their receipt."""
        return self._run(lambda db: int(db.execute("select count(*) from views").fetchone()[0]))

    def id(self) -> str:
        """The random name of this journal."""
        return self._run(_journal_id)

    def oldest_batch(self, most: int = MAX_VIEWS_PER_REPORT) -> Batch | None:
        """The oldest views as a batch, cut now unless it was cut before; None if none wait."""
        return self._run(lambda db: _oldest_batch(db, most))

    def forget(self, batch: Batch) -> None:
        """Delete what the publisher has counted, or what it never will."""
        self._run(lambda db: _forget(db, batch.id))

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            try:
                return self._transact(work)
            except sqlite3.OperationalError:
                raise  # busy, full or read-only: nothing that a new file would mend
            except sqlite3.DatabaseError as error:
                self._begin_anew(error)
                return self._transact(work)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StorageError(f"{self._path}: {error}. Look at the disk: is it full or worn?") from error

    def _transact(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        db = self._open()
        db.execute("begin immediate")
        try:
            result = work(db)
            db.execute("commit")
        except BaseException:
            if db.in_transaction:
                db.execute("rollback")
            raise
        return result

    def _open(self) -> sqlite3.Connection:
        """The connection to the file that is there now; the other process may have set the old one aside."""
        if self._connection is not None and _inode(self._path) == self._inode:
            return self._connection
        self.close()
        with self._locked():
            connection = _connect(self._path.as_posix(), self.busy_seconds)
            self._connection, self._inode = connection, _inode(self._path)
        return connection

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        mine = self._inode if self._connection is not None else _inode(self._path)
        self.close()
        with self._locked():
            if _inode(self._path) != mine:
                return  # the other process was faster
            aside = set_aside(self._path)
            for ending in ("-wal", "-shm"):
                remove(self._path.with_name(self._path.name + ending))
        log.warning("%s is damaged (%s). It is set aside as %s and a new one is begun.", self._path, error, aside)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        make_folder(self._path.parent)
        with self._lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _connect(path: str, busy_seconds: float) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute("pragma cache_size = -512")
        if db.execute("pragma quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("its pages do not fit together")
        db.executescript(f"begin immediate; {_TABLES} commit;")
        db.execute("insert into journal select ? where not exists (select 1 from journal)", (os.urandom(16).hex(),))
    except BaseException:
        db.close()
        raise
    return db


def _inode(path: os.PathLike[str]) -> int:
    try:
        return os.stat(path).st_ino  # noqa: PTH116 - any path-like
    except FileNotFoundError:
        return 0


def _record(db: sqlite3.Connection, turn: Turn, held_ms: int, ended: Now) -> None:
    entry = turn.entry
    subject = (turn.playlist, turn.edition, entry.slide, entry.revision, entry.frame)
    db.execute("insert or ignore into boots (boot) values (?)", (ended.boot,))
    db.execute("insert or ignore into subjects (playlist, edition, slide, revision, frame) values (?,?,?,?,?)", subject)
    db.execute(
        "insert into views (boot, subject, ended_ms, held_ms, ended_at_ms, clock_trusted) values ("
        "(select id from boots where boot = ?), (select id from subjects where"
        " playlist = ? and edition = ? and slide = ? and revision = ? and frame = ?), ?, ?, ?, ?)",
        (ended.boot, *subject, ended.uptime_ms, held_ms, int(ended.at.timestamp() * 1000), ended.clock_trusted),
    )
    db.execute("delete from places")
    db.executemany(
        "insert into places values (?,?,?,?)",
        [(one.playlist, one.slide, one.position, one.earned) for one in turn.places],
    )


def _oldest_batch(db: sqlite3.Connection, most: int) -> Batch | None:
    row = db.execute("select id, first, last from batches order by first limit 1").fetchone() or _cut(db, most)
    if row is None:
        return None
    name, first, last = row
    rows = db.execute(_READ_VIEWS, (first, last))
    return Batch(name, _journal_id(db), tuple(_view(*row) for row in rows))


def _view(  # noqa: PLR0913, PLR0917
    sequence: int, boot: str, ended_ms: int, held_ms: int, ended_at_ms: int, clock_trusted: int, *subject: Any
) -> View:
    return View(
        sequence,
        boot,
        ended_ms,
        held_ms,
        datetime.fromtimestamp(ended_at_ms / 1000, UTC),
        bool(clock_trusted),
        *subject,
    )


def _cut(db: sqlite3.Connection, most: int) -> tuple[str, int, int] | None:
    query = "select min(sequence), max(sequence) from (select sequence from views order by sequence limit ?)"
    first, last = db.execute(query, (most,)).fetchone()
    if first is None:
        return None
    batch = (os.urandom(16).hex(), first, last)
    db.execute("insert into batches values (?,?,?)", batch)
    return batch


def _forget(db: sqlite3.Connection, batch: str) -> None:
    db.execute(
        "delete from views where sequence between (select first from batches where id = ?)"
        " and (select last from batches where id = ?)",
        (batch, batch),
    )
    db.execute("delete from batches where id = ?", (batch,))
    if db.execute("select 1 from views limit 1").fetchone() is None:
        db.execute("delete from subjects")
        db.execute("delete from boots")


def _journal_id(db: sqlite3.Connection) -> str:
    return str(db.execute("select id from journal").fetchone()[0])
