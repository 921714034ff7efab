"""Notices, opening hours and what to see to, on the pages of a practice manager."""

from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from player.contract.records import Health
from publisher.evidence.intake import accept
from publisher.programmes.opening import parse_opening
from publisher.store import assignments, notices, practices
from publisher.store.rows import Screen
from publisher.store.tables import practice

from .house import House, key_of

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def screen(house: House) -> Screen:
    """A screen that shows one of two playlists."""
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles", "Early signs"])
    house.publish("moved", "The flu clinic has moved", ["Now on the first floor"])
    house.assign(screen, edition)
    sick = Health(under_voltage=True, temperature_c=52.0)
    report = replace(player.report(screen, edition, [0], house.clock()), health=sick)
    accept(report, screen, house.clock(), house.store)
    return screen


def text_of(client: FlaskClient, page: str) -> str:
    return unescape(client.get(page).get_data(as_text=True))


def send(client: FlaskClient, page: str, **typed: str):  # type: ignore[no-untyped-def]
    return client.post(page, data={"form_key": key_of(client), **typed})


def running(house: House, screen: Screen) -> list[tuple[str, datetime | None]]:
    with house.store.begin() as db:
        return [(one.playlist, one.ends_at) for one in notices.running(db, screen.id, house.clock())]


def test_a_notice_goes_up_beside_what_is_on_and_can_be_ended(client: FlaskClient, house: House, screen: Screen) -> None:
    form = {"playlist": "moved", "screen": screen.id, "how": "notice", "last_day": "2026-11-30", "last_time": "18:00"}
    assert send(client, f"/screens/{screen.id}/change", **form).status_code == 303
    assert running(house, screen) == [("moved", datetime(2026, 11, 30, 18, tzinfo=LONDON))]
    with house.store.begin() as db:
        assert [one.playlist for one in assignments.current(db, screen.id)] == ["hearts"]
    assert ("programme", screen.id) in house.jobs_waiting()
    text = text_of(client, f"/screens/{screen.id}")
    assert "Notice: The flu clinic has moved" in text
    assert "It takes turns with the usual slides until 30 November 2026 at 18:00. Then it ends by itself." in text
    assert send(client, f"/screens/{screen.id}/notices/end", playlist="moved").status_code == 303
    assert send(client, f"/screens/{screen.id}/notices/end", playlist="moved").status_code == 303
    assert running(house, screen) == []
    assert "Notice:" not in text_of(client, f"/screens/{screen.id}")


@pytest.mark.parametrize("where", ["home", "change", "screen"])
def test_a_notice_is_ended_where_somebody_sees_it(
    where: str, client: FlaskClient, house: House, screen: Screen
) -> None:
    pages = {"home": "/", "change": f"/screens/{screen.id}/change", "screen": f"/screens/{screen.id}"}
    assert "End this notice" not in text_of(client, pages[where])
    with house.store.begin() as db:
        notices.notify(db, screen.id, "moved", house.clock() + timedelta(hours=3), house.clock())
    text = text_of(client, pages[where])
    assert text.count('<button class="second">End this notice<') == 1
    assert "The flu clinic has moved" in text.partition(f"/screens/{screen.id}/notices/end")[0]
    answer = send(client, f"/screens/{screen.id}/notices/end", playlist="moved", back=where)
    assert answer.location == pages[where]
    text = text_of(client, answer.location)
    assert "The notice “The flu clinic has moved” is over on Reception." in text
    assert "End this notice" not in text
    assert running(house, screen) == []


def test_a_notice_on_two_screens_is_ended_on_one_and_said_to_be_on_the_other(
    client: FlaskClient, house: House, screen: Screen
) -> None:
    _, other = house.pair("Corridor, upright")
    with house.store.begin() as db:
        for each in (screen, other):
            notices.notify(db, each.id, "moved", house.clock() + timedelta(hours=3), house.clock())
    send(client, f"/screens/{screen.id}/notices/end", playlist="moved", back="home")
    assert "is over on Reception. It is still on Corridor, upright." in text_of(client, "/")
    send(client, f"/screens/{other.id}/notices/end", playlist="moved", back="home")
    said = text_of(client, "/")
    assert "is over on Corridor, upright." in said
    assert "still on" not in said


