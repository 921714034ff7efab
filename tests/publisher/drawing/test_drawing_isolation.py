"""Numbers, names and addresses in text from right to left: the order in which their glyphs are drawn."""

# ruff: noqa: RUF001 - letters, digits and marks of other scripts are what this is about

import unicodedata
from dataclasses import replace
from datetime import date, time
from functools import cache

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, PICTURE, PORTRAIT, WARM, bullets, paragraph, slide, words

from publisher.drawing.boxes import Layout, Words
from publisher.drawing.compose import lay_out
from publisher.drawing.type.faces import characters_of, font_of
from publisher.drawing.type.isolation import isolated, leads_leftwards
from publisher.drawing.type.lines import Style, set_text, set_words
from publisher.model.slides import Event, Heading, Quotation

AROUND = {"ar": "اتصل على {} اليوم", "ur": "آج {} پر فون کریں"}
UNITS = (
    "0141 496 0122",
    "0141-496-0122",
    "0141\u00a0496\u00a00122",
    "0141\u2011496\u20110122",
    "0141\u2013496\u20130122",
    "0141.496.0122",
    "0141/4960122",
    "(0141) 496 0122",
    "[0141] 496 0122",
    "+44 141 496 0122",
    "+44 (0)141 496 0122",
    "(+44) 141 496 0122",
    "0044-141-496-0122",
    "0800 111 / 0800 222",
    "*121#",
    "09:00–17:00",
    "09:00 – 17:00",
    "9.30-11.45",
    "10 - 12",
    "1/2",
    "1/12/2026",
    "2026-12-01",
    "120/80",
    "£5.50",
    "5.50 £",
    "50%",
    "10%–20%",
    "-5",
    "65+",
    "<5",
    "24/7 NHS",
    "5 mg",
    "38 °C",
    "10am–2pm",
    "10 a.m.",
    "NHS 24",
    "Marie Curie",
    "St. John's",
    "Marie Curie (UK)",
    "12 High Street, Hamilton ML3 6AB",
    "Flat 3/2, 12 High Street",
    "Level 2, 2nd room",
    "5, 10 or 20 mg",
    "https://nurse.example.org/talk/",
    "talk@nurse.example.org",
    "٠١٤١ ٤٩٦ ٠١٢٢",
    "٠١٤١-٤٩٦-٠١٢٢",
    "۰۱۴۱ ۴۹۶ ۰۱۲۲",
)

EASTERN = dict(zip(range(0x06F0, 0x06FA), range(0x0660, 0x066A), strict=True))


def drawn(piece_or_layout) -> list[str]:
    """Each line as an eye sees it from left to right: its glyphs in the order of where they stand, as characters.

    Letters that join or change their form have no character of their own, and are left out, as are spaces.
    """
    boxes = [box.content for box in piece_or_layout.boxes if isinstance(box.content, Words)]
    return ["".join(_seen(line)) for words in boxes for line in words.lines]


def _seen(line):
    for _, glyph in sorted(line.glyphs(), key=lambda pair: pair[0]):
        sign = _signs(glyph.font).get(glyph.id, "")
        if sign.strip():
            yield sign.translate(EASTERN)


@cache
def _signs(font: str) -> dict[int, str]:
    """The character of each glyph in a font, for those that every text shows alike."""
    face = font.rpartition("-")[0] or "latin"
    marks = [mark for mark in map(chr, sorted(characters_of(face))) if _looks_alike_everywhere(mark)]
    return {font_of(font).get_nominal_glyph(ord(mark)): mark for mark in reversed(marks)}


def _looks_alike_everywhere(mark: str) -> bool:
    return mark.isascii() or not (mark.isalpha() or unicodedata.combining(mark))


def seen(text: str) -> str:
    """A unit as it is looked for among drawn glyphs: no spaces, one kind of hyphen, one of Eastern digits."""
    return "".join(text.split()).replace("\u2011", "-").translate(EASTERN)


def one_line(text: str, language: str) -> str:
    style = Style(20, 1.2, "#000000", language=language)
    (line,) = drawn(set_text(text, 1900, style))
    return line


