from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from player.contract.records import Now, View
from publisher.evidence.times import time_of
from tests.publisher.evidence.reporting import BOOT, EARLIER_BOOT, NOW, UPTIME_MS, view

HOUR = timedelta(hours=1)
CLOCKS = Now(BOOT, UPTIME_MS, datetime(1970, 1, 1, tzinfo=UTC), clock_trusted=False)


def test_a_view_of_the_same_boot_is_placed_by_how_long_ago_it_was_whatever_the_clock_says():
    seen = view(1, ended_ms=UPTIME_MS - 3_600_000, ended_at=datetime(1999, 1, 1, tzinfo=UTC), clock_trusted=True)
    when = time_of(seen, CLOCKS, NOW)
    assert (when.at, when.certain) == (NOW - HOUR, True)


def test_a_view_before_a_reboot_is_placed_by_a_clock_that_was_trusted():
    seen = view(1, boot=EARLIER_BOOT, ended_at=NOW - 5 * HOUR, clock_trusted=True)
    when = time_of(seen, CLOCKS, NOW)
    assert (when.at, when.certain) == (NOW - 5 * HOUR, True)


@pytest.mark.parametrize(
    ("ended_at", "trusted"),
    [
        (NOW - 5 * HOUR, False),
        (NOW + timedelta(seconds=1), True),
        (datetime(1, 1, 1, tzinfo=timezone(14 * HOUR)), True),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(-12 * HOUR)), True),
    ],
    ids=["not trusted", "in the future", "before the year 1", "after the year 9999"],
)
def test_a_view_before_a_reboot_with_a_wrong_clock_is_put_at_its_arrival_and_marked(ended_at, trusted):
    when = time_of(view(1, boot=EARLIER_BOOT, ended_at=ended_at, clock_trusted=trusted), CLOCKS, NOW)
    assert (when.at, when.certain) == (NOW, False)


@pytest.mark.parametrize(("uptime_ms", "ended_ms"), [(10, 11), (2**62, 0), (-5, 0), (2**53, 2**53 + 1)])
def test_a_boot_time_that_cannot_be_is_put_at_its_arrival_and_marked(uptime_ms, ended_ms):
    clocks = Now(BOOT, uptime_ms, NOW, clock_trusted=True)
    when = time_of(view(1, ended_ms=ended_ms), clocks, NOW)
    assert (when.at, when.certain) == (NOW, False)


def day_of(seen: View, received_at: datetime, zone: str) -> date:
    return time_of(seen, CLOCKS, received_at).at.astimezone(ZoneInfo(zone)).date()


def test_the_day_is_the_one_at_the_practice():
    just_after_midnight_in_london = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    arrived = just_after_midnight_in_london + HOUR
    seen = view(7, ended_ms=UPTIME_MS - 3_600_000)
    assert day_of(seen, arrived, "Europe/London") == date(2026, 7, 1)
    assert day_of(seen, arrived, "America/New_York") == date(2026, 6, 30)


def test_the_hour_that_a_clock_goes_back_belongs_to_one_day():
    end_of_summer = datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
    seen = [view(1, ended_ms=UPTIME_MS - ago * 3_600_000) for ago in (4, 3, 2, 1)]
    assert [day_of(one, end_of_summer, "Europe/London").day for one in seen] == [25, 25, 25, 25]
    assert [day_of(one, end_of_summer - HOUR, "Europe/London").day for one in seen] == [24, 25, 25, 25]
