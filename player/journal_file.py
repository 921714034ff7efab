"""The journal's file: opened by two processes, set aside when it is damaged, begun anew."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from player.errors import StorageError
from player.files import make_folder, remove, set_aside
from player.journal_tables import PAGE_BYTES, create
from player.log import Log
from player.state import State

Result = TypeVar("Result")

CHECKED_BYTES = 4_000_000
"""A larger file, that of weeks offline, is not read through at each start; damage in it shows when it is met."""
LOG_PAGES = 3000
LOG_BYTES = 2_000_000
"""More than the log ever has between two checkpoints, so that it is written over and over in its place."""

log = Log(__name__)


class JournalFile:
    """One connection to the file that is there now."""

    def __init__(self, state: State) -> None:
        self._path = state.journal
        self._lock = state.lock("journal")
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self.busy_seconds = 5.0

    def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do some work in one transaction; raises StorageError, and then nothing of it was done."""
        with self._storage():
            try:
                return self._transact(work)
            except (sqlite3.OperationalError, sqlite3.ProgrammingError):
                raise  # busy, full, read-only or closed meanwhile: nothing that a new file would mend
            except sqlite3.DatabaseError as error:
                self._begin_anew(error)
                return self._transact(work)

    def vacuum(self) -> None:
        """Give back the room of what was deleted, another time if the other process is at the file."""
        with self._storage(), suppress(sqlite3.OperationalError):
            self._open().execute("vacuum")

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None  # first: a stop may be asked for in between
        if connection is not None:
            connection.close()

    def discard(self) -> None:
        """Remove the file, whatever is in it."""
        with self._storage():
            self.close()
            with self._locked():
                for ending in ("", "-wal", "-shm"):
                    remove(self._path.with_name(self._path.name + ending))

    @contextmanager
    def _storage(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StorageError(f"{self._path}: {error}. Look at the disk: is it full or worn?") from error

    def _transact(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        db = self._open()
        try:
            db.execute("begin immediate")
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
        db.execute(f"pragma page_size = {PAGE_BYTES}")
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute(f"pragma journal_size_limit = {LOG_BYTES}")
        db.execute(f"pragma wal_autocheckpoint = {LOG_PAGES}")
        db.execute("pragma cache_size = -64")
        db.execute("pragma temp_store = memory")
        if os.stat(path).st_size <= CHECKED_BYTES:  # noqa: PTH116 - SQLite was given the name
            _demand_sound(db)
        create(db)
    except BaseException:
        db.close()
        raise
    return db


def _demand_sound(db: sqlite3.Connection) -> None:
    if db.execute("pragma quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("its pages do not fit together")


def _inode(path: os.PathLike[str]) -> int:
    try:
        return os.stat(path).st_ino  # noqa: PTH116 - any path-like
    except FileNotFoundError:
        return 0
