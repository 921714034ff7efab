"""A screen as a practice manager sees it, on a card, on its own page and live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from player.contract import Manifest
from player.hours import within_opening
from publisher.programmes import parse_opening
from publisher.store import EditionRow, Practice, Screen, assignments, editions, notices, practices
from publisher.web import words
from publisher.web.gallery import find_manifest, nearest_size
from publisher.web.live_pictures import Picture, picture_of
from publisher.web.standing import Standing, heard, silence_allowed, stand, while_closed
from publisher.web.surroundings import Surroundings
from publisher.web.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a manager wants to know of one screen at a glance."""

    screen: Screen
    practice: Practice
    picture: Picture
    playing: tuple[Manifest, ...]
    """The newest editions of what was chosen for it."""
    playlist: str
    standing: Standing
    heard: str
    tally: Tally

    @property
    def today(self) -> int:
        """Its views of today."""
        return self.tally.today(self.screen.id)

    @property
    def total(self) -> int:
        """Its views in all."""
        return self.tally.total(self.screen.id)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read once for all cards."""

    practices: dict[str, Practice]
    latest: dict[str, EditionRow]
    tally: Tally
    now: datetime


def make_cards(parts: Surroundings, db: Connection, screens: Sequence[Screen]) -> list[Card]:
    """One card for each screen, in their order."""
    now = parts.clock()
    today = now.astimezone(parts.settings.timezone).date()
    known = _Known(
        {practice.id: practice for practice in practices.everyone(db)},
        {row.playlist: row for row in editions.all_latest(db)},
        tally(parts.store, db, today, now),
        now,
    )
    return [_card(parts, db, screen, known) for screen in screens]


def _card(parts: Surroundings, db: Connection, screen: Screen, known: _Known) -> Card:
    practice = known.practices[screen.practice]
    assigned = (*notices.running(db, screen.id, known.now), *assignments.current(db, screen.id))
    chosen = [
        known.latest[playlist]
        for playlist in dict.fromkeys(one.playlist for one in assigned)
        if playlist in known.latest
    ]
    playing = [find_manifest(parts.shelf, row.playlist, row.number, nearest_size(row, screen.size)) for row in chosen]
    picture = picture_of(screen, playing, parts.shelf, parts.settings.panels)
    titles = [row.title for row in chosen]
    return Card(
        screen,
        practice,
        picture,
        tuple(manifest for manifest in playing if manifest),
        words.listed(titles) if titles else "None yet",
        _standing(parts, screen, practice, titles, picture, known.now),
        heard(screen, known.now, ZoneInfo(practice.timezone)),
        known.tally,
    )


def _standing(  # noqa: PLR0913, PLR0917 - everything that a standing depends on
    parts: Surroundings, screen: Screen, practice: Practice, titles: list[str], picture: Picture, now: datetime
) -> Standing:
    silence = silence_allowed(parts.settings.poll_seconds)
    standing = stand(screen, titles, picture.playlist or None, now, silence)
    is_open = within_opening(parse_opening(practice.opening), now.astimezone(ZoneInfo(practice.timezone)))
    return standing if is_open else while_closed(standing)
