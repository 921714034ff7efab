"""Editions that database and shelf had forgotten, and that a screen has proven by our own signature.

They stand apart from the other editions: there are no frames of them, so nobody can choose them.
"""

import hashlib
from collections.abc import Set
from datetime import datetime

from sqlalchemy import Connection, select

from player.contract.reading import read_manifest, write
from player.contract.records import Manifest
from publisher.store.insertion import insert_if_new
from publisher.store.tables import proof


def add(db: Connection, manifest: Manifest, screen_id: str, now: datetime) -> bool:
    """Keep one manifest of an edition, unless it is kept; whether it was missing. Its signature was checked before."""
    data = write(manifest)
    values = {
        "playlist": manifest.playlist,
        "number": manifest.edition,
        "digest": hashlib.sha256(data).hexdigest(),
        "manifest": data.decode(),
        "screen": screen_id,
        "proven_at": now,
    }
    return insert_if_new(db, proof, values)


def manifests(db: Connection, editions: Set[tuple[str, int]]) -> dict[tuple[str, int], tuple[Manifest, ...]]:
    """What was proven of these editions, by playlist and number; several of one whose number was given twice."""
    found: dict[tuple[str, int], tuple[Manifest, ...]] = {}
    for playlist, number in _proven(db, {playlist for playlist, _ in editions}) & editions:
        same = (proof.c.playlist == playlist) & (proof.c.number == number)
        texts = db.execute(select(proof.c.manifest).where(same).order_by(proof.c.digest)).scalars()
        found[playlist, number] = tuple(read_manifest(text.encode()) for text in texts)
    return found


def numbers(db: Connection, playlist: str) -> tuple[int, ...]:
    """The numbers of every edition of a playlist that was proven, in order."""
    return tuple(sorted(number for _, number in _proven(db, {playlist})))


def _proven(db: Connection, playlists: Set[str]) -> set[tuple[str, int]]:
    wanted = select(proof.c.playlist, proof.c.number).where(proof.c.playlist.in_(list(playlists)))
    return {(row.playlist, row.number) for row in db.execute(wanted)}
