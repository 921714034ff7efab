"""INSERT with a word on what to do when the row is there already; both databases know how."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insertion = postgresql.Insert | sqlite.Insert


def insert_for(db: Connection, table: Table) -> Insertion:
    """An INSERT that can be given `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert(table) if db.dialect.name == "postgresql" else sqlite.insert(table)


def insert_if_new(db: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row unless its primary key is taken; whether it went in.

    Two transactions that insert the same key at once wait for each other, and one of them gets it.
    """
    key = list(table.primary_key)
    entry = insert_for(db, table).values(values).on_conflict_do_nothing(index_elements=key)
    # A count of inserted rows is not reported alike by both drivers; what is returned is.
    return db.execute(entry.returning(*key)).first() is not None
