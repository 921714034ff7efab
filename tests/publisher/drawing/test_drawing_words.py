"""Line breaks, dates and the small print."""

from datetime import date, time

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, SOURCES, WARM, slide
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from publisher.drawing.furniture import credit_line, source_line
from publisher.drawing.page import Page
from publisher.drawing.type.breaks import line_ends
from publisher.drawing.words.events import day_in_words, hours_in_words, later_days, time_in_words
from publisher.model.slides import Event

SIGNS = "abcXYZéł0159'’.,;:!?-/(“”£%…—" + "ਪੌੜ੍ਹੀਂੱ।" + "اللٰہً؟،۔"  # noqa: RUF001 - letters, marks and stops of Punjabi, Arabic and Urdu
WHOLE = (
    "don't",
    "it\u2019s",
    "X-ray",
    "2nd",
    "t7",
    "A4-sized",
    "12-month",
    "X-5",
    "(or",
    "two)",
    "follow-up's",
    "b'",
    "10:30",
    "3.5,",
    "1,000",
    "ਚੜ੍ਹਦਾ",
    "ਸੀ।",
    "الدرج؟",
    "ہے\u06d4",
)
WORDS = st.lists(st.text(SIGNS, min_size=1, max_size=6) | st.sampled_from(WHOLE), min_size=1, max_size=8)


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_the_quick_way_to_break_lines_agrees_with_the_unicode_algorithm(words):
    text = " ".join(words)
    assert line_ends(text) == tuple(at for at in line_break_boundaries(text) if at)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(14), "2pm"),
        (time(10, 30), "10:30am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(12, 5), "12:05pm"),
        (time(0, 15), "12:15am"),
    ],
)
def test_times_are_said_plainly(moment, words):
    assert time_in_words(moment) == words


def test_days_and_hours_are_said_plainly():
    event = EVERY_LAYOUT["event"].event
    assert f"{day_in_words(event.days[0])}, {hours_in_words(event)}" == "Thursday 3 December, 2pm to 4pm"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2026, 12, 3),), ""),
        ((date(2027, 1, 7), date(2026, 12, 3)), "Also 7 January"),
        ((date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 5)), "Also Friday 4 December and Saturday 5 December"),
        (tuple(date(2026, 12, day) for day in (3, 10, 17, 24, 31)), "Also 10 December, 17 December and 2 more"),
    ],
)
def test_at_most_three_days_are_listed(days, words):
    event = Event(days, time(14), time(16), "", "", 1, with_year=False)
    assert later_days(event).replace("\u00a0", " ") == words


def test_the_source_line_says_who_and_when():
    assert (
        source_line(slide("a", "A", sources=SOURCES))
        == "Sources: NHS inform, British Heart Foundation, checked November 2026"
    )
    assert source_line(slide("a", "A", sources=SOURCES[:1])) == "Source: NHS inform, checked November 2026"
    assert source_line(slide("a", "A", sources=())) == ""


def test_the_credit_is_the_writers_own_or_the_groups():
    page = Page(LANDSCAPE, WARM, GROUP)
    assert credit_line(slide("a", "A"), page.group) == "Written by Lanarkshire heart failure group"
    assert credit_line(slide("a", "A", credit="a carer, Motherwell"), page.group) == "A carer, Motherwell"
    assert credit_line(slide("a", "A"), None) == ""
