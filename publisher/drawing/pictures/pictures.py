"""Pictures looked at before they are drawn, and decoded to the size at which they are."""

from dataclasses import dataclass

from PIL import Image

from publisher.digests import sha256_of
from publisher.drawing.pictures.damage import demand_whole
from publisher.drawing.pictures.header import JPEG, PictureError, open_picture, orientation_of
from publisher.drawing.pictures.modes import plain
from publisher.drawing.pictures.profiles import in_srgb, is_broken, profile_of
from publisher.model.findings import Finding, Place
from publisher.model.slides import Picture
from publisher.rules.drawing import picture_refused, picture_warned

Box = tuple[int, int]
"""A width and a height in pixels."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = {_TURNS[number] for number in (5, 6, 7, 8)}
_MOST_REMEMBERED = 512
_LOOKED_AT: dict[bytes, "Look"] = {}
"""What was found in pictures of this digest, so that each is decoded once however many sizes are drawn."""
_FITTED: dict[tuple[bytes, int, int, str], Image.Image] = {}
"""Pictures at the size at which they were drawn, by their digest; the oldest goes first."""
_MOST_PIXELS_KEPT = 8_000_000
"""32 MB: about ten photos on a 1080p screen, and one that fills a 4K screen."""
_UNPACKED: dict[tuple[bytes, Box], Image.Image] = {}
"""The picture that was unpacked last: a slide is often drawn at several sizes, or the next one has the same photo."""
_MOST_PIXELS_UNPACKED = 4_000_000
"""16 MB; a photo is unpacked at about the size at which it is drawn."""
_BROKEN_PROFILE = "its colour profile is broken, so its colours may be wrong"
_OPAQUE = 250
_ONE_COLOUR = 48
"""Channels of an icon differ no more than this, which leaves room for its soft edges."""
_CLEAR = 16
"""Pixels fainter than this say nothing about an icon's colour."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture turned out to be: why it is refused, what its decoder said, whether parts of it are clear."""

    problem: str = ""
    heard: tuple[str, ...] = ()
    clear: bool = False


def inspect_picture(picture: Picture, file: str, box: Box | None = None) -> tuple[Finding, ...]:
    """What is wrong with a picture, in one finding: its header first, then its pixels if they may be decoded.

    `box` is the width and height at which it is to be drawn, if that is known.
    """
    look = look_at(picture.data, box)
    place = Place(file, picture.line)
    if look.problem:
        return (picture_refused(place, picture.path, look.problem),)
    return tuple(picture_warned(place, picture.path, words) for words in look.heard)


def look_at(data: bytes, box: Box | None = None) -> Look:
    """Decode a picture once, however many sizes it is drawn at, and remember what it was.

    A photo of which it is known at what size it is drawn is kept at that size.
    """
    digest = sha256_of(data)
    if digest not in _LOOKED_AT:
        if len(_LOOKED_AT) >= _MOST_REMEMBERED:
            _LOOKED_AT.clear()
        _LOOKED_AT[digest] = _look(data, box)
    return _LOOKED_AT[digest]


def is_clear(data: bytes) -> bool:
    """Whether parts of a picture are clear. A JPEG has none, and is not decoded to find that out."""
    return not data.startswith(JPEG) and look_at(data).clear


def fitted(data: bytes, width: int, height: int, tint: str = "") -> Image.Image:
    """The picture, upright and as large as fits into `width` by `height`; raises PictureError.

    RGBA where parts of it are clear, RGB where none are. It is decoded and resized once, as long
    as no more than a few others are drawn in between; nobody may paint on it.
    """
    clear = is_clear(data)
    key = (sha256_of(data), width, height, tint if clear else "")
    if key not in _FITTED:
        with open_picture(data) as picture:
            _keep_fitted(key, _fit(picture, key[0], (width, height), tint, clear))
    return _FITTED[key]


def _keep_fitted(key: tuple[bytes, int, int, str], picture: Image.Image) -> None:
    while _FITTED and sum(kept.width * kept.height for kept in _FITTED.values()) > _MOST_PIXELS_KEPT:
        del _FITTED[next(iter(_FITTED))]
    _FITTED[key] = picture


def _fit(picture: Image.Image, digest: bytes, box: Box, tint: str, clear: bool) -> Image.Image:
    turn = _TURNS.get(orientation_of(picture))
    small = _resized(picture, digest, _contained(picture.size, box[::-1] if turn in _SIDEWAYS else box), clear)
    upright = small if turn is None else small.transpose(turn)
    return _tinted(upright, tint) if tint and _one_colour(upright) else upright


def _look(data: bytes, box: Box | None) -> Look:
    heard: list[str] = []
    clear = False
    try:
        with open_picture(data, heard) as opened:
            demand_whole(data, opened)
            if is_broken(opened):
                heard.append(_BROKEN_PROFILE)
            if box is not None and data.startswith(JPEG):
                _UNPACKED.clear()  # what its decoder says is to be heard
                _keep_fitted((sha256_of(data), *box, ""), _fit(opened, sha256_of(data), box, "", clear))
            else:
                opened.draft(None, (1, 1))  # of a JPEG, unpack an eighth of the pixels each way
                opened.load()
                clear = opened.has_transparency_data and _faintest(opened) < _OPAQUE
    except PictureError as error:
        return Look(problem=str(error))
    return Look(heard=tuple(heard), clear=clear)


def _faintest(picture: Image.Image) -> int:
    """The alpha of the clearest pixel."""
    whole = picture if "A" in picture.getbands() else plain(picture).convert("RGBA")
    counts = whole.getchannel("A").histogram()
    return next(alpha for alpha, count in enumerate(counts) if count)


def _contained(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    scale = min(box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _resized(picture: Image.Image, digest: bytes, size: Box, clear: bool) -> Image.Image:
    picture.draft("RGB", size)
    profile = profile_of(picture)
    pixels = _unpacked(picture, digest, clear, profiled=profile is not None)
    small = in_srgb(pixels.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0), profile)
    wanted = "RGBA" if clear else "RGB"
    return small if small.mode == wanted else small.convert(wanted)


def _unpacked(picture: Image.Image, digest: bytes, clear: bool, *, profiled: bool) -> Image.Image:
    """All its pixels, as they were last unpacked if they were at this size; inks and greys stay so for a profile."""
    key = (digest, picture.size)
    if key not in _UNPACKED:
        pixels = plain(picture)
        if not profiled and not clear:
            pixels = pixels.convert("RGB")
        _UNPACKED.clear()
        if pixels.width * pixels.height > _MOST_PIXELS_UNPACKED:
            return pixels
        _UNPACKED[key] = pixels
    return _UNPACKED[key]


def _one_colour(picture: Image.Image) -> bool:
    """Whether all that can be seen of it has about one colour, and some of it is clear."""
    if picture.mode == "RGB":
        return False
    alpha = picture.getchannel("A")
    if _faintest(picture) >= _OPAQUE:
        return False
    seen = alpha.point(lambda value: 255 if value > _CLEAR else 0)
    bands = (band.histogram(seen) for band in picture.convert("RGB").split())
    return all(_spread(counts) <= _ONE_COLOUR for counts in bands)


def _spread(counts: list[int]) -> int:
    """How far the brightest and the darkest of a histogram are apart."""
    values = [value for value, count in enumerate(counts) if count]
    return values[-1] - values[0] if values else 0


def _tinted(picture: Image.Image, colour: str) -> Image.Image:
    tinted = Image.new("RGBA", picture.size, colour)
    tinted.putalpha(picture.getchannel("A"))
    return tinted
