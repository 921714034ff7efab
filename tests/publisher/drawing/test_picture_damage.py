"""Photos that lost a part on their way are refused by name; photos with odd but harmless files are drawn."""

import struct
from io import BytesIO

import pytest
from drawing_samples import scene
from hostile_pictures import chunk, flat_png
from PIL import Image, ImageFilter

from publisher.drawing.pictures.pictures import fitted, inspect_picture
from publisher.model.findings import Level
from publisher.model.slides import Picture

END = b"\xff\xd9"


def detailed(width: int = 640, height: int = 480) -> Image.Image:
    """Something with as much in it as a photo has, the same on every run."""
    grey = Image.linear_gradient("L").resize((width, height))
    waves = [grey.point([value * factor % 256 for value in range(256)]) for factor in (3, 7, 11)]
    turned = [waves[0], waves[1].transpose(Image.Transpose.ROTATE_180), waves[2].rotate(37)]
    return Image.merge("RGB", turned).filter(ImageFilter.GaussianBlur(1))


def saved(kind: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    target = BytesIO()
    detailed().convert(mode).save(target, kind, **more)
    return target.getvalue()


def scan_of(data: bytes) -> int:
    """Where the pixels of the first pass begin, well behind its header."""
    return data.index(b"\xff\xda") + 40


def holed(data: bytes, size: int = 400) -> bytes:
    at = (scan_of(data) + len(data)) // 2
    return data[:at] + bytes(size) + data[at + size :]


def filled(data: bytes) -> bytes:
    """With a marker that no photo has in the middle, behind filling."""
    at = (scan_of(data) + len(data)) // 2
    return data[:at] + b"\xff" * 512 + b"\x55" + data[at + 513 :]


def cut(data: bytes) -> bytes:
    """Half of it, ended as a whole one is, so that a decoder does not notice."""
    return data[: (scan_of(data) + len(data)) // 2] + END


def segment(marker: int, inside: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(inside) + 2) + inside


def found_in(data: bytes):
    return inspect_picture(Picture("images/a.jpg", "A thing", 3, data), "slides/a.md")


BASELINE, PROGRESSIVE = saved(), saved(progressive=True)
RESTARTING = saved(restart_marker_rows=2)
WEBP, PNG = saved("WEBP"), saved("PNG")
PLAIN = saved(quality=95)
WEBP_LARGE, LOSSLESS = saved("WEBP", quality=100), saved("WEBP", lossless=True)


def of_one_colour(**more: object) -> bytes:
    target = BytesIO()
    Image.new("RGB", (4000, 3000), "#f0e0d0").save(target, "WEBP", **more)
    return target.getvalue()


DAMAGED = {
    "a photo cut in the middle": BASELINE[: len(BASELINE) // 2],
    "a photo cut, and ended": cut(BASELINE),
    "a progressive photo cut, and ended": cut(PROGRESSIVE),
    "a grey photo cut, and ended": cut(saved(mode="L")),
    "a photo for print cut, and ended": cut(saved(mode="CMYK")),
    "a photo without its end": BASELINE[:-2],
    "a photo with a hole": holed(BASELINE),
    "a progressive photo with a hole": holed(PROGRESSIVE),
    "a photo with restarts and a hole": holed(RESTARTING, 3000),
    "a photo whose last part was never written": BASELINE[: len(BASELINE) // 2] + bytes(len(BASELINE) // 2),
    "a photo sent as a text": PLAIN.replace(b"\n", b"\r\n"),
    "a photo with a hole of a few bytes": holed(BASELINE, 40),
    "a grey photo with other bytes in its middle": filled(saved(mode="L")),
    "a photo with other bytes in its middle": filled(PLAIN),
    "a photo with restarts that lacks some bytes": RESTARTING[:-2000] + RESTARTING[-1500:],
    "a webp cut short": WEBP[: len(WEBP) // 2],
    "a webp cut by some bytes": WEBP[:-20],
    "a webp with a hole": WEBP_LARGE[:9000] + bytes(4096) + WEBP_LARGE[13096:],
    "a webp of which only the start was written": WEBP_LARGE[: len(WEBP_LARGE) // 2] + bytes(len(WEBP_LARGE) // 2),
    "a webp without loss and with a hole": LOSSLESS[:9000] + bytes(200) + LOSSLESS[9200:],
    "a png cut short": PNG[: len(PNG) // 2],
    "a png without its end": PNG[:-12],
    "a png with one bit turned": PNG[: len(PNG) // 2] + bytes([PNG[len(PNG) // 2] ^ 4]) + PNG[len(PNG) // 2 + 1 :],
    "a png with a wrong checksum": PNG[:-16] + bytes(4) + PNG[-12:],
    "a png with a wrong checksum in its header": PNG[:29] + bytes(4) + PNG[33:],
}

THUMBNAIL = segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0" + saved()[:30_000])
HARMLESS = {
    "bytes after the end": BASELINE + b"\0" * 300,
    "what a phone adds after the end": BASELINE + b"SEFHk\0\0\0" + bytes(range(256)) * 40,
    "a film after the end": BASELINE + b"\0\0\0\x18ftypmp42" + bytes(5000),
    "a second photo after the end": BASELINE + PROGRESSIVE,
    "some bytes before the end": BASELINE[:-2] + bytes(39) + END,
    "one odd byte before the end": BASELINE[:-2] + b"\x0d" + END,
    "filling before a marker": BASELINE[:-2] + b"\xff\xff\xff" + END,
    "a small photo within its notes": BASELINE[:2] + THUMBNAIL + BASELINE[2:],
    "notes that are broken": BASELINE[:2] + segment(0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff") + BASELINE[2:],
    "a comment": saved(comment="taken in the hall"),
    "restarts": RESTARTING,
    "a progressive one": PROGRESSIVE,
    "the best quality": saved(quality=100, subsampling=0),
    "the worst quality": saved(quality=1),
    "tables of its own": saved(optimize=True),
    "grey": saved(mode="L"),
    "for print": saved(mode="CMYK"),
    "a webp of one colour": of_one_colour(quality=75),
    "a webp of one colour without loss": of_one_colour(lossless=True),
    "without the usual header": BASELINE[:2] + BASELINE[20:],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_picture_is_an_error_that_names_it_and_the_cure(name):
    (found,) = found_in(DAMAGED[name])
    assert (found.code, found.level) == ("PI201", Level.ERROR)
    assert found.message.startswith("images/a.jpg is damaged: ") and "anew" in found.message


@pytest.mark.parametrize("name", HARMLESS)
def test_a_good_photo_with_an_odd_file_is_drawn_without_a_word(name):
    assert found_in(HARMLESS[name]) == ()


def test_two_pictures_in_one_file_show_the_first():
    target = BytesIO()
    red, blue = (Image.new("RGB", (64, 64), colour) for colour in ("#ff0000", "#0000ff"))
    red.save(target, "MPO", save_all=True, append_images=[blue])
    assert found_in(target.getvalue()) == ()
    assert fitted(target.getvalue(), 64, 64).getpixel((30, 30))[0] > 250


def test_what_is_left_away_changes_no_pixel():
    for data in (PLAIN, PNG, WEBP, scene(300, 200)):
        with Image.open(BytesIO(data)) as whole:
            assert fitted(data, *whole.size).convert("RGB").tobytes() == whole.convert("RGB").tobytes()


def test_a_png_with_notes_after_its_pixels_is_drawn():
    extra = chunk(b"tEXt", b"Comment\0hello") + chunk(b"tIME", bytes(7))
    assert found_in(flat_png(9, 9, extra=extra) + b"more") == ()
