"""A line that its author broke is broken on the screen, on a page and in plain text, and checks read over it."""

from datetime import date

import pytest

from publisher.building.entries import plain_text
from publisher.checks.checking import check_slide
from publisher.checks.words.reading import plain, words_on
from publisher.content.slides import parse_slide
from publisher.drawing.type.lines import Style, line_count, set_words
from publisher.export.webpages import _words
from publisher.model.slides import Bullets, Slide, Text
from tests.publisher.broken import slide as written

STYLE = Style(60, 1.3, "#000000")
ADDRESS = "**Oakfield Practice**  \n1 Oak Road\\\nGlasgow"


def read(body: str, language: str = "en") -> Slide:
    found = parse_slide("a", "slides/a.md", written(front=f"language: {language}\n", body=body).encode())
    assert found.findings == ()
    assert found.slide is not None
    return found.slide


@pytest.mark.parametrize(
    ("body", "language", "lines"),
    [
        (ADDRESS, "en", 3),
        ("Oak Road\nGlasgow", "en", 1),
        (f"> {ADDRESS}".replace("\n", "\n> "), "en", 3),
        ("1 Oak Road  \nگلاسگو", "ur", 2),  # noqa: RUF001 - Urdu
        ("橡树路  \n格拉斯哥", "zh", 2),
    ],
)
def test_each_line_that_was_broken_is_a_line_on_the_screen(body, language, lines):
    (block,) = read(body, language).blocks
    assert not isinstance(block, Bullets)
    assert line_count(set_words(block.words, 1900, STYLE)) == lines


def test_a_long_line_is_still_parted_where_it_has_to_be():
    words = (Text("One\nA line that is far too long for the narrow room that there is for it\nTwo"),)
    narrow, wide = set_words(words, 600, STYLE), set_words(words, 5000, STYLE)
    assert line_count(wide) == 3
    assert line_count(narrow) > 4
    assert narrow.width <= 600


def test_it_stays_in_plain_text_and_on_pages():
    made = read(ADDRESS)
    assert plain_text(made).splitlines() == ["Ask us", "Oakfield Practice", "1 Oak Road", "Glasgow"]
    assert _words(made.blocks[0].words, "en") == "<strong>Oakfield Practice</strong><br>1 Oak Road<br>Glasgow"  # type: ignore[union-attr]


def test_checks_read_over_it():
    made = read("You have chest  \npain and call 999 in a  \nhurry.")
    assert plain(made.blocks[0].words) == "You have chest pain and call 999 in a hurry."  # type: ignore[union-attr]
    assert words_on(made) == 12
    codes = {
        finding.code for finding in check_slide(read("You have chest  \npain."), None, date(2026, 11, 22)).findings
    }
    assert "UR104" in codes


def test_nobody_hides_a_word_from_the_checks_by_signs_that_are_not_seen():
    def codes(body: str) -> set[str]:
        return {finding.code for finding in check_slide(read(body), None, date(2026, 11, 22)).findings}

    for word in ("chro\u00adnic", "chro\u200bnic", "chro\u2060nic", "chro\u200dnic"):
        assert "WO109" in codes(f"It is {word}.") & codes("It is chronic."), word
