"""The whole database as one file: taken while everything runs on, and put back where there is nothing."""

import os
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, inspect, select

from publisher.errors import BackupError, RefusedError
from publisher.store.database import Store, read_address
from publisher.store.tables import screen

SQLITE, POSTGRESQL = "publisher.db", "database.dump"


def kind_of(url: str) -> str:
    """`sqlite` or `postgresql`; raises StoreError for any other."""
    return read_address(url).get_backend_name()


def take(url: str, folder: Path) -> None:
    """One consistent copy of the database in this folder; raises BackupError."""
    address = read_address(url)
    if kind_of(url) == "sqlite":
        _copy(Path(str(address.database)), folder / SQLITE)
    else:
        _run(address, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / POSTGRESQL}")


def put_back(url: str, folder: Path) -> None:
    """Bring the copy back into a database where there is nothing; raises BackupError."""
    address = read_address(url)
    if kind_of(url) == "sqlite":
        path = Path(str(address.database))
        path.parent.mkdir(parents=True, exist_ok=True)
        _copy(folder / SQLITE, path)
    else:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run(address, "pg_restore", *options, str(folder / POSTGRESQL))


def demand_nothing_there(url: str) -> None:
    """Refuse a database that has tables or exists already; raises BackupError."""
    if kind_of(url) == "sqlite":
        there = Path(str(read_address(url).database)).exists()
    else:
        store = Store.open(url)
        with store.begin() as db:
            there = bool(inspect(db).get_table_names())
        store.close()
    if there:
        raise BackupError("There is something in the database already. Nothing is written over: name an empty one.")


def known_screens(store: Store) -> frozenset[str]:
    """The ids of all screens that were ever paired."""
    with store.begin() as db:
        return frozenset(db.execute(select(screen.c.id)).scalars())


def without_password(value: str) -> str:
    """A database's address without what is secret in it."""
    hidden = re.sub(r"(?<=://)([^:/@]*):.*@", r"\1:***@", value)
    return re.sub(r"(?<=[?&]password=)[^&]*", "***", hidden)


def _copy(source: Path, target: Path) -> None:
    """SQLite's own copy, which is consistent beside others who write; then looked through."""
    if not source.is_file():
        raise BackupError(f"{source}: there is no database here. Set PUBLISHER_HOME to the publisher's folder.")
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other)
            other.execute("PRAGMA journal_mode=DELETE")  # in the other mode nobody reads it off a read-only disk
            sound = other.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise BackupError(f"{source}: the database cannot be copied: {error}.") from error
    if sound != "ok":
        raise BackupError(f"{source}: this database is damaged ({sound:.80}). Put back an older copy.")
    target.chmod(0o600)


def _run(address: URL, program: str, *options: str) -> None:
    """One of PostgreSQL's own programs, over the same line as the publisher's own, with TLS as the address asks for it.

    A password goes through its environment, and is in no list of processes.
    """
    query = {name: value for name, value in address.query.items() if name != "password"}
    server = URL.create("postgresql", address.username, None, address.host, address.port, address.database, query)
    secret = str(address.password or address.query.get("password", ""))
    environment = {**os.environ, **({"PGPASSWORD": secret} if secret else {})}
    command = [program, "--no-password", f"--dbname={server.render_as_string()}", *options]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise BackupError(f"{program} is not here. Install it: apt-get install postgresql-client.") from error
    if done.returncode != 0:
        said = " ".join(done.stderr.split())
        raise RefusedError(f"{program} could not do it: {said:.500}")
