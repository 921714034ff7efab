"""Pictures of every kind, and files that only pretend to be pictures."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from drawing_samples import EVERY_LAYOUT, GROUP, LANDSCAPE, WARM, icon, scene, slide
from hostile_pictures import GREY, PALETTE, RGB, flat_png, lying_png, photo, text_bomb
from PIL import Image

from publisher.drawing.compose import lay_out
from publisher.drawing.pictures import pictures
from publisher.drawing.pictures.pictures import fitted, inspect_picture
from publisher.drawing.render import draw
from publisher.errors import DrawingError
from publisher.model.findings import Level
from publisher.model.slides import Picture

MEBIBYTE = 1 << 20
INSPECT = """
import sys
from pathlib import Path
from publisher.drawing.pictures.pictures import inspect_picture
from publisher.model.slides import Picture
found = inspect_picture(Picture("images/a.png", "", 3, Path(sys.argv[1]).read_bytes()), "slides/a.md")
status = Path("/proc/self/status").read_text()
print(len(found), status.split("VmHWM:")[1].split()[0])
"""


def found_in(data: bytes):
    return inspect_picture(Picture("images/a.png", "A thing", 3, data), "slides/a.md")


REFUSED = {
    "30 megapixels": (flat_png(6000, 5000, RGB), "6000 by 5000 pixels"),
    "a promise of a gigabyte": (lying_png(32_000, 32_000), "far more pixels"),
    "one long side": (flat_png(12_001, 2, GREY), "12001 by 2 pixels"),
    "a webp that needs copies": (photo(4000, 3001, "RGB", "WEBP"), "over 12 megapixels"),
    "cut short": (scene(400, 300)[:-200], "is damaged: it ends too early"),
    "a jpeg cut short": (photo(400, 300)[:300], "is damaged: it ends too early"),
    "words": (b"This is not a picture at all.", "is not a PNG, JPEG or WebP picture"),
    "nothing": (b"", "is not a PNG, JPEG or WebP picture"),
    "an svg": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG drawing"),
    "a gif": (photo(8, 8, "L", "GIF"), "is not a PNG, JPEG or WebP picture"),
    "a tiff": (photo(8, 8, "RGB", "TIFF"), "is not a PNG, JPEG or WebP picture"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_cannot_be_used_gives_one_clear_error(name, recwarn):
    data, words = REFUSED[name]
    (found,) = found_in(data)
    assert (found.code, found.level, str(found.place)) == ("PI201", Level.ERROR, "slides/a.md:3:1")
    assert found.message.startswith("images/a.png ") and words in found.message
    assert not recwarn.list


@pytest.mark.parametrize("name", ["30 megapixels", "a promise of a gigabyte"])
def test_a_bomb_is_found_in_little_memory(name, tmp_path):
    assert peak_of(REFUSED[name][0], tmp_path) < 100 * MEBIBYTE


def test_a_bomb_in_a_comment_is_never_unpacked(tmp_path):
    assert found_in(text_bomb()) == () and peak_of(text_bomb(), tmp_path) < 100 * MEBIBYTE


def test_the_largest_picture_is_looked_at_within_300_mebibytes(tmp_path):
    assert peak_of(flat_png(5000, 5000, PALETTE), tmp_path) < 300 * MEBIBYTE


def peak_of(data: bytes, folder: Path) -> int:
    Path(folder, "a.png").write_bytes(data)
    done = subprocess.run([sys.executable, "-c", INSPECT, folder / "a.png"], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[1]) * 1024


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_is_drawn_in_its_size(mode):
    picture = fitted(photo(90, 60, mode, "PNG"), 60, 60)
    assert picture.size == (60, 40)
    assert picture.mode == ("RGBA" if mode.endswith("A") else "RGB"), "an empty picture is clear where it can be"


def test_a_cmyk_photo_and_a_profile_are_drawn():
    assert fitted(photo(90, 60, "CMYK", icc_profile=b"not a profile"), 90, 60).getpixel((5, 5))[:3] == (255, 255, 255)


def test_sixteen_bits_keep_their_brightness():
    target = BytesIO()
    Image.new("I;16", (20, 20), 0x8000).save(target, "PNG")
    assert fitted(target.getvalue(), 20, 20).getpixel((9, 9)) == (128, 128, 128)


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert fitted(photo(90, 60, exif=exif), 60, 90).size == (60, 90)


def test_of_an_animation_the_first_picture_is_drawn():
    target = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("#ff0000", "#0000ff")]
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    assert fitted(target.getvalue(), 20, 20).getpixel((9, 9)) == (255, 0, 0)


def test_an_icon_of_one_colour_takes_the_tint_and_a_picture_keeps_its_own():
    assert fitted(icon(), 64, 64, "#1e5a46").getpixel((32, 8))[:3] == (0x1E, 0x5A, 0x46)
    assert fitted(scene(80, 60), 80, 60, "#1e5a46").getpixel((2, 2))[:3] == (0xD9, 0xC7, 0xA3)


def test_a_broken_picture_is_found_by_the_layout_and_refused_by_drawing():
    broken = Picture("images/a.png", "A thing", 3, scene(400, 300)[:-200])
    layout = lay_out(slide("a", "Walk a little", picture=broken), WARM, LANDSCAPE, GROUP)
    assert [found.code for found in layout.findings] == ["PI201"]
    with pytest.raises(DrawingError, match=r"images/a\.png is damaged"):
        draw(layout)


def test_a_picture_with_too_few_pixels_is_a_warning():
    small = Picture("images/a.png", "A thing", 3, scene(60, 40))
    (found,) = lay_out(slide("a", "Walk a little", picture=small), WARM, LANDSCAPE, GROUP).findings
    assert (found.code, found.level) == ("PI203", Level.WARNING)


def test_a_good_picture_has_no_findings():
    assert found_in(scene(400, 300)) == () and EVERY_LAYOUT["picture"].picture is not None


def test_a_photo_is_decoded_once_for_each_size():
    data = photo(1200, 900)
    assert fitted(data, 600, 600) is fitted(data, 600, 600)
    assert fitted(data, 300, 300) is not fitted(data, 600, 600)


def test_only_so_many_pixels_of_photos_are_kept():
    for number in range(12):
        fitted(scene(1200 + number, 900), 1200 + number, 900)
    kept = [picture.width * picture.height for picture in pictures._FITTED.values()]
    assert sum(kept[:-1]) <= pictures._MOST_PIXELS_KEPT
    assert len(kept) < 12
