"""What to show next: a pure function of the programme, of what was shown, and of the time.

Playlists take turns by their weights, spread as evenly as they can be (each turn every playlist
earns its weight, the richest one shows and pays what all earned together: the smooth weighted
round robin of load balancers). Within a playlist, entries follow in order.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from player.contract import Assigned, Entry, Manifest, Now, Programme


@dataclass(frozen=True, slots=True)
class Place:
    """How far a playlist has come: its last slide, where that stood, and what the playlist has earned."""

    playlist: str
    slide: str
    position: int
    earned: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One showing, and where all playlists stand once it is over."""

    playlist: str
    edition: int
    entry: Entry
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Runner:
    """A playlist that is on, with the entries of it that may show."""

    playlist: str
    weight: int
    manifest: Manifest
    positions: tuple[int, ...]
    place: Place


def next_turn(  # noqa: PLR0913 - everything that decides is an argument
    programme: Programme,
    manifests: Mapping[str, Manifest],
    places: tuple[Place, ...],
    now: Now,
    *,
    shunned: Set[str] = frozenset(),
    fresh: Set[str] = frozenset(),
) -> Turn | None:
    """What to show next, or None if nothing may be shown now.

    `now.at` is the time to reckon with, whether or not it is trusted. Frames in `shunned` are
    passed over; one in `fresh` goes before its turn.
    """
    places = tuple(place for place in places if place.playlist in manifests)
    runners = _find_runners(programme, manifests, places, now, shunned)
    if not runners:
        return None
    hasty = [
        (runner, at) for runner in runners for at in runner.positions if runner.manifest.entries[at].frame in fresh
    ]
    runner, position = hasty[0] if hasty else _choose(runners)
    return Turn(
        runner.playlist,
        runner.manifest.edition,
        runner.manifest.entries[position],
        _places_after(places, runners, runner, position),
    )


def may_show(entry: Entry, day: date, *, clock_trusted: bool) -> bool:
    """Whether an entry's days allow it; one that depends on the clock waits until the clock is trusted."""
    if entry.needs_clock and not clock_trusted:
        return False
    return _within_days(entry.first_day, entry.last_day, day)


def is_on(assigned: Assigned, local: datetime, *, clock_trusted: bool) -> bool:
    """Whether a playlist is on at this local time.

    As long as the clock is not trusted, its hours and weekdays mean nothing and are passed over:
    a screen that shows the wrong playlist beats one that shows none.
    """
    if not clock_trusted:
        return _within_days(assigned.first_day, assigned.last_day, local.date())
    minute = local.hour * 60 + local.minute
    if assigned.from_minute < assigned.until_minute:
        return assigned.from_minute <= minute < assigned.until_minute and _is_on_day(assigned, local.date())
    if minute >= assigned.from_minute:
        return _is_on_day(assigned, local.date())
    return minute < assigned.until_minute and _is_on_day(assigned, local.date() - timedelta(days=1))


def _is_on_day(assigned: Assigned, day: date) -> bool:
    return day.isoweekday() in assigned.weekdays and _within_days(assigned.first_day, assigned.last_day, day)


def _within_days(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _find_runners(
    programme: Programme,
    manifests: Mapping[str, Manifest],
    places: tuple[Place, ...],
    now: Now,
    shunned: Set[str],
) -> list[_Runner]:
    local = now.at.astimezone(_zone(programme.timezone))
    known = {place.playlist: place for place in places}
    runners: dict[str, _Runner] = {}
    for assigned in programme.assigned:
        if assigned.playlist not in manifests or not is_on(assigned, local, clock_trusted=now.clock_trusted):
            continue
        manifest = manifests[assigned.playlist]
        positions = _showable(manifest, local.date(), now, shunned)
        twin = runners.get(assigned.playlist)
        weight = assigned.weight + (twin.weight if twin is not None else 0)
        place = known.get(assigned.playlist, Place(assigned.playlist, "", 0, 0))
        if positions:
            runners[assigned.playlist] = _Runner(assigned.playlist, weight, manifest, positions, place)
    return list(runners.values())


def _showable(manifest: Manifest, day: date, now: Now, shunned: Set[str]) -> tuple[int, ...]:
    return tuple(
        at
        for at, entry in enumerate(manifest.entries)
        if entry.frame not in shunned and may_show(entry, day, clock_trusted=now.clock_trusted)
    )


def _choose(runners: list[_Runner]) -> tuple[_Runner, int]:
    runner = max(runners, key=lambda one: one.place.earned + one.weight)
    after = _position_after(runner)
    return runner, next((at for at in runner.positions if at >= after), runner.positions[0])


def _position_after(runner: _Runner) -> int:
    """Where the playlist goes on: after its last slide, or in the gap that this slide left in a new edition."""
    same = [at for at, entry in enumerate(runner.manifest.entries) if entry.slide == runner.place.slide]
    if not same:
        return runner.place.position
    return min(same, key=lambda at: abs(at - runner.place.position)) + 1


def _places_after(
    places: tuple[Place, ...], runners: list[_Runner], chosen: _Runner, position: int
) -> tuple[Place, ...]:
    total = sum(runner.weight for runner in runners)
    after = {place.playlist: place for place in places}
    for runner in runners:
        earned = runner.place.earned + runner.weight - (total if runner is chosen else 0)
        after[runner.playlist] = replace(runner.place, earned=max(-total, min(total, earned)))
    slide = chosen.manifest.entries[position].slide
    after[chosen.playlist] = replace(after[chosen.playlist], slide=slide, position=position)
    return tuple(after.values())


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC  # a device without this zone's data still shows something
