"""The numbers of editions: one number never stands for two contents, whatever was put back from a copy.

the database knows 5, the shelf has 5                       the next edition is 6
the shelf has 6, which was cut short before it was noted    6 if it comes out the same, else 7
the shelf is an old copy with 5, the database knows 7       8
both are old copies with 5, and a screen has seen 7         8
both are old copies with 5, and a screen has proven 7       8
"""

from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import Connection

from publisher.shelf.shelf import Shelf
from publisher.store import editions, proofs, screens
from publisher.store.rows import Screen

FORGOTTEN_AT_MOST = 1000
"""Editions of one playlist that an old copy can lack. Whoever tells of more is not believed: a screen's secret may be
stolen, the database forged, and a number near the highest of all would leave none for the editions to come."""
JUMPS_A_DAY = 3
"""How often a playlist is made again in a day because of what screens tell: once for an old copy, and a little more."""
A_DAY = timedelta(days=1)
AHEAD_AT_MOST = timedelta(days=366)
"""By which our own clock may have been wrong once: serials are as high as the time."""


def next_number(db: Connection, shelf: Shelf, playlist: str) -> int:
    """The number to build the next edition under; the shelf takes the one after it if that holds something else."""
    taken = max(shelf.numbers(playlist), default=0)
    given = (*editions.numbers(db, playlist), *proofs.numbers(db, playlist))
    believed = [one for one in given if not taken or one <= taken + FORGOTTEN_AT_MOST]
    noted = max(believed, default=0)
    seen = seen_number(db, playlist, max(noted, taken))
    return max(noted + 1, taken, seen + 1 if seen > taken else 0)


def seen_number(db: Connection, playlist: str, known: int) -> int:
    """The highest edition of a playlist that a screen says it has seen, as far as that can be believed; 0 if none."""
    told = screens.editions_seen(db, playlist)
    return max((number for number in told if number <= known + FORGOTTEN_AT_MOST), default=0)


def has_jumped(db: Connection, playlist: str, now: datetime) -> bool:
    """Whether the numbers of a playlist have jumped so often within a day that screens are believed no further."""
    built = {number: at for (_, number), at in editions.published(db, [playlist]).items()}
    jumps = [after for before, after in pairwise(sorted(built)) if after > before + 1 and now - built[after] < A_DAY]
    return len(jumps) >= JUMPS_A_DAY


def seen_serial(screen: Screen, now: datetime) -> int:
    """The highest serial that a screen says it has seen; 0 if it told none, or one that was never ours."""
    serial = screen.refusal.serial if screen.refusal is not None else 0
    return serial if serial <= (now + AHEAD_AT_MOST).timestamp() else 0
