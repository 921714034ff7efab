"""What to show next: a pure function of the programme, of what was shown, and of the time.

While a notice runs, every second turn is a notice's. Playlists take turns by their weights, spread
as evenly as they can be (each turn every playlist earns its weight, the richest one shows and pays
what all earned together: the smooth weighted round robin of load balancers). Within a playlist,
entries follow in order. No slide comes twice running if there is another.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from player.contract.hours import is_on, local_time, may_show
from player.contract.records import Entry, Manifest, Now, Programme


@dataclass(frozen=True, slots=True)
class Place:
    """How far a playlist has come: its last slide, where that stood, and what the playlist has earned."""

    playlist: str
    slide: str
    position: int
    earned: int
    last: bool = False
    """Whether this slide was the last one of all."""


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
    notice: bool
    manifest: Manifest
    positions: tuple[int, ...]
    place: Place

    def entry(self, position: int) -> Entry:
        return self.manifest.entries[position]


_Choice = tuple[_Runner, int]


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
    last = next((place for place in places if place.last), None)
    choices = _in_order(runners, last)
    if not choices:
        return None
    runner, position = _choose(choices, last, fresh)
    group = [one for one in runners if one.notice == runner.notice]
    places = _places_after(places, group, runner, position)
    return Turn(runner.playlist, runner.manifest.edition, runner.entry(position), places)


def find_news(
    before: tuple[Programme, Mapping[str, Manifest]], after: tuple[Programme, Mapping[str, Manifest]]
) -> frozenset[str]:
    """The frames that a new programme brings, and those of its new notices: somebody waits to see them."""
    seen = _frames(before[1], before[1])
    told = {one.playlist for one in before[0].assigned if one.notice}
    notices = {one.playlist for one in after[0].assigned if one.notice and one.playlist not in told}
    return (_frames(after[1], after[1]) - seen) | _frames(after[1], notices & set(after[1]))


def _frames(manifests: Mapping[str, Manifest], playlists: Set[str] | Mapping[str, Manifest]) -> frozenset[str]:
    return frozenset(entry.frame for playlist in playlists for entry in manifests[playlist].entries)


def _find_runners(
    programme: Programme,
    manifests: Mapping[str, Manifest],
    places: tuple[Place, ...],
    now: Now,
    shunned: Set[str],
) -> list[_Runner]:
    local = local_time(programme, now)
    known = {place.playlist: place for place in places}
    runners: dict[str, _Runner] = {}
    for assigned in programme.assigned:
        if assigned.playlist not in manifests or not is_on(assigned, local, clock_trusted=now.clock_trusted):
            continue
        manifest = manifests[assigned.playlist]
        positions = tuple(
            at
            for at, entry in enumerate(manifest.entries)
            if entry.frame not in shunned and may_show(entry, local.date(), clock_trusted=now.clock_trusted)
        )
        place = known.get(assigned.playlist, Place(assigned.playlist, "", 0, 0))
        runner = _Runner(assigned.playlist, assigned.weight, assigned.notice, manifest, positions, place)
        if positions:
            runners[assigned.playlist] = _joined(runners.get(assigned.playlist), runner)
    return list(runners.values())


def _joined(twin: _Runner | None, runner: _Runner) -> _Runner:
    """A playlist assigned twice has both weights; one that is a notice too is a notice alone."""
    if twin is None or (runner.notice and not twin.notice):
        return runner
    return replace(twin, weight=twin.weight + runner.weight) if twin.notice == runner.notice else twin


def _in_order(runners: Sequence[_Runner], last: Place | None) -> list[_Choice]:
    """Everything that may show, whoever's turn it is first: the group, then the playlist, then the slide."""
    was_notice = any(runner.notice for runner in runners if last is not None and runner.playlist == last.playlist)
    ordered = sorted(runners, key=lambda one: (one.notice == was_notice, -one.place.earned - one.weight))
    return [(runner, position) for runner in ordered for position in _positions_in_turn(runner)]


def _positions_in_turn(runner: _Runner) -> Iterator[int]:
    after = _position_after(runner)
    yield from (at for at in runner.positions if at >= after)
    yield from (at for at in runner.positions if at < after)


def _position_after(runner: _Runner) -> int:
    """Where the playlist goes on: after its last slide, or in the gap that this slide left in a new edition."""
    same = [at for at, entry in enumerate(runner.manifest.entries) if entry.slide == runner.place.slide]
    if not same:
        return runner.place.position
    return min(same, key=lambda at: abs(at - runner.place.position)) + 1


def _choose(choices: Sequence[_Choice], last: Place | None, fresh: Set[str]) -> _Choice:
    """What is news, else the first slide in order that is not up already, else the first one."""
    news = [choice for choice in choices if choice[0].entry(choice[1]).frame in fresh]
    if news:
        return min(news, key=lambda choice: (not choice[0].notice, choice[1]))
    other = (one for one in choices if last is None or one[0].entry(one[1]).slide != last.slide)
    return next(other, choices[0])


def _places_after(places: tuple[Place, ...], group: list[_Runner], chosen: _Runner, position: int) -> tuple[Place, ...]:
    total = sum(runner.weight for runner in group)
    after = {place.playlist: replace(place, last=False) for place in places}
    for runner in group:
        earned = runner.place.earned + runner.weight - (total if runner is chosen else 0)
        after[runner.playlist] = replace(runner.place, earned=max(-total, min(total, earned)), last=False)
    slide = chosen.entry(position).slide
    after[chosen.playlist] = replace(after[chosen.playlist], slide=slide, position=position, last=True)
    return tuple(after.values())
