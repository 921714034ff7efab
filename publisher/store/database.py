"""The database itself: opening it, one transaction at a time, on SQLite or PostgreSQL."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import SQLITE_BUSY
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteError

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from publisher.errors import RefusedError, StoreError

BUSY_SECONDS = 20
"""How long one transaction waits for another before it gives up."""

_EXAMPLES = "Write one such as sqlite:////srv/publisher/publisher.db or postgresql://user@host/name."

_LOOKS = "publisher_looks"
_LOOKING = {_LOOKS: True}
_LOOKING_POSTGRESQL = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class Store:
    """An open database; safe to share between threads, not between forked processes."""

    engine: Engine

    @staticmethod
    def open(url: str) -> "Store":
        """Open a database by its address; a SQLite file and its folder are made on first use."""
        address = read_address(url)
        if address.drivername == _DRIVERS["sqlite"]:
            return Store(_open_sqlite(address))
        return Store(_open_postgresql(address))

    def upgrade(self) -> None:
        """Bring the tables up to date; processes that start together wait for one another.

        Raises StoreError if the database cannot be reached or is newer than this program.
        """
        from publisher.store import schema  # noqa: PLC0415 - Alembic takes most of a second to load

        with self.begin() as db:
            schema.upgrade(db)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: everything in it is kept, or nothing of it.

        On SQLite it takes the one place for writers at once, so that it never fails halfway.
        """
        try:
            with self.engine.begin() as db:
                yield db
        except DBAPIError as error:
            raise self._explained(error) from error

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """Everything as it is at one moment: it waits for no writer, keeps none waiting, and cannot write."""
        try:
            with self.engine.connect() as plain:
                options = _LOOKING if plain.dialect.name == "sqlite" else _LOOKING_POSTGRESQL
                db = plain.execution_options(**options)
                with db.begin():
                    yield db
        except DBAPIError as error:
            raise self._explained(error) from error

    def close(self) -> None:
        """Close every connection; a later transaction opens new ones."""
        self.engine.dispose()

    def _explained(self, error: DBAPIError) -> Exception:
        """A sentence for what the outside did to us; a mistake of our own stays as it is."""
        where = self.engine.url.render_as_string()
        if _has_no_tables(error):
            return StoreError(
                f"The database {where} is not prepared. If the publisher is somewhere else, set PUBLISHER_HOME to its "
                "folder. If there is none yet, make it with `publisher init`."
            )
        if getattr(error.orig, "sqlstate", None) == "42501":
            return StoreError(
                f"The database {where} does not let this account do that: {_first_line(error)}. If its tables are "
                "older than this program, `publisher worker` brings them up to date, as the role that owns them. "
                "If they are not, give this role the rights on them."
            )
        if isinstance(error, DataError):  # PostgreSQL is asked for something that no row can hold, such as NUL
            return RefusedError("There is nothing of this name. It has characters that no name has.")
        if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
            return error
        reason = " ".join(str(error.orig).split()).rstrip(".")
        return StoreError(
            f"The database {where} did not answer: {reason}. "
            "Check that PUBLISHER_DATABASE names it, that it runs, and that its disk has room; then try again."
        )


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).partition("\n")[0].rstrip(".")


def _has_no_tables(error: DBAPIError) -> bool:
    undefined = getattr(error.orig, "sqlstate", None) in {"42P01", "42703"}
    return undefined or "no such table" in str(error.orig) or "no such column" in str(error.orig)


def read_address(url: str) -> URL:
    """The address of a database that we know; raises StoreError with what to write."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"PUBLISHER_DATABASE: this is not a database address. {_EXAMPLES}") from error
    driver = _DRIVERS.get(address.get_backend_name())
    if driver is None:
        raise StoreError(f"PUBLISHER_DATABASE: '{address.drivername}' is not a database we know. {_EXAMPLES}")
    if driver == _DRIVERS["sqlite"] and address.database in {None, "", ":memory:"}:
        raise StoreError(f"PUBLISHER_DATABASE: a database in memory is lost at the end. {_EXAMPLES}")
    return address.set(drivername=driver)


def _open_postgresql(address: URL) -> Engine:
    options = f"-c lock_timeout={BUSY_SECONDS}s"
    try:
        return create_engine(
            address,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "options": options, "application_name": "publisher"},
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            f"PostgreSQL needs {error.name}. Install it beside the publisher: "
            f"{sys.executable} -m pip install 'psycopg[binary]'"
        ) from error


def _open_sqlite(address: URL) -> Engine:
    folder = Path(str(address.database)).absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: the database's folder cannot be made ({error.strerror}).") from error
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # else Python's own sqlite3 module starts transactions where it thinks fit
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _write_ahead(connection: SqliteConnection) -> None:
    # Two processes that make a new file at once: SQLite may call it locked at once, whatever its timeout.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except SqliteError as error:
            if error.sqlite_errorcode != SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(db: Connection) -> None:
    looks = bool(db.get_execution_options().get(_LOOKS))
    db.exec_driver_sql(f"PRAGMA query_only={int(looks)}")
    db.exec_driver_sql("BEGIN" if looks else "BEGIN IMMEDIATE")
