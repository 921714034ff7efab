"""How a screen's assignments become its signed programme."""

import hashlib
import logging
from datetime import datetime

from sqlalchemy import Connection

from player.contract.reading import write
from player.contract.records import Programme
from publisher.errors import ShelfError, SigningError
from publisher.programmes.opening import parse_opening
from publisher.programmes.planning import Drawn, draft_of, issued, plan
from publisher.recovery.numbering import seen_serial
from publisher.signing.signed import SignedEditions
from publisher.store import assignments, notices, practices, programmes, screens
from publisher.store.rows import Assignment, Screen
from publisher.worker.workshop import Workshop

log = logging.getLogger(__name__)

RAISED_AT_MOST_EVERY = 600
"""Seconds. Whoever holds one screen's secret could else have the content signed all the time, for every screen."""


def sign_programmes(workshop: Workshop, playlist: str, now: datetime) -> int:
    """Sign for every screen that shows a playlist; one whose files are damaged is told after all others have theirs."""
    with workshop.store.begin() as db:
        showing = assignments.screens_showing(db, playlist)
    damaged: list[ShelfError | SigningError] = []
    out = workshop.content_repository.editions()
    for screen in showing:
        try:
            sign_programme(workshop, screen.id, now, out)
        except (ShelfError, SigningError) as error:
            damaged.append(error)
    if damaged:
        raise damaged[0]
    return len(showing)


def sign_programme(
    workshop: Workshop, screen_id: str, now: datetime, out: SignedEditions, *, anew: bool = False
) -> str:
    """Sign a screen's programme if it says anything new or was seen under a higher serial; `anew` in any case."""
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


def choices_of(db: Connection, screen_id: str, now: datetime) -> tuple[Assignment, ...]:
    """What a screen is to show now, notices first."""
    return (*notices.running(db, screen_id, now), *assignments.current(db, screen_id))


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
    chosen = choices_of(db, screen.id, now)
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
