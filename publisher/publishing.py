"""How a playlist becomes a signed edition, and a screen's assignments its signed programme."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from player.contract import Programme, write
from player.errors import ContractError
from player.limits import demand_size
from publisher.apart import SourceApart, read_as_needed
from publisher.content import Source, uncommitted
from publisher.editions.build import build_edition, unchanged
from publisher.editions.pools import DrawingPool
from publisher.editions.shelf import Shelf
from publisher.editions.signed import SignedEdition, SignedEditions
from publisher.editions.signing import ContentRepository, ProgrammeRepository
from publisher.editions.summary import EditionSummary
from publisher.errors import ContentError, PublisherError, ShelfError, SigningError
from publisher.model import Edition, LeftOut, Size
from publisher.numbering import has_jumped, next_number, seen_number, seen_serial
from publisher.programmes import Drawn, draft_of, issued, parse_opening, plan
from publisher.settings import Settings
from publisher.store import Store, assignments, editions, notices, practices, programmes, screens
from publisher.store.rows import Assignment, EditionRow, Screen

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]

MOST_SIZES = 24
"""Sizes of paired screens that are drawn besides those that are set; each one costs every playlist its frames."""


RAISED_AT_MOST_EVERY = 600
"""Seconds. Whoever holds one screen's secret could else have the content signed all the time, for every screen."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that drawing and signing need, opened once by the worker."""

    settings: Settings
    store: Store
    shelf: Shelf
    content_repository: ContentRepository
    programme_repository: ProgrammeRepository
    executor: Executor
    reader: DrawingPool
    """The one process in which content is read."""

    def source(self) -> Source:
        """The content, read apart."""
        return SourceApart(self.settings.content, self.reader)


def publish_playlist(workshop: Workshop, playlist: str, now: datetime, progress: Progress) -> str:
    """Draw, sign and send out one playlist; the answer says in a sentence what was done.

    Doing it again after it was cut short finishes what is missing, and nothing else.
    Raises SlidesRefusedError with every finding; then nothing was published.
    """
    source = workshop.source()
    done = _publish(workshop, playlist, source, source.commit(), now, progress)
    return "\n".join((done, *_uncommitted(workshop.settings)))


def redraw_playlist(workshop: Workshop, playlist: str, now: datetime, progress: Progress) -> str:
    """Draw what is out again as it was agreed: a day has passed that a slide speaks of, or a screen has a new size.

    What is out, and from which commit it came, is what was signed. Raises ContentError if that commit is not on
    `main` any more.
    """
    out = workshop.content_repository.editions().of(playlist)
    if out is None:
        return f"{playlist} was never published."
    source = workshop.source()
    return _publish(workshop, playlist, source, _agreed_last(workshop, source, out, now), now, progress)


def _agreed_last(workshop: Workshop, source: Source, out: SignedEdition, now: datetime) -> str:
    """The commit to draw again: the one that was signed, or a later one, if the shelf is an old copy and has lost it.

    The database's word for a later one is taken only if it leads from the signed one to `main`: then it is no more
    than whoever may ask for a publication could have had.
    """
    with workshop.store.begin() as db:
        noted = editions.latest(db, out.playlist)
    if noted is None or noted.number <= out.number or not is_overtaken(workshop, out, now):
        return out.commit
    try:
        source.demand_agreed(noted.commit, since=out.commit)
    except ContentError:
        return out.commit
    return noted.commit


def is_out_of_date(workshop: Workshop, playlist: str, today: date) -> bool:
    """Whether one of the newest edition's slides has passed a day that it speaks of."""
    latest = workshop.shelf.latest(playlist)
    return latest is not None and latest.next_change_day is not None and today >= latest.next_change_day


