"""Making room, once a day: frames that no screen needs any more, and jobs that were done long ago.

What tells of views is evidence, and stays: reports, counts, and the editions that they name.
"""

from datetime import datetime, timedelta

from publisher.shelf.shelf import Shelf
from publisher.shelf.sweeping import KEPT_DAYS, Unneeded, find_unneeded, remove_unneeded
from publisher.store import jobs, screens
from publisher.store.database import Store
from publisher.worker.workshop import Progress, Workshop

MB = 1_000_000


def sweep(workshop: Workshop, subject: str, now: datetime, progress: Progress) -> str:
    """Take away what nobody needs; the answer says in a sentence what that was."""
    unneeded = _unneeded(workshop.store, workshop.shelf, now)
    remove_unneeded(workshop.shelf, unneeded)
    with workshop.store.begin() as db:
        forgotten = jobs.forget_finished(db, _long_ago(now))
    return f"Swept away {_said(unneeded, forgotten)}."


def say_what_would_go(store: Store, shelf: Shelf, now: datetime) -> str:
    """What a sweep would take away now, in a sentence; nothing is changed."""
    with store.begin() as db:
        finished = jobs.count_finished(db, _long_ago(now))
    return f"A sweep would take away {_said(_unneeded(store, shelf, now), finished)}."


def _unneeded(store: Store, shelf: Shelf, now: datetime) -> Unneeded:
    with store.begin() as db:
        showing = [screen.showing for screen in screens.everyone(db) if screen.showing is not None]
    shown = {(one.playlist, one.edition) for one in showing if one.playlist and one.edition}
    return find_unneeded(shelf, [(playlist, edition) for playlist, edition in shown], now)


def _long_ago(now: datetime) -> datetime:
    return now - timedelta(days=KEPT_DAYS)


def _said(unneeded: Unneeded, finished: int) -> str:
    frames = f"frames that nobody needed for {KEPT_DAYS} days: {len(unneeded.frames):,}"
    return f"{frames}, of {unneeded.size_bytes / MB:,.1f} MB; jobs that were over before: {finished:,}"
