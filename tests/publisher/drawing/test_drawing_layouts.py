"""Every layout at every size: ink stays in its box, nothing overlaps, nothing is too small to read."""

from dataclasses import replace
from itertools import combinations

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, LARGE, PORTRAIT, WARM, paragraph, slide
from drawing_specimens import LANGUAGES, specimens
from PIL import Image, ImageChops

from publisher.drawing.boxes import Code, Layout, Photo, Rect, Words, ink_of_line
from publisher.drawing.choice import LAYOUTS, layout_name
from publisher.drawing.compose import lay_out
from publisher.drawing.contrast import colour_behind
from publisher.drawing.distance import SMALLEST_ARCMINUTES, arcminutes, smallest_body, smallest_print
from publisher.drawing.render import paint
from publisher.drawing.type.lines import Style, set_text
from publisher.model.screens import Size
from publisher.model.slides import Slide

SIZES = (LANDSCAPE, PORTRAIT, LARGE)
SMALLER = (Size(1280, 720), Size(720, 1280))


IN_ENGLISH = [("en", name, made) for name, made in EVERY_LAYOUT.items()]
IN_OTHER_LANGUAGES = [(language, name, made) for language in LANGUAGES for name, made in specimens(language).items()]


@pytest.fixture(
    params=[(*case, size) for case in (*IN_ENGLISH, *IN_OTHER_LANGUAGES) for size in SIZES],
    ids=lambda param: f"{param[0]}-{param[1]}-{param[3]}",
)
def layout(request: pytest.FixtureRequest) -> Layout:
    *_, made, size = request.param
    return lay_out(made, WARM, size, GROUP)


@pytest.fixture(params=[(name, size) for name in EVERY_LAYOUT for size in SMALLER], ids=str)
def painted(request: pytest.FixtureRequest) -> tuple[Layout, Image.Image]:
    name, size = request.param
    layout = lay_out(EVERY_LAYOUT[name], WARM, size, GROUP)
    return layout, paint(layout)


def test_every_layout_has_a_sample_that_gets_it():
    assert {name: layout_name(slide) for name, slide in EVERY_LAYOUT.items()} == {name: name for name in LAYOUTS}


def test_a_sample_has_nothing_wrong(layout):
    assert layout.findings == ()


def test_no_ink_leaves_its_box(layout):
    for box in layout.boxes:
        if isinstance(box.content, Words):
            for line in box.content.lines:
                for left, top, right, bottom in ink_of_line(box, box.content, line):
                    assert box.rect.x - 0.01 <= left and right <= box.rect.right
                    assert box.rect.y <= top and bottom <= box.rect.bottom


def test_no_boxes_overlap_and_all_are_on_the_screen(layout):
    screen = Rect(0, 0, layout.size.width, layout.size.height)
    assert all(screen.holds(box.rect) for box in layout.boxes)
    assert all(screen.holds(panel.rect) for panel in layout.panels)
    assert not [pair for pair in combinations([box.rect for box in layout.boxes], 2) if pair[0].overlaps(pair[1])]


def test_nothing_stands_half_on_the_panel_that_it_is_seen_on(layout):
    for box in layout.boxes:
        touched = [panel.rect for panel in layout.panels if panel.rect.overlaps(box.rect)]
        assert not touched or touched[-1].holds(box.rect)


def test_body_and_title_are_tall_enough_for_the_farthest_seat(layout):
    for box in layout.boxes:
        if isinstance(box.content, Words) and not box.content.small_print:
            assert arcminutes(layout.size, box.content.font_px) >= SMALLEST_ARCMINUTES
        elif isinstance(box.content, Words):
            assert box.content.font_px >= smallest_print(layout.size)


def test_pixels_outside_boxes_and_panels_are_background(painted):
    layout, image = painted
    for rect in (*(box.rect for box in layout.boxes), *(panel.rect for panel in layout.panels)):
        image.paste(layout.background, (rect.x, rect.y, rect.right, rect.bottom))
    plain = Image.new("RGB", image.size, layout.background)
    assert ImageChops.difference(image, plain).getbbox() is None