def _publish(  # noqa: PLR0913, PLR0917 - what to draw, from what, and when
    workshop: Workshop, playlist: str, source: Source, commit: str, now: datetime, progress: Progress
) -> str:
    source.demand_agreed(commit)
    sizes, shelf = _wanted_sizes(workshop), workshop.shelf
    today = workshop.settings.day_of(now)
    latest = shelf.latest(playlist)
    if latest is not None and _is_out(workshop, latest) and unchanged(latest, commit, sizes, today):
        _sign_programmes(workshop, playlist, now)
        return _told(f"Nothing changed. {playlist} stays at edition {latest.number}.", latest.left_out)
    with workshop.store.begin() as db:
        number = next_number(db, shelf, playlist)
    content = read_as_needed(source, commit, playlist)
    result = build_edition(content, playlist, sizes, number, today, shelf, workshop.executor, progress)
    edition = result.edition
    workshop.content_repository.publish(edition, now)
    with workshop.store.begin() as db:
        editions.add(db, _row(edition, shelf.made_at(playlist, edition.number, now)))
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


def _is_out(workshop: Workshop, latest: EditionSummary) -> bool:
    """Whether an edition of the shelf is signed and noted, and no screen has seen a later one.

    Else its publication was cut short, or an old copy was put back.
    """
    playlist, number = latest.playlist, latest.number
    try:
        signed = workshop.content_repository.editions().of(playlist)
    except ShelfError:
        return False  # its manifest is damaged: publishing puts it back
    with workshop.store.begin() as db:
        noted = (playlist, number) in editions.published(db, [playlist])
        seen = seen_number(db, playlist, number)
    return signed is not None and signed.number == number and noted and seen <= number


def issue_programme(workshop: Workshop, screen_id: str, now: datetime, progress: Progress) -> str:
    """Sign what one screen is to show now; editions are drawn at its size if they were not yet, as they were agreed.

    What was signed for a screen that was unpaired is taken away.
    """
    with workshop.store.begin() as db:
        screen = screens.ever(db, screen_id)
        chosen = _choices(db, screen_id, now)
    if screen.unpaired_at is not None:
        workshop.programme_repository.forget(screen_id)
        return f"{screen.name} was unpaired. Nothing is signed for it any more."
    raise_versions(workshop, screen, now)
    out = workshop.content_repository.editions()
    redrawn: list[str] = []
    refused: list[PublisherError] = []
    for playlist in dict.fromkeys(choice.playlist for choice in chosen):
        edition = out.of(playlist)
        if edition is not None and (str(screen.size) not in edition.manifests or is_overtaken(workshop, edition, now)):
            try:
                redrawn.append(redraw_playlist(workshop, playlist, now, progress))
            except PublisherError as error:
                refused.append(error)  # told once the screen has everything else
    done = _sign_programme(workshop, screen_id, now, workshop.content_repository.editions())
    if refused:
        raise refused[0]
    return "\n".join((*redrawn, done))


def is_overtaken(workshop: Workshop, edition: SignedEdition, now: datetime) -> bool:
    """Whether a screen has seen a later edition than the one that is out: an old copy was put back."""
    with workshop.store.begin() as db:
        overtaken = seen_number(db, edition.playlist, edition.number) > edition.number
        return overtaken and not has_jumped(db, edition.playlist, now)


def raise_versions(workshop: Workshop, screen: Screen, now: datetime) -> None:
    """Sign anew what a screen refuses because it has seen higher versions; those of the future it has not seen.

    What all screens read is signed no more often than that. Versions are as high as the time when they were signed.
    """
    seen, most = screen.refusal, int(now.timestamp())
    if seen is None:
        return
    if workshop.content_repository.version + RAISED_AT_MOST_EVERY < seen.content_version <= most:
        workshop.content_repository.sign_anew(now)
    if 0 < workshop.programme_repository.version(screen.id) < seen.programme_version <= most:
        workshop.programme_repository.sign_anew(screen.id, now)


