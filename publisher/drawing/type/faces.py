"""The packaged typefaces: their letters, their measures, and words shaped with them.

Shaping happens in units of a thousandth of the font size, so a word is shaped once for all sizes.
Fonts that are installed on the machine are never looked at.
"""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

UNITS = 1000
"""Units in one em of every typeface."""
CAP_HEIGHT = 0.668
"""Height of a capital letter as a share of the font size, from the Latin fonts' OS/2 table."""
ASCENT = 0.984
DESCENT = 0.316
"""Reach of the Latin typeface above and below its baseline as shares of the font size, from its hhea table."""
LATIN, EMOJI = "latin", "emoji"
EXTRA_PACKAGE = "waiting_room_fonts"
"""The optional package with the large fonts."""
_OWN = Path(__file__).with_name("fonts")


class Typeface(NamedTuple):
    """One typeface: its script's tag, its size beside the Latin letters, and whether it comes with the extra package.

    The size makes its letters as tall as Latin capitals, so that one rule of legibility holds for all:
    an alef, a ka; Chinese characters and emoji fill their square, and keep it.
    """

    script: str
    size: float = 1.0
    extra: bool = False


TYPEFACES = {
    LATIN: Typeface("Latn"),
    "naskh": Typeface("Arab", 1.0),
    "nastaliq": Typeface("Arab", 0.87),
    "gurmukhi": Typeface("Guru", 1.08),
    "han": Typeface("Hani", 1.0, extra=True),
    EMOJI: Typeface("Zyyy", 0.8, extra=True),
}

_UNSEEN = {"Cf", "Cc"}
# The Latin typeface has one hyphen; a soft hyphen would need one drawn only where a line ends.
_ONE_HYPHEN = str.maketrans({"\u2010": "-", "\u2011": "-"})
_SPACES = re.compile(r"[ \t\r\n]+")


class Glyph(NamedTuple):
    """One drawn letter: the font, its place in its word in units, and the character that it came from."""

    font: str
    id: int
    x: float
    y: float
    advance: float
    character: int


class Ink(NamedTuple):
    """The edges of a glyph's ink in units, from its place on the baseline."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How wide the ink is; a space has none."""
        return self.right - self.left


@lru_cache(64)
def font_name(typeface: str, bold: bool) -> str:
    """`naskh-bold`; emoji have one weight."""
    weight = "bold" if bold and typeface != EMOJI else "regular"
    return weight if typeface == LATIN else f"{typeface}-{weight}"


@cache
def font_of(name: str) -> hb.Font:
    """A packaged font by its name, scaled so that its letters stand well beside the Latin ones."""
    typeface = _typeface_of(name)
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(font_file(name)))))  # mapped: only what is used is in memory
    side = round(UNITS * TYPEFACES[typeface].size)
    font.scale = (side, side)
    return font


@cache
def fonts_digest() -> str:
    """A digest of all fonts that are there, so that a new typeface makes new frames."""
    folders = (folder for folder in (_OWN, _extra_folder()) if folder is not None)
    lists = ((folder / "digests.txt").read_bytes() for folder in folders)
    return hashlib.sha256(b"\n".join(lists)).hexdigest()


@cache
def has_extra_fonts() -> bool:
    """Whether the package with Chinese letters and emoji is installed."""
    return _extra_folder() is not None


def plain(text: str) -> str:
    """The text as it is set: composed letters, single spaces, no soft hyphens."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).replace("\u00ad", "")).strip(" ")


def missing_characters(text: str, typeface: str = LATIN) -> tuple[str, ...]:
    """Characters that a typeface cannot draw, each once, in order."""
    known = characters_of(typeface)
    return tuple(dict.fromkeys(mark for mark in plain(text) if not _drawn(mark, known)))


@lru_cache(4096)
def shape(text: str, typeface: str, bold: bool, language: str, leftwards: bool) -> tuple[Glyph, ...]:
    """The glyphs of one run of text as they stand from left to right, each at its offset from where the pen stands."""
    name = font_name(typeface, bold)
    buffer = hb.Buffer()
    buffer.add_str(text.translate(_ONE_HYPHEN) if typeface == LATIN else text)
    buffer.direction = "rtl" if leftwards else "ltr"
    buffer.script, buffer.language = TYPEFACES[typeface].script, language
    hb.shape(font_of(name), buffer)
    return tuple(
        Glyph(name, info.codepoint, place.x_offset, place.y_offset, place.x_advance, info.cluster)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


@lru_cache(8192)
def ink_of(font: str, glyph: int) -> Ink:
    """Where the ink of a glyph is."""
    extents = font_of(font).get_glyph_extents(glyph)
    if extents is None:
        return Ink(0.0, 0.0, 0.0, 0.0)
    left, top = extents.x_bearing, extents.y_bearing
    return Ink(left, top + extents.height, left + extents.width, top)


@cache
def characters_of(typeface: str) -> frozenset[int]:
    """The characters that a typeface can draw; none if its package is not installed."""
    if TYPEFACES[typeface].extra and not has_extra_fonts():
        return frozenset()
    weights = {font_name(typeface, bold) for bold in (False, True)}
    return frozenset.intersection(*(frozenset(font_of(name).face.unicodes) for name in weights))


def _drawn(mark: str, characters: frozenset[int]) -> bool:
    if ord(mark) in characters or ord(mark) in _ONE_HYPHEN:
        return True
    return unicodedata.category(mark) in _UNSEEN


def _typeface_of(name: str) -> str:
    return name.rpartition("-")[0] or LATIN


def font_file(name: str) -> Path:
    """Where a packaged font stands."""
    extra = _extra_folder() if TYPEFACES[_typeface_of(name)].extra else None
    return (extra or _OWN) / f"{name}.ttf"


@cache
def _extra_folder() -> Path | None:
    found = find_spec(EXTRA_PACKAGE)
    return Path(found.origin).parent if found is not None and found.origin else None
