"""A screen as a practice manager sees it, on a card, on its own page and live."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from player.contract.hours import within_opening
from player.contract.records import Manifest
from publisher import words
from publisher.evidence.gallery import find_manifest, nearest_size
from publisher.evidence.tally import Tally, tally
from publisher.fleet.live_pictures import Picture, no_picture_of, picture_of
from publisher.fleet.running import Running, told_of
from publisher.fleet.standing import Standing, heard, silence_allowed, stand, while_closed
from publisher.programmes.opening import next_opening, parse_opening
from publisher.store import assignments, editions, notices, practices
from publisher.store.rows import Assignment, EditionRow, Practice, Screen
from publisher.web.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a manager wants to know of one screen at a glance."""

    screen: Screen
    practice: Practice
    picture: Picture
    playing: tuple[Manifest, ...]
    """The newest editions of what was chosen for it."""
    playlist: str
    notices: tuple[Running, ...]
    """The notices that run on it; each can be ended where it stands."""
    standing: Standing
    heard: str
    tally: Tally

    @property
    def notice(self) -> str:
        """The notices that run on it, and until when; empty if there is none."""
        return "; ".join(f"{one.title}, until {one.ends}" for one in self.notices)

    @property
    def slide(self) -> str:
        """The title of what is on it now, or what there is to say instead."""
        if self.standing.dark:
            return "None, it is dark"
        return self.picture.title or ("See the picture" if self.picture.address else "Not known yet")

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
    chosen: Mapping[str, tuple[Assignment, ...]]
    told: Mapping[str, tuple[Assignment, ...]]
    tally: Tally
    now: datetime


def make_cards(parts: Surroundings, db: Connection, screens: Sequence[Screen]) -> list[Card]:
    """One card for each screen, in their order."""
    now = parts.clock()
    today = now.astimezone(parts.settings.timezone).date()
    ids = [screen.id for screen in screens]
    known = _Known(
        {practice.id: practice for practice in practices.everyone(db)},
        {row.playlist: row for row in editions.all_latest(db)},
        assignments.of_each(db, ids),
        notices.running_on_each(db, ids, now),
        tally(parts.store, db, today, now),
        now,
    )
    return [_card(parts, screen, known) for screen in screens]


def _card(parts: Surroundings, screen: Screen, known: _Known) -> Card:
    practice = known.practices[screen.practice]
    told, chosen = known.told[screen.id], known.chosen[screen.id]
    rows = _rows((*told, *chosen), known)
    playing = [find_manifest(parts.shelf, row.playlist, row.number, nearest_size(row, screen.size)) for row in rows]
    picture = picture_of(screen, playing, parts.shelf, parts.settings.panels)
    standing = _standing(parts, screen, practice, [row.title for row in rows], picture, known.now)
    titles = [row.title for row in _rows(chosen, known)]
    return Card(
        screen,
        practice,
        no_picture_of(screen, picture) if standing.dark else picture,
        tuple(manifest for manifest in playing if manifest),
        words.listed(titles) if titles else "None yet",
        told_of(told, {playlist: row.title for playlist, row in known.latest.items()}, practice, known.now),
        standing,
        heard(screen, known.now, ZoneInfo(practice.timezone)),
        known.tally,
    )


def _rows(assigned: Iterable[Assignment], known: _Known) -> list[EditionRow]:
    playlists = dict.fromkeys(one.playlist for one in assigned)
    return [known.latest[playlist] for playlist in playlists if playlist in known.latest]


def _standing(  # noqa: PLR0913, PLR0917 - everything that a standing depends on
    parts: Surroundings, screen: Screen, practice: Practice, titles: list[str], picture: Picture, now: datetime
) -> Standing:
    silence = silence_allowed(parts.settings.poll_seconds)
    standing = stand(screen, titles, picture.playlist or None, now, silence)
    opening, zone = parse_opening(practice.opening), ZoneInfo(practice.timezone)
    if screen.heard_at is None or within_opening(opening, now.astimezone(zone)):
        return standing
    opens = next_opening(opening, now.astimezone(zone))
    return while_closed(standing, words.coming(opens, now, zone) if opens else "")
