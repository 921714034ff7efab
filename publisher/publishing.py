"""How a playlist becomes a signed edition, and a screen's assignments its signed programme."""

import hashlib
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from player.contract import Programme, write
from publisher.content import Source, open_source, uncommitted
from publisher.editions.build import build_edition, unchanged
from publisher.editions.shelf import Shelf
from publisher.editions.signing import ContentRepository, ProgrammeRepository
from publisher.errors import ContentError, ShelfError, SigningError
from publisher.model import Edition, LeftOut, Size
from publisher.programmes import Drawn, issued, parse_opening, plan
from publisher.settings import Settings
from publisher.store import Store, assignments, editions, notices, practices, programmes, screens
from publisher.store.rows import Assignment, EditionRow, Screen

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that drawing and signing need, opened once by the worker."""

    settings: Settings
    store: Store
    shelf: Shelf
    content_repository: ContentRepository
    programme_repository: ProgrammeRepository
    executor: Executor


def publish_playlist(workshop: Workshop, playlist: str, now: datetime, progress: Progress) -> str:
    """Draw, sign and send out one playlist; the answer says in a sentence what was done.

    Doing it again after it was cut short finishes what is missing, and nothing else.
    Raises SlidesRefusedError with every finding; then nothing was published.
    """
    source = open_source(workshop.settings.content)
    done = _publish(workshop, playlist, source, source.commit(), now, progress)
    return "\n".join((done, *_uncommitted(workshop.settings)))


def redraw_playlist(workshop: Workshop, playlist: str, now: datetime, progress: Progress) -> str:
    """Draw what is out again as it was agreed: a day has passed that a slide speaks of, or a screen has a new size."""
    with workshop.store.begin() as db:
        row = editions.latest(db, playlist)
    if row is None:
        return f"{playlist} was never published."
    return _publish(workshop, playlist, open_source(workshop.settings.content), row.commit, now, progress)


def is_out_of_date(workshop: Workshop, playlist: str, today: date) -> bool:
    """Whether one of the newest edition's slides has passed a day that it speaks of."""
    latest = workshop.shelf.latest(playlist)
    return latest is not None and latest.next_change_day is not None and today >= latest.next_change_day


def _publish(  # noqa: PLR0913, PLR0917 - what to draw, from what, and when
    workshop: Workshop, playlist: str, source: Source, commit: str, now: datetime, progress: Progress
) -> str:
    sizes, shelf = _wanted_sizes(workshop), workshop.shelf
    today = workshop.settings.day_of(now)
    with workshop.store.begin() as db:
        row = editions.latest(db, playlist)
    latest = shelf.latest(playlist)
    is_out = row is not None and latest is not None and latest.number == row.number  # else it was cut short
    if row is not None and is_out and unchanged(latest, commit, sizes, today):
        _sign_programmes(workshop, playlist, now)
        return _told(f"Nothing changed. {playlist} stays at edition {row.number}.", latest.left_out if latest else None)
    number = row.number + 1 if row else 1
    result = build_edition(source.read(commit), playlist, sizes, number, today, shelf, workshop.executor, progress)
    edition = result.edition
    workshop.content_repository.publish(edition, now)
    with workshop.store.begin() as db:
        editions.add(db, _row(edition, now))
    screens_reached = _sign_programmes(workshop, playlist, now)
    on = "1 screen" if screens_reached == 1 else f"{screens_reached} screens"
    drawn = f"{result.drawn} drawn, {result.reused} used again."
    return _told(f"{playlist} is out as edition {edition.number}, on {on}. {drawn}", edition.left_out)


def _uncommitted(settings: Settings) -> tuple[str, ...]:
    """A line that says which files were not published, because nobody has committed them."""
    try:
        found = uncommitted(settings.content)
    except ContentError as error:
        return (str(error),)
    return (f"{found} The commit was published, without them. Commit them, and publish again.",) if found else ()


def _told(sentence: str, left_out: tuple[LeftOut, ...] | None) -> str:
    """What came of a job, and below it a line for each slide that was left out."""
    return "\n".join((sentence, *(str(one) for one in left_out or ())))


