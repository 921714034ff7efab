"""Frames: the same bytes from the same slide, in any process; keys that change when a pixel could."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, LARGE, PORTRAIT, SOURCES, WARM, paragraph, scene
from PIL import Image, ImageChops, ImageStat

from publisher.drawing.compose import lay_out
from publisher.drawing.keys import RENDERER, frame_key
from publisher.drawing.neutral import draw_message, draw_pairing, in_two_groups
from publisher.drawing.render import FULL_COLOUR, QUALITY, draw, paint
from publisher.model.screens import Size

IN_ANOTHER_PROCESS = """
from drawing_samples import *
from publisher.drawing.compose import lay_out
from publisher.drawing.keys import frame_key
from publisher.drawing.render import draw
for name in ("signs", "list", "picture", "help"):
    seen = (EVERY_LAYOUT[name], WARM, PORTRAIT, GROUP)
    print(name, draw(lay_out(*seen)).digest, frame_key(*seen))
"""


def test_another_process_draws_the_same_bytes():
    here = {
        name: [draw(lay_out(made, WARM, PORTRAIT, GROUP)).digest, frame_key(made, WARM, PORTRAIT, GROUP)]
        for name, made in EVERY_LAYOUT.items()
        if name in ("help", "picture", "list", "signs")
    }
    folder = Path(__file__).parent
    environment = {"PYTHONPATH": f"{folder}:{folder.parents[2]}", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS], capture_output=True, text=True, check=True, env=environment
    )
    there = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
    assert there == here


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, LARGE], ids=str)
def test_a_frame_is_a_jpeg_of_the_screens_size_in_full_colour_where_letters_are_red(size):
    frame = draw(lay_out(EVERY_LAYOUT["signs"], WARM, size, GROUP))
    with Image.open(BytesIO(frame.data)) as picture:
        assert (picture.format, picture.size, frame.media_type) == ("JPEG", (size.width, size.height), "image/jpeg")
        assert [layer[1:3] for layer in picture.layer] == [(1, 1)] * 3


def test_where_nothing_is_far_apart_in_colour_a_frame_has_half_of_it_and_looks_the_same():
    layout = lay_out(EVERY_LAYOUT["text"], WARM, LANDSCAPE, GROUP)
    full = BytesIO()
    paint(layout).save(full, "JPEG", quality=QUALITY, subsampling=FULL_COLOUR)
    frame = draw(layout)
    with Image.open(BytesIO(frame.data)) as picture, Image.open(full) as other:
        assert [layer[1:3] for layer in picture.layer] == [(2, 2), (1, 1), (1, 1)]
        assert max(ImageStat.Stat(ImageChops.difference(picture, other)).rms) < 1
    assert len(frame.data) < 0.9 * len(full.getvalue())


SLIDE = EVERY_LAYOUT["picture"]
CHANGED = {
    "title": replace(SLIDE, title="Another title"),
    "words": replace(SLIDE, blocks=(*SLIDE.blocks, paragraph("More."))),
    "bold": replace(SLIDE, blocks=(paragraph("**It** may be more than getting older."), *SLIDE.blocks[1:])),
    "layout": replace(SLIDE, layout="caption"),
    "picture": replace(SLIDE, picture=replace(SLIDE.picture, data=scene(1200, 801))),
    "caption": replace(SLIDE, picture=replace(SLIDE.picture, caption="A path")),
    "source": replace(SLIDE, sources=SOURCES[:1]),
    "credit": replace(SLIDE, credit="a carer, Motherwell group"),
    "link": replace(SLIDE, link="example.org/a"),
    "phone": replace(SLIDE, phone="0800 555 0111"),
    "event": replace(SLIDE, event=EVERY_LAYOUT["event"].event),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_key_changes_with_everything_that_is_drawn(what):
    assert frame_key(CHANGED[what], WARM, LANDSCAPE, GROUP) != frame_key(SLIDE, WARM, LANDSCAPE, GROUP)


def test_a_key_changes_with_theme_size_and_group():
    keys = {
        frame_key(SLIDE, WARM, LANDSCAPE, GROUP),
        frame_key(SLIDE, replace(WARM, accent="#123321"), LANDSCAPE, GROUP),
        frame_key(SLIDE, replace(WARM, margin=0.08), LANDSCAPE, GROUP),
        frame_key(SLIDE, WARM, PORTRAIT, GROUP),
        frame_key(SLIDE, WARM, LANDSCAPE, replace(GROUP, name="Another group")),
        frame_key(SLIDE, WARM, LANDSCAPE, None),
    }
    assert len(keys) == 6


@pytest.mark.parametrize(
    "same",
    [
        replace(SLIDE, blocks=(paragraph("It may be more than getting older.", 33), *SLIDE.blocks[1:])),
        replace(SLIDE, lines={"title": 9}, revision="1" * 64, owners=("a carer",), dwell_seconds=20),
        replace(SLIDE, picture=replace(SLIDE.picture, alt="Another way to say it", line=40)),
    ],
    ids=["lines", "what is not drawn", "alt text"],
)
def test_a_key_stays_when_nothing_drawn_changes(same):
    assert frame_key(same, WARM, LANDSCAPE, GROUP) == frame_key(SLIDE, WARM, LANDSCAPE, GROUP)


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, LARGE, Size(800, 480)], ids=str)
def test_pairing_pictures_and_messages_have_the_screens_size_and_differ_by_their_words(size):
    frames = [
        draw_pairing("K7MPQ2XW", "https://screens.example.org", size),
        draw_pairing("K7MPQ2XX", "https://screens.example.org", size),
        draw_message("Back in a moment", ("This screen shows health information.",), size),
    ]
    assert {frame.size for frame in frames} == {size}
    assert len({frame.digest for frame in frames}) == 3
    with Image.open(BytesIO(frames[0].data)) as picture:
        assert picture.size == (size.width, size.height)


def test_a_code_is_shown_in_two_groups():
    assert in_two_groups("K7MPQ2XW") == ("K7MP", "Q2XW")
    assert in_two_groups("k7mp-q2xw") == ("k7mp", "q2xw")


def test_the_libraries_versions_are_those_that_they_name_themselves():
    import segno
    import uniseg

    assert RENDERER.endswith(f"uniseg {uniseg.__version__}, segno {segno.__version__}")
