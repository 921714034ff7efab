"""Editions of playlists: which were published, and what their manifests are."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from publisher.errors import RefusedError
from publisher.store.insertion import insert_if_new
from publisher.store.rows import EditionRow
from publisher.store.tables import edition


def add(db: Connection, row: EditionRow) -> None:
    """Enter an edition; raises RefusedError if its number is taken, for an edition never changes."""
    if not put_back(db, row):
        raise RefusedError(f"Edition {row.number} of '{row.playlist}' is there already. Publish it again.")


def put_back(db: Connection, row: EditionRow) -> bool:
    """Enter an edition unless its number is there; whether it was missing."""
    values = {
        "playlist": row.playlist,
        "number": row.number,
        "title": row.title,
        "commit": row.commit,
        "built_at": row.built_at,
        "manifests": json.dumps(dict(row.manifests), sort_keys=True),
    }
    return insert_if_new(db, edition, values)


def latest(db: Connection, playlist: str) -> EditionRow | None:
    """The newest edition of a playlist, or None if it was never published."""
    newest = select(edition).where(edition.c.playlist == playlist).order_by(edition.c.number.desc()).limit(1)
    row = db.execute(newest).one_or_none()
    return None if row is None else _edition(row)


def all_latest(db: Connection) -> tuple[EditionRow, ...]:
    """The newest edition of every playlist, by playlist."""
    newest = select(edition.c.playlist, func.max(edition.c.number).label("number")).group_by(edition.c.playlist)
    numbers = newest.subquery()
    same = (edition.c.playlist == numbers.c.playlist) & (edition.c.number == numbers.c.number)
    rows = db.execute(select(edition).join(numbers, same).order_by(edition.c.playlist))
    return tuple(_edition(row) for row in rows)


def published(db: Connection, playlists: Iterable[str]) -> dict[tuple[str, int], datetime]:
    """The playlist and number of every edition that these playlists ever had, and since when it is there."""
    columns = (edition.c.playlist, edition.c.number, edition.c.built_at)
    wanted = select(*columns).where(edition.c.playlist.in_(list(playlists)))
    return {(row.playlist, row.number): row.built_at for row in db.execute(wanted)}


def numbers(db: Connection, playlist: str) -> tuple[int, ...]:
    """The numbers of every edition that a playlist ever had, in order."""
    found = select(edition.c.number).where(edition.c.playlist == playlist).order_by(edition.c.number)
    return tuple(db.execute(found).scalars())


def _edition(row: Row[Any]) -> EditionRow:
    manifests = {size: (digest, length) for size, (digest, length) in json.loads(row.manifests).items()}
    return EditionRow(row.playlist, row.title, row.number, row.commit, row.built_at, manifests)
