"""Waiting for the worker, with a bar that shows how far it is."""

import json
import time
from datetime import UTC, datetime, timedelta

import click

from publisher.commands.terminal import tell
from publisher.errors import PublisherError
from publisher.store import jobs
from publisher.store.database import Store
from publisher.store.rows import Job, JobState

LOOK_SECONDS = 0.1
WORKER_SILENT = timedelta(seconds=20)
"""A worker that gave no sign of life for so long, while a job waits, is not running."""

NO_WORKER = (
    "The worker is not running, so this waits in the queue. Start it: `publisher worker`, on the machine that has the "
    "keys."
)


class NotFinishedError(PublisherError):
    """The worker did not finish while somebody waited; the job stays in the queue."""

    exit_code = 3


def follow(store: Store, job: Job, timeout_seconds: float = 600) -> None:
    """Wait until a job is done and print what came of it.

    Raises NotFinishedError if no worker runs or time is up, PublisherError if the job failed.
    """
    until = time.monotonic() + timeout_seconds
    asked_at = datetime.now(UTC)
    with click.progressbar(length=1, label=job.subject) as bar:
        while job.state in {JobState.WAITING, JobState.RUNNING}:
            if time.monotonic() > until:
                raise _not_finished(store, job, timeout_seconds)
            time.sleep(LOOK_SECONDS)
            job = _look(store, job, asked_at)
            bar.length = max(job.total, 1)
            bar.update(job.done - bar.pos)
    _tell(job)


def _not_finished(store: Store, job: Job, timeout_seconds: float) -> NotFinishedError:
    with store.look() as db:
        beat = jobs.last_beat(db)
    if job.state is JobState.WAITING and (beat is None or datetime.now(UTC) - beat > WORKER_SILENT):
        return NotFinishedError(NO_WORKER)
    return NotFinishedError(f"{job.subject} is not done after {timeout_seconds:.0f} s. It stays in the queue.")


def _look(store: Store, job: Job, asked_at: datetime) -> Job:
    with store.look() as db:
        beat = jobs.last_beat(db) or asked_at
        job = jobs.get(db, job.id)
    if job.state is JobState.WAITING and datetime.now(UTC) - max(beat, asked_at) > WORKER_SILENT:
        raise NotFinishedError(NO_WORKER)
    return job


def _tell(job: Job) -> None:
    if job.state is JobState.DONE:
        tell(job.message)
        return
    for finding in json.loads(job.findings or "[]"):
        place = f"{finding['file']}:{finding['line']}:{finding['column']}"
        tell(f"{place}: {finding['code']} {finding['level']}: {finding['message']}")
    error = PublisherError(job.message)
    error.exit_code = 1 if job.findings and job.findings != "[]" else 2
    raise error
