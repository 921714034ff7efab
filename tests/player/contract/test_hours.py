"""Hours in the practice's own time zone, over the nights in which the clocks change, and whole days played through."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import assigned, at, entry, manifest, programme, unhurried

from player.contract.hours import is_on, is_open, may_show
from player.contract.records import Now, Opening, Programme
from player.turns import Place, Turn, next_turn

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = (1, 2, 3, 4, 5)
CLOCKS_GO_BACK = date(2026, 10, 25)
CLOCKS_GO_FORWARD = date(2027, 3, 28)


def minutes_of(day: date) -> Iterator[datetime]:
    """Every minute of a local day, as many as it has."""
    moment = datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)
    while moment.astimezone(LONDON).date() == day:
        yield moment
        moment += timedelta(minutes=1)


@pytest.mark.parametrize(
    ("day", "from_minute", "until_minute", "minutes"),
    [
        (CLOCKS_GO_BACK, 60, 120, 120),  # 01:00 to 02:00 comes twice
        (CLOCKS_GO_BACK, 90, 150, 90),
        (CLOCKS_GO_BACK, 0, 1440, 25 * 60),
        (CLOCKS_GO_FORWARD, 60, 120, 0),  # and in spring not at all
        (CLOCKS_GO_FORWARD, 30, 150, 60),
        (CLOCKS_GO_FORWARD, 0, 1440, 23 * 60),
        (date(2026, 11, 23), 90, 150, 60),
    ],
)
def test_hours_are_what_the_clock_on_the_wall_says(
    day: date, from_minute: int, until_minute: int, minutes: int
) -> None:
    plan = programme(assigned("a", from_minute=from_minute, until_minute=until_minute))
    manifests = {"a": manifest("a", entry("x"))}
    on = [moment for moment in minutes_of(day) if next_turn(plan, manifests, (), at(moment)) is not None]
    assert len(on) == minutes


def test_a_night_in_which_the_clocks_change_belongs_to_the_day_on_which_it_began() -> None:
    night = assigned("a", weekdays=(6,), from_minute=22 * 60, until_minute=3 * 60, last_day=date(2026, 10, 24))
    saturday_night = [moment.astimezone(LONDON) for day in (24, 25) for moment in minutes_of(date(2026, 10, day))]
    on = [local for local in saturday_night if is_on(night, local, clock_trusted=True)]
    assert len(on) == (2 + 4) * 60
    assert on[0].isoformat() == "2026-10-24T22:00:00+01:00"
    assert on[-1].isoformat() == "2026-10-25T02:59:00+00:00"


def open_at(plan: Programme, when: str, *, trusted: bool = True) -> bool:
    return is_open(plan, at(datetime.fromisoformat(when).replace(tzinfo=LONDON), trusted=trusted))


def test_a_screen_is_on_while_the_practice_is_open() -> None:
    hours = (Opening(WEEKDAYS, 8 * 60, 18 * 60 + 30), Opening((6,), 22 * 60, 60))
    plan = replace(programme(), opening=hours)
    assert open_at(plan, "2026-11-23T08:00")
    assert not open_at(plan, "2026-11-23T07:59")
    assert not open_at(plan, "2026-11-23T18:30")
    assert not open_at(plan, "2026-11-28T12:00")
    assert open_at(plan, "2026-11-29T00:30")  # Saturday's night
    assert not open_at(plan, "2026-11-30T00:30")
    assert open_at(plan, "2026-07-06T08:15")  # British Summer Time
    assert not open_at(plan, "2026-07-06T07:45")


def test_a_screen_that_does_not_know_the_time_or_has_no_hours_is_on() -> None:
    assert open_at(programme(), "2026-11-29T03:00")
    shut = replace(programme(), opening=(Opening((1,), 0, 1),))
    assert not open_at(shut, "2026-11-29T03:00")
    assert open_at(shut, "2026-11-29T03:00", trusted=False)


@st.composite
def days_lived(draw: st.DrawFn) -> tuple[Programme, dict[str, object], list[Now]]:
    """Playlists, a notice and an event around a change of clocks, with trust that comes and goes."""
    day = draw(st.sampled_from([CLOCKS_GO_BACK, CLOCKS_GO_FORWARD, date(2026, 11, 23)]))
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(minutes=draw(st.integers(0, 120)))
    ends_at = start + timedelta(minutes=draw(st.integers(0, 200)))
    plan = programme(
        assigned("a", weight=draw(st.integers(1, 5))),
        assigned("b", weight=draw(st.integers(1, 5))),
        assigned("c", from_minute=draw(st.integers(0, 1440)), until_minute=draw(st.integers(0, 1440))),
        assigned("n", notice=True, ends_at=ends_at),
    )
    manifests = {
        "a": manifest("a", entry("a1"), entry("a2", last_day=day), entry("shared")),
        "b": manifest("b", entry("b1"), entry("b2", first_day=day), entry("shared")),
        "c": manifest("c", entry("c1", needs_clock=True), entry("c2", last_day=day - timedelta(days=1))),
        "n": manifest("n", *(entry(f"n{number}") for number in range(draw(st.integers(1, 2))))),
    }
    trusted = draw(st.lists(st.booleans(), min_size=40, max_size=40))
    return plan, manifests, [at(start + timedelta(minutes=5 * step), trusted=yes) for step, yes in enumerate(trusted)]


@unhurried(40)
@given(days_lived(), st.data())
def test_lived_through_with_restarts_it_always_shows_something_and_never_what_has_ended(lived, data) -> None:  # type: ignore[no-untyped-def]
    plan, manifests, moments = lived
    kept: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()
    shown: list[tuple[Now, Turn]] = []
    for step, now in enumerate(moments):
        turn = next_turn(plan, manifests, places, now)
        assert turn is not None  # a1 and b1 may always show
        shown.append((now, turn))
        places = turn.places
        kept = places if step % 6 == 0 else kept  # the journal commits once in a while
        if data.draw(st.integers(0, 9)) == 0:
            places = kept  # and the power goes
            shown.append((now, replace(turn, playlist="", entry=entry("dark"))))
    for now, turn in shown:
        local = now.at.astimezone(LONDON).date()
        assert may_show(turn.entry, local, clock_trusted=now.clock_trusted)
        assert turn.playlist != "n" or (now.clock_trusted and now.at < plan.assigned[3].ends_at)
    for (_, one), (_, other) in pairwise(shown):
        assert one.entry.slide != other.entry.slide
        assert {one.playlist, other.playlist} != {"n"}
    for (_, one), (now, other) in pairwise(shown):
        due = now.clock_trusted and now.at < plan.assigned[3].ends_at and one.playlist not in {"n", ""}
        assert not due or other.playlist in {"n", ""}


@unhurried(40)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.booleans(), st.integers(0, 200))
def test_weights_hold_within_one_round_after_any_past(weights: list[int], noticed: bool, past: int) -> None:
    names = [f"p{number}" for number in range(len(weights))]
    plan = programme(
        *(assigned(name, weight=weight) for name, weight in zip(names, weights, strict=True)),
        *([assigned("n", notice=True)] if noticed else []),
    )
    manifests = {name: manifest(name, entry(f"{name}-1"), entry(f"{name}-2")) for name in [*names, "n"]}
    places: tuple[Place, ...] = ()
    turns = []
    for _ in range(past + 4 * sum(weights)):
        turn = next_turn(plan, manifests, places, at(datetime(2026, 11, 23, 10, tzinfo=UTC)))
        assert turn is not None
        places = turn.places
        turns.append(turn.playlist)
    rest = [playlist for playlist in turns[past:] if playlist != "n"][: sum(weights)]
    assert Counter(rest) == dict(zip(names, weights, strict=True))
