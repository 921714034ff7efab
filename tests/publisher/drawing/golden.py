"""Golden frames: what every layout in every language looked like when somebody last looked at it.

`make golden` writes `golden.json` anew. Look at the frames before you keep it.
"""

import json
import zlib
from datetime import date
from pathlib import Path

from drawing_samples import EVERY_LAYOUT, GROUP, LARGE, WARM
from drawing_specimens import LANGUAGES, specimens
from PIL import Image

from publisher.checks.timing import upcoming
from publisher.drawing.compose import lay_out
from publisher.drawing.render import draw, paint
from publisher.model.screens import Size
from publisher.model.slides import Slide

FILE = Path(__file__).with_name("golden.json")
SIZES = (Size(1280, 720), Size(720, 1280))
TILES = 8
DAY = date(2026, 11, 22)
"""On which they are drawn."""


def cases() -> dict[str, tuple[Slide, Size]]:
    """Every layout in every language, wide and tall, and one of each language in 4K."""
    slides = {"en": EVERY_LAYOUT} | {language: specimens(language) for language in LANGUAGES}
    found = {
        f"{language} {name} {size}": (made, size)
        for language, layouts in slides.items()
        for name, made in layouts.items()
        for size in SIZES
    }
    return found | {f"{language} text {LARGE}": (layouts["text"], LARGE) for language, layouts in slides.items()}


def record(case: tuple[Slide, Size]) -> dict[str, str]:
    """The digest of the frame's bytes, and a checksum of the pixels of each of its tiles, row by row."""
    layout = lay_out(*_seen(case))
    return {"frame": draw(layout).digest, "tiles": " ".join(_tiles(paint(layout)))}


def differing_areas(then: str, now: str, size: Size) -> list[str]:
    """Which parts of the picture have other pixels, as x and y from and to."""
    across, down = size.width // TILES, size.height // TILES
    changed = [at for at, pair in enumerate(zip(then.split(), now.split(), strict=True)) if pair[0] != pair[1]]
    return [
        f"x {at % TILES * across} to {(at % TILES + 1) * across}, y {at // TILES * down} to {(at // TILES + 1) * down}"
        for at in changed
    ]


def _seen(case: tuple[Slide, Size]):
    slide, size = case
    return upcoming(slide, DAY), WARM, size, GROUP


def _tiles(image: Image.Image) -> list[str]:
    across, down = image.width // TILES, image.height // TILES
    corners = ((column * across, row * down) for row in range(TILES) for column in range(TILES))
    return [f"{zlib.crc32(image.crop((x, y, x + across, y + down)).tobytes()):08x}" for x, y in corners]


if __name__ == "__main__":
    FILE.write_text(json.dumps({name: record(case) for name, case in cases().items()}, indent=1) + "\n", "utf-8")
