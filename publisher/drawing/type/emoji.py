"""Emoji in colour: glyphs that bring their own paint (COLRv1), put onto the picture one by one."""

from functools import cache

import uharfbuzz as hb
from PIL import Image

from publisher.drawing.boxes import Rect
from publisher.drawing.ground import Ground
from publisher.drawing.type.faces import EMOJI, font_name, font_of

EMOJI_FONT = font_name(EMOJI, bold=False)
Transform = tuple[float, float, float, float, float, float]


def paint_emoji(image: Image.Image, glyph: int, place: Transform, ground: Ground) -> None:
    """Put one emoji onto the image; `place` turns units into pixels from the image's lower left corner."""
    font = font_of(EMOJI_FONT)
    extents = font.get_glyph_extents(glyph)
    raster = _raster()
    raster.transform = place
    if extents is None or not raster.set_glyph_extents(extents):
        return
    raster.paint_glyph(font, glyph)
    drawn = raster.render()
    area = drawn.extents
    if not (area.width and area.height):
        return
    painted = Image.frombuffer("RGBA", (area.width, area.height), drawn.buffer, "raw", "BGRa", area.stride, -1)
    top = image.height - area.y_origin - area.height
    image.paste(painted, (area.x_origin, top), painted)
    ground.take(Rect(area.x_origin, top, area.width, area.height))


@cache
def _raster() -> hb.RasterPaint:
    return hb.RasterPaint()