def test_a_change_says_which_notice_goes_on(client: FlaskClient, house: House, screen: Screen) -> None:
    house.publish("minds", "Living with dementia", ["The dementia café"])
    with house.store.begin() as db:
        notices.notify(db, screen.id, "moved", house.clock() + timedelta(hours=3), house.clock())
    send(client, f"/screens/{screen.id}/change", playlist="minds", screen=screen.id, how="stay")
    assert (
        "Reception will show “Living with dementia” in 65 seconds at most. "
        "The notice “The flu clinic has moved” stays until 12:30 today."
    ) in text_of(client, "/")
    house.clock.advance(hours=4)
    send(client, f"/screens/{screen.id}/change", playlist="hearts", screen=screen.id, how="stay")
    assert "stays until" not in text_of(client, "/")


def test_of_two_notices_each_button_says_which_it_ends(client: FlaskClient, house: House, screen: Screen) -> None:
    with house.store.begin() as db:
        for playlist in ("moved", "hearts"):
            notices.notify(db, screen.id, playlist, house.clock() + timedelta(hours=3), house.clock())
    text = text_of(client, "/")
    assert ">End “The flu clinic has moved”<" in text
    assert ">End “Know your heart”<" in text


@pytest.mark.parametrize(
    ("day", "time", "hours", "field"),
    [
        ("2026-11-22", "09:00", "", "last-time"),  # it is half past nine
        ("2026-11-21", "18:00", "", "last-day"),
        ("", "18:00", "", "last-day"),
        ("2026-11-22", "soon", "", "last-time"),
        ("2029-11-22", "18:00", "", "last-day"),
        ("2026-11-22", "18:00", "mon-fri 08:00-18:30", "last-day"),  # it is a Sunday
        ("2026-11-23", "07:00", "mon-fri 08:00-18:30", "last-time"),
    ],
)
def test_a_wrong_end_marks_the_field_to_mend(  # noqa: PLR0917 - a table
    day: str, time: str, hours: str, field: str, client: FlaskClient, house: House, screen: Screen
) -> None:
    with house.store.begin() as db:
        practices.set_opening(db, "oakfield", parse_opening(hours))
    form = {"playlist": "moved", "screen": screen.id, "how": "notice", "last_day": day, "last_time": time}
    text = send(client, f"/screens/{screen.id}/change", **form).get_data(as_text=True)
    assert text.count("aria-invalid") == 1
    marked = text[: text.index("aria-invalid")].rpartition("<input")[2]
    assert f'id="{field}"' in marked
    assert f'<a href="#{field}">' in text
    assert f'id="{field}-wrong"' in text


@pytest.mark.parametrize(("day", "said"), [("", "Say on which day"), ("2020-01-01", "has passed"), ("soon", "Say on")])
def test_a_notice_needs_an_end_that_is_to_come(
    day: str, said: str, client: FlaskClient, house: House, screen: Screen
) -> None:
    form = {"playlist": "moved", "screen": screen.id, "how": "notice", "last_day": day, "last_time": "18:00"}
    answer = send(client, f"/screens/{screen.id}/change", **form)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert running(house, screen) == []


NOTICE = {"playlist": "moved", "how": "notice", "last_time": "18:00"}


def test_the_end_of_a_notice_is_never_thrown_away(client: FlaskClient, house: House, screen: Screen) -> None:
    page = f"/screens/{screen.id}/change"
    form = {"playlist": "moved", "screen": screen.id, "how": "stay", "last_day": "2026-11-30", "last_time": "18:00"}
    usual = {"usual_day": "2026-11-22", "usual_time": "18:00"}
    answer = send(client, page, **form, **usual)
    assert answer.status_code == 422
    asked = unescape(answer.get_data(as_text=True))
    assert "You filled in when a notice ends. Say whether this is a notice, or stays until you change it." in asked
    assert 'name="last_day" value="2026-11-30"' in asked
    assert 'value="stay" required>' in asked
    with house.store.begin() as db:
        assert [one.playlist for one in assignments.current(db, screen.id)] == ["hearts"]
    assert send(client, page, **form, **usual, asked="yes").status_code == 303
    with house.store.begin() as db:
        assert [one.playlist for one in assignments.current(db, screen.id)] == ["moved"]