def issue_programme(workshop: Workshop, screen_id: str, now: datetime, progress: Progress) -> str:
    """Sign what one screen is to show now; editions are drawn at its size if they were not yet, as they were agreed.

    What was signed for a screen that was unpaired is taken away.
    """
    with workshop.store.begin() as db:
        screen = screens.ever(db, screen_id)
        chosen = _choices(db, screen_id, now)
        drawn = {row.playlist: row.sizes for row in editions.all_latest(db)}
    if screen.unpaired_at is not None:
        workshop.programme_repository.forget(screen_id)
        return f"{screen.name} was unpaired. Nothing is signed for it any more."
    missing = (
        choice.playlist for choice in chosen if str(screen.size) not in drawn.get(choice.playlist, (str(screen.size),))
    )
    redrawn = [redraw_playlist(workshop, playlist, now, progress) for playlist in missing]
    return "\n".join((*redrawn, _sign_programme(workshop, screen_id, now)))


def _sign_programmes(workshop: Workshop, playlist: str, now: datetime) -> int:
    """Sign for every screen that shows a playlist; one whose files are damaged is told after all others have theirs."""
    with workshop.store.begin() as db:
        showing = assignments.screens_showing(db, playlist)
    damaged: list[ShelfError | SigningError] = []
    for screen in showing:
        try:
            _sign_programme(workshop, screen.id, now)
        except (ShelfError, SigningError) as error:
            damaged.append(error)
    if damaged:
        raise damaged[0]
    return len(showing)


def _sign_programme(workshop: Workshop, screen_id: str, now: datetime) -> str:
    """Sign a screen's programme if it says anything new."""
    with workshop.store.begin() as db:
        screen = screens.get(db, screen_id)
        draft = _draft(workshop, db, screen, now)
        substance = hashlib.sha256(write(draft)).hexdigest()
        before = programmes.latest(db, screen_id)
        if before is not None and before.digest == substance and workshop.programme_repository.version(screen_id):
            return f"{screen.name} has programme {before.serial} already."
        serial = programmes.next_serial(db, screen_id, now)
    workshop.programme_repository.publish(issued(draft, serial, now), now)
    with workshop.store.begin() as db:
        programmes.issued(db, screen_id, serial, substance, now)
    return f"{screen.name} has programme {serial}."


def _draft(workshop: Workshop, db: Connection, screen: Screen, now: datetime) -> Programme:
    """What a screen is to be told, as it stands now."""
    practice = practices.get(db, screen.practice)
    programme, left_out = plan(
        screen_id=screen.id,
        practice=practice.name,
        timezone=practice.timezone,
        size=screen.size,
        chosen=_choices(db, screen.id, now),
        drawn={row.playlist: Drawn(row.number, row.manifests) for row in editions.all_latest(db)},
        poll_seconds=workshop.settings.poll_seconds,
        report_seconds=workshop.settings.report_seconds,
        opening=parse_opening(practice.opening),
    )
    for sentence in left_out:
        log.warning("%s: %s", screen.id, sentence)
    return programme


def _choices(db: Connection, screen_id: str, now: datetime) -> tuple[Assignment, ...]:
    """What a screen is to show now, notices first."""
    return (*notices.running(db, screen_id, now), *assignments.current(db, screen_id))


def _wanted_sizes(workshop: Workshop) -> tuple[Size, ...]:
    """The sizes that are always drawn, and those of every screen that is paired."""
    with workshop.store.begin() as db:
        paired = {screen.size for screen in screens.everyone(db)}
    return tuple(sorted({*workshop.settings.sizes, *paired}))


def _row(edition: Edition, now: datetime) -> EditionRow:
    records = {f"{manifest.width}x{manifest.height}": write(manifest) for manifest in edition.manifests}
    return EditionRow(
        playlist=edition.playlist,
        title=edition.title,
        number=edition.number,
        commit=edition.commit,
        built_at=now,
        manifests={size: (hashlib.sha256(data).hexdigest(), len(data)) for size, data in records.items()},
    )
