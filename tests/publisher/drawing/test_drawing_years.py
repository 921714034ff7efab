"""The year of an event's days: said wherever a day could be taken for one of another year."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, LARGE, PORTRAIT, WARM
from drawing_specimens import LANGUAGES, specimens

from publisher.checks.timing import upcoming
from publisher.content.alone import read_slide_file
from publisher.drawing.boxes import Words
from publisher.drawing.compose import lay_out
from publisher.drawing.keys import frame_key
from publisher.drawing.type.isolation import without_isolates
from publisher.drawing.words.events import day_in_words, later_days, short_day
from publisher.drawing.words.phrases import LANGUAGES as PHRASED
from publisher.drawing.words.telling import plain_text
from publisher.model.screens import Size
from publisher.model.slides import Event

TODAY = date(2026, 11, 30)
CAFE = EVERY_LAYOUT["event"]
WALK = replace(CAFE, blocks=(), event=replace(CAFE.event, getting_there=""))
"""An event with so few words that three days have room."""


def of_days(*days: date, slide=WALK):
    return replace(slide, event=replace(slide.event, days=days))


def lines_on(slide, size: Size = LANDSCAPE) -> list[str]:
    """Every drawn line, with plain spaces."""
    layout = lay_out(slide, WARM, size, GROUP)
    assert layout.findings == ()
    lines = [line.text for box in layout.boxes if isinstance(box.content, Words) for line in box.content.lines]
    return [line.replace("\u00a0", " ") for line in lines]


def drawn_on(today: date, *days: date, size: Size = LANDSCAPE) -> str:
    return " ".join(lines_on(upcoming(of_days(*days), today), size))


@pytest.mark.parametrize(
    ("day", "with_year"),
    [
        (date(2026, 11, 30), False),  # today
        (date(2026, 12, 1), False),  # tomorrow
        (date(2027, 1, 2), False),  # another year, but the only 2 January that anybody could mean
        (date(2027, 5, 31), False),  # 182 days on
        (date(2027, 6, 1), True),  # the 1 June before is as near
        (date(2027, 11, 29), True),  # yesterday's name
        (date(2027, 11, 30), True),  # today's name
        (date(2027, 12, 1), True),  # tomorrow's name
        (date(2028, 1, 2), True),
    ],
)
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=str)
def test_a_day_says_its_year_unless_it_is_the_nearest_of_its_name(day, with_year, size):
    assert (f"{day.day} {day:%B} {day.year}" in drawn_on(TODAY, day, size=size)) is with_year
    assert (str(day.year) in drawn_on(TODAY, day, size=size)) is with_year


def test_days_of_two_years_all_say_theirs_so_that_one_year_is_not_taken_for_all():
    said = drawn_on(TODAY, date(2026, 12, 2), date(2026, 12, 9), date(2027, 12, 1))
    assert "Wednesday 2 December 2026" in said and "Also 9 December 2026 and 1 December 2027" in said


def test_days_that_are_not_named_do_not_make_the_others_longer():
    weekly = [TODAY + timedelta(days=2 + 7 * week) for week in range(52)]
    said = drawn_on(TODAY, *weekly)
    assert "2026" not in said and "2027" not in said and "49 more" in said


@pytest.mark.parametrize("language", ["en", *PHRASED])
def test_a_day_that_is_only_counted_on_the_picture_says_its_year_to_those_who_hear_it(language):
    days = (date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16), date(2027, 12, 1))
    said = plain_text(upcoming(replace(of_days(*days), language=language), TODAY)).replace("\u00a0", " ")
    assert short_day(days[-1], language, with_year=True) in without_isolates(said) and "2026" not in said


def test_past_days_go_and_a_day_that_stands_twice_is_said_once():
    said = drawn_on(TODAY, date(2026, 12, 9), date(2026, 11, 29), date(2026, 12, 2), date(2026, 12, 2))
    assert "29 November" not in said and "Also 9 December" in said and "2 December Also" not in said


def test_an_event_that_is_over_says_its_year_to_its_author():
    assert "29 November 2026" in drawn_on(TODAY, date(2026, 11, 29))


def test_without_a_day_to_count_from_the_year_stands():
    assert "3 December 2026" in " ".join(lines_on(CAFE))


@pytest.mark.parametrize("drawn", [date(2026, 11, 30), date(2026, 12, 24), date(2027, 3, 1)])
def test_a_picture_without_a_year_stays_right_until_its_first_day(drawn):
    """What is drawn once and shown for weeks: on no later day would it need the year."""
    days = tuple(drawn + timedelta(days=ahead) for ahead in (40, 100, 182))
    shown = upcoming(of_days(*days), drawn)
    assert not shown.event.with_year
    for later in range(41):
        assert upcoming(of_days(*days), drawn + timedelta(days=later)) == shown


def test_a_picture_with_its_year_has_another_key():
    near, far = (upcoming(of_days(date(2027, 12, 1)), day) for day in (date(2027, 11, 30), TODAY))
    assert frame_key(near, WARM, LANDSCAPE, GROUP) != frame_key(far, WARM, LANDSCAPE, GROUP)


DAYS = {  # as Unicode's Common Locale Data Repository writes a long day, and one with its weekday
    "en": ("2 December 2027", "Thursday 2 December 2027"),
    "pl": ("2 grudnia 2027", "czwartek, 2 grudnia 2027"),
    "gd": ("2mh dhen Dùbhlachd 2027", "DiarDaoin 2mh dhen Dùbhlachd 2027"),
    "ur": ("2 دسمبر، 2027", "جمعرات، 2 دسمبر، 2027"),
    "ar": ("2 ديسمبر 2027", "الخميس، 2 ديسمبر 2027"),
    "pa": ("2 ਦਸੰਬਰ 2027", "ਵੀਰਵਾਰ, 2 ਦਸੰਬਰ 2027"),
    "zh": ("2027年12月2日", "2027年12月2日 星期四"),
}


@pytest.mark.parametrize("language", PHRASED)
def test_the_year_stands_where_each_language_writes_it(language):
    day = date(2027, 12, 2)
    assert (short_day(day, language, with_year=True), day_in_words(day, language, with_year=True)) == DAYS[language]
    event = Event((TODAY, day), time(14), time(16), "", "", 1)
    assert DAYS[language][1] in later_days(event, language).replace("\u00a0", " ")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, LARGE, Size(1280, 720), Size(720, 1280)], ids=str)
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_day_with_its_year_fits_in_every_month_and_language(language, size):
    slide = CAFE if language == "en" else specimens(language)["event"]
    for month in range(1, 13):
        days = (date(2027, month, 28), date(2028, month, 24), date(2028, month, 25), date(2028, month, 26))
        layout = lay_out(of_days(*days, slide=slide), WARM, size, GROUP)
        assert layout.findings == (), (language, month)


FAR = """---
title: Walk with us
kind: event
event:
  days: [2027-12-01]
  starts: "14:00"
  ends: "15:00"
  place: The park gate
---

Slow walks.
"""


def test_a_slide_drawn_alone_says_the_year_too(tmp_path):
    path = tmp_path / "walk.md"
    path.write_text(FAR, "utf-8")
    slide, _ = read_slide_file(Path(path))
    assert "1 December 2027" in " ".join(lines_on(upcoming(slide, TODAY)))
    assert "2027" not in " ".join(lines_on(upcoming(slide, date(2027, 11, 30))))