def test_today_stands_in_the_form_and_the_answer_says_until_when(
    client: FlaskClient, house: House, screen: Screen
) -> None:
    page = f"/screens/{screen.id}/change"
    asked = text_of(client, page)
    assert "It comes at once, then takes turns with the usual slides, and ends by itself." in asked
    assert 'name="last_day" value="2026-11-22"' in asked
    assert 'name="last_time" value="18:00"' in asked
    send(client, page, screen=screen.id, last_day="2026-11-22", **NOTICE)
    said = text_of(client, "/")
    assert "will show the notice “The flu clinic has moved” in 65 seconds at most, until 18:00 today." in said
    assert "<dt>Notice</dt>" in said
    assert "The flu clinic has moved, until 18:00 today</dd>" in said
    assert ">Know your heart</dd>" in said
    house.clock.advance(hours=8)
    assert 'name="last_time" value="23:59"' in text_of(client, page)


@pytest.mark.parametrize(
    ("hours", "last_day", "status", "said"),
    [
        ("mon-fri 08:00-18:30", "2026-11-22", 422, "is dark until Monday at 08:00, so nobody would see this notice."),
        ("mon-sun 24:00-00:00", "2026-11-30", 422, "is dark all week, so nobody would see this notice."),
        ("mon-fri 08:00-18:30", "2026-11-23", 303, "until Monday at 18:00. It is dark until Monday at 08:00."),
    ],
)
def test_a_notice_while_closed_says_when_anybody_could_see_it(  # noqa: PLR0917 - a table
    hours: str, last_day: str, status: int, said: str, client: FlaskClient, house: House, screen: Screen
) -> None:
    with house.store.begin() as db:
        practices.set_opening(db, "oakfield", parse_opening(hours))
    answer = send(client, f"/screens/{screen.id}/change", screen=screen.id, last_day=last_day, **NOTICE)
    assert answer.status_code == status
    assert said in (text_of(client, "/") if status == 303 else unescape(answer.get_data(as_text=True)))
    assert bool(running(house, screen)) == (status == 303)


def test_a_dark_screen_is_drawn_dark(client: FlaskClient, house: House, screen: Screen) -> None:
    assert "<img" in text_of(client, "/").partition('class="cards"')[2]
    with house.store.begin() as db:
        practices.set_opening(db, "oakfield", parse_opening("mon-fri 08:00-18:30"))
    card = text_of(client, "/").partition('class="cards"')[2]
    assert "<img" not in card
    assert ">Dark until Monday at 08:00</p>" in card
    assert ">None, it is dark</dd>" in card
    assert 'aria-current="true"' not in text_of(client, f"/screens/{screen.id}").partition('class="strip"')[2]
    news = client.get("/live.json").get_json()
    assert news["pictures"][screen.id]["dark"] == "Dark until Monday at 08:00"
    assert news["pictures"][screen.id]["address"] == ""


def test_opening_hours_are_two_times_a_day(client: FlaskClient, house: House, screen: Screen) -> None:
    week = {f"{end}-{day}": time for day in range(1, 6) for end, time in (("from", "08:00"), ("until", "18:30"))}
    assert send(client, "/practices/oakfield/hours", **week).status_code == 303
    with house.store.begin() as db:
        assert practices.get(db, "oakfield").opening == "mon-fri 08:00-18:30"
    assert ("programme", screen.id) in house.jobs_waiting()
    text = text_of(client, "/")
    assert "Screens are on Monday to Friday 08:00 to 18:30." in text
    assert "Dark until Monday at 08:00, because the practice is closed." in text  # it is a Sunday
    assert 'id="from-1" name="from-1" value="08:00"' in text_of(client, "/practices/oakfield/hours")
    assert send(client, "/practices/oakfield/hours", always="yes", **week).status_code == 303
    assert "Screens are on all the time." in text_of(client, "/")


