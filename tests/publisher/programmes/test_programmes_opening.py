"""Opening hours as people write them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from player.contract.hours import within_opening
from player.contract.limits import MAX_OPENINGS
from player.contract.records import Opening
from publisher.errors import RefusedError
from publisher.programmes.opening import (
    CLOSED,
    next_opening,
    opening_of,
    parse_opening,
    say_opening,
    type_opening,
    week_of,
    write_opening,
)

WORKDAYS = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("written", "opening", "again", "said"),
    [
        ("", (), "", ""),
        (
            "mon-fri 08:00-18:30",
            (Opening(WORKDAYS, 480, 1110),),
            "mon-fri 08:00-18:30",
            "Monday to Friday 08:00 to 18:30",
        ),
        (
            " Monday - Friday 8:00 - 18:30 ; SAT 9:00-12:00,",
            (Opening(WORKDAYS, 480, 1110), Opening((6,), 540, 720)),
            "mon-fri 08:00-18:30, sat 09:00-12:00",
            "Monday to Friday 08:00 to 18:30, Saturday 09:00 to 12:00",
        ),
        ("sat 22:00-02:00", (Opening((6,), 1320, 120),), "sat 22:00-02:00", "Saturday 22:00 to 02:00"),
        ("sun 00:00-24:00", (Opening((7,), 0, 1440),), "sun 00:00-24:00", "Sunday all day"),
    ],
)
def test_hours_are_read_and_written(written, opening, again, said):
    assert parse_opening(written) == opening
    assert write_opening(opening) == again
    assert say_opening(opening) == said


@pytest.mark.parametrize(
    "written", ["always", "mon", "fri-mon 08:00-18:00", "mon 8-18", "mon 08:00-25:00", "mon 08:61-9:00"]
)
def test_what_cannot_be_understood_is_refused_with_an_example(written):
    with pytest.raises(RefusedError, match=r"Write (days and times such as: mon-fri|one from 00:00)"):
        parse_opening(written)


def test_no_more_hours_are_taken_than_a_player_reads():
    most = ",".join(["mon 08:00-09:00"] * MAX_OPENINGS)
    assert len(parse_opening(most)) == MAX_OPENINGS
    with pytest.raises(RefusedError, match="at most 50"):
        parse_opening(f"{most}, tue 08:00-09:00")


def test_a_week_of_a_form_joins_days_that_are_alike():
    week = dict.fromkeys(WORKDAYS, ("08:00", "18:30")) | {6: ("09:00", "12:00"), 7: ("00:00", "00:00")}
    opening = opening_of(week)
    assert write_opening(opening) == "mon-fri 08:00-18:30, sat 09:00-12:00, sun 00:00-00:00"
    assert week_of(opening) == week
    del week[3]
    assert write_opening(opening_of(week)).startswith("mon-tue 08:00-18:30, thu-fri 08:00-18:30")


def test_hours_until_midnight_stand_in_a_form():
    assert week_of(parse_opening("mon 08:00-24:00")) == {1: ("08:00", "00:00")}


SUNDAY = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/London"))


def test_a_week_can_be_closed_and_is_never_open():
    assert parse_opening(write_opening(CLOSED)) == CLOSED
    assert say_opening(CLOSED) == "at no time"
    assert week_of(CLOSED) == {}
    week = [SUNDAY + timedelta(minutes=minute) for minute in range(7 * 1440)]
    assert not any(within_opening(CLOSED, local) for local in week)
    assert next_opening(CLOSED, SUNDAY) is None


@pytest.mark.parametrize(
    ("written", "next_at"),
    [
        ("", None),
        ("mon-fri 08:00-18:30", "2026-11-23 08:00"),
        ("sun 08:00-09:00", "2026-11-29 08:00"),
        ("sun 09:00-12:00, sun 14:00-18:00", "2026-11-22 14:00"),
        ("sat 22:00-02:00", "2026-11-28 22:00"),
    ],
)
def test_when_it_opens_next(written, next_at):
    opens = next_opening(parse_opening(written), SUNDAY)
    assert (opens and f"{opens:%Y-%m-%d %H:%M}") == next_at


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("mon-thu 24:00-08:00", "Write mon-thu 00:00-08:00, or tue-fri 00:00-08:00 if you mean the days after"),
        ("sun 24:00-06:30", "Write sun 00:00-06:30, or mon 00:00-06:30 if you mean"),
        ("sat-sun 24:00-02:00", "or sun 00:00-02:00, mon 00:00-02:00 if you mean"),
        ("mon 24:00-24:00", "Write mon 00:00-24:00 if it is open all day; leave out days that are closed"),
        ("mon-fri 24:00-00:00", "Write mon-fri 00:00-24:00 if it is open all day; leave out days"),
        ("mon 08:00-08:00", "Write mon 00:00-24:00 if it is open all day, or change one of the times"),
        ("tue 09:00-17:00, mon 08:00-08:00", "'mon 08:00-08:00' begins and ends at the same time"),
    ],
)
def test_hours_that_could_be_meant_in_two_ways_are_refused_with_the_cure(written, cure):
    with pytest.raises(RefusedError, match=cure):
        type_opening(written)


@pytest.mark.parametrize(
    "written",
    ["mon-sun 24:00-00:00", "mon 00:00-24:00", "mon 00:00-00:00", "fri 22:00-06:00", "fri 22:00-00:00",
     "mon 08:00-12:00, mon 10:00-14:00", "fri 22:00-06:00, sat 04:00-09:00"],
)  # fmt: skip
def test_hours_that_mean_one_thing_are_taken_as_they_are_written(written):
    assert type_opening(written) == parse_opening(written)


@pytest.mark.parametrize("times", [("24:00", "08:00"), ("24:00", "24:00"), ("8:00", "08:00")])
def test_a_form_takes_no_such_hours_either(times):
    with pytest.raises(RefusedError, match="begins"):
        opening_of({1: times})


@pytest.mark.parametrize(
    ("kept", "made_of_it", "read", "week"),
    [
        (
            "mon-thu 24:00-08:00",
            Opening((1, 2, 3, 4), 1440, 480),
            "tue-fri 00:00-08:00",
            dict.fromkeys((2, 3, 4, 5), ("00:00", "08:00")),
        ),
        (
            "sat-sun 24:00-02:00",
            Opening((6, 7), 1440, 120),
            "sun 00:00-02:00, mon 00:00-02:00",
            dict.fromkeys((7, 1), ("00:00", "02:00")),
        ),
        ("mon 24:00-24:00", Opening((1,), 1440, 1440), "tue 00:00-24:00", {2: ("00:00", "00:00")}),
    ],
)
def test_hours_that_were_taken_before_stay_what_players_made_of_them(kept, made_of_it, read, week):
    assert parse_opening(kept) == parse_opening(read)
    assert week_of(parse_opening(kept)) == week
    every = [SUNDAY + timedelta(minutes=minute) for minute in range(0, 7 * 1440, 7)]
    assert [within_opening((made_of_it,), at) for at in every] == [
        within_opening(parse_opening(kept), at) for at in every
    ]


@pytest.mark.parametrize(
    "kept",
    ["mon-thu 24:00-08:00", "fri 22:00-06:00", "mon 08:00-08:00", "sat-sun 24:00-02:00", "sun 00:00-24:00",
     "mon 08:00-12:00, mon 10:00-14:00", "mon-sun 24:00-00:00"],
)  # fmt: skip
def test_a_dark_screen_says_truly_when_it_is_on_again(kept):
    opening = parse_opening(kept)
    for minute in range(0, 7 * 1440, 13):
        local = SUNDAY + timedelta(minutes=minute)
        opens = next_opening(opening, local)
        if not within_opening(opening, local):
            assert opens is None or within_opening(opening, opens)
            dark = (opens or SUNDAY + timedelta(days=14)) - local
            assert not any(within_opening(opening, local + part * dark / 20) for part in range(20))