def _sign_programmes(workshop: Workshop, playlist: str, now: datetime) -> int:
    """Sign for every screen that shows a playlist; one whose files are damaged is told after all others have theirs."""
    with workshop.store.begin() as db:
        showing = assignments.screens_showing(db, playlist)
    damaged: list[ShelfError | SigningError] = []
    out = workshop.content_repository.editions()
    for screen in showing:
        try:
            _sign_programme(workshop, screen.id, now, out)
        except (ShelfError, SigningError) as error:
            damaged.append(error)
    if damaged:
        raise damaged[0]
    return len(showing)


def issue_anew(workshop: Workshop, screen_id: str, now: datetime, out: SignedEditions) -> str:
    """Sign a screen's programme under a new serial, whether it says anything new or not."""
    return _sign_programme(workshop, screen_id, now, out, anew=True)


def _sign_programme(
    workshop: Workshop, screen_id: str, now: datetime, out: SignedEditions, *, anew: bool = False
) -> str:
    """Sign a screen's programme if it says anything new, and was not seen under a higher serial."""
    before = _signed_programme(workshop, screen_id)
    serial_before = 0 if before is None else before.serial
    with workshop.store.begin() as db:
        screen = screens.get(db, screen_id)
        draft = _draft(workshop, db, screen, now, out)
        seen = seen_serial(screen, now)
        if before is not None and draft_of(before) == draft and seen <= serial_before and not anew:
            return f"{screen.name} has programme {serial_before} already."
        serial = programmes.next_serial(db, screen_id, now, above=max(serial_before, seen))
    workshop.programme_repository.publish(issued(draft, serial, now), now)
    with workshop.store.begin() as db:
        programmes.issued(db, screen_id, serial, hashlib.sha256(write(draft)).hexdigest(), now)
    return f"{screen.name} has programme {serial}."


def _signed_programme(workshop: Workshop, screen_id: str) -> Programme | None:
    """What is signed for a screen now; a damaged programme is as good as none, and signed anew."""
    try:
        return workshop.programme_repository.current(screen_id)
    except ShelfError as error:
        log.warning("%s", error)
        return None


def _draft(workshop: Workshop, db: Connection, screen: Screen, now: datetime, out: SignedEditions) -> Programme:
    """What a screen is to be told, as it stands now, of the editions that are out."""
    practice = practices.get(db, screen.practice)
    chosen = _choices(db, screen.id, now)
    editions_out = [edition for edition in (out.of(choice.playlist) for choice in chosen) if edition is not None]
    programme, left_out = plan(
        screen_id=screen.id,
        practice=practice.name,
        timezone=practice.timezone,
        size=screen.size,
        chosen=chosen,
        drawn={edition.playlist: Drawn(edition.number, edition.manifests) for edition in editions_out},
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
    """The sizes that are always drawn, and those of the screens that are paired, the most common first.

    Not more than a region can have, and none that a screen cannot: the web process writes them down.
    """
    with workshop.store.begin() as db:
        paired = Counter(screen.size for screen in screens.everyone(db) if _is_a_screens(screen.size))
    common = [size for size, _ in paired.most_common() if size not in workshop.settings.sizes]
    if len(common) > MOST_SIZES:
        log.warning("Screens of %d sizes are paired; the %d most common are drawn.", len(common), MOST_SIZES)
    return tuple(sorted({*workshop.settings.sizes, *common[:MOST_SIZES]}))


def _is_a_screens(size: Size) -> bool:
    try:
        demand_size(size.width, size.height)
    except ContractError:
        return False
    return True


def _row(edition: Edition, built_at: datetime) -> EditionRow:
    records = {f"{manifest.width}x{manifest.height}": write(manifest) for manifest in edition.manifests}
    return EditionRow(
        playlist=edition.playlist,
        title=edition.title,
        number=edition.number,
        commit=edition.commit,
        built_at=built_at,
        manifests={size: (hashlib.sha256(data).hexdigest(), len(data)) for size, data in records.items()},
    )
