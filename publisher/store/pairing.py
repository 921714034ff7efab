"""Giving a new screen its place at a practice."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from publisher.errors import RefusedError
from publisher.store import claims, screens
from publisher.store.insertion import insert_if_new
from publisher.store.names import check_id, free_ids
from publisher.store.rows import Screen
from publisher.store.tables import screen


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a screen said of itself when it asked to be paired, and where somebody put it."""

    practice: str
    name: str
    secret_sha256: str
    width: int
    height: int
    player_version: str


def pair(db: Connection, newcomer: Newcomer, screen_id: str | None, now: datetime) -> Screen:
    """Enter a screen under the id that was asked for, or the first that is free; raises RefusedError."""
    _free_secret(db, newcomer.secret_sha256)
    row = asdict(newcomer) | {"paired_at": now}
    if screen_id is None:
        ids = free_ids(newcomer.practice, newcomer.name)
        return screens.get(db, next(free for free in ids if insert_if_new(db, screen, row | {"id": free})))
    check_id(screen_id, "screen", "oakfield-front-desk")
    if not insert_if_new(db, screen, row | {"id": screen_id}):
        _take_over(db, screen_id, row)
    return screens.get(db, screen_id)


def _take_over(db: Connection, screen_id: str, row: dict[str, Any]) -> None:
    """Give the newcomer the place of a screen that was unpaired, with its assignments and its history.

    What was told of the one before it is not true of this one: health, refusals, the doubt, and the hours it claimed.
    """
    vacant = screen.c.unpaired_at.is_not(None) & (screen.c.practice == row["practice"])
    unheard = {
        "unpaired_at": None,
        "heard_at": None,
        "showing": None,
        "health": None,
        "refusal": None,
        "refused_at": None,
        "doubted_at": None,
    }
    if db.execute(update(screen).where(screen.c.id == screen_id, vacant).values(row | unheard)).rowcount == 0:
        raise RefusedError(f"There is a screen '{screen_id}' already. Choose another id, or unpair that screen first.")
    claims.forget(db, screen_id)


def _free_secret(db: Connection, secret_sha256: str) -> None:
    """Let a player that was unpaired come back with the secret it has; one that is paired is refused."""
    holder = db.execute(select(screen).where(screen.c.secret_sha256 == secret_sha256)).one_or_none()
    if holder is not None and holder.unpaired_at is None:
        raise RefusedError(f"This screen is paired already, as '{holder.name}'. Unpair it there first.")
    db.execute(update(screen).where(screen.c.secret_sha256 == secret_sha256).values(secret_sha256=None))