def test_a_week_without_times_is_asked_about(client: FlaskClient, house: House, screen: Screen) -> None:
    answer = send(client, "/practices/oakfield/hours")
    assert answer.status_code == 422
    assert "No day has times." in answer.get_data(as_text=True)
    assert send(client, "/practices/oakfield/hours", closed="yes").status_code == 303
    text = text_of(client, "/")
    assert "Screens are on at no time." in text
    assert "Dark all week, because the practice is closed." in text
    assert 'name="from-1" value=""' in text_of(client, "/practices/oakfield/hours")


def test_hours_over_midnight_are_on_purpose(client: FlaskClient, house: House) -> None:
    typed = {"from-2": "18:00", "until-2": "08:00"}
    answer = send(client, "/practices/oakfield/hours", **typed)
    assert answer.status_code == 422
    said = answer.get_data(as_text=True)
    assert "Tuesday closes at 08:00, before it opens." in said
    assert 'name="over-2" value="yes">' in said
    assert send(client, "/practices/oakfield/hours", **typed, **{"over-2": "yes"}).status_code == 303
    assert 'name="over-2" value="yes" checked>' in text_of(client, "/practices/oakfield/hours")
    until_midnight = {"from-2": "18:00", "until-2": "00:00"}
    assert send(client, "/practices/oakfield/hours", **until_midnight).status_code == 303


def test_the_same_on_every_weekday_is_one_tick(client: FlaskClient, house: House) -> None:
    typed = {"from-1": "08:00", "until-1": "18:30", "from-6": "09:00", "until-6": "12:00", "weekdays": "yes"}
    assert send(client, "/practices/oakfield/hours", **typed).status_code == 303
    with house.store.begin() as db:
        assert practices.get(db, "oakfield").opening == "mon-fri 08:00-18:30, sat 09:00-12:00"


def test_a_practice_without_a_screen_has_its_hours(client: FlaskClient, house: House) -> None:
    assert 'href="/practices/oakfield/hours"' in text_of(client, "/")
    house.pair()
    with house.store.begin() as db:
        practices.add(db, "hill", "Hill Road", "Europe/London", house.clock())
    text = text_of(client, "/")
    assert "Practices without a screen" in text
    assert 'href="/practices/hill/hours"' in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"from-2": "08:00"}, "Tuesday needs both times"),
        ({"from-2": "08:00", "until-2": "08:00"}, "opens and closes at the same time"),
        ({"from-2": "99:99", "until-2": "12:00"}, "is no time of day"),
        ({"from-2": "early", "until-2": "12:00"}, "is no time of day"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_stay_as_typed(
    typed: dict[str, str], said: str, client: FlaskClient, house: House
) -> None:
    answer = send(client, "/practices/oakfield/hours", **typed)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    with house.store.begin() as db:
        assert practices.get(db, "oakfield").opening == ""


def test_there_are_no_hours_of_a_practice_that_is_not_there(client: FlaskClient) -> None:
    assert client.get("/practices/nowhere/hours").status_code == 404


def test_a_manager_reads_only_what_needs_doing(client: FlaskClient, house: House, screen: Screen) -> None:
    text = text_of(client, f"/screens/{screen.id}")
    assert "Its power was too weak since it was switched on. Use the official power supply." in text
    assert "52" not in text.partition("Somebody should see to this player")[2].partition("</section>")[0]
    _, other = house.pair("Upstairs")
    assert "Somebody should see to this player" not in text_of(client, f"/screens/{other.id}")


def test_a_screen_in_trouble_is_in_trouble_though_the_practice_is_closed(client: FlaskClient, house: House) -> None:
    house.pair("Upstairs")
    with house.store.begin() as db:
        practices.set_opening(db, "oakfield", parse_opening("mon 00:00-00:01"))
    assert "Nothing heard from it yet" in text_of(client, "/")


def test_a_notice_until_the_end_of_time_is_told_off_in_the_form(
    client: FlaskClient, house: House, screen: Screen
) -> None:
    with house.store.begin() as db:
        db.execute(update(practice).values(timezone="America/New_York"))
    form = {"playlist": "moved", "screen": screen.id, "how": "notice", "last_day": "9999-12-31", "last_time": "23:59"}
    answer = send(client, f"/screens/{screen.id}/change", **form)
    assert answer.status_code < 500
    assert "more than 2 years away" in unescape(answer.get_data(as_text=True))
    assert running(house, screen) == []
