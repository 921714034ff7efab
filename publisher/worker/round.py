"""The one process that draws, signs and keeps signatures fresh."""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import Event

from sqlalchemy import Connection

from publisher.building.build import drawing_pool
from publisher.building.pools import DrawingPool, end_now
from publisher.errors import PublisherError, RefusedError, SigningError, SlidesRefusedError
from publisher.rules.findings import records_of
from publisher.settings import Settings
from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository
from publisher.store import editions, jobs, notices, screens
from publisher.store.database import Store
from publisher.store.rows import Job, Screen
from publisher.worker.publishing import is_out_of_date, issue_programme, publish_playlist, redraw_playlist
from publisher.worker.recovering import attempt, take_stock
from publisher.worker.sweeping import sweep
from publisher.worker.workshop import Progress, Workshop

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.2
"""How often the worker looks for a job: short enough that nobody waits for it."""

REFRESH_EVERY = timedelta(minutes=10)
BEAT_EVERY = timedelta(seconds=5)
ROOT_WARNING = timedelta(days=60)
"""Two people have to be found who keep a root key; that takes weeks."""

NEVER = datetime.min.replace(tzinfo=UTC)

Work = Callable[[Workshop, str, datetime, Progress], str]
WORK: dict[str, Work] = {
    "publish": publish_playlist,
    "redraw": redraw_playlist,
    "programme": issue_programme,
    "sweep": sweep,
}


class CutShort(BaseException):
    """Raised into the job at hand when the worker has to end, and the job does not."""


def run(settings: Settings, stop: Event) -> None:
    """Do jobs until `stop` is set; then leave. Who raises CutShort ends the job at hand too, which is done again."""
    with ExitStack() as open_things:
        open_things.enter_context(alone(settings))
        workshop = open_things.enter_context(_open_workshop(settings))
        log.info("The worker is ready.")
        try:
            Round(workshop).until(stop)
        except CutShort:
            end_now(workshop.executor)
    log.info("The worker has stopped.")


@dataclass(slots=True)
class Round:
    """What the worker does again and again, and when it last did it."""

    workshop: Workshop
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    beat_at: datetime = NEVER
    refreshed_at: datetime = NEVER
    asked_on: dict[str, date] = field(default_factory=dict)
    day: date | None = None

    def until(self, stop: Event) -> None:
        """Go round until `stop` is set."""
        with self.workshop.store.begin() as db:
            jobs.requeue_running(db)
        self._beat(self.clock())
        take_stock(self.workshop, self.clock())
        while not stop.is_set():
            try:
                worked = self.once()
            except PublisherError:
                log.exception("The worker goes on in %s seconds.", BEAT_EVERY.seconds)
                stop.wait(BEAT_EVERY.seconds)
            else:
                if not worked:
                    stop.wait(LOOK_SECONDS)

    def once(self) -> bool:
        """Show a sign of life, refresh what is due, do one job; whether there was a job."""
        now = self.clock()
        if now - self.beat_at >= BEAT_EVERY:
            self._beat(now)
        if now - self.refreshed_at >= REFRESH_EVERY:
            refresh_signatures(self.workshop, now)
            attempt("editions", partial(self._ask_for_redrawing, now))
            self._answer_refusals(now)
            self._end_notices(now)
            self._begin_day(now)
            self.refreshed_at = now
        with self.workshop.store.begin() as db:
            job = jobs.claim(db, now)
        if job is not None:
            do_job(self.workshop, job, self.clock)
        return job is not None

    def _ask_for_redrawing(self, now: datetime) -> None:
        """Once a day, have playlists drawn again in which a day has passed, such as an event's."""
        today = self.workshop.settings.day_of(now)
        out = self.workshop.content_repository.editions().playlists()
        due = [each for each in out if self.asked_on.get(each) != today and is_out_of_date(self.workshop, each, today)]
        with self.workshop.store.begin() as db:
            for playlist in due:
                jobs.add(db, "redraw", playlist, now)
                self.asked_on[playlist] = today

    def _answer_refusals(self, now: datetime) -> None:
        """Look again after screens that refuse what is new, or show a later edition than the one that is out."""
        with self.workshop.store.begin() as db:
            for screen in screens.everyone(db):
                if screen.refuses(now, REFRESH_EVERY) or _shows_more_than_is_known(db, screen):
                    jobs.add(db, "programme", screen.id, now)

    def _end_notices(self, now: datetime) -> None:
        """Take notices that have ended out of the programmes; screens ended them by themselves."""
        with self.workshop.store.begin() as db:
            for screen in notices.end_overdue(db, now):
                jobs.add(db, "programme", screen, now)

    def _begin_day(self, now: datetime) -> None:
        """Once a day, warn of roots that end soon, and have taken away what nobody needs any more."""
        today = self.workshop.settings.day_of(now)
        if self.day != today:
            _warn_of_roots(self.workshop, now)
            with self.workshop.store.begin() as db:
                jobs.add(db, "sweep", "shelf", now)
            self.day = today

    def _beat(self, now: datetime) -> None:
        with self.workshop.store.begin() as db:
            jobs.beat(db, now)
        self.beat_at = now


