"""Counts as tables: a table for each playlist, a row for each slide, a column for each screen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from publisher.evidence.names import Names
from publisher.store.rows import Total


@dataclass(frozen=True, slots=True)
class Period:
    """Days to count over; no number of days means all of them."""

    name: str
    label: str
    sentence: str
    days: int | None

    def first_day(self, today: date) -> date | None:
        """The first day of the period, or None for all days."""
        return today - timedelta(days=self.days - 1) if self.days else None


PERIODS = (
    Period("today", "Today", "today", 1),
    Period("week", "Last 7 days", "in the last 7 days", 7),
    Period("all", "All days", "in all", None),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Views, and how many of them have an uncertain day."""

    views: int
    uncertain: int


@dataclass(frozen=True, slots=True)
class Row:
    """One slide on every screen, and last on all together if there are several."""

    title: str
    language: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The views of one playlist."""

    title: str
    screens: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]


def tables_of(counts: Sequence[Total], names: Names) -> list[Table]:
    """A table for each playlist, by title; slides in the order of the playlist."""
    grouped: defaultdict[str, list[Total]] = defaultdict(list)
    for count in counts:
        grouped[count.playlist].append(count)
    playlists = sorted(grouped, key=lambda each: (names.playlist(each).casefold(), each))
    return [_table(each, grouped[each], names) for each in playlists]


def _table(playlist: str, counts: list[Total], names: Names) -> Table:
    shown_on = sorted({count.screen for count in counts}, key=lambda each: (names.screen(each).casefold(), each))
    grouped: defaultdict[str, list[Total]] = defaultdict(list)
    for count in counts:
        grouped[count.slide].append(count)
    slides = sorted(grouped, key=lambda each: names.order(playlist, each))
    rows = (
        Row(
            names.slide(playlist, slide),
            names.language(playlist, slide),
            _cells(grouped[slide], shown_on),
        )
        for slide in slides
    )
    return Table(names.playlist(playlist), tuple(map(names.screen, shown_on)), tuple(rows), _cells(counts, shown_on))


def _cells(counts: Iterable[Total], screens: Sequence[str]) -> tuple[Cell, ...]:
    views: Counter[str] = Counter()
    uncertain: Counter[str] = Counter()
    for count in counts:
        views[count.screen] += count.views
        uncertain[count.screen] += 0 if count.certain else count.views
    each = [Cell(views[screen], uncertain[screen]) for screen in screens]
    return (*each, Cell(views.total(), uncertain.total())) if len(each) > 1 else tuple(each)
