"""How words and sentences are counted, how long a slide stays, and its last day."""

from dataclasses import replace
from datetime import date

import pytest

from publisher.checks.timing import dwell_seconds, last_day, may_show
from publisher.checks.words.reading import count_words, sentences, words_on
from publisher.model.content import PlaylistEntry
from tests.publisher.checks.cases import EVENT, GROUP, SLOW, SOUND, STAIRS, TODAY, many_words, saying


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", 4),
        ("Open from 9.30am to 4.15pm.", 1),
        ("See Dr. Shah or Mrs. Bell.", 1),
        ("Go to A&E. Now.", 2),
        ("Is it safe? No. Ask first.", 3),
        ("“Rest.” Then go on.", 2),
        ("Wait… then go. Really?!", 3),
        ("Version 2.0 is out", 1),
        ("心力衰竭。打电话!", 2),
        ("", 0),
        ("...", 1),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert len(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Call 999 now", 3), ("Salt & sugar", 3), ("Well - yes", 2), ("A&E", 1), ("心力衰竭", 2), ("x 心力", 2), (" ", 0)],
)
def test_words_are_counted_as_they_are_read(text, expected):
    assert count_words(text) == expected


def test_everything_that_can_be_read_counts():
    slide = replace(SOUND, picture=replace(STAIRS, caption="On the stairs"), event=EVENT)
    assert words_on(slide) == words_on(SOUND) + 3 + 4


def test_a_slide_stays_for_as_long_as_it_takes_to_read():
    assert dwell_seconds(saying("Short."), GROUP) == 10
    assert dwell_seconds(many_words(41), GROUP) == 24
    assert dwell_seconds(many_words(41), None) == 24
    assert dwell_seconds(many_words(40), SLOW) == 35


def test_what_a_playlist_sets_goes_before_what_a_slide_sets():
    slide = replace(SOUND, dwell_seconds=20)
    assert dwell_seconds(slide, GROUP) == 20
    assert dwell_seconds(slide, GROUP, PlaylistEntry("stairs", 4)) == 20
    assert dwell_seconds(slide, GROUP, PlaylistEntry("stairs", 4, 30)) == 30


def test_the_last_day_is_the_first_of_review_and_event():
    event = replace(EVENT, days=(date(2026, 12, 8), date(2026, 12, 1)))
    assert last_day(SOUND) == date(2027, 11, 2)
    assert last_day(replace(SOUND, event=event)) == date(2026, 12, 8)
    assert last_day(replace(SOUND, event=event, review_by_day=date(2026, 12, 3))) == date(2026, 12, 3)
    assert last_day(replace(SOUND, review_by_day=None)) is None


def test_a_slide_shows_up_to_and_on_its_last_day():
    assert may_show(replace(SOUND, review_by_day=TODAY), TODAY)
    assert not may_show(replace(SOUND, review_by_day=date(2026, 11, 21)), TODAY)
    assert may_show(replace(SOUND, review_by_day=None), TODAY)