@pytest.mark.parametrize("language", AROUND)
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_drawn_from_left_to_right_in_text_from_right_to_left(unit, language):
    assert one_line(AROUND[language].format(unit), language) == seen(unit)


@pytest.mark.parametrize("language", AROUND)
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_alone_or_at_either_end_is_drawn_from_left_to_right(unit, language):
    before, after = AROUND[language].split("{}")
    assert [one_line(text, language) for text in (unit, before + unit, unit + after)] == [seen(unit)] * 3


@pytest.mark.parametrize("unit", [unit for unit in UNITS if not any(letter.isalpha() for letter in unit)])
def test_an_arabic_paragraph_on_an_english_slide_keeps_its_numbers(unit):
    assert one_line(AROUND["ar"].format(unit), "en") == seen(unit)
    mixed = f"Call us, or say ({AROUND['ar'].format(unit)}) to anybody."
    assert seen(unit) in one_line(mixed, "en")


@pytest.mark.parametrize("language", AROUND)
def test_bold_digits_within_a_number_change_nothing(language):
    text = AROUND[language].format("0141 **496** 0122")
    (line,) = drawn(set_words(words(text), 1900, Style(20, 1.2, "#000000", language=language)))
    assert line == "01414960122"


@pytest.mark.parametrize("language", AROUND)
@pytest.mark.parametrize("comma", [", ", "، ", " او "])
def test_two_numbers_in_a_row_go_from_right_to_left_and_each_from_left_to_right(comma, language):
    line = one_line(AROUND[language].format(f"0141 496 0122{comma}0141 496 0133"), language)
    assert line.index("01414960133") < line.index("01414960122")


@pytest.mark.parametrize("language", AROUND)
@pytest.mark.parametrize("width", range(150, 700, 50))
def test_no_width_parts_a_number_or_turns_its_groups(width, language):
    text = f"{AROUND[language].format('+44 (0)141 496 0122')} {AROUND[language].format('09:00 – 17:00')}"
    lines = drawn(set_text(text, width, Style(40, 1.2, "#000000", language=language)))
    if width >= 450:
        assert [line for line in lines if line] in (
            ["+44(0)1414960122", "09:00–17:00"],
            ["09:00–17:00+44(0)1414960122"],
        )
    else:  # narrower than the number: its groups go on below each other, and each line from left to right
        assert "".join(line for line in lines) == "+44(0)141496012209:00–17:00"


def everywhere(language: str, number: str) -> dict[str, object]:
    """Slides with a number at every place that words can stand."""
    said = AROUND[language].format(number)
    event = Event((date(2026, 12, 3), date(2026, 12, 10)), time(9), time(17), said, said, 7)
    call = Heading(words("اتصل 999" if language == "ar" else "999 پر کال کریں"), 24)
    bare = replace(slide("x", said), sources=(), language=language)
    return {
        "title": replace(bare, blocks=(paragraph("سلام"),)),
        "text": replace(bare, blocks=(paragraph(said), Heading(words(said), 21), paragraph(said))),
        "list": replace(bare, blocks=(bullets(said, number, f"{number} سلام"),)),
        "quote": replace(bare, blocks=(Quotation(words(said), 20),), credit=f"سلام {number}"),
        "signs": replace(bare, blocks=(paragraph(said), call, bullets(said, said))),
        "event": replace(bare, blocks=(paragraph(said),), event=event),
        "help": replace(bare, blocks=(paragraph(said),), phone=number),
        "caption": replace(bare, picture=replace(PICTURE, caption=said)),
        "picture": replace(bare, blocks=(paragraph(said),), picture=replace(PICTURE, caption=said)),
        "question": replace(bare, blocks=(paragraph(said),), layout="question"),
        "big": replace(bare, blocks=(paragraph(said),), layout="big"),
        "pair": replace(
            bare,
            title="Call us",
            language="en",
            blocks=(
                paragraph(f"Call {number} today."),
                Heading(words("العربية" if language == "ar" else "اردو"), 30),
                paragraph(said),
                bullets(said, number),
            ),
        ),
    }


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=str)
@pytest.mark.parametrize("number", ["0141 496 0122", "0141-496-0122", "+44 (0)141 496 0122"])
@pytest.mark.parametrize("language", AROUND)
@pytest.mark.parametrize("name", everywhere("ar", ""))
def test_every_layout_draws_numbers_from_left_to_right(name, language, number, size):
    layout = lay_out(everywhere(language, number)[name], WARM, size, GROUP)
    lines = [line for line in drawn(layout) if any(sign.isdigit() for sign in line)]
    groups = {"0141", "141", "496", "0122"}
    assert lines
    for line in lines:
        kept = line.replace(seen(number), "")
        if size == LANDSCAPE and name not in {"title", "big", "question", "help", "caption"}:
            assert "0122" not in kept, lines
        assert not any(f"0122{group}" in kept or f"496{first}" in kept for group in groups for first in ("0141", "141"))


