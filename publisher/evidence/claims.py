"""Views held against what their screen has claimed before, and the screen's name for what it cannot have shown."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from player.contract.records import Now, View
from publisher.evidence.plausibility import Judged, Shown, fits, hours_of, is_doubtful, judge, room_in
from publisher.store import claims, screens
from publisher.store.rows import Screen

NEVER_PUBLISHED = "it was never published"

log = logging.getLogger(__name__)


def judge_fresh(  # noqa: PLR0913, PLR0917 - each is one thing that a judgement depends on
    db: Connection,
    fresh: Iterable[View],
    shown: Mapping[int, Shown | None],
    now: Now,
    screen: Screen,
    received_at: datetime,
) -> list[Judged]:
    """Each fresh view of a report with what is to be thought of it; a screen that lies is doubted from now on.

    `shown` says by sequence what is known of a view's slide. One that was never published takes no time of its hour.
    Whoever calls holds the lock on the screen.
    """
    judged = judge(fresh, now, received_at, screen.paired_at, lambda view: shown[view.sequence] or Shown())
    known = [one if shown[one.view.sequence] else replace(one, impossible=NEVER_PUBLISHED) for one in judged]
    held = _hold_against_claims(db, known, screen, received_at)
    reasons = Counter(one.impossible for one in held if one.doubtful)
    for reason, number in reasons.items():
        log.warning("%s: %d views cannot have been: %s. Pair it anew.", screen.id, number, reason)
    if reasons:
        screens.doubt(db, screen.id, received_at)
    return held


def _hold_against_claims(
    db: Connection, judged: Sequence[Judged], screen: Screen, received_at: datetime
) -> list[Judged]:
    """The same views, those marked for which there is no time left in their hours, and the hours written down."""
    placed = {one.view.sequence: hours_of(one) for one in judged if one.when.certain and not one.impossible}
    hours = {hour for parts in placed.values() for hour in parts}
    claimed = claims.read(db, screen.id, hours)
    rooms = {hour: room_in(hour, screen.paired_at, received_at) for hour in hours}
    held = []
    for one in judged:
        parts = placed.get(one.view.sequence, {})
        fit = fits(parts, claimed, rooms)
        for hour, part_ms in parts.items():
            claimed[hour] = claimed[hour].more(part_ms, certain=fit, by_uptime=one.by_uptime)
        doubtful = any(is_doubtful(claimed[hour], rooms[hour]) for hour in parts)
        held.append(one if fit else replace(one, impossible="there is no time left in its hour", doubtful=doubtful))
    claims.write(db, screen.id, claimed)
    return held
