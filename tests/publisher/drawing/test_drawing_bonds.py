"""What stays together on a line, and how lines look at their edge."""

from dataclasses import replace
from pathlib import Path

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, LARGE, PORTRAIT, WARM, paragraph, slide

from publisher.content.source.sources import open_folder
from publisher.content.text.values import words
from publisher.drawing.boxes import Words
from publisher.drawing.compose import lay_out
from publisher.drawing.page import TITLE_OVER_BODY
from publisher.drawing.type.lines import Style, set_text
from publisher.drawing.type.units import units_of
from publisher.model.slides import Text

ROOT = Path(__file__).parents[3]
CONTENT = open_folder(ROOT / "content").read()
SPECIMENS = open_folder(ROOT / "tests/specimens").read()
EVERY_SLIDE = [(content, one) for content in (CONTENT, SPECIMENS) for _, one in sorted(content.slides.items())]


@pytest.mark.parametrize(
    ("text", "whole", "language"),
    [
        ("Phone NHS 24 today", "NHS 24", "en"),
        ("What helped us: the old songs", "What helped us:", "en"),
        ("It is free to call 999 now", "call 999", "en"),
        ("Ring us on 0808 808 3000 at home", "0808 808 3000", "en"),
        ("Open from 9am to 5pm daily", "9am to 5pm", "en"),
        ("Tell us if you put on 2 kg more", "2 kg", "en"),
        ("Come at 10:30 am on Monday", "10:30 am", "en"),
        ("Tha e dùinte an-dràsta co-dhiù", "an-dràsta", "gd"),
        ("Fuirich a-nis aig an taigh", "a-nis", "gd"),
        ("Proś zawsze o pomoc ❤️", "pomoc ❤️", "pl"),
        ("1 Example Street. No\u00a0steps here", "No\u00a0steps", "en"),
        ("我每天早上称体重，很早就能看到变化。❤️", "变化。❤️", "zh"),  # noqa: RUF001
        ("每天按自己的速度走一走吧", "走一走", "zh"),
    ],
)
def test_what_belongs_together_is_never_parted(text, whole, language):
    for width in range(900, 2400, 50):
        style = Style(100, 1.2, "#000000", language=language)
        piece = set_text(text, width, style)
        if not piece.too_wide:
            assert _letters_before_breaks(text, whole, piece, language) == []


def _letters_before_breaks(text, whole, piece, language):
    """The places within `whole` at which a line ends."""
    units = units_of((Text(text),), language)
    (box,) = piece.boxes
    glyphs = [sum(len(span.glyphs) for span in line.spans) for line in box.content.lines]
    start, end, at, found = text.index(whole), text.index(whole) + len(whole), 0, []
    for line in glyphs[:-1]:
        used = 0
        while used < line:
            unit = units[0]
            units = units[1:]
            used += sum(len(fragment.glyphs) for fragment in unit.fragments)
            at = text.index(unit.text, at) + len(unit.text)
        if start < at < end:
            found.append(at)
    return found


def test_a_word_that_is_wider_than_its_line_is_parted_rather_than_refused():
    assert not set_text("co-operatively-minded", 700, Style(100, 1.2, "#000000")).too_wide


def test_a_space_that_no_line_ends_at_is_kept_when_a_slide_is_read():
    assert words("No\u00a0 \n steps") == "No\u00a0 steps"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("请把这些情况告诉护士", 700, 2),
        ("短短的散步也有益", 500, 2),
        ("什么帮助了我们", 500, 2),
    ],
)
def test_chinese_lines_end_between_words(text, width, lines):
    piece = set_text(text, width, Style(100, 1.2, "#000000", even=True, language="zh"))
    (box,) = piece.boxes
    counts = [sum(len(span.glyphs) for span in line.spans) for line in box.content.lines]
    assert len(counts) == lines
    first = text[: counts[0]]
    assert first in {"请把这些情况", "请把这些", "短短的散步", "短短的", "什么帮助了", "什么"}


def test_no_chinese_letter_stands_alone_on_a_last_line():
    for width in range(400, 1000, 20):
        piece = set_text("药物可以帮助许多人。", width, Style(100, 1.2, "#000000", language="zh"))
        (box,) = piece.boxes
        last = sum(len(span.glyphs) for span in box.content.lines[-1].spans)
        assert last > 2


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, LARGE], ids=str)
def test_a_title_is_clearly_larger_than_the_text(size):
    for content, one in EVERY_SLIDE:
        theme = content.themes["light"]
        layout = lay_out(one, theme, size, content.groups.get(one.group))
        title, *others = (box.content for box in layout.boxes if isinstance(box.content, Words))
        texts = [words.font_px for words in others if words.colour == theme.text]
        assert title.font_px >= 1.15 * max(texts, default=0), one.id


def test_text_yields_before_a_title_does():
    title, *others = _sizes(slide("a", "A year of support", paragraph("You are due a year of support. " * 6)))
    assert title >= TITLE_OVER_BODY * max(others)


def test_round_letters_stand_out_a_little_and_stems_do_not():
    left = {letter: _first_ink(f"{letter}ill") for letter in "HEOTA"}
    assert left["H"] == left["E"] == 0
    assert -5 < left["O"] < 0 and -5 < left["T"] < 0 and -5 < left["A"] < 0


def test_the_sign_over_an_urdu_alef_hangs_out():
    with_sign = set_text("آپ کا دل", 900, Style(100, 1.2, "#000000", language="ur")).boxes[0].rect
    without = set_text("دل کا", 900, Style(100, 1.2, "#000000", language="ur")).boxes[0].rect
    assert with_sign.x < -10 < without.x


def _first_ink(text: str) -> int:
    return set_text(text, 900, Style(100, 1.2, "#000000"), bold=True).boxes[0].rect.x


def _sizes(made) -> list[float]:
    layout = lay_out(replace(made, picture=EVERY_LAYOUT["picture"].picture), WARM, PORTRAIT, GROUP)
    return [box.content.font_px for box in layout.boxes if isinstance(box.content, Words)]
