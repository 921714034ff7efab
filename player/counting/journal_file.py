"""The journal's file: opened by two processes, set aside when it is damaged, begun anew."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from player.contract.errors import StorageError
from player.counting.journal_tables import PAGE_BYTES, create
from player.keeping.files import (
    DAMAGED,
    PIECE_BYTES,
    is_file,
    make_folder,
    open_file,
    read_file,
    remove,
    set_aside,
    write_whole,
)
from player.keeping.log import Log
from player.keeping.state import State
from player.keeping.stopping import open_lock

Result = TypeVar("Result")

CHECKED_BYTES = 4_000_000
"""A larger file, that of weeks offline, is not read through at each start; damage in it shows when it is met."""
LOG_PAGES = 3000
LOG_BYTES = 2_000_000
"""More than the log ever has between two checkpoints, so that it is written over and over in its place."""

ENDINGS = ("", "-wal", "-shm", "-journal")
"""SQLite's own names for the file, its log, its index, and the log that it keeps before it has the other one."""

log = Log(__name__)


class JournalFile:
    """One connection to the file that is there now."""

    def __init__(self, state: State) -> None:
        self._path = state.journal
        self._state = state
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self.busy_seconds = 5.0

    def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do some work in one transaction; raises StorageError, and then nothing of it was done."""
        with self._storage():
            try:
                return self._transact(work)
            except (sqlite3.OperationalError, sqlite3.ProgrammingError) as error:
                # Busy, full, read-only or closed meanwhile is nothing that a new file would mend.
                if not self._drop_unreadable(error):
                    raise
                return self._transact(work)
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
                for path in self._files():
                    remove(path)

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
            made_anew = [_make_usable(path) for path in self._files()]
            if any(made_anew[1:]):
                self._renew()
            connection = _connect(self._path.as_posix(), self.busy_seconds)
            self._connection, self._inode = connection, _inode(self._path)
        return connection

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        mine = self._inode if self._connection is not None else _inode(self._path)
        self.close()
        with self._locked():
            if _inode(self._path) != mine:
                return  # the other process was faster
            aside = self._set_aside()
        log.warning("%s is damaged (%s). It is set aside as %s and a new one is begun.", self._path, error, aside)

    def _drop_unreadable(self, error: sqlite3.Error) -> bool:
        """After an error of the disk's, set aside what the card does not give back; whether there was any."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_IOERR:
            return False
        self.close()  # before reading: closing a second descriptor takes SQLite's locks away
        with self._locked():
            bad = [path for path in self._files() if is_file(path) and not _can_be_read(path)]
            for path in bad:
                aside = self._set_aside() if path == self._path else set_aside(path)
                log.warning("The card does not give %s back. It is set aside as %s, and made anew.", path, aside)
            if bad:
                self._renew()
        return bool(bad)

    def _renew(self) -> None:
        """Another file of the same content, so that the other process lets go of what belonged to the old one."""
        if is_file(self._path):
            write_whole(self._path, read_file(self._path))

    def _set_aside(self) -> Path:
        """Move the file away together with its log, in which the newest views may be."""
        aside, log_aside = set_aside(self._path), Path(f"{self._path}{DAMAGED}-wal")
        remove(log_aside)
        with suppress(FileNotFoundError):
            Path(f"{self._path}-wal").replace(log_aside)
        remove(Path(f"{self._path}-shm"))
        return aside

    def _files(self) -> list[Path]:
        return [self._path.with_name(self._path.name + ending) for ending in ENDINGS]

    @contextmanager
    def _locked(self) -> Iterator[None]:
        make_folder(self._path.parent)
        lock = open_lock(self._state, "journal")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


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


def _make_usable(path: Path) -> bool:
    """See to it that SQLite finds a file of ours, or none; whether anything had to be done. Raises StorageError.

    What belongs to another account, since somebody once ran `sudo player show`, is copied: views may wait in it.
    The file is not opened here: closing it again would take SQLite's own locks on it away from this process.
    """
    if not os.path.lexists(path) or (is_file(path) and os.access(path, os.R_OK | os.W_OK)):
        return False
    if is_file(path) and os.access(path, os.R_OK):
        write_whole(path, read_file(path))
    else:
        log.warning("%s cannot be used. It is set aside as %s, and made anew.", path, set_aside(path))
    return True


def _can_be_read(path: Path) -> bool:
    """Whether the disk gives every byte of a file."""
    try:
        with open(open_file(path), "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor has no path
            while file.read(PIECE_BYTES):
                pass
    except OSError:
        return False
    return True


def _inode(path: Path) -> int:
    try:
        return path.lstat().st_ino
    except FileNotFoundError:
        return 0
