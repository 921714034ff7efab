"""Views that came back from screens: each taken in exactly once, and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from player.contract.errors import ContractError
from player.contract.records import Receipt, Report, View
from player.contract.strict import encode
from publisher.store import ranges, screens
from publisher.store.insertion import insert_for, insert_if_new
from publisher.store.names import printable
from publisher.store.rows import Count, Total, ViewDay
from publisher.store.tables import report as reports
from publisher.store.tables import view_count

_KEY = [column.name for column in view_count.primary_key]


NEVER_PUBLISHED = ""
"""Stands for the playlist, slide and revision of views that name something that was never published."""


def take_numbers(db: Connection, report: Report, screen_id: str) -> tuple[View, ...]:
    """The views of a report that were not counted before, which whoever asks now counts.

    What makes a view itself is its screen, its journal and its sequence, so a report may come again, in part, or
    overlap another. Reports of one screen wait for one another. Raises StoreError if the screen was unpaired.
    """
    screens.lock(db, screen_id)
    return _not_yet_counted(db, report, screen_id)


def take_in(  # noqa: PLR0913, PLR0917 - each is one thing that a count depends on
    db: Connection,
    report: Report,
    screen_id: str,
    received_at: datetime,
    fresh: tuple[View, ...],
    days: Mapping[int, ViewDay],
    invented: Set[int] = frozenset(),
) -> Receipt:
    """Count the fresh views of a report; `days` gives each of their sequences its day.

    Of the sequences in `invented` only the number is kept, and no name that they bring along. Raises
    ContractError if another report had the same id.
    """
    if fresh:
        kept = replace(report, views=tuple(view for view in report.views if view.sequence not in invented))
        _keep(db, report, kept, screen_id, received_at, len(fresh))
        _count(db, screen_id, [_nameless(view) if view.sequence in invented else view for view in fresh], days)
    return Receipt(report.id, len(fresh), len(report.views) - len(fresh), received_at)


def came_before(db: Connection, screen_id: str, report_id: str) -> bool:
    """Whether views of this very report were counted before."""
    same = (reports.c.screen == screen_id) & (reports.c.id == report_id)
    return db.execute(select(reports.c.id).where(same)).first() is not None


def counts(
    db: Connection,
    *,
    screen: str | None = None,
    playlist: str | None = None,
    from_day: date | None = None,
    until_day: date | None = None,
) -> tuple[Count, ...]:
    """How often what was shown, oldest day first; `until_day` is the last day that is included."""
    query = select(view_count).order_by(view_count.c.day, *(view_count.c[name] for name in _KEY))
    if screen is not None:
        query = query.where(view_count.c.screen == screen)
    if playlist is not None:
        query = query.where(view_count.c.playlist == playlist)
    return tuple(
        Count(**{name: row[name] for name in _KEY}, views=row["views"], seconds=round(row["held_ms"] / 1000))
        for row in db.execute(_between(query, from_day, until_day)).mappings()
    )


def totals(db: Connection, *, from_day: date | None = None, until_day: date | None = None) -> tuple[Total, ...]:
    """How often each slide was held on each screen over these days, added up by the database."""
    kind = [view_count.c[name] for name in ("screen", "playlist", "edition", "slide", "certain")]
    query = select(*kind, func.sum(view_count.c.views).label("views")).group_by(*kind).order_by(*kind)
    rows = db.execute(_between(query, from_day, until_day))
    return tuple(
        Total(row.screen, row.playlist, row.edition, row.slide, row.certain, int(row.views))  # PostgreSQL adds decimals
        for row in rows
    )


def _between(query: Select[Any], from_day: date | None, until_day: date | None) -> Select[Any]:
    if from_day is not None:
        query = query.where(view_count.c.day >= from_day)
    if until_day is not None:
        query = query.where(view_count.c.day <= until_day)
    return query


def _not_yet_counted(db: Connection, report: Report, screen_id: str) -> tuple[View, ...]:
    taken = ranges.take(db, screen_id, report.journal, [view.sequence for view in report.views])
    return tuple(view for view in report.views if view.sequence in taken)


def _nameless(view: View) -> View:
    return replace(view, playlist=NEVER_PUBLISHED, edition=0, slide=NEVER_PUBLISHED, revision=NEVER_PUBLISHED)


def _keep(  # noqa: PLR0913, PLR0917 - each is one thing that is kept
    db: Connection, report: Report, kept: Report, screen_id: str, received_at: datetime, counted: int
) -> None:
    """Keep the report itself, from which every count can be worked out again."""
    body = replace(kept, player_version=printable(report.player_version), showing=None, health=None)
    row = {
        "screen": screen_id,
        "id": report.id,
        "journal": report.journal,
        "first_sequence": report.views[0].sequence,
        "last_sequence": report.views[-1].sequence,
        "counted": counted,
        "received_at": received_at,
        "body": encode(body).decode(),
    }
    if not insert_if_new(db, reports, row):
        raise ContractError(f"Report {report.id} came before with other views. A new report needs a new id.")


def _count(db: Connection, screen_id: str, views: Iterable[View], days: Mapping[int, ViewDay]) -> None:
    shown: Counter[tuple[Any, ...]] = Counter()
    held_ms: Counter[tuple[Any, ...]] = Counter()
    for view in views:
        when = days[view.sequence]
        key = (screen_id, view.playlist, view.edition, view.slide, view.revision, when.day, when.certain)
        shown[key] += 1
        held_ms[key] += view.held_ms
    rows = [dict(zip(_KEY, key, strict=True)) | {"views": shown[key], "held_ms": held_ms[key]} for key in shown]
    entry = insert_for(db, view_count)
    added = {name: view_count.c[name] + entry.excluded[name] for name in ("views", "held_ms")}
    db.execute(entry.on_conflict_do_update(index_elements=_KEY, set_=added), rows)
