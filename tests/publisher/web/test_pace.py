from datetime import UTC, datetime, timedelta

from publisher.web.api.pace import Pace

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_a_screen_sends_so_many_reports_in_an_hour_and_then_waits_until_the_first_is_an_hour_old() -> None:
    pace = Pace(most=3)
    assert [pace.seconds_to_wait("desk", NOW + timedelta(minutes=at)) for at in range(3)] == [0, 0, 0]
    assert pace.seconds_to_wait("desk", NOW + timedelta(minutes=10)) == 50 * 60 + 1
    assert pace.seconds_to_wait("lift", NOW + timedelta(minutes=10)) == 0
    assert pace.seconds_to_wait("desk", NOW + timedelta(minutes=60)) == 0
    assert pace.seconds_to_wait("desk", NOW + timedelta(minutes=60)) == 61
