"""Make the pictures of this content again: the drawings in this folder and, if asked, the icons.

    python content/images/make.py                      the drawings alone
    python content/images/make.py PACKAGE_FOLDER       the icons too, from the unpacked npm package @tabler/icons

Needs resvg-py and Pillow. The same input gives the same bytes, so a picture that did not change stays as it was.
"""

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import body_scenes
import home_scenes
import people_scenes
import resvg_py
from PIL import Image

HERE = Path(__file__).resolve().parent
ICON_PIXELS = 512
ICON_COLOUR = "#1d1d1b"
DRAWING_SIZE = (1600, 1200)

DRAWINGS: dict[str, Callable[[], str]] = {
    "heart-rooms": body_scenes.heart_rooms,
    "stairs-rest": body_scenes.stairs_rest,
    "scales-slippers": body_scenes.scales_slippers,
    "swollen-ankles": body_scenes.swollen_ankles,
    "blood-test": body_scenes.blood_test,
    "medicines": body_scenes.medicines,
    "less-salt": body_scenes.less_salt,
    "talking": people_scenes.talking,
    "at-the-practice": people_scenes.at_the_practice,
    "circle": people_scenes.circle,
    "signing": home_scenes.signing,
    "walking": people_scenes.walking,
    "mind": home_scenes.mind,
    "cafe": home_scenes.cafe,
    "hall-shelf": home_scenes.hall_shelf,
    "telephone": home_scenes.telephone,
    "music": home_scenes.music,
}

ICONS = (
    "activity",
    "battery-1",
    "calendar-event",
    "calendar-question",
    "clock",
    "cooker",
    "ear",
    "friends",
    "help-circle",
    "hourglass",
    "key",
    "message-circle",
    "message-question",
    "mood-sad",
    "moon",
    "notebook",
    "phone-call",
    "shoe",
    "stairs-up",
    "stethoscope",
    "test-pipe",
    "user-heart",
    "users",
    "weight",
    "writing",
)


def make_drawings() -> None:
    """Draw every picture of this content as a PNG of 1600 by 1200."""
    for name, draw in DRAWINGS.items():
        _save(draw(), HERE / f"{name}.png", DRAWING_SIZE, mode="RGB")


def make_icons(package: Path) -> None:
    """Turn the icons that the slides use into PNG files, and put their licence beside them."""
    folder = HERE / "icons"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(package / "LICENSE", folder / "LICENSE")
    for name in ICONS:
        outline = (package / "icons" / "outline" / f"{name}.svg").read_text(encoding="utf-8")
        _save(
            outline.replace("currentColor", ICON_COLOUR),
            folder / f"{name}.png",
            (ICON_PIXELS, ICON_PIXELS),
            mode="RGBA",
        )


def _save(svg: str, target: Path, size: tuple[int, int], *, mode: str) -> None:
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size[0], height=size[1], skip_system_fonts=True))
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.convert(mode).save(target, "PNG", optimize=True)
    sys.stdout.write(f"{target.relative_to(HERE)}  {size[0]}x{size[1]}  {target.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    make_drawings()
    if len(sys.argv) > 1:
        make_icons(Path(sys.argv[1]))
