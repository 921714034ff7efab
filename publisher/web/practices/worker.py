"""Whether the worker is there to do what a manager asks for."""

from datetime import timedelta

from sqlalchemy import Connection

from publisher.store import jobs
from publisher.web.surroundings import here, now

SILENCE_ALLOWED = timedelta(seconds=30)


def worker_is_away(db: Connection | None = None) -> bool:
    """Whether the worker gave no sign of life for half a minute."""
    if db is None:
        with here().store.look() as other:
            return worker_is_away(other)
    beat = jobs.last_beat(db)
    return beat is None or now() - beat > SILENCE_ALLOWED
