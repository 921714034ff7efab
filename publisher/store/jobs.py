"""The queue of things for the worker to do, and the worker's sign of life."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, select, update

from publisher.errors import RefusedError
from publisher.store.insertion import insert_for
from publisher.store.rows import Job, JobState
from publisher.store.tables import heartbeat, job, waiting

MOST_ATTEMPTS = 2
"""A job that took the worker down with it so many times is not tried again."""
_GIVEN_UP = (
    f"The worker was killed {MOST_ATTEMPTS} times while it did this, so it is given up and other jobs go on. "
    "Look at what was changed last, then ask for it again."
)


def add(db: Connection, kind: str, subject: str, now: datetime) -> Job:
    """Put a job in the queue; if an equal one waits already, that one does for both.

    It is never merged into a job that runs, for that one may have read the old state of things.
    """
    row = {"kind": kind, "subject": subject, "state": JobState.WAITING, "created_at": now}
    values = row | {"done": 0, "total": 0, "attempts": 0, "message": ""}
    equal = select(job).where(job.c.kind == kind, job.c.subject == subject, job.c.state == JobState.WAITING)
    found = None
    while found is None:  # goes round again only when the worker takes the equal job between the two steps
        entry = insert_for(db, job).values(values)
        db.execute(entry.on_conflict_do_nothing(index_elements=["kind", "subject"], index_where=waiting))
        found = db.execute(equal).one_or_none()
    return _job(found)


def waits(db: Connection, kind: str, subject: str) -> bool:
    """Whether such a job waits to be done."""
    same = and_(job.c.kind == kind, job.c.subject == subject, job.c.state == JobState.WAITING)
    return db.execute(select(job.c.id).where(same)).first() is not None


def claim(db: Connection, now: datetime) -> Job | None:
    """Take the oldest waiting job, or None; two workers never get the same one.

    A job waits while an equal one runs.
    """
    other = job.alias()
    equal_runs = exists().where(
        other.c.kind == job.c.kind, other.c.subject == job.c.subject, other.c.state == JobState.RUNNING
    )
    oldest = select(job.c.id).where(job.c.state == JobState.WAITING, ~equal_runs).order_by(job.c.id).limit(1)
    chosen = db.execute(oldest.with_for_update(skip_locked=True)).scalar()
    if chosen is None:
        return None
    taken = {"state": JobState.RUNNING, "started_at": now, "attempts": job.c.attempts + 1}
    return _job(db.execute(update(job).where(job.c.id == chosen).values(taken).returning(job)).one())


def advance(db: Connection, job_id: int, done: int, total: int) -> None:
    """Note how far a job has come."""
    _change(db, job_id, done=done, total=total)


def finish(db: Connection, job_id: int, message: str, now: datetime) -> None:
    """Note that a job is done, and in a sentence what came of it."""
    _change(db, job_id, state=JobState.DONE, message=message, finished_at=now)


def fail(db: Connection, job_id: int, message: str, findings_json: str, now: datetime) -> None:
    """Note that a job failed, why, and the findings that somebody should look at."""
    _change(db, job_id, state=JobState.FAILED, message=message, findings=findings_json, finished_at=now)


def get(db: Connection, job_id: int) -> Job:
    """One job; raises RefusedError if there is none of this number."""
    row = db.execute(select(job).where(job.c.id == job_id)).one_or_none()
    if row is None:
        raise RefusedError(f"There is no job {job_id}.")
    return _job(row)


def recent(db: Connection, limit: int = 20) -> tuple[Job, ...]:
    """The newest jobs, newest first."""
    return tuple(_job(row) for row in db.execute(select(job).order_by(job.c.id.desc()).limit(limit)))


def requeue_running(db: Connection) -> None:
    """Put back what a worker left behind when it was stopped; for the start of the one worker."""
    other = job.alias()
    equal_waits = exists().where(
        other.c.kind == job.c.kind, other.c.subject == job.c.subject, other.c.state == JobState.WAITING
    )
    runs = job.c.state == JobState.RUNNING
    _give_up(db, and_(runs, job.c.attempts >= MOST_ATTEMPTS), _GIVEN_UP)
    _give_up(db, and_(runs, equal_waits), "The worker stopped on this; the same waits again in the queue.")
    db.execute(update(job).where(runs).values(state=JobState.WAITING, done=0, total=0, started_at=None))


def put_back(db: Connection, job_id: int) -> None:
    """Have a job done again that somebody stopped on purpose, as if it had not been begun."""
    db.execute(update(job).where(job.c.id == job_id).values(attempts=job.c.attempts - 1))
    requeue_running(db)


def forget_finished(db: Connection, before: datetime) -> int:
    """Remove jobs that came to their end before this time, well or not; how many there were."""
    return db.execute(delete(job).where(_is_over(before))).rowcount


def count_finished(db: Connection, before: datetime) -> int:
    """How many jobs `forget_finished` would remove."""
    return int(db.execute(select(func.count()).select_from(job).where(_is_over(before))).scalar_one())


def beat(db: Connection, now: datetime) -> None:
    """Note that the worker is alive."""
    entry = insert_for(db, heartbeat).values(process="worker", beat_at=now)
    db.execute(entry.on_conflict_do_update(index_elements=["process"], set_={"beat_at": entry.excluded.beat_at}))


def last_beat(db: Connection) -> datetime | None:
    """When the worker was last alive, or None if it never was."""
    return db.execute(select(heartbeat.c.beat_at).where(heartbeat.c.process == "worker")).scalar()


def _is_over(before: datetime) -> ColumnElement[bool]:
    return and_(job.c.state.in_((JobState.DONE, JobState.FAILED)), job.c.finished_at < before)


def _change(db: Connection, job_id: int, **values: Any) -> None:
    if db.execute(update(job).where(job.c.id == job_id).values(**values)).rowcount == 0:
        raise RefusedError(f"There is no job {job_id}.")


def _give_up(db: Connection, which: ColumnElement[bool], message: str) -> None:
    # Nobody saw when it stopped; that it started is the last thing that is known.
    db.execute(update(job).where(which).values(state=JobState.FAILED, message=message, finished_at=job.c.started_at))


def _job(row: Row[Any]) -> Job:
    values = row._asdict() | {"state": JobState(row.state)}
    del values["attempts"]
    return Job(**values)
