"""Which sequences of a journal are counted, kept as ranges that never touch.

A screen's journal grows by one with each view, so years of views are usually one row.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import inf

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from publisher.store.tables import counted_range

Range = tuple[int, int]
"""First and last sequence, both included."""


def take(db: Connection, screen_id: str, journal: str, sequences: Sequence[int]) -> frozenset[int]:
    """Mark sequences as counted; gives back those that were not before.

    Whoever calls holds the lock on the screen.
    """
    if not sequences:
        return frozenset()
    near = _near(screen_id, journal, min(sequences) - 1, max(sequences) + 1)
    columns = (counted_range.c.first_sequence, counted_range.c.last_sequence)
    counted = [(row.first_sequence, row.last_sequence) for row in db.execute(select(*columns).where(near))]
    fresh = frozenset(sequences).difference(held(counted, sequences))
    _write(db, {"screen": screen_id, "journal": journal}, counted, join(counted, fresh))
    return fresh


def held(counted: Iterable[Range], sequences: Iterable[int]) -> set[int]:
    """The sequences that lie in a range."""
    ordered = sorted(counted)
    last_before = {number: bisect_right(ordered, (number, inf)) - 1 for number in sequences}
    return {number for number, at in last_before.items() if at >= 0 and number <= ordered[at][1]}


def join(counted: Iterable[Range], fresh: Iterable[int]) -> list[Range]:
    """The ranges that hold both, in order, with neighbours made into one."""
    joined: list[Range] = []
    for first, last in sorted([*counted, *((number, number) for number in fresh)]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _write(db: Connection, owner: dict[str, str], before: list[Range], after: list[Range]) -> None:
    """Change only the rows that differ, for a journal full of gaps has many."""
    gone = [first for first, last in set(before).difference(after)]
    added = [owner | {"first_sequence": first, "last_sequence": last} for first, last in set(after).difference(before)]
    whose = and_(counted_range.c.screen == owner["screen"], counted_range.c.journal == owner["journal"])
    if gone:
        db.execute(delete(counted_range).where(whose, counted_range.c.first_sequence.in_(gone)))
    if added:
        db.execute(insert(counted_range), added)


def _near(screen_id: str, journal: str, first: int, last: int) -> ColumnElement[bool]:
    return and_(
        counted_range.c.screen == screen_id,
        counted_range.c.journal == journal,
        counted_range.c.last_sequence >= first,
        counted_range.c.first_sequence <= last,
    )
