"""Which headings say to call 999 or 111, and get a panel for it."""

from dataclasses import replace

import pytest
from drawing_samples import GROUP, LANDSCAPE, WARM, paragraph, slide, words

from publisher.checks.calls import called_number
from publisher.drawing.choice import layout_name
from publisher.drawing.compose import lay_out
from publisher.model.slides import Heading, Slide


@pytest.mark.parametrize(
    ("language", "heading", "number"),
    [
        ("en", "Call 999", "999"),
        ("en-GB", "Call 111 if it cannot wait", "111"),
        ("en", "Call 999 \N{EM DASH} now", "999"),
        ("en", "Call 9990", ""),
        ("en", "Call 1111", ""),
        ("en", "999 people walked with us", ""),
        ("en", "All 999 people \N{EM DASH} and you", ""),
        ("es", "Llame al 999", "999"),
        ("gd", "Cuir fios gu 999", "999"),
        ("gd", "Cuir f\N{LATIN SMALL LETTER O WITH GRAVE}n gu 111", "111"),
        ("pl", "Zadzwon pod 999", "999"),
        ("pl-PL", "Zadzwon pod 111", "111"),
        ("pl", "Zadzwon pod 9990", ""),
        ("ur", "\u06f9\u06f9\u06f9", "999"),
        ("en", "Call \uff19\uff19\uff19", "999"),
    ],
)
def test_a_heading_is_judged_in_the_language_of_its_slide(language, heading, number):
    assert called_number(heading, language) == number


@pytest.mark.parametrize("heading", ["Llame al 999", "Zadzwon pod 999", "Cuir fios gu 999"])
def test_a_call_in_plain_letters_gets_the_urgent_panel(heading):
    made = replace(_slide_under(heading), language="es")
    assert layout_name(made) == "signs"
    assert WARM.urgent in _colours(made)


def test_an_english_heading_that_only_begins_like_a_call_gets_none():
    made = _slide_under("Call 9990")
    assert layout_name(made) == "text"
    assert WARM.urgent not in _colours(made)


def _slide_under(heading: str) -> Slide:
    return slide("when", "Help", paragraph("A sign."), Heading(words(heading), 24), paragraph("You cannot breathe."))


def _colours(made: Slide) -> set[str]:
    return {panel.colour for panel in lay_out(made, WARM, LANDSCAPE, GROUP).panels}
