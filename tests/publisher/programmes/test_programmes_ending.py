"""A notice's end: a day alone is that whole day, in every time zone and on every kind of day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from publisher.errors import RefusedError
from publisher.programmes.ending import read_end

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("2026-12-24", "2026-12-24T23:59:59+00:00"),
        (" 2026-12-24 ", "2026-12-24T23:59:59+00:00"),
        ("today", "2026-11-30T23:59:59+00:00"),
        ("Tomorrow", "2026-12-01T23:59:59+00:00"),
        ("2026-11-29", "2026-11-29T23:59:59+00:00"),
        ("2026-12-24 00:00", "2026-12-24T00:00:00+00:00"),
        ("2026-12-24 18:00", "2026-12-24T18:00:00+00:00"),
        ("2026-07-01", "2026-07-01T23:59:59+01:00"),
        ("2026-03-29", "2026-03-29T23:59:59+01:00"),
        ("2026-10-25", "2026-10-25T23:59:59+00:00"),
        ("2026-12-24T18:00+02:00", "2026-12-24T18:00:00+02:00"),
    ],
)
def test_an_end_is_read_in_the_practices_own_time(written, ends):
    assert read_end(written, LONDON, TODAY).isoformat() == ends


@pytest.mark.parametrize("zone", ["Europe/London", "America/Havana", "Africa/Cairo", "Asia/Kathmandu", "Etc/GMT-14"])
def test_a_day_alone_ends_one_second_before_the_next_begins_on_every_day_of_a_year(zone):
    """Some clocks go back at midnight, so that the last hour of a day comes twice."""
    there = ZoneInfo(zone)
    for ahead in range(366):
        day = date(2026, 1, 1) + timedelta(days=ahead)
        ends = read_end(day.isoformat(), there, TODAY).astimezone(UTC)
        assert ends.astimezone(there).date() == day
        assert (ends + timedelta(seconds=1)).astimezone(there).date() == day + timedelta(days=1)


@pytest.mark.parametrize("written", ["", "christmas", "24/12/2026", "2026-12-32", "2026-12-24 25:00"])
def test_what_is_no_end_is_refused_with_an_example(written):
    with pytest.raises(RefusedError, match=r"Write one such as '2026-11-30 18:00', or a day alone"):
        read_end(written, LONDON, TODAY)


def test_an_end_is_never_read_by_the_clock_of_the_machine():
    assert read_end("2026-12-24", ZoneInfo("Asia/Tokyo"), TODAY).astimezone(UTC) == datetime(
        2026, 12, 24, 14, 59, 59, tzinfo=UTC
    )


@pytest.mark.parametrize("written", ["9999-12-31", "2029-01-01", "9999-12-31 23:59"])
def test_an_end_in_many_years_is_refused(written):
    with pytest.raises(RefusedError, match="more than 2 years away"):
        read_end(written, ZoneInfo("America/New_York"), TODAY)
