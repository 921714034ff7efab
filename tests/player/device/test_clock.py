"""When the wall clock is believed, and what is reckoned with when it is not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen

from player.contract.strict import encode
from player.device.clock import Agreement, Clock, is_synchronised, read_boot, uptime_ms
from player.keeping.files import write_lightly
from player.keeping.floor import EPOCH, Floor, raise_floor
from player.keeping.state import State

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


def clock(state: State, wall: datetime = NOON, *, synchronised: bool = False) -> Clock:
    return Clock(state, wall=lambda: wall, synchronised=lambda: synchronised)


def test_a_clock_that_nobody_vouches_for_is_not_trusted(state: State) -> None:
    assert not clock(state).now().clock_trusted
    assert clock(state, synchronised=True).now().clock_trusted


@pytest.mark.parametrize(("off", "trusted"), [(0, True), (299, True), (301, False), (-299, True), (-86_400, False)])
def test_the_publishers_clock_vouches_within_five_minutes(off: int, trusted: bool, state: State) -> None:
    ours = clock(state)
    ours.compare(NOON + timedelta(seconds=off))
    assert ours.now().clock_trusted is trusted


def test_the_publishers_word_ends_with_the_boot(state: State) -> None:
    write_lightly(state.clock, encode(Agreement("another boot", agreed=True)))
    assert not clock(state).now().clock_trusted


def test_a_clock_behind_a_signed_time_is_never_trusted(state: State) -> None:
    raise_floor(state, Floor(), {}, NOON + timedelta(hours=1))
    late = clock(state, synchronised=True)
    assert not late.now().clock_trusted
    assert late.reckon().at == NOON + timedelta(hours=1)


def test_a_clock_that_is_not_trusted_gives_way_to_the_signed_time(state: State) -> None:
    raise_floor(state, Floor(), {}, NOON)
    ahead = clock(state, NOON + timedelta(days=3650))
    assert ahead.reckon().at == NOON
    assert clock(state, NOON + timedelta(days=1), synchronised=True).reckon().at == NOON + timedelta(days=1)


def test_the_floor_never_falls(state: State) -> None:
    floor = raise_floor(state, Floor(), {"serial": 5}, NOON)
    floor = raise_floor(state, floor, {"serial": 4}, NOON - timedelta(days=1))
    assert (floor.time, floor.marks[0].highest) == (NOON, 5)
    assert raise_floor(state, Floor(), {}).time == EPOCH


def test_the_kernel_is_asked_without_being_changed() -> None:
    assert is_synchronised() in {True, False}
    assert len(read_boot()) == 36
    before = uptime_ms()
    assert uptime_ms() >= before > 0


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_ten_years_out_keeps_nothing_from_coming(years: int, screen: Screen, stand: PublisherStand) -> None:
    stand.show("winter", SlideOnStand("fair", needs_clock=True), SlideOnStand("flu"))
    screen.wall_error = timedelta(days=365 * years)
    assert screen.job().poll()
    assert screen.serial() == 2
    assert stand.slide_of(screen.glance()) == "flu"  # the dated slide waits
    screen.wall_error = timedelta(0)
    assert screen.job().poll()
    assert stand.slide_of(screen.glance()) == "fair"


def test_after_its_last_day_a_slide_is_gone_and_then_the_neutral_picture_is_up(
    screen: Screen, stand: PublisherStand
) -> None:
    today = datetime.now(UTC).date()
    stand.show("winter", SlideOnStand("flu", last_day=today + timedelta(days=2)))
    assert screen.job().poll()
    assert stand.slide_of(screen.glance()) == "flu"
    screen.later = timedelta(days=2)
    assert stand.slide_of(screen.glance()) == "flu"
    screen.later = timedelta(days=3)
    assert stand.slide_of(screen.glance()) is None
    assert screen.glance()[:2] == b"\xff\xd8"


def test_a_publisher_whose_clock_ran_ahead_does_not_put_the_screen_out_of_time(
    screen: Screen, stand: PublisherStand
) -> None:
    screen.later = timedelta(hours=1)
    stand.assign("winter", issued_at=datetime.now(UTC) + timedelta(days=3650))
    assert screen.job().poll()
    assert screen.clock().now().clock_trusted
    stand.assign("winter")
    assert screen.job().poll()
    assert screen.serial() == 3
