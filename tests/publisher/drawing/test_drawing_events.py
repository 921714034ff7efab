"""The sample's own events in every month to come, and days in every language."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from drawing_samples import GROUP, LANDSCAPE, LARGE, PORTRAIT, WARM

from publisher.content.alone import read_slide_file
from publisher.drawing.compose import lay_out
from publisher.drawing.words.events import day_in_words, hours_in_words, later_days, month_in_words
from publisher.model.slides import Event

CONTENT = Path(__file__).parents[3] / "content"
EVENTS = sorted((CONTENT / "slides" / "dementia").glob("*-cafe.md"))


@pytest.mark.parametrize("file", [file for file in EVENTS if "what-is" not in file.name], ids=lambda file: file.stem)
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, LARGE], ids=str)
def test_an_event_fits_in_every_month_until_its_last_day(file, size):
    slide, _ = read_slide_file(file)
    for passed in range(len(slide.event.days)):
        to_come = replace(slide, event=replace(slide.event, days=slide.event.days[passed:]))
        assert lay_out(to_come, WARM, size, GROUP).findings == (), to_come.event.days[0]


def test_where_three_days_have_no_room_fewer_are_named_and_the_rest_counted():
    event = Event(tuple(date(2026, 12, day) for day in (3, 10, 17, 24)), time(14), time(16), "", "", 1, with_year=False)
    named = [later_days(event, most=most).replace("\u00a0", " ") for most in (3, 2, 1)]
    assert named == ["Also 10 December, 17 December and 1 more", "Also 10 December and 2 more", "Also on 3 more days"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thursday 3 December, 2pm to 4pm, December 2026"),
        ("pl", "czwartek, 3 grudnia, 14:00\u201316:00, grudzień 2026"),
        ("gd", "DiarDaoin 3mh dhen Dùbhlachd, 14:00 gu 16:00, An Dùbhlachd 2026"),
        ("ur", "جمعرات، 3 دسمبر, 14:00 سے 16:00 تک, دسمبر 2026"),
        ("ar", "الخميس، 3 ديسمبر, من 14:00 إلى 16:00, ديسمبر 2026"),
        ("pa", "ਵੀਰਵਾਰ, 3 ਦਸੰਬਰ, 14:00 ਤੋਂ 16:00 ਤੱਕ, ਦਸੰਬਰ 2026"),
        ("zh-Hans", "12月3日 星期四, 14:00至16:00, 2026年12月"),
    ],
)
def test_days_are_said_in_the_slides_language(language, words):
    day = date(2026, 12, 3)
    event = Event((day,), time(14), time(16), "", "", 1)
    said = (day_in_words(day, language), hours_in_words(event, language), month_in_words(day, language))
    assert ", ".join(said) == words