def do_job(workshop: Workshop, job: Job, clock: Callable[[], datetime]) -> None:
    """Do one job; what went wrong is kept with the job, for whoever asked for it."""

    def progress(done: int, total: int) -> None:
        with workshop.store.begin() as db:
            jobs.advance(db, job.id, done, total)
            jobs.beat(db, clock())

    try:
        message = _work_of(job)(workshop, job.subject, clock(), progress)
    except SlidesRefusedError as error:
        _fail(workshop, job, str(error), records_of(error.findings), clock())
    except PublisherError as error:
        _fail(workshop, job, str(error), "[]", clock())
    except CutShort:
        log.warning("%s %s was cut short, and is done again when the worker is started.", job.kind, job.subject)
        with workshop.store.begin() as db:
            jobs.put_back(db, job.id)
        raise
    except Exception as error:
        log.exception("The job %s %s broke.", job.kind, job.subject)
        _fail(workshop, job, f"The worker broke on this: {error!r}. Its log says more.", "[]", clock())
    else:
        log.info("%s", message)
        with workshop.store.begin() as db:
            jobs.finish(db, job.id, message, clock())


def _work_of(job: Job) -> Work:
    if job.kind not in WORK:
        raise RefusedError(f"There is no such work as '{job.kind:.20}'. Nothing was done.")
    return WORK[job.kind]


def _shows_more_than_is_known(db: Connection, screen: Screen) -> bool:
    showing = screen.showing
    if showing is None or not showing.playlist or not showing.edition:
        return False
    return showing.edition > max(editions.numbers(db, showing.playlist), default=0)


def refresh_signatures(workshop: Workshop, now: datetime) -> None:
    """Sign again whatever would run out soon, so that players never meet stale metadata.

    What is damaged is told, and keeps nothing else from being signed.
    """
    with workshop.store.begin() as db:
        paired = screens.everyone(db)
    attempt("editions", partial(workshop.content_repository.refresh, now))
    for screen in paired:
        attempt(screen.id, partial(workshop.programme_repository.refresh, screen.id, now))


def _warn_of_roots(workshop: Workshop, now: datetime) -> None:
    """Say in good time that the root keys are needed; only people can fetch them."""
    ends_at = min(workshop.content_repository.root_expires_at(), workshop.programme_repository.root_expires_at())
    if ends_at - now < ROOT_WARNING:
        log.warning("The root of trust ends on %s. Run `publisher keys renew-root` before.", f"{ends_at:%-d %B %Y}")


def _fail(workshop: Workshop, job: Job, message: str, findings: str, now: datetime) -> None:
    log.warning("%s %s failed: %s", job.kind, job.subject, message)
    with workshop.store.begin() as db:
        jobs.fail(db, job.id, message, findings, now)


@contextmanager
def _open_workshop(settings: Settings) -> Iterator[Workshop]:
    store = Store.open(settings.database_url)
    store.upgrade()
    shelf = Shelf(settings.shelf)
    keys = Keys.load(settings.keys)
    reader = DrawingPool(1)
    content, programmes = ContentRepository(shelf, keys), ProgrammeRepository(shelf, keys)
    try:
        with drawing_pool(settings.processes, settings.executor) as executor:
            yield Workshop(settings, store, shelf, content, programmes, executor, reader)
    finally:
        reader.kill()


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the lock that keeps anybody else from signing at the same time."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SigningError(
                f"A worker is running already for {settings.home}. One is enough; stop it first if it hangs."
            ) from error
        lock.write(str(os.getpid()))
        lock.flush()
        yield
