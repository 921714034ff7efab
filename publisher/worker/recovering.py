"""What a worker does when it starts: it cannot know what was put back from an old copy while it was away.

Screens remember the highest numbers that they have seen, and take nothing lower. So everything is signed anew,
under numbers as high as the time; the database gets back the editions that it has forgotten and that are signed;
and an edition that a screen has seen a later one of is made again, under a number above that.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from publisher.errors import PublisherError
from publisher.store import editions, jobs, screens
from publisher.store.rows import EditionRow
from publisher.worker.issuing import sign_programme
from publisher.worker.publishing import is_overtaken
from publisher.worker.workshop import Workshop

log = logging.getLogger(__name__)


def take_stock(workshop: Workshop, now: datetime) -> None:
    """Sign everything anew and put back what was forgotten; what is damaged is told, and keeps nothing else waiting."""
    attempt("editions", partial(workshop.content_repository.sign_anew, now))
    attempt("editions", partial(_look_at_editions, workshop, now))
    attempt("screens", partial(_issue_programmes, workshop, now))


def attempt(what: str, work: Callable[[], object]) -> None:
    """Do it, or say in the log why it could not be done."""
    try:
        work()
    except PublisherError as error:
        log.error("The signatures of %s could not be refreshed: %s", what, error)
    except Exception:
        log.exception("The signatures of %s could not be refreshed, for a mistake of ours.", what)


def _look_at_editions(workshop: Workshop, now: datetime) -> None:
    for playlist in workshop.content_repository.editions().playlists():
        attempt(playlist, partial(_look_at_edition, workshop, playlist, now))


def _look_at_edition(workshop: Workshop, playlist: str, now: datetime) -> None:
    edition = workshop.content_repository.editions().of(playlist)
    if edition is None:
        return
    with workshop.store.begin() as db:
        if not jobs.waits(db, "publish", playlist):  # else that job notes it, and tells whoever asked
            made_at = workshop.shelf.made_at(playlist, edition.number, now)  # it was shown long before it was forgotten
            row = EditionRow(playlist, edition.title, edition.number, edition.commit, made_at, edition.manifests)
            if editions.put_back(db, row):
                log.warning("Edition %d of %s is signed, and the database knows it again.", edition.number, playlist)
    if is_overtaken(workshop, edition, now):
        log.warning("A screen has seen a later edition of %s than is known here. Publish it again.", playlist)
        with workshop.store.begin() as db:
            jobs.add(db, "redraw", playlist, now)


def _issue_programmes(workshop: Workshop, now: datetime) -> None:
    out = workshop.content_repository.editions()
    with workshop.store.begin() as db:
        paired = screens.everyone(db)
    for screen in paired:
        if workshop.programme_repository.version(screen.id):
            attempt(screen.id, partial(sign_programme, workshop, screen.id, now, out, anew=True))
