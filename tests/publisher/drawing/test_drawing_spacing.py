"""Distances that the eye judges: between lines, paragraphs and items, beside icons, and around pictures."""

from itertools import pairwise
from pathlib import Path

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, PORTRAIT, WARM

from publisher.content.source.sources import open_folder
from publisher.drawing.boxes import Box, Layout, Photo, Words, ink_of_line
from publisher.drawing.compose import lay_out
from publisher.drawing.layouts.plates import set_picture
from publisher.drawing.page import Page
from publisher.drawing.type.faces import CAP_HEIGHT
from publisher.drawing.type.lines import Style, set_text, stack_closely
from publisher.model.slides import Slide

ROOT = Path(__file__).parents[3]
SPECIMENS = open_folder(ROOT / "tests/specimens").read()
CONTENT = open_folder(ROOT / "content").read()
LANGUAGES = ("en", "pl", "gd", "ur", "ar", "pa", "zh-hans")


def drawn(made: Slide, size) -> Layout:
    return lay_out(made, WARM, size, GROUP)


def texts(layout: Layout) -> list[tuple[Box, Words]]:
    found = [(box, box.content) for box in layout.boxes if isinstance(box.content, Words)]
    return [(box, words) for box, words in found if not words.small_print]


@pytest.mark.parametrize(
    ("text", "language"),
    [("ਤੁਹਾਡਾ ਦਿਲ ਅਜੇ ਵੀ ਕੰਮ ਕਰਦਾ ਹੈ", "pa"), ("سیڑھیوں پر آرام کریں", "ur"), ("Żółć gąsięcia ŹŚĆ gęgą ŹŻ", "pl")],
)
def test_the_ink_of_two_lines_never_touches(text, language):
    for width in range(400, 1000, 50):
        (box,) = set_text(text, width, Style(100, 1.16, "#000000", even=True, language=language), bold=True).boxes
        inks = [list(ink_of_line(box, box.content, line)) for line in box.content.lines]
        ends = [(min(edge[1] for edge in ink), max(edge[3] for edge in ink)) for ink in inks]
        assert all(below[0] - above[1] >= 9 for above, below in pairwise(ends))


def test_texts_that_stand_closely_keep_their_ink_apart():
    style = Style(100, 1.16, "#000000", language="ur")
    upper, lower = stack_closely(set_text(text, 2000, style) for text in ("جمعرات", "کریں جنوری")).boxes
    bottom, top = (list(ink_of_line(box, box.content, box.content.lines[0])) for box in (upper, lower))
    assert min(edge[1] for edge in top) - max(edge[3] for edge in bottom) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=str)
def test_a_new_paragraph_stands_farther_off_than_the_next_line(language, size):
    _, *body = texts(drawn(SPECIMENS.slides[f"{language}/text"], size))
    within = [below.baseline - above.baseline for _, words in body for above, below in pairwise(words.lines)]
    (above, said), (below, more) = body
    between = below.rect.y + more.lines[0].baseline - above.rect.y - said.lines[-1].baseline
    assert between > max(within, default=0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_icons_stand_level_with_their_words_and_items_at_even_distances(language):
    layout = drawn(SPECIMENS.slides[f"{language}/list"], LANDSCAPE)
    icons = [box.rect.y + box.rect.height / 2 for box in layout.boxes if isinstance(box.content, Photo)]
    _, *items = texts(layout)
    middles = [box.rect.y + words.lines[0].baseline - CAP_HEIGHT / 2 * words.font_px for box, words in items]
    assert all(abs(icon - middle) < 3 for icon, middle in zip(icons, middles, strict=True))
    steps = [below - above for above, below in pairwise(icons)]
    assert max(steps) - min(steps) <= 2


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=str)
def test_999_is_as_large_in_every_language(size):
    sizes = {
        max(words.font_px for _, words in texts(drawn(SPECIMENS.slides[f"{name}/big"], size))) for name in LANGUAGES
    }
    assert len(sizes) == 1


@pytest.mark.parametrize("content", [SPECIMENS, CONTENT], ids=["specimens", "sample"])
def test_on_a_tall_screen_a_picture_or_its_panel_is_as_wide_as_the_text(content):
    page = Page(PORTRAIT, WARM, GROUP)
    for made in (made for made in content.slides.values() if made.picture):
        layout = drawn(made, PORTRAIT)
        for box in layout.boxes:
            if isinstance(box.content, Photo) and box.content.file == made.picture.path:
                grounds = [panel.rect.width for panel in layout.panels if panel.rect.holds(box.rect)]
                assert max([box.rect.width, *grounds]) >= page.width - 2 * page.gap, made.id


def test_a_narrow_picture_stands_in_the_middle_of_its_panel():
    piece = set_picture(EVERY_LAYOUT["picture"].picture, 900, 300, Page(PORTRAIT, WARM, GROUP))
    (panel,), (box,) = piece.panels, piece.boxes
    assert piece.width == panel.rect.width == 900
    assert abs(box.rect.x - (900 - box.rect.right)) <= 1


def test_a_title_takes_a_second_line_rather_than_becoming_much_smaller():
    layout = drawn(CONTENT.slides["dementia/dementia-cafe"], PORTRAIT)
    (_, title), *_ = texts(layout)
    assert len(title.lines) == 2 and title.font_px > 120
