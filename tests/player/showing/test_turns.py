"""Which slide comes next, over programmes, clocks and restarts that nobody thought of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import MONDAY, assigned, at, entry, manifest, programme, unhurried

from player.contract.hours import is_on, may_show
from player.contract.records import Entry, Manifest, Now, Programme
from player.turns import Place, Turn, find_news, next_turn

NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC)
DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 31))


@st.composite
def entries(draw: st.DrawFn, playlist: str) -> Entry:
    first = draw(st.none() | DAYS)
    last = draw(st.none() | DAYS)
    name = draw(st.integers(0, 20))
    return entry(f"{playlist}-{name}", first_day=first, last_day=last, needs_clock=draw(st.booleans()))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Programme, Mapping[str, Manifest], Now, tuple[Place, ...]]:
    names = draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=4))
    assignments = [
        assigned(
            name,
            weight=draw(st.integers(1, 9)),
            weekdays=tuple(draw(st.sets(st.integers(1, 7), min_size=1))),
            from_minute=draw(st.integers(0, 1440)),
            until_minute=draw(st.integers(0, 1440)),
            first_day=draw(st.none() | DAYS),
            last_day=draw(st.none() | DAYS),
            notice=draw(st.booleans()),
            ends_at=draw(st.none() | st.integers(0, 60 * 24 * 60).map(lambda at: NOVEMBER + timedelta(minutes=at))),
        )
        for name in names
    ]
    manifests = {name: manifest(name, *draw(st.lists(entries(name), max_size=6))) for name in set(names)}
    moment = draw(st.integers(0, 60 * 24 * 60).map(lambda minutes: NOVEMBER + timedelta(minutes=minutes)))
    places = tuple(
        Place(
            name,
            draw(st.sampled_from([f"{name}-1", "gone"])),
            draw(st.integers(0, 9)),
            draw(st.integers(-30, 30)),
            last=at == 0,
        )
        for at, name in enumerate(draw(st.lists(st.sampled_from(["a", "b", "c", "gone"]), unique=True)))
    )
    return programme(*assignments), manifests, at(moment, trusted=draw(st.booleans())), places


def allowed(plan: Programme, manifests: Mapping[str, Manifest], now: Now) -> set[str]:
    local = now.at  # Europe/London is UTC in November and December
    return {
        one.frame
        for each in plan.assigned
        if is_on(each, local, clock_trusted=now.clock_trusted)
        for one in manifests[each.playlist].entries
        if may_show(one, local.date(), clock_trusted=now.clock_trusted)
    }


@unhurried(60)
@given(situations())
def test_something_is_shown_exactly_if_anything_may_be_and_never_what_may_not(situation) -> None:  # type: ignore[no-untyped-def]
    plan, manifests, now, places = situation
    turn = next_turn(plan, manifests, places, now)
    frames = allowed(plan, manifests, now)
    assert (turn is not None) == bool(frames)
    if turn is not None:
        assert turn.entry.frame in frames
        assert turn.entry.last_day is None or turn.entry.last_day >= now.at.date()
        assert now.clock_trusted or not turn.entry.needs_clock
        up = next((place.slide for place in places if place.last and place.playlist in manifests), None)
        slides_allowed = {frame.removeprefix("frame-of-") for frame in frames}
        assert turn.entry.slide != up or slides_allowed == {up}
        assert [place.playlist for place in turn.places if place.last] == [turn.playlist]


@unhurried(25)
@given(situations(), st.data())
def test_a_damaged_frame_is_passed_over(situation, data) -> None:  # type: ignore[no-untyped-def]
    plan, manifests, now, places = situation
    frames = allowed(plan, manifests, now)
    shunned = frozenset(frame for frame in sorted(frames) if data.draw(st.booleans()))
    turn = next_turn(plan, manifests, places, now, shunned=shunned)
    assert (turn is None) == (shunned == frames)
    assert turn is None or turn.entry.frame not in shunned


@unhurried(50)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(1, 3))
def test_each_cycle_gives_every_playlist_its_weight(weights: list[int], cycles: int) -> None:
    names = [f"p{number}" for number in range(len(weights))]
    plan = programme(*(assigned(name, weight=weight) for name, weight in zip(names, weights, strict=True)))
    manifests = {name: manifest(name, entry(f"{name}-1"), entry(f"{name}-2")) for name in names}
    places: tuple[Place, ...] = ()
    for _ in range(cycles):
        shown: Counter[str] = Counter()
        for _ in range(sum(weights)):
            turn = next_turn(plan, manifests, places, at(MONDAY))
            assert turn is not None
            places = turn.places
            shown[turn.playlist] += 1
        assert [shown[name] for name in names] == weights


@unhurried(15)
@given(situations(), st.integers(1, 20))
def test_credits_never_run_away(situation, turns: int) -> None:  # type: ignore[no-untyped-def]
    plan, manifests, now, places = situation
    for _ in range(turns):
        turn = next_turn(plan, manifests, places, now)
        if turn is None:
            return
        places = turn.places
        total = sum(each.weight for each in plan.assigned)
        assert all(abs(place.earned) <= max(total, 30) for place in places)
        assert {place.playlist for place in places} <= set(manifests)


def show(turns: int, plan: Programme, manifests: Mapping[str, Manifest], places: tuple[Place, ...] = ()) -> list[Turn]:
    shown = []
    for _ in range(turns):
        turn = next_turn(plan, manifests, places, at(MONDAY))
        assert turn is not None
        shown.append(turn)
        places = turn.places
    return shown


def slides(turns: list[Turn]) -> list[str]:
    return [turn.entry.slide for turn in turns]


def test_a_restart_goes_on_after_the_last_slide() -> None:
    plan, manifests = programme(assigned("a")), {"a": manifest("a", entry("x"), entry("y"), entry("z"))}
    before = show(2, plan, manifests)
    assert slides(before) == ["x", "y"]
    assert slides(show(2, plan, manifests, before[-1].places)) == ["z", "x"]


def test_a_new_edition_goes_on_where_the_old_one_was() -> None:
    plan = programme(assigned("a"))
    before = show(2, plan, {"a": manifest("a", entry("x"), entry("y"), entry("z"))})
    moved = {"a": manifest("a", entry("new"), entry("y"), entry("other"))}
    assert slides(show(1, plan, moved, before[-1].places)) == ["other"]
    gone = {"a": manifest("a", entry("x"), entry("z"), entry("q"))}
    assert slides(show(1, plan, gone, before[-1].places)) == ["z"]


def test_weights_are_spread_evenly() -> None:
    plan = programme(assigned("a", weight=3), assigned("b"))
    manifests = {"a": manifest("a", entry("a1"), entry("a2")), "b": manifest("b", entry("b1"))}
    assert [turn.playlist for turn in show(8, plan, manifests)] == ["a", "a", "b", "a"] * 2


def test_a_playlist_assigned_twice_has_both_weights() -> None:
    plan = programme(assigned("a", weight=2), assigned("a", weight=1), assigned("b", weight=3))
    manifests = {"a": manifest("a", entry("a1")), "b": manifest("b", entry("b1"))}
    assert Counter(turn.playlist for turn in show(6, plan, manifests)) == {"a": 3, "b": 3}


def test_a_fresh_frame_goes_before_its_turn_and_the_rest_follows_it() -> None:
    plan, manifests = programme(assigned("a")), {"a": manifest("a", entry("x"), entry("y"), entry("z"))}
    turn = next_turn(plan, manifests, (), at(MONDAY), fresh=frozenset({"frame-of-y"}))
    assert turn is not None
    assert turn.entry.slide == "y"
    assert slides(show(2, plan, manifests, turn.places)) == ["z", "x"]


def test_a_slide_never_comes_twice_running_if_there_is_another() -> None:
    plan = programme(assigned("a", weight=3), assigned("b"))
    manifests = {"a": manifest("a", entry("x")), "b": manifest("b", entry("x"), entry("y"))}
    assert slides(show(4, plan, manifests)) == ["x", "y", "x", "y"]
    assert slides(show(2, programme(assigned("a")), manifests)) == ["x", "x"]


def test_a_notice_goes_first_then_every_second_turn_and_the_rest_keep_their_weights() -> None:
    plan = programme(assigned("a", weight=2), assigned("b"), assigned("n", notice=True))
    manifests = {name: manifest(name, entry(f"{name}1"), entry(f"{name}2")) for name in "abn"}
    before = show(1, plan, {"a": manifests["a"], "b": manifests["b"]})
    shown = show(12, plan, manifests, before[-1].places)
    assert [turn.playlist for turn in shown[::2]] == ["n"] * 6
    assert Counter(turn.playlist for turn in shown[1::2]) == {"a": 4, "b": 2}


def test_a_notice_ends_by_itself_and_waits_while_nobody_knows_the_time() -> None:
    plan = programme(assigned("a"), assigned("n", notice=True, ends_at=MONDAY))
    manifests = {name: manifest(name, entry(f"{name}1"), entry(f"{name}2")) for name in "an"}
    second = timedelta(seconds=1)
    running = next_turn(plan, manifests, (), at(MONDAY - second))
    assert running is not None
    assert running.playlist == "n"
    for now in (at(MONDAY), at(MONDAY - second, trusted=False)):
        turn = next_turn(plan, manifests, running.places, now)
        assert turn is not None
        assert turn.playlist == "a"


def test_a_playlist_that_is_also_a_notice_is_a_notice_until_it_ends() -> None:
    notice = assigned("a", notice=True, ends_at=MONDAY)
    plan = programme(assigned("a"), notice, assigned("b"))
    manifests = {name: manifest(name, entry(f"{name}1"), entry(f"{name}2")) for name in "ab"}
    turns = show(4, replace(plan, assigned=(*plan.assigned, replace(notice, ends_at=None))), manifests)
    assert [turn.playlist for turn in turns] == ["a", "b", "a", "b"]
    assert [turn.playlist for turn in show(4, plan, manifests)] == ["a", "b", "a", "b"]


def test_news_is_what_nobody_has_seen_and_what_became_a_notice() -> None:
    old, new = manifest("a", entry("x"), entry("y")), manifest("a", entry("x"), entry("z"))
    plain, noticed = programme(assigned("a")), programme(assigned("a", notice=True))
    assert find_news((plain, {"a": old}), (plain, {"a": new})) == {"frame-of-z"}
    assert find_news((plain, {"a": old}), (noticed, {"a": old})) == {"frame-of-x", "frame-of-y"}
    assert find_news((noticed, {"a": old}), (noticed, {"a": old})) == frozenset()


@pytest.mark.parametrize(
    ("day_and_time", "on"),
    [
        ("2026-11-23T21:59", False),
        ("2026-11-23T22:00", True),
        ("2026-11-24T01:59", True),
        ("2026-11-24T02:00", False),
        ("2026-11-24T22:00", False),
        ("2026-11-23T01:00", False),
    ],
)
def test_monday_night_runs_into_tuesday(day_and_time: str, on: bool) -> None:
    night = assigned("a", weekdays=(1,), from_minute=22 * 60, until_minute=2 * 60)
    assert is_on(night, datetime.fromisoformat(day_and_time), clock_trusted=True) is on


def test_hours_are_those_of_the_practice_in_summer_too() -> None:
    plan = programme(assigned("a", from_minute=9 * 60, until_minute=10 * 60))
    manifests = {"a": manifest("a", entry("x"))}
    summer = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert next_turn(plan, manifests, (), at(summer)) is not None
    assert next_turn(plan, manifests, (), at(summer + timedelta(hours=1))) is None


def test_a_clock_that_is_not_trusted_hides_dated_slides_and_passes_over_hours() -> None:
    plan = programme(assigned("a", from_minute=9 * 60, until_minute=10 * 60))
    manifests = {"a": manifest("a", entry("event", needs_clock=True), entry("always"))}
    midnight = at(MONDAY.replace(hour=0), trusted=False)
    turn = next_turn(plan, manifests, (), midnight)
    assert turn is not None
    assert turn.entry.slide == "always"
    assert next_turn(plan, manifests, (), replace(midnight, clock_trusted=True)) is None


def test_a_time_zone_that_the_device_lacks_is_no_reason_to_stop() -> None:
    plan = replace(programme(assigned("a")), timezone="Europe/Atlantis")
    assert next_turn(plan, {"a": manifest("a", entry("x"))}, (), at(MONDAY)) is not None
