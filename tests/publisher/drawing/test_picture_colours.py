"""Every way in which a file can keep colours, and the colours that a screen is to show for it, worked out by hand."""

import struct
import zlib
from io import BytesIO

import pytest
from hostile_pictures import chunk
from PIL import Image, ImageCms

from publisher.drawing.pictures.pictures import fitted

SIZE = 8
GREY, RGB, PALETTE, LA, RGBA = 0, 2, 3, 4, 6
SRGB_POINTS = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
ADOBE_POINTS = (0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)


def png(kind: int, depth: int, sample: bytes, extra: bytes = b"") -> bytes:
    """A picture in which every row is the same bytes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, depth, kind, 0, 0, 0))
    rows = zlib.compress((b"\0" + sample) * SIZE)
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gamma(value: float) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", round(value * 100_000)))


def points(values: tuple[float, ...]) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *(round(one * 100_000) for one in values)))


def seen(data: bytes, at: tuple[int, int] = (4, 4)) -> tuple[int, ...]:
    return fitted(data, SIZE, SIZE).getpixel(at)


def near(got: tuple[int, ...], wanted: tuple[int, ...], by: int = 2) -> bool:
    return len(got) == len(wanted) and all(abs(one - other) <= by for one, other in zip(got, wanted, strict=True))


def encoded(light: float) -> int:
    """How a screen writes an amount of light (IEC 61966-2-1)."""
    return round(255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def grey_profile(power: float) -> bytes:
    """A profile for greys whose numbers are light to a power."""
    curve = b"curv" + struct.pack(">4xIH", 1, round(power * 256))
    white = b"XYZ " + struct.pack(">4x3i", 63_190, 65_536, 54_061)
    name = b"desc" + struct.pack(">4xI", 5) + b"grey\0" + bytes(78)
    parts = {b"desc": name, b"wtpt": white, b"kTRC": curve, b"cprt": b"text\0\0\0\0none\0"}
    at, table, body = 132 + 12 * len(parts), struct.pack(">I", len(parts)), b""
    for tag, part in parts.items():
        table += struct.pack(">4sII", tag, at + len(body), len(part))
        body += part + bytes(-len(part) % 4)
    head = struct.pack(
        ">I4xI4s4s4s12x4s28x3i", at + len(body), 0x02400000, b"mntr", b"GRAY", b"XYZ ", b"acsp", 63_190, 65_536, 54_061
    )
    return head.ljust(128, b"\0") + table + body


@pytest.mark.parametrize("power", [1.0, 1.8, 2.2])
@pytest.mark.parametrize("number", [20, 64, 128, 200, 255])
def test_numbers_with_a_gamma_become_a_screens(power: float, number: int):
    light = (number / 255) ** power
    for kind, sample in ((GREY, bytes([number]) * SIZE), (RGB, bytes([number] * 3) * SIZE)):
        got = seen(png(kind, 8, sample, gamma(1 / power)))
        wanted = number if power == 2.2 else encoded(light)
        assert near(got, (wanted,) * 3), (got, wanted)


def test_a_gamma_counts_for_a_palette_for_clear_parts_and_for_sixteen_bits():
    palette = chunk(b"PLTE", bytes([128, 128, 128]))
    assert near(seen(png(PALETTE, 8, bytes(SIZE), gamma(1) + palette)), (188,) * 3)
    assert near(seen(png(RGBA, 8, bytes([128, 128, 128, 90]) * SIZE, gamma(1))), (188, 188, 188, 90))
    assert near(seen(png(LA, 8, bytes([128, 90]) * SIZE, gamma(1))), (188, 188, 188, 90))
    assert near(seen(png(GREY, 16, b"\x80\x80" * SIZE, gamma(1))), (188,) * 3)


def test_what_a_file_says_newly_goes_before_what_it_says_of_old():
    srgb = chunk(b"sRGB", b"\0")
    assert seen(png(RGB, 8, bytes([128] * 3) * SIZE, gamma(1) + srgb)) == (128, 128, 128)
    profile = chunk(b"iCCP", b"grey\0\0" + zlib.compress(grey_profile(1.0)))
    assert near(seen(png(GREY, 8, bytes([128]) * SIZE, gamma(1 / 2.2) + profile)), (188,) * 3)


def test_a_screens_own_notes_change_nothing():
    for notes in (gamma(0.45455), gamma(0.45), points(SRGB_POINTS), gamma(0.45455) + points(SRGB_POINTS)):
        assert seen(png(RGB, 8, bytes([200, 20, 90]) * SIZE, notes)) == (200, 20, 90)


def test_primaries_wider_than_a_screens_are_turned_into_its_own():
    """Adobe RGB (1998), 4.3.5: its green is purer than a screen's; worked out from its matrix."""
    got = seen(png(RGB, 8, bytes([100, 150, 100]) * SIZE, gamma(1 / 2.19921875) + points(ADOBE_POINTS)))
    assert near(got, (69, 151, 98), 3), got
    assert near(seen(png(RGB, 8, bytes([128] * 3) * SIZE, gamma(1 / 2.19921875) + points(ADOBE_POINTS))), (128,) * 3)


