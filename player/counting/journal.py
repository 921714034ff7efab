"""The views that wait for their receipt: kept in memory for a minute at most, then synced to the disk.

A view's name is its boot and its number within that boot. Numbers are given when views are
committed, and only committed views are sent; so a power cut that takes the last minute, or even a
card that loses what it said it had written, never lets a number be used for something else: the
next start has another boot. Rows are cut into batches that never change again, so that a report
may be sent any number of times. What was counted is deleted. `show` writes and `sync` reads, at
the same time, and either may be killed.
"""

import os
import sqlite3
from dataclasses import dataclass

from player.contract.errors import StorageError
from player.contract.limits import MAX_VIEWS_PER_REPORT
from player.contract.records import Now, View
from player.counting.journal_file import JournalFile
from player.counting.journal_tables import (
    Noted,
    count_waiting,
    cut_oldest,
    drop_oldest,
    forget,
    is_worth_vacuuming,
    keep,
    read_batch,
    read_id,
    read_lost,
    read_places,
)
from player.device.clock import uptime_ms
from player.keeping.log import Log
from player.keeping.state import State
from player.turns import Place, Turn

LONGEST_HELD_MS = 1_200_000
COMMIT_MS = 60_000
MOST_BYTES = 50_000_000
"""What the journal may take of the card: more than 90 days of a slide every ten seconds."""
MOST_IN_MEMORY = 2_000
"""Views kept in memory while the disk takes none: more than five hours of them."""

log = Log(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Views that go into one report, the same ones at every sending."""

    id: str
    journal: str
    """The journal's random name and the boot's: numbers begin anew with each boot."""
    views: tuple[View, ...]


class Journal:
    """One player's journal; a damaged one is set aside and a new one begun.

    Every method raises StorageError when the disk does not take or give what is asked.
    """

    def __init__(self, state: State) -> None:
        self._file = JournalFile(state)
        self.most_bytes = MOST_BYTES
        self.commit_ms = COMMIT_MS
        self._buffer: list[Noted] = []
        self._spilled = 0
        self._mark = os.urandom(8).hex()
        self._committed_ms = uptime_ms() - self.commit_ms  # the first view is committed at once: is the disk well?
        self.failing = False
        """Whether the disk did not take the last commit."""

    @property
    def busy_seconds(self) -> float:
        """How long to wait for the other process's turn at the file."""
        return self._file.busy_seconds

    @busy_seconds.setter
    def busy_seconds(self, seconds: float) -> None:
        self._file.busy_seconds = seconds

    def keep_pace(self, report_seconds: int) -> None:
        """Commit as often as reports go out if that is more than once a minute, as it is on a desk."""
        self.commit_ms = min(COMMIT_MS, report_seconds * 1000)

    def record(self, turn: Turn, held_ms: int, ended: Now) -> None:
        """Count one view; it is on the disk within a minute, or at a stop."""
        self._buffer.append(Noted(turn, min(held_ms, LONGEST_HELD_MS), ended))
        if len(self._buffer) > MOST_IN_MEMORY:
            del self._buffer[0]
            self._spilled += 1
        self.flush_if_due()

    def flush_if_due(self) -> None:
        """Commit if the last commit is a minute ago; for somebody who holds a slide for longer than that."""
        if self._buffer and uptime_ms() - self._committed_ms >= self.commit_ms:
            self.flush()

    def drop(self) -> None:
        """Forget every view, committed or not."""
        self._buffer.clear()
        self._spilled = 0
        self._file.discard()

    def flush(self) -> None:
        """Commit everything that waits in memory; on an error it goes on waiting there."""
        self._committed_ms = uptime_ms()  # a disk that does not take it is asked again in a minute
        if not self._buffer:
            return
        self.failing = True
        noted, mark, spilled = list(self._buffer), self._mark, self._spilled
        dropped = self._file.run(lambda db: self._keep(db, noted, mark, spilled))
        # An end that is asked for between the commit and here finds the mark, and nothing is kept twice.
        self._mark, self._spilled = os.urandom(8).hex(), 0
        del self._buffer[: len(noted)]
        self.failing = False
        if dropped or spilled:
            log.warning("The journal is full: %d views are lost. Was the publisher away for months?", dropped + spilled)

    def places(self) -> tuple[Place, ...]:
        """How far each playlist had come with the last view that was recorded."""
        return self._buffer[-1].turn.places if self._buffer else self._file.run(read_places)

    def waiting(self) -> int:
        """How many views wait for their receipt."""
        return self._file.run(count_waiting) + len(self._buffer)

    def lost(self) -> int:
        """How many views this journal had to drop since it was begun."""
        return self._file.run(read_lost) + self._spilled

    def id(self) -> str:
        """The random name of this journal."""
        return self._file.run(read_id)

    def oldest_batch(self, most: int = MAX_VIEWS_PER_REPORT) -> Batch | None:
        """The oldest views as a batch, cut now unless it was cut before; None if none wait on the disk."""
        return self._file.run(lambda db: _oldest_batch(db, most))

    def forget(self, batch: Batch) -> None:
        """Delete what the publisher has counted, or what it never will."""
        self._file.run(lambda db: forget(db, batch.id))
        if self._file.run(is_worth_vacuuming):
            self._file.vacuum()

    def close(self) -> None:
        """Commit what waits in memory, and let go of the file."""
        try:
            self.flush()
        except StorageError as error:
            log.warning("%d views are lost: %s", len(self._buffer), error)
        finally:
            self._file.close()

    def _keep(self, db: sqlite3.Connection, noted: list[Noted], mark: str, spilled: int) -> int:
        keep(db, noted, mark, spilled)
        return drop_oldest(db, self.most_bytes)


def _oldest_batch(db: sqlite3.Connection, most: int) -> Batch | None:
    cut = cut_oldest(db, most)
    if cut is None:
        return None
    return Batch(cut.id, f"{read_id(db)}-{cut.boot}", tuple(read_batch(db, cut)))
