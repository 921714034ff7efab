"""Which views can have been: what a screen's own report cannot make true, whoever holds its secret.

A secret can be read off a memory card, and then anybody can report anything. But one screen shows one slide at a
time. It shows nothing before it was paired, no edition before it was drawn, and no slide for less than its time. What
breaks one of these is counted on the day of its arrival and marked as uncertain, and the screen is doubted: a person
is told to pair it anew. Clocks of honest screens are a little out, and some are set by somebody who is wrong, so a
claim that only a wrong clock would need is marked, and doubts nobody until it is far out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from player.contract.records import Now, View
from publisher.evidence.times import TimeOfDay, time_of
from publisher.store.rows import Claimed

HOUR = timedelta(hours=1)
SLACK = timedelta(minutes=10)
"""A clock is trusted if it is right within 5 minutes, so two of them differ by twice that at most."""
WRONG_CLOCK = timedelta(days=1)
"""A trusted clock that a time server set to a wrong hour or day is no sign of a thief; one that is years out is."""
LATEST = timedelta(minutes=2)
"""A slide may stay longer than its time while the card is busy; the watchdog ends a player that hangs in 10 s."""
OVERLAP_MS = 1_000
SHORTEST_MS = 1_000
"""No slide stays for less than a second, so a view that claims less still takes that much of an hour."""


DOUBTED = (
    "It reported views that cannot have been. They are marked as uncertain. Somebody may have a copy of its"
    " memory card: unpair this screen, and pair it anew."
)
"""What a person is told of such a screen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the publisher itself knows of what a view names."""

    drawn_at: datetime | None = None
    """Since when the edition is there; None if that is not known."""
    dwell_seconds: frozenset[int] = frozenset()
    """How long the slide stays in this edition; nothing if that is not known."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A view with the time that it is counted at."""

    view: View
    when: TimeOfDay
    by_uptime: bool
    """Whether its time follows from how long ago it was, and not from the screen's clock."""
    impossible: str = ""
    """Why it cannot have been, for the log; empty if it can."""
    doubtful: bool = False
    """Whether nobody but a thief would say so."""


def judge(
    views: Iterable[View],
    now: Now,
    received_at: datetime,
    paired_at: datetime,
    shown: Callable[[View], Shown],
) -> list[Judged]:
    """Each view, in the order of its numbers, with what can be said of it without what was counted before."""
    judged: list[Judged] = []
    ended_ms: dict[str, int] = {}
    for view in sorted(views, key=lambda one: one.sequence):
        by_uptime = view.boot == now.boot
        when = time_of(view, now, received_at)
        reason, doubtful = _reason(view, when, by_uptime, paired_at, shown(view))
        if view.ended_ms - view.held_ms < ended_ms.get(view.boot, 0) - OVERLAP_MS:
            reason, doubtful = "it was up at the same time as another", True
        if by_uptime and view.ended_ms > now.uptime_ms:
            reason, doubtful = "it ended after it was reported", True
        ended_ms[view.boot] = max(view.ended_ms, ended_ms.get(view.boot, 0))
        judged.append(Judged(view, when, by_uptime, reason, doubtful))
    return judged


def _reason(view: View, when: TimeOfDay, by_uptime: bool, paired_at: datetime, shown: Shown) -> tuple[str, bool]:
    held = timedelta(milliseconds=view.held_ms)
    if view.clock_trusted and not (by_uptime or when.certain) and abs(view.ended_at - when.at) > WRONG_CLOCK:
        return "its clock was years out", True  # what has no time of its own is put at its arrival
    if shown.dwell_seconds and not _holds(held, shown.dwell_seconds):
        return "it was not up for the time of its slide", True
    since, what = max(
        (paired_at, "it was before the screen was paired"),
        (shown.drawn_at or paired_at, "it was before its edition was drawn"),
    )
    early = since - when.at
    if not when.certain or early <= SLACK:
        return "", False
    return what, by_uptime or early > WRONG_CLOCK


def _holds(held: timedelta, dwell_seconds: frozenset[int]) -> bool:
    return timedelta(seconds=min(dwell_seconds)) <= held <= timedelta(seconds=max(dwell_seconds)) + LATEST


def hours_of(one: Judged) -> Mapping[datetime, int]:
    """How many milliseconds of each hour, named by its beginning in UTC, this view was up."""
    until = one.when.at.astimezone(UTC)
    left = max(one.view.held_ms, SHORTEST_MS)
    parts = {}
    while left > 0:
        begin = (until - timedelta(milliseconds=1)).replace(minute=0, second=0, microsecond=0)
        part = min(left, (until - begin) // timedelta(milliseconds=1))
        parts[begin] = part
        until, left = begin, left - part
    return parts


def room_in(hour: datetime, paired_at: datetime, received_at: datetime) -> int:
    """How many milliseconds of an hour one screen can have shown slides by now."""
    begin, end = max(hour, paired_at), min(hour + HOUR, received_at)
    return max(end - begin, timedelta(0)) // timedelta(milliseconds=1) + SLACK // timedelta(milliseconds=1)


def fits(parts: Mapping[datetime, int], claimed: Mapping[datetime, Claimed], rooms: Mapping[datetime, int]) -> bool:
    """Whether there is still room for a view in its hours, of which these parts are its own."""
    return all(claimed[hour].certain_ms + part <= rooms[hour] for hour, part in parts.items())


def is_doubtful(claimed: Claimed, room_ms: int) -> bool:
    """Whether more is claimed of an hour than any wrong clock explains: too much by uptime alone, or twice as much."""
    return claimed.by_uptime_ms > room_ms or claimed.by_uptime_ms + claimed.by_clock_ms > 2 * room_ms