@pytest.mark.parametrize(
    "notes", [gamma(0), gamma(40), points((0,) * 8), points((0.3, 0.3) * 4), gamma(1) + points((0.9, 0.0) * 4)]
)
def test_notes_that_mean_nothing_change_nothing(notes: bytes):
    assert seen(png(RGB, 8, bytes([128, 100, 90]) * SIZE, notes)) == (128, 100, 90)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_grey_profile_turns_greys_into_a_screens(kind: str):
    target, grey = BytesIO(), Image.new("L", (SIZE, SIZE), 128)
    (grey.convert("RGB") if kind == "WEBP" else grey).save(target, kind, icc_profile=grey_profile(1.0))
    wanted = 128 if kind == "WEBP" else 188  # a WebP has colours always, so this profile is not for it
    assert near(seen(target.getvalue()), (wanted,) * 3)


def test_a_grey_profile_leaves_clear_parts_clear():
    target = BytesIO()
    Image.new("LA", (SIZE, SIZE), (128, 60)).save(target, "PNG", icc_profile=grey_profile(1.0))
    assert near(seen(target.getvalue()), (188, 188, 188, 60))


def test_a_profile_for_other_colours_than_the_picture_has_is_left_alone():
    target = BytesIO()
    Image.new("RGB", (SIZE, SIZE), (200, 20, 90)).save(target, "PNG", icc_profile=grey_profile(1.0))
    assert seen(target.getvalue()) == (200, 20, 90)


@pytest.mark.parametrize(("deep", "shallow"), [(0, 0), (127, 0), (129, 1), (0x7FFF, 127), (0x8000, 128), (0xFFFF, 255)])
def test_sixteen_bits_of_grey_are_rounded_to_eight(deep: int, shallow: int):
    assert seen(png(GREY, 16, struct.pack(">H", deep) * SIZE)) == (shallow,) * 3


