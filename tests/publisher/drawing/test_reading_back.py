"""Frames read back by machines: words by Tesseract from the farthest seat, QR codes by a phone's decoder from afar.

The eye of somebody who passes the 6/6 line of a sight chart tells details of one arcminute apart.
So the frame is scaled until one pixel is one arcminute at 5 m on a 43-inch screen: 655 pixels for
1920, and the smallest capital letter, 16 arcminutes, is 16 pixels high. All finer detail is gone.
Tesseract is made for scans with letters of twice that height and more, so the small picture is
enlarged again before it is read, which adds nothing to it.
"""

import math
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from publisher.content.source.sources import open_folder
from publisher.drawing.compose import lay_out
from publisher.drawing.distance import PANEL_DIAGONAL_MM, SEAT_DISTANCE_MM
from publisher.drawing.render import draw
from publisher.drawing.words.wording import words_of
from publisher.model.content import Content
from publisher.model.screens import Size
from publisher.model.slides import Slide

LANDSCAPE, PORTRAIT = Size(1920, 1080), Size(1080, 1920)
CONTENT = open_folder(Path(__file__).parents[3] / "content").read()
SPECIMENS = open_folder(Path(__file__).parents[2] / "specimens").read()
TESSERACT = {"en": "eng", "pl": "pol", "gd": "gla"}
"""Languages in Latin script that the samples are written in, as Tesseract calls them."""
LOOKS = (("3", 3), ("6", 3), ("11", 3), ("3", 2), ("6", 2))
"""How Tesseract looks for text: a whole page (3), one block (6), words anywhere (11), and how much the picture is
enlarged for it. It may look again for what it missed: it takes a 0 for an O in one look, and not in the next."""
EVERY_SLIDE = "SOAK" in os.environ
STEP = 1 if EVERY_SLIDE else 9
NEEDED = 0.99


def latin(content: Content) -> list[tuple[str, Content, Slide]]:
    return [(id, content, slide) for id, slide in sorted(content.slides.items()) if slide.language in TESSERACT]


SAMPLES = (latin(CONTENT) + latin(SPECIMENS))[::STEP]
LINKED = [(id, slide) for id, slide in sorted(CONTENT.slides.items()) if slide.link]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=str)
@pytest.mark.parametrize(("id", "content", "slide"), SAMPLES, ids=[id for id, _, _ in SAMPLES])
def test_words_can_be_read_from_the_farthest_seat(id, content, slide, size):
    seen = from_seat(frame_of(content, slide, size), size)
    wanted = [word for _, text in words_of(slide) for word in words_in(text)]
    missed = list(wanted)
    for look, language in product(LOOKS, languages_of(slide)):
        missed = missing_from(missed, read(seen, look, language)) if missed else []
    assert len(missed) <= (1 - NEEDED) * len(wanted), f"{missed} of {len(wanted)} words"


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, Size(3840, 2160)], ids=str)
@pytest.mark.parametrize(("id", "slide"), LINKED, ids=[id for id, _ in LINKED])
def test_a_qr_code_is_decoded_from_a_frame_at_half_its_size(id, slide, size):
    frame = frame_of(CONTENT, slide, size)
    half = frame.resize((size.width // 2, size.height // 2), Image.Resampling.LANCZOS)
    (code,) = zxingcpp.read_barcodes(half)
    assert code.text == f"https://{slide.link}"


def test_a_picture_too_small_to_read_is_not_read():
    """The reader is a check that can fail: from 25 m nobody reads a slide."""
    slide = CONTENT.slides["heart-failure/early-signs"]
    seen = from_seat(frame_of(CONTENT, slide, LANDSCAPE), LANDSCAPE, distance_mm=25_000)
    wanted = [word for _, text in words_of(slide) for word in words_in(text)]
    assert len(missing_from(wanted, read(seen, LOOKS[0], "eng"))) > len(wanted) / 2


def frame_of(content: Content, slide: Slide, size: Size) -> Image.Image:
    layout = lay_out(slide, content.themes["light"], size, content.groups.get(slide.group))
    return Image.open(BytesIO(draw(layout).data)).convert("L")


def from_seat(frame: Image.Image, size: Size, distance_mm: float = SEAT_DISTANCE_MM) -> Image.Image:
    """The frame with one pixel for each arcminute."""
    pixels_per_mm = math.hypot(size.width, size.height) / PANEL_DIAGONAL_MM
    arcminute_px = pixels_per_mm * distance_mm * 6.283 / 21600
    small = (round(size.width / arcminute_px), round(size.height / arcminute_px))
    return frame.resize(small, Image.Resampling.LANCZOS)


def languages_of(slide: Slide) -> list[str]:
    """The languages of a slide, its own first; one that has two may have any of them beside it."""
    own = TESSERACT[slide.language]
    return [own, *(other for other in TESSERACT.values() if other != own and slide.layout == "pair")]


def read(seen: Image.Image, look: tuple[str, int], language: str) -> str:
    target, (mode, enlarged) = BytesIO(), look
    large = seen.resize((seen.width * enlarged, seen.height * enlarged), Image.Resampling.BICUBIC)
    large.save(target, "PNG", dpi=(300, 300))
    command = ["tesseract", "-", "-", "--psm", mode, "-l", language]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=target.getvalue(), capture_output=True, check=True, env=alone)
    return done.stdout.decode()


def words_in(text: str) -> list[str]:
    """Words in small letters, without the marks around them; Tesseract's English reads `cafe` where `café` stands."""
    text = re.sub(r"\bcafé\b", "cafe", text, flags=re.IGNORECASE)
    return [word for part in re.split(r"[\s\u00a0/-]+", text) if (word := re.sub(r"[^\w]", "", part).lower())]


def missing_from(wanted: list[str], text: str) -> list[str]:
    """The words that were not read. Two that were read as one were read: the space is Tesseract's own guess."""
    found = Counter(words_in(text))
    missed = list((Counter(wanted) - found).elements())
    for pair in _pairs(wanted):
        if found["".join(pair)] and all(word in missed for word in pair):
            for word in pair:
                missed.remove(word)
    return missed


def _pairs(words: list[str]) -> Iterator[tuple[str, ...]]:
    for length in (2, 3):
        yield from (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
