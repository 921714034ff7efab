"""The packaged typeface: its letters, its measures, and words shaped with it.

Shaping happens in the font's own units, so a word is shaped once for all sizes.
"""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import uharfbuzz as hb

UNITS = 1000
"""Font units in one em of both weights."""
CAP_HEIGHT = 0.668
"""Height of a capital letter as a share of the font size, from the fonts' OS/2 table."""
ASCENT = 0.984
DESCENT = 0.316
"""Reach of the typeface above and below its baseline as shares of the font size, from its hhea table."""

_UNSEEN = {"Cf", "Cc"}
# The typeface has one hyphen; a soft hyphen would need one drawn only where a line ends.
_ONE_HYPHEN = str.maketrans({"\u2010": "-", "\u2011": "-"})
_SPACES = re.compile(r"[ \t\r\n]+")


class Glyph(NamedTuple):
    """One drawn letter, in font units: its place in its word, and the character that it came from."""

    bold: bool
    id: int
    x: float
    y: float
    advance: float
    character: int


class Ink(NamedTuple):
    """The edges of a glyph's ink in font units, from its place on the baseline."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How wide the ink is; a space has none."""
        return self.right - self.left


@cache
def font_of(bold: bool) -> hb.Font:
    """The packaged font in one weight, at its own units."""
    return hb.Font(hb.Face(hb.Blob(_bytes_of(bold))))


@cache
def fonts_digest() -> str:
    """A digest of both font files, so that a new typeface makes new frames."""
    return hashlib.sha256(_bytes_of(False) + _bytes_of(True)).hexdigest()


def plain(text: str) -> str:
    """The text as it is set: composed letters, single spaces, no soft hyphens."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).replace("\u00ad", "")).strip(" ")


def missing_characters(text: str) -> tuple[str, ...]:
    """Characters that the packaged fonts cannot draw, each once, in order."""
    known = _characters()
    drawn = plain(text).translate(_ONE_HYPHEN)
    wanting = (mark for mark in drawn if ord(mark) not in known and unicodedata.category(mark) not in _UNSEEN)
    return tuple(dict.fromkeys(wanting))


@lru_cache(4096)
def shape(text: str, bold: bool) -> tuple[Glyph, ...]:
    """The glyphs of one run of text from left to right, each at its own offset from where the pen stands."""
    buffer = hb.Buffer()
    buffer.add_str(text.translate(_ONE_HYPHEN))
    buffer.direction, buffer.script = "ltr", "Latn"
    hb.shape(font_of(bold), buffer)
    return tuple(
        Glyph(bold, info.codepoint, place.x_offset, place.y_offset, place.x_advance, info.cluster)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


@lru_cache(2048)
def ink_of(bold: bool, glyph: int) -> Ink:
    """Where the ink of a glyph is."""
    extents = font_of(bold).get_glyph_extents(glyph)
    if extents is None:
        return Ink(0.0, 0.0, 0.0, 0.0)
    left, top = extents.x_bearing, extents.y_bearing
    return Ink(left, top + extents.height, left + extents.width, top)


@cache
def _characters() -> frozenset[int]:
    return frozenset(font_of(False).face.unicodes) & frozenset(font_of(True).face.unicodes)


@cache
def _bytes_of(bold: bool) -> bytes:
    return files(__package__).joinpath("fonts", "bold.ttf" if bold else "regular.ttf").read_bytes()