def halves(clear: bytes, solid: bytes, bits: int = 8) -> bytes:
    """A row of which the left half is one value and the right half another."""
    row = "".join(f"{int.from_bytes(one):0{bits}b}" * (SIZE // 2) for one in (clear, solid))
    return int(row, 2).to_bytes(len(row) // 8)


CLEAR = {
    "1 bit grey": (GREY, 1, halves(b"\0", b"\1", 1), b"\0\0", 255),
    "2 bits grey": (GREY, 2, halves(b"\2", b"\1", 2), b"\0\2", 85),
    "4 bits grey": (GREY, 4, halves(b"\3", b"\7", 4), b"\0\3", 119),
    "8 bits grey": (GREY, 8, halves(b"\x55", b"\x80"), b"\0\x55", 128),
    "16 bits grey": (GREY, 16, halves(b"\x55\x11", b"\x80\0", 16), b"\x55\x11", 128),
    "16 bits grey, hardly apart": (GREY, 16, halves(b"\x55\x11", b"\x55\x12", 16), b"\x55\x11", 85),
    "8 bits of colour": (RGB, 8, halves(b"\1\2\3", b"\x80\x80\x80", 24), b"\0\1\0\2\0\3", 128),
    "16 bits of colour": (RGB, 16, halves(b"\1\xff\2\xff\3\xff", b"\x80\0" * 3, 48), b"\1\xff\2\xff\3\xff", 128),
}


@pytest.mark.parametrize("name", CLEAR)
def test_the_one_value_that_is_clear_is_clear_at_every_depth(name: str):
    kind, depth, row, clear, value = CLEAR[name]
    data = png(kind, depth, row, chunk(b"tRNS", clear))
    assert seen(data, (1, 4))[3] == 0
    assert near(seen(data, (6, 4)), (value, value, value, 255), 1)


def test_a_palette_may_have_colours_that_are_clear_in_part():
    palette = chunk(b"PLTE", bytes([255, 0, 0, 0, 0, 255])) + chunk(b"tRNS", bytes([255, 90]))
    data = png(PALETTE, 1, b"\x0f", palette)
    assert seen(data, (1, 4)) == (255, 0, 0, 255) and near(seen(data, (6, 4)), (0, 0, 255, 90))


def test_sixteen_bits_of_colour_and_of_clearness_are_drawn():
    assert seen(png(RGB, 16, struct.pack(">3H", 0xC8C8, 0x1414, 0x5A5A) * SIZE)) == (200, 20, 90)
    assert seen(png(RGBA, 16, struct.pack(">4H", 0xC8C8, 0x1414, 0x5A5A, 0x8080) * SIZE)) == (200, 20, 90, 128)
    assert seen(png(LA, 16, struct.pack(">2H", 0xC8C8, 0x8080) * SIZE)) == (200, 200, 200, 128)


@pytest.mark.parametrize(("inks", "wanted"), [((0, 0, 0, 0), 255), ((0, 0, 0, 255), 0), ((0, 0, 0, 128), 127)])
def test_inks_as_adobe_saves_them_are_not_taken_for_their_opposites(inks: tuple[int, ...], wanted: int):
    for quality in (100, 60):
        target = BytesIO()
        Image.new("CMYK", (SIZE, SIZE), inks).save(target, "JPEG", quality=quality)
        assert near(seen(target.getvalue()), (wanted,) * 3, 3)


def test_a_photo_for_print_that_keeps_light_and_colours_apart_is_drawn():
    """YCCK: Y, Cb and Cr of the inverted inks, and black (T.872, 6.5.3); 179, 171, 1 and 255 are a plain red."""
    data = BytesIO()
    Image.new("CMYK", (SIZE, SIZE), (255 - 179, 255 - 171, 255 - 1, 0)).save(data, "JPEG", quality=100)
    at = data.getvalue().index(b"Adobe") + 11
    assert near(seen(data.getvalue()[:at] + b"\2" + data.getvalue()[at + 1 :]), (255, 0, 0), 4)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("held", range(1, 9))
def test_a_picture_stands_as_it_was_seen_however_the_camera_was_held(kind: str, held: int):
    """EXIF 2.32, 4.6.4 says where the first row and column are; the painted corner has to come out there."""
    corner = {1: "tl", 2: "tr", 3: "br", 4: "bl", 5: "tl", 6: "tr", 7: "br", 8: "bl"}[held]
    picture = Image.new("RGB", (32, 16), "#ffffff")
    picture.paste((200, 0, 0), (0, 0, 8, 8))
    exif = Image.Exif()
    exif[0x0112] = held
    target = BytesIO()
    picture.save(target, kind, exif=exif, **({} if kind == "PNG" else {"quality": 95}))
    shown = fitted(target.getvalue(), *((32, 16) if held < 5 else (16, 32)))
    across, down = (2 if corner[1] == "l" else shown.width - 3), (2 if corner[0] == "t" else shown.height - 3)
    assert shown.size == ((32, 16) if held < 5 else (16, 32))
    assert near(shown.getpixel((across, down))[:3], (200, 0, 0), 12)


def test_a_profile_for_print_turns_inks_by_its_own_tables():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    target = BytesIO()
    Image.new("CMYK", (SIZE, SIZE), (0, 0, 0, 128)).save(target, "JPEG", quality=100, icc_profile=lab)
    assert near(seen(target.getvalue()), (127,) * 3, 3), "a profile for other colours is left alone"
