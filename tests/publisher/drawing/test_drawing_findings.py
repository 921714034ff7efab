"""What an author is told when a slide cannot be read from a seat."""

from dataclasses import replace

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, PORTRAIT, WARM, bullets, paragraph, slide

from publisher.drawing.compose import lay_out
from publisher.drawing.contrast import contrast
from publisher.drawing.type.faces import missing_characters
from publisher.model.findings import Level


def codes(made, theme=WARM, size=LANDSCAPE):
    return [found.code for found in lay_out(made, theme, size, GROUP).findings]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=str)
@pytest.mark.parametrize("name", [name for name in EVERY_LAYOUT if name != "caption"])
def test_too_many_words_are_an_error_that_says_how_many_to_lose(name, size):
    made = EVERY_LAYOUT[name]
    crowded = replace(
        made, blocks=(*made.blocks, *(paragraph("One more thing to know before you go home today.") for _ in range(15)))
    )
    finding = next(found for found in lay_out(crowded, WARM, size, GROUP).findings if found.code == "LE201")
    assert finding.level is Level.ERROR
    assert "Take out about" in finding.message and str(size) in finding.message


def test_the_number_of_words_to_lose_is_about_right():
    text = "You can ask us about the group at the desk. "
    message = lay_out(slide("a", "Ask us", paragraph(text * 12)), WARM, LANDSCAPE, GROUP).findings[0].message
    lose = int(message.split("about ")[1].split()[0])
    shorter = " ".join((text * 12).split()[: -(lose + 3)])
    assert 20 <= lose <= 90
    assert codes(slide("a", "Ask us", paragraph(shorter))) == []


def test_a_word_longer_than_a_line_is_an_error():
    assert codes(
        slide("a", "Your heart", paragraph("Pneumonoultramicroscopicsilicovolcanoconiosis")), size=PORTRAIT
    ) == ["LE202"]


def test_a_letter_that_the_typeface_lacks_is_named_with_its_line_and_is_an_error():
    (found,) = lay_out(slide("a", "Your heart", bullets("Heart", "Serce", "לב")), WARM, LANDSCAPE, GROUP).findings
    assert (found.code, found.level, found.place.line) == ("LE203", Level.ERROR, 24)
    assert "'ל' (U+05DC)" in found.message and "'ב'" in found.message


@pytest.mark.parametrize(
    "text", ["é ą ł ż ò à £ — … € • °", "Cnoc Àrd, cùram slàinte", "zażółć gęślą jaźń", "cafe\u0301"]
)
def test_letters_of_latin_languages_are_there(text):
    assert missing_characters(text + " \u2013 \u2018\u2019 \u201c\u201d non\u2011stop a\u00a0b") == ()


@pytest.mark.parametrize("text", ["לב", "หัวใจ", "ልብ", "ខ"])
def test_scripts_without_a_typeface_get_an_error_and_never_boxes(text):
    assert "LE203" in codes(slide("a", "Your heart", paragraph(text)))


@pytest.mark.parametrize("text", ["Call 999 ❤️", "قلب", "ਦਿਲ ਕਮਜ਼ੋਰ", "心脏衰竭", "👩🏾‍⚕️ 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
def test_scripts_with_a_typeface_are_drawn(text):
    assert codes(slide("a", "Your heart", paragraph(text))) == []


@pytest.mark.parametrize(("ink", "expected"), [("#999999", "LE204"), ("#666666", "LE205"), ("#333333", None)])
def test_contrast_below_a_limit_is_found(ink, expected):
    made = slide("a", "Your heart", paragraph("It still works."), layout="text")
    found = codes(made, replace(WARM, background="#ffffff", text=ink))
    assert found == ([expected] if expected else [])


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_an_unknown_layout_is_an_error_that_lists_the_known_ones():
    (found,) = lay_out(
        replace(EVERY_LAYOUT["text"], layout="poster", lines={"layout": 4}), WARM, LANDSCAPE, GROUP
    ).findings
    assert found.code == "LE206" and found.place.line == 4 and "question" in found.message


@pytest.mark.parametrize("layout", ["picture", "caption", "event", "quote", "help", "signs"])
def test_a_layout_without_what_it_needs_is_an_error(layout):
    assert codes(replace(EVERY_LAYOUT["text"], layout=layout)) == ["LE206"]
