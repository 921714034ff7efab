"""Screens that are paired, and what was last heard from them."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, or_, select, update

from player.contract.errors import ContractError
from player.contract.reading import is_plausible, is_sound
from player.contract.records import Health, Refusal, Showing
from player.contract.strict import Record, decode, encode
from publisher.errors import RefusedError
from publisher.store.names import printable, tidy_name
from publisher.store.rows import Screen
from publisher.store.tables import screen

Words = TypeVar("Words", Showing, Health, Refusal)

_LONGEST_WORD = 500
"""Characters kept of anything that a player says of itself; a sentence is far shorter."""


def get(db: Connection, screen_id: str) -> Screen:
    """One paired screen; raises RefusedError if there is none of this id."""
    found = ever(db, screen_id)
    if found.unpaired_at is not None:
        raise RefusedError(f"The screen '{found.name}' was unpaired. Pair it again with the code that it shows.")
    return found


def ever(db: Connection, screen_id: str) -> Screen:
    """One screen, also if it was unpaired since; raises RefusedError if there never was one of this id."""
    row = db.execute(select(screen).where(screen.c.id == screen_id)).one_or_none()
    if row is None:
        known = ", ".join(each.id for each in everyone(db)) or "none yet"
        raise RefusedError(f"There is no screen '{screen_id:.80}'. Paired screens: {known}.")
    return screen_of(row)


def lock(db: Connection, screen_id: str) -> Screen:
    """One paired screen, kept from every other transaction that locks it until this one ends."""
    # On SQLite the transaction already keeps every other writer out.
    db.execute(select(screen.c.id).where(screen.c.id == screen_id).with_for_update(key_share=True))
    return get(db, screen_id)


def by_secret(db: Connection, secret_sha256: str) -> Screen | None:
    """The paired screen that holds this secret."""
    found = _with_secret(db, secret_sha256)
    return found if found is not None and found.unpaired_at is None else None


def unpaired_by_secret(db: Connection, secret_sha256: str) -> Screen | None:
    """The screen that held this secret until it was unpaired, so that it can be told so."""
    found = _with_secret(db, secret_sha256)
    return found if found is not None and found.unpaired_at is not None else None


def of_practice(db: Connection, practice_id: str) -> tuple[Screen, ...]:
    """The paired screens of one practice, by name."""
    return _all(db, select(screen).where(screen.c.practice == practice_id))


def everyone(db: Connection) -> tuple[Screen, ...]:
    """Every paired screen, by name."""
    return _all(db, select(screen))


def ever_known(db: Connection) -> dict[str, Screen]:
    """Every screen that ever was, by its id; also those that were unpaired since."""
    return {row.id: screen_of(row) for row in db.execute(select(screen))}


def heard(  # noqa: PLR0913, PLR0917 - everything that a report says of the screen itself
    db: Connection,
    screen_id: str,
    now: datetime,
    version: str,
    showing: Showing | None,
    health: Health | None = None,
) -> None:
    """Note that a screen gave a sign of life; one that arrives late does not undo a newer one.

    What it shows, and how it is, are noted only if they could be true: pages look things up by them.
    """
    words = {"player_version": printable(version)[:40], "heard_at": now}
    if showing is not None and is_sound(showing):
        words["showing"] = encode(_shortened(showing)).decode()
    if health is not None and is_plausible(health):
        words["health"] = encode(_shortened(health)).decode()
    newer = or_(screen.c.heard_at.is_(None), screen.c.heard_at <= now)
    db.execute(update(screen).where(screen.c.id == screen_id, newer).values(words))


def doubt(db: Connection, screen_id: str, now: datetime) -> None:
    """Note that a screen reported what cannot have been. It is a matter for a person until it is paired anew."""
    db.execute(update(screen).where(screen.c.id == screen_id).values(doubted_at=now))


def refused(db: Connection, screen_id: str, refusal: Refusal, now: datetime) -> bool:
    """Note what a screen does not take; whether that is anything new."""
    kept = encode(_shortened(refusal)).decode()
    known = db.execute(select(screen.c.refusal).where(screen.c.id == screen_id)).scalar()
    db.execute(update(screen).where(screen.c.id == screen_id).values(refusal=kept, refused_at=now))
    return kept != known


def editions_seen(db: Connection, playlist: str) -> tuple[int, ...]:
    """Every edition of a playlist that a paired screen said it shows, or was not to go back from."""
    everybody = everyone(db)
    shown = [each.showing.edition or 0 for each in everybody if each.showing and each.showing.playlist == playlist]
    told = [seen for each in everybody if each.refusal for seen in each.refusal.editions]
    return (*shown, *(seen.edition for seen in told if seen.playlist == playlist))


def rename(db: Connection, screen_id: str, name: str) -> Screen:
    """Give a screen another name; its id stays."""
    lock(db, screen_id)
    db.execute(update(screen).where(screen.c.id == screen_id).values(name=tidy_name(name, "screen")))
    return get(db, screen_id)


def unpair(db: Connection, screen_id: str, now: datetime) -> None:
    """Let a screen go: its secret opens nothing any more; what it showed stays on record."""
    lock(db, screen_id)
    db.execute(update(screen).where(screen.c.id == screen_id).values(unpaired_at=now))


def _with_secret(db: Connection, secret_sha256: str) -> Screen | None:
    row = db.execute(select(screen).where(screen.c.secret_sha256 == secret_sha256)).one_or_none()
    return None if row is None else screen_of(row)


def _all(db: Connection, query: Select[Any]) -> tuple[Screen, ...]:
    paired = query.where(screen.c.unpaired_at.is_(None)).order_by(screen.c.name, screen.c.id)
    return tuple(screen_of(row) for row in db.execute(paired))


def screen_of(row: Row[Any]) -> Screen:
    """A row of the table as a Screen."""
    words = {field.name: getattr(row, field.name) for field in fields(Screen)}
    said = {
        "showing": _said(Showing, row.showing),
        "health": _said(Health, row.health),
        "refusal": _said(Refusal, row.refusal),
    }
    return Screen(**words | said)


def _said(kind: type[Record], kept: str | None) -> Record | None:
    """What a screen said; nothing if it cannot be read, such as after another version of the program wrote it."""
    try:
        return decode(kind, kept.encode()) if kept else None
    except ContractError:
        return None


def _shortened(said: Words) -> Words:
    texts: dict[str, Any] = {
        field.name: printable(word)[:_LONGEST_WORD]
        for field in fields(said)
        if isinstance(word := getattr(said, field.name), str)
    }
    return replace(said, **texts)
