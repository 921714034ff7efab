"""Picture files written to keep a decoder busy for hours or to fill the memory: refused or drawn within seconds."""

import struct
import time
import zlib
from io import BytesIO

import pytest
from hostile_pictures import GREY, RGB, chunk, flat_png, photo
from PIL import Image
from test_picture_damage import END, PROGRESSIVE, WEBP, found_in, saved, segment

from publisher.limits import MAX_PARTS, MAX_SCANS

MOST_SECONDS = 3
"""A fraction of a second, on a machine with nothing else to do."""


def with_empty_scans(data: bytes, count: int) -> bytes:
    """A progressive photo that is gone over again and again, each time without anything new."""
    at = data.rindex(b"\xff\xda")
    empty = b"\xff\xda\0\x08\1\1\0\0\0\x01\0"
    return data[:at] + empty * count + END


def exif_of_many_references(count: int = 5_000) -> bytes:
    """Notes of 60 kB in which each entry points to the same long text."""
    entries = b"".join(struct.pack(">HHII", (0x200 + n) % 65_536, 2, 60_000, 8) for n in range(count))
    return b"MM\0*\0\0\0\x08" + struct.pack(">H", count) + entries


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def pieces(data: bytes, size: int, more: int = 0) -> bytes:
    """A PNG whose pixels are cut into pieces of so many bytes."""
    at = data.index(b"IDAT") - 4
    (length,) = struct.unpack_from(">I", data, at)
    packed = data[at + 8 : at + 8 + length]
    cut = b"".join(chunk(b"IDAT", packed[start : start + size]) for start in range(0, length, size))
    return data[:at] + cut + chunk(b"IDAT", b"") * more + chunk(b"IEND", b"")


def moving_webp(count: int) -> bytes:
    frames = [Image.new("RGB", (8, 8), (shade % 256, shade // 256, 0)) for shade in range(count)]
    target = BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:], duration=10)
    return target.getvalue()


BOMB = zlib.compress(bytes(50_000_000), 9)
SMALL = photo(16, 16)
APPS = segment(0xE1, b"Exif\0\0" + exif_of_many_references())
NOISE = saved("PNG")

REFUSED = {
    "a photo of thousands of empty passes": with_empty_scans(photo(5000, 5000, progressive=True), 30_000),
    "a small photo of thousands of empty passes": with_empty_scans(PROGRESSIVE, 5_000),
    "few passes over very many pixels": with_empty_scans(photo(5000, 5000, progressive=True), 60),
    "hundreds of thousands of notes in a png": flat_png(8, 8, extra=chunk(b"tEXt", b"a\0b") * 600_000),
    "hundreds of thousands of notes in a jpeg": SMALL[:2] + segment(0xFE, b"a") * 600_000 + SMALL[2:],
    "hundreds of thousands of parts in a webp": riff(*[(b"NOTE", b"")] * 600_000, (b"VP8 ", WEBP[20:])),
    "pixels in a million pieces": pieces(flat_png(3000, 3000, RGB), 8, 1_000_000),
    "no pixels, but tables": SMALL[:2] + segment(0xDB, bytes(65)) * (MAX_PARTS + 1) + END,
    "a height to be told later": bytes(SMALL).replace(struct.pack(">HH", 16, 16), struct.pack(">HH", 0, 16), 1),
}

DRAWN = {
    "notes that all point to one text": SMALL[:2] + APPS + SMALL[2:],
    "such notes by the hundred": SMALL[:2] + APPS * 300 + SMALL[2:],
    "such notes in a png": flat_png(8, 8, extra=chunk(b"eXIf", exif_of_many_references(65_000))),
    "a profile that unpacks to a gigabyte": flat_png(8, 8, extra=chunk(b"iCCP", b"a\0\0" + BOMB)),
    "texts that unpack to gigabytes": flat_png(8, 8, extra=chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB) * 50),
    "pixels in thousands of pieces": pieces(NOISE, 64),
    "restarts without end": saved(restart_marker_blocks=1),
    "a film of webp pictures": moving_webp(1000),
    "a broken list of pictures": SMALL[:2] + segment(0xE2, b"MPF\0MM\0*\0\0\0\x08" + b"\xff" * 60_000) + SMALL[2:],
    "photoshop's own notes": SMALL[:2]
    + segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\0\0\0\0" * 5000) * 200
    + SMALL[2:],
    "an interlaced one of the largest size": flat_png(5000, 5000, GREY),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_would_take_hours_is_refused_at_once(name):
    begun = time.process_time()
    (found,) = found_in(REFUSED[name])
    assert found.code == "PI201" and found.message.startswith("images/a.jpg ") and len(found.message) < 250
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize("name", DRAWN)
def test_a_file_with_much_beside_its_pixels_is_drawn_at_once(name):
    begun = time.process_time()
    assert [found.message for found in found_in(DRAWN[name])] == []
    assert time.process_time() - begun < MOST_SECONDS


def test_as_many_passes_as_any_program_writes_are_drawn():
    assert 10 <= PROGRESSIVE.count(b"\xff\xda") < MAX_SCANS // 4
    assert found_in(PROGRESSIVE) == ()
