"""How a playlist becomes a signed edition, and a screen gets every edition that it is to show."""

import hashlib
import logging
from collections import Counter
from datetime import date, datetime

from player.contract.errors import ContractError
from player.contract.limits import demand_size
from player.contract.reading import write
from publisher.building.build import build_edition, unchanged
from publisher.content.source.sources import Source
from publisher.content.source.work_tree import uncommitted
from publisher.errors import ContentError, PublisherError, ShelfError
from publisher.model.content import LeftOut
from publisher.model.editions import Edition
from publisher.model.screens import Size
from publisher.recovery.numbering import has_jumped, next_number, seen_number
from publisher.settings import Settings
from publisher.shelf.summary import EditionSummary
from publisher.signing.signed import SignedEdition
from publisher.store import editions, screens
from publisher.store.rows import EditionRow
from publisher.worker.apart import read_as_needed
from publisher.worker.issuing import choices_of, raise_versions, sign_programme, sign_programmes
from publisher.worker.workshop import Progress, Workshop

log = logging.getLogger(__name__)

MOST_SIZES = 24
"""Sizes of paired screens that are drawn besides those that are set; each one costs every playlist its frames."""


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
        sign_programmes(workshop, playlist, now)
        return _told(f"Nothing changed. {playlist} stays at edition {latest.number}.", latest.left_out)
    with workshop.store.begin() as db:
        number = next_number(db, shelf, playlist)
    content = read_as_needed(source, commit, playlist)
    result = build_edition(content, playlist, sizes, number, today, shelf, workshop.executor, progress)
    edition = result.edition
    workshop.content_repository.publish(edition, now)
    with workshop.store.begin() as db:
        editions.add(db, _row(edition, shelf.made_at(playlist, edition.number, now)))
    screens_reached = sign_programmes(workshop, playlist, now)
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
        chosen = choices_of(db, screen_id, now)
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
    done = sign_programme(workshop, screen_id, now, workshop.content_repository.editions())
    if refused:
        raise refused[0]
    return "\n".join((*redrawn, done))


def is_overtaken(workshop: Workshop, edition: SignedEdition, now: datetime) -> bool:
    """Whether a screen has seen a later edition than the one that is out: an old copy was put back."""
    with workshop.store.begin() as db:
        overtaken = seen_number(db, edition.playlist, edition.number) > edition.number
        return overtaken and not has_jumped(db, edition.playlist, now)


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
