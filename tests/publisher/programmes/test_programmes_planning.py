"""What one screen is told to show."""

from datetime import UTC, date, datetime, timedelta, timezone

from player.contract.reading import read_programme, write
from player.contract.records import Assigned, Opening
from publisher.model.screens import Size
from publisher.programmes.planning import Chosen, Drawn, issued, plan

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
WIDE, HIGH = Size(1920, 1080), Size(1080, 1920)
DRAWN = {
    "walks": Drawn(7, {"1920x1080": ("a" * 64, 900), "1080x1920": ("b" * 64, 901)}),
    "memory": Drawn(3, {"1920x1080": ("c" * 64, 902)}),
}


def planned(*chosen: Chosen, size: Size = WIDE, now: datetime = NOW):
    draft, left_out = plan(
        screen_id="oakfield-1",
        practice="Oakfield Practice",
        timezone="Europe/London",
        size=size,
        chosen=chosen,
        drawn=DRAWN,
        poll_seconds=60,
        report_seconds=900,
    )
    return issued(draft, 12, now), left_out


def test_a_choice_is_pinned_to_the_newest_edition_at_the_screens_size():
    wide, _ = planned(Chosen("walks"))
    high, _ = planned(Chosen("walks"), size=HIGH)
    assert wide.assigned == (Assigned("walks", 7, "a" * 64, 900),)
    assert high.assigned == (Assigned("walks", 7, "b" * 64, 901),)


def test_days_hours_and_weight_are_handed_on():
    days = date(2026, 12, 1), date(2026, 12, 24)
    programme, _ = planned(Chosen("memory", (1, 3), 540, 1020, *days, weight=2))
    assert programme.assigned == (Assigned("memory", 3, "c" * 64, 902, 2, (1, 3), 540, 1020, *days),)


def test_choices_keep_their_order_and_may_name_a_playlist_twice():
    programme, _ = planned(Chosen("walks"), Chosen("memory"), Chosen("walks", (6, 7)))
    assert [assigned.playlist for assigned in programme.assigned] == ["walks", "memory", "walks"]


def test_a_playlist_without_an_edition_is_left_out_with_the_reason():
    programme, left_out = planned(Chosen("talks"), Chosen("walks"))
    assert [assigned.playlist for assigned in programme.assigned] == ["walks"]
    assert left_out == ("talks is left out: it has no edition yet. Publish it.",)


def test_an_edition_that_is_not_drawn_for_this_screen_is_left_out_with_the_reason():
    programme, left_out = planned(Chosen("memory"), Chosen("memory", (6, 7)), size=HIGH)
    assert programme.assigned == ()
    assert left_out == ("memory is left out: edition 3 is not drawn at 1080x1920. Publish it again.",)


def test_every_player_can_read_a_programme_even_an_empty_one():
    for chosen in ((), (Chosen("walks"), Chosen("memory"))):
        programme, _ = planned(*chosen)
        assert read_programme(write(programme)) == programme


def test_a_programme_says_whose_it_is_and_when_it_was_made():
    programme, _ = planned()
    assert (programme.screen, programme.serial, programme.practice) == ("oakfield-1", 12, "Oakfield Practice")
    assert (programme.width, programme.height, programme.timezone) == (1920, 1080, "Europe/London")
    assert (programme.poll_seconds, programme.report_seconds) == (60, 900)
    assert programme.issued_at == datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)


def test_the_same_moment_in_another_zone_gives_the_same_bytes():
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert write(planned(Chosen("walks"), now=there)[0]) == write(planned(Chosen("walks"))[0])


def test_notices_and_opening_hours_are_handed_on():
    ends_at = NOW + timedelta(days=1)
    hours = (Opening((1, 2), 480, 1110),)
    draft, _ = plan(
        screen_id="oakfield-1",
        practice="Oakfield Practice",
        timezone="Europe/London",
        size=WIDE,
        chosen=[Chosen("memory", notice=True, ends_at=ends_at), Chosen("walks")],
        drawn=DRAWN,
        poll_seconds=60,
        report_seconds=900,
        opening=hours,
    )
    read = read_programme(write(issued(draft, 12, NOW)))
    assert [(one.notice, one.ends_at) for one in read.assigned] == [(True, ends_at), (False, None)]
    assert read.opening == hours