def test_the_colour_behind_text_is_the_one_that_its_contrast_was_measured_on(painted):
    layout, image = painted
    for box in layout.boxes:
        if isinstance(box.content, Words):
            colours = image.crop((box.rect.x, box.rect.y, box.rect.right, box.rect.bottom)).getcolors(4096)
            common = {"#{:02x}{:02x}{:02x}".format(*pixel) for _, pixel in sorted(colours)[-2:]}
            assert common == {box.content.colour, colour_behind(layout, box)}


def test_a_link_has_its_address_in_letters_and_a_code_of_large_modules():
    layout = lay_out(EVERY_LAYOUT["help"], WARM, LANDSCAPE, GROUP)
    codes = [box.content for box in layout.boxes if isinstance(box.content, Code)]
    assert [code.module_px >= 4 for code in codes] == [True]
    assert {row for code in codes for row in (*code.rows[:4], *code.rows[-4:])} == {"0" * len(codes[0].rows)}


def test_fewer_words_are_set_larger():
    short = lay_out(slide("a", "Title", paragraph("Drink a little less each day.")), WARM, LANDSCAPE, None)
    long = lay_out(slide("a", "Title", paragraph("Drink a little less each day. " * 5)), WARM, LANDSCAPE, None)
    sizes = [
        max(box.content.font_px for box in layout.boxes[1:] if isinstance(box.content, Words))
        for layout in (short, long)
    ]
    assert sizes[0] > sizes[1] >= smallest_body(LANDSCAPE)


def test_a_picture_is_never_cropped():
    layout = lay_out(EVERY_LAYOUT["caption"], WARM, PORTRAIT, GROUP)
    (box,) = [box for box in layout.boxes if isinstance(box.content, Photo)]
    assert abs(box.rect.width / box.rect.height - 1200 / 800) < 0.01


def pictured(name: str, caption: str = "") -> Slide:
    """The sample of a layout with a picture, and with few enough words to leave room for it."""
    made = EVERY_LAYOUT[name]
    blocks = {"signs": made.blocks[1:3], "text": made.blocks[:1], "pair": (made.blocks[0], *made.blocks[2:4])}
    picture = replace(EVERY_LAYOUT["picture"].picture, caption=caption)
    short = replace(made, picture=picture, layout=name, blocks=blocks.get(name, made.blocks), link="")
    return replace(short, blocks=(), event=replace(made.event, days=made.event.days[:1])) if made.event else short


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in {"picture", "caption"}])
def test_every_layout_shows_a_picture_where_there_is_room(name):
    layouts = [lay_out(pictured(name), WARM, size, GROUP) for size in SIZES]
    files = [{box.content.file for box in layout.boxes if isinstance(box.content, Photo)} for layout in layouts]
    shown = ["images/hill.png" in each for each in files]
    assert any(shown)
    assert ["PI204" in {found.code for found in layout.findings} for layout in layouts] == [not each for each in shown]


def test_a_picture_beside_a_body_keeps_its_caption():
    with_caption, without = (
        lay_out(pictured("quote", words), WARM, PORTRAIT, GROUP) for words in ("The path behind the surgery", "")
    )
    assert len(with_caption.boxes) == len(without.boxes) + 1


def test_a_picture_that_a_layout_has_no_room_for_is_mentioned():
    made = EVERY_LAYOUT["list"]
    blocks = (paragraph("Tell your nurse what you notice."), *made.blocks)
    crowded = replace(made, picture=EVERY_LAYOUT["picture"].picture, layout="list", blocks=blocks)
    (found,) = lay_out(crowded, WARM, PORTRAIT, GROUP).findings
    assert found.code == "PI204" and "Take some words out" in found.message


def test_a_title_has_no_word_alone_on_its_last_line():
    piece = set_text(
        "Questions that you could take to your next appointment", 1500, Style(120, 1.16, "#000000", even=True)
    )
    lines = next(box.content.lines for box in piece.boxes if isinstance(box.content, Words))
    assert len(lines[-1].spans) > 1
    assert min(line.width for line in lines) > 0.6 * max(line.width for line in lines)


def test_sizes_follow_the_published_formula():
    assert 70 <= smallest_body(LANDSCAPE) <= 71
    assert smallest_body(LARGE) == pytest.approx(2 * smallest_body(LANDSCAPE), abs=1)
    assert smallest_body(Size(1080, 1920)) == smallest_body(LANDSCAPE)