def test_an_urdu_paragraph_on_an_english_slide_starts_at_the_right():
    said = "مدد کے لیے ہم سے بات کریں۔"
    layout = lay_out(slide("x", "Call us", paragraph("Call us today."), paragraph(said)), WARM, LANDSCAPE, GROUP)
    by_text = {line.text: box.rect for box in layout.boxes for line in getattr(box.content, "lines", ())}
    english, urdu = by_text["Call us today."], by_text[said]
    assert english.x < 200 and urdu.right > LANDSCAPE.width - 200
    (box,) = [box for box in layout.boxes if box.rect == urdu]
    assert {glyph.font for _, glyph in box.content.lines[0].glyphs()} == {"nastaliq-regular"}


def test_the_full_stop_of_an_english_sentence_on_an_arabic_slide_stands_at_its_right():
    assert one_line("Call 999.", "ar") == "Call999."
    assert one_line("سلام NHS 24.", "ar") == ".NHS24"


@pytest.mark.parametrize(
    ("text", "language", "leftwards"),
    [
        ("سلام Marie Curie Hospice", "ar", True),
        ("NHS 24 هو خط هاتفي", "en", True),
        ("Say سلام to the nurse", "en", False),
        ("(0141) 111 1224", "ur", True),
        ("Call 999.", "ar", False),
        ("۔", "pl", True),
    ],
)
def test_a_text_leads_where_most_of_its_reader_looks_first(text, language, leftwards):
    assert leads_leftwards(text, language) is leftwards


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("سلام 0141 496 0122", "ar", "سلام \u20660141 496 0122\u2069"),
        ("سلام 5", "ar", "سلام 5"),
        ("NHS 24 سلام", "ar", "\u2066NHS 24\u2069 سلام"),
        ("(0141) 111 1224", "ar", "\u2066(0141) 111 1224\u2069"),
        ("سلام ٠١٤١ ٤٩٦", "ar", "سلام \u2066٠١٤١ \u200e٤٩٦\u2069"),
        ("Call 999.", "ar", "\u2066Call 999.\u2069"),
        ("Call سلام 1-2 سلام now", "en", "Call سلام \u20661-2\u2069 سلام now"),
        ("سلام 1-2.", "en", "\u2067سلام \u20661-2\u2069.\u2069"),
        ("Call 0141 496 0122 today", "en", "Call 0141 496 0122 today"),
        ("", "ar", ""),
    ],
)
def test_plain_text_carries_the_signs_that_isolate_where_they_are_needed(text, language, marked):
    assert isolated(text, language) == marked


def codes(layout: Layout) -> list[str]:
    return [finding.code for finding in layout.findings]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("منذ سنة 2020 15 شخصا", True),
        ("۵ ۱۲ سلام", True),
        ("منذ سنة 2020، 15 شخصا", False),
        ("سلام 0141 496 0122", False),
        ("سلام 10 000", False),
        ("سلام 10 - 12", False),
        ("In 2020 15 people", False),
        ("سلام Hamilton ML3 6AB", False),
        ("جگہ G1 1AA", False),
    ],
)
def test_two_numbers_side_by_side_are_told_only_where_they_may_be_one(text, doubtful):
    layout = lay_out(replace(EVERY_LAYOUT["text"], blocks=(paragraph(text),)), WARM, LANDSCAPE, GROUP)
    assert ("LE207" in codes(layout)) is doubtful
