"""Hostile pictures on a slide, laid out and drawn in a process of its own: right or refused, within 300 MiB."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hostile_pictures import GREY, PALETTE, RGB, RGBA, flat_png, lying_png, photo, swapped_profile, text_bomb
from PIL import Image, ImageCms

from publisher.drawing.pictures.pictures import fitted
from publisher.drawing.pictures.profiles import in_srgb

LIMIT_KIB = 300 * 1024
DRAW = """
import sys
from pathlib import Path
from drawing_samples import GROUP, LANDSCAPE, WARM, slide
from publisher.drawing.render import draw; from publisher.drawing.compose import lay_out
from publisher.model.slides import Picture
picture = Picture("images/a.png", "A thing", 3, Path(sys.argv[1]).read_bytes())
layout = lay_out(slide("a", "Walk a little", picture=picture), WARM, LANDSCAPE, GROUP)
refused = [found.message for found in layout.findings if found.code == "PI201"]
drawn = 0 if refused else len(draw(layout).data)
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(peak, drawn, *refused)
"""


def sideways(width: int, height: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return photo(width, height, exif=exif)


def moving(kind: str) -> bytes:
    target = BytesIO()
    frames = [Image.new("RGB", (1600, 1200), (shade, 0, 0)) for shade in range(0, 240, 12)]
    frames[0].save(target, kind, save_all=True, append_images=frames[1:])
    return target.getvalue()


def tall_jpeg_header() -> bytes:
    """A small JPEG whose header says that it is as large as one can be."""
    data = bytearray(photo(16, 16))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = b"\xff\xdc\xff\xdc"
    return bytes(data)


DRAWN = {
    "the largest of 8 bits": flat_png(5000, 5000, RGB),
    "the largest with clear parts": flat_png(5000, 5000, RGBA),
    "the largest with a palette": flat_png(5000, 5000, PALETTE),
    "the largest of 16 bits": flat_png(5000, 5000, GREY, 16),
    "the largest in ink colours": photo(5000, 5000, "CMYK"),
    "the largest taken sideways": sideways(5000, 5000),
    "the largest webp": photo(4000, 3000, "RGB", "WEBP"),
    "a photo in other colours": photo(4000, 3000, icc_profile=swapped_profile()),
    "a moving png": moving("PNG"),
    "a moving webp": moving("WEBP"),
    "a bomb in a comment": text_bomb(),
}
REFUSED = {
    "a bomb": lying_png(30_000, 30_000),
    "a header that lies": tall_jpeg_header(),
    "cut short": flat_png(3000, 3000, RGB)[:-5000],
    "16 bits and too many of them": flat_png(6000, 5000, GREY, 16),
}


def drawn_alone(data: bytes, folder: Path) -> tuple[int, int, str]:
    """Peak memory in KiB, bytes of the frame, and why the picture was refused."""
    path, here = folder / "a.png", Path(__file__).parent
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", DRAW, path],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": f"{here}:{here.parents[2]}"},
    )
    peak, size, reason = f"{done.stdout.strip()} ".split(" ", 2)
    assert done.stderr == ""
    return int(peak), int(size), reason


@pytest.mark.parametrize("name", DRAWN)
def test_a_demanding_picture_is_drawn_within_300_mebibytes(name, tmp_path):
    peak, size, reason = drawn_alone(DRAWN[name], tmp_path)
    assert peak < LIMIT_KIB and size > 10_000 and not reason, f"{peak // 1024} MiB, {reason}"


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_picture_is_refused_in_one_line_within_300_mebibytes(name, tmp_path):
    peak, size, reason = drawn_alone(REFUSED[name], tmp_path)
    assert peak < LIMIT_KIB and not size and reason.startswith("images/a.png ") and "\n" not in reason


def test_a_profile_turns_a_cameras_colours_into_a_screens():
    """In this profile the numbers of red mean blue."""
    red = Image.new("RGB", (40, 30), (255, 0, 0))
    for kind in ("JPEG", "PNG", "WEBP"):
        target = BytesIO()
        red.save(target, kind, icc_profile=swapped_profile(), **({} if kind == "PNG" else {"quality": 95}))
        reds, greens, blues = fitted(target.getvalue(), 40, 30).getpixel((20, 15))[:3]
        assert blues > 240 and reds < 20 and greens < 20, kind


def test_clear_parts_stay_clear_under_a_profile():
    target = BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 100)).save(target, "PNG", icc_profile=swapped_profile())
    reds, _, blues, alpha = fitted(target.getvalue(), 40, 30).getpixel((20, 15))
    assert blues > 240 and reds < 20 and alpha == 100


def test_a_screens_own_profile_and_one_for_something_else_change_nothing():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = fitted(photo(40, 30), 40, 30).tobytes()
    for profile in (srgb, lab, swapped_profile()[:200], b"nothing of the kind"):
        assert fitted(photo(40, 30, icc_profile=profile), 40, 30).tobytes() == plain


def test_a_profile_that_is_far_too_long_is_left_alone():
    picture = Image.new("RGB", (4, 4), (255, 0, 0))
    assert in_srgb(picture, swapped_profile() + bytes(5_000_000)) is picture
