"""Where the eye sees the edge of a line: round and pointed letters stand a little out, so that all lines look flush.

Each row of pixels of the first letters tells how far its ink stays behind the line's outermost ink,
at the height of capital letters. A mark above that height, such as the sign over an alef or the long
stroke of a kaf, does not count: it hangs out, as a calligrapher would let it.
"""

import math
from collections.abc import Sequence
from functools import cache, lru_cache

import uharfbuzz as hb

from publisher.drawing.type.faces import CAP_HEIGHT, UNITS, font_of, ink_of

Placed = tuple[str, int, float, float]
"""A glyph's font and id, and where it stands from the line's edge and baseline, in units."""

REACH = 0.5
"""Letters this near to the edge, in font sizes, can be what the eye sees there."""
_ROWS = 48
"""Rows of pixels to one font size."""
_OUT = 0.38
"""How much of what is seen on average hangs out: a bit more than a third of it looks straight."""
_DEEPEST = 0.12
_MARKS_OUT = 0.2
"""The farthest that marks hang out, as a share of the font size."""


def overhang(glyphs: Sequence[Placed], leftwards: bool) -> float:
    """How far a line's ink stands out of the edge that the eye sees, in units."""
    return _overhang(tuple(glyphs), leftwards)


@lru_cache(4096)
def _overhang(glyphs: tuple[Placed, ...], leftwards: bool) -> float:
    depths = _depths(glyphs, leftwards)
    if not depths:
        return 0.0
    nearest = min(depths)
    mean = sum(min(depth - nearest, _DEEPEST) for depth in depths) / len(depths)
    return (min(nearest, _MARKS_OUT) + _OUT * mean) * UNITS


def _depths(glyphs: tuple[Placed, ...], leftwards: bool) -> list[float]:
    """For each row at the height of capitals that has ink, how far that is from the outermost ink, in font sizes."""
    raster = _raster()
    for font, glyph, x, y in glyphs:
        raster.transform = (_SCALE, 0, 0, _SCALE, x * _SCALE, y * _SCALE)
        raster.draw_glyph(font_of(font), glyph)
    drawn = raster.render()
    area = drawn.extents if drawn is not None else None
    if area is None or not (area.width and area.height):
        return []
    edge = max(_ends(glyphs)) * _SCALE - area.x_origin if leftwards else min(_starts(glyphs)) * _SCALE - area.x_origin
    found, data = [], bytes(drawn.buffer)
    for row in range(area.height):
        height = area.y_origin + row + 1  # rows come from the bottom up
        line = data[row * area.stride : row * area.stride + area.width]
        if 0 < height <= math.ceil(CAP_HEIGHT * _ROWS) and line.strip(b"\0"):
            inner = edge - len(line.rstrip(b"\0")) if leftwards else len(line) - len(line.lstrip(b"\0")) - edge
            found.append(max(0.0, inner / _ROWS))
    return found


_SCALE = _ROWS / UNITS


def _starts(glyphs: Sequence[Placed]) -> list[float]:
    return [x + ink_of(font, glyph).left for font, glyph, x, _ in glyphs]


def _ends(glyphs: Sequence[Placed]) -> list[float]:
    return [x + ink_of(font, glyph).right for font, glyph, x, _ in glyphs]


@cache
def _raster() -> hb.RasterDraw:
    return hb.RasterDraw()
