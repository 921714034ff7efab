"""How many views, by screen and by slide: today, and in all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import Connection

from publisher.store import views
from publisher.store.database import Store
from publisher.store.rows import Total

_Key = tuple[str, str | None]
"""A screen and a slide, or a screen and all of its slides."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Views of today and of the days before, by screen and slide."""

    _today: Counter[_Key] = field(default_factory=Counter)
    _before: Counter[_Key] = field(default_factory=Counter)

    def today(self, screen: str, slide: str | None = None) -> int:
        """Views of today on one screen, of one slide or of all."""
        return self._today[screen, slide]

    def total(self, screen: str, slide: str | None = None) -> int:
        """Views of every day on one screen, of one slide or of all."""
        return self._today[screen, slide] + self._before[screen, slide]


def tally(store: Store, db: Connection, today: date, now: datetime) -> Tally:
    """What was counted so far. Earlier days are read once a minute, for pages ask every two seconds."""
    before = _before(store, today, int(now.timestamp()) // 60)
    if not before:
        before.append(_counted(views.totals(db, until_day=today - timedelta(days=1))))
    return Tally(_counted(views.totals(db, from_day=today)), before[0])


@lru_cache(maxsize=8)
def _before(store: Store, today: date, minute: int) -> list[Counter[_Key]]:
    """Where the counts of the days before are kept, for one minute; empty until they are read."""
    return []


def _counted(totals: Iterable[Total]) -> Counter[_Key]:
    counted: Counter[_Key] = Counter()
    for total in totals:
        counted[total.screen, total.slide] += total.views
        counted[total.screen, None] += total.views
    return counted
