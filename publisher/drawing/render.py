"""A layout painted and encoded: the same layout always gives the same bytes."""

import hashlib
from functools import cache, lru_cache
from io import BytesIO

import uharfbuzz as hb
from PIL import Image, ImageChops, ImageDraw

from publisher.drawing.boxes import Code, Layout, Panel, Photo, Rect, Words
from publisher.drawing.contrast import chroma_step, pairs
from publisher.drawing.ground import Ground, blend
from publisher.drawing.pictures.header import PictureError
from publisher.drawing.pictures.pictures import fitted
from publisher.drawing.type.emoji import EMOJI_FONT, paint_emoji
from publisher.drawing.type.faces import UNITS, font_of
from publisher.errors import DrawingError
from publisher.model.editions import Frame

MEDIA_TYPE = "image/jpeg"
QUALITY = 90
FULL_COLOUR, HALF_COLOUR = 0, 2
"""Pillow's names for 4:4:4, with which coloured letters keep sharp edges, and for 4:2:0, a quarter fewer bytes."""
COLOURED = 45.0
"""Where letters and what is behind them differ no more in colour, colours at half the size show nowhere, even
enlarged; white on red, at 61, gets a dark rim."""


class _JpegFile(BytesIO):
    """Bytes whose name says of what kind they are, so that Pillow does not load what writes other kinds."""

    name = "frame.jpg"


def draw(layout: Layout) -> Frame:
    """The frame of a layout, as a JPEG; raises DrawingError for a picture that cannot be decoded."""
    target = _JpegFile()
    coloured = any(chroma_step(ink, behind) > COLOURED for ink, behind in pairs(layout))
    paint(layout).save(target, quality=QUALITY, subsampling=FULL_COLOUR if coloured else HALF_COLOUR)
    data = target.getvalue()
    return Frame(layout.size, MEDIA_TYPE, data, hashlib.sha256(data).hexdigest())


def paint(layout: Layout) -> Image.Image:
    """The layout's pixels, before they are encoded."""
    image = Image.new("RGB", (layout.size.width, layout.size.height), layout.background)
    ground = Ground(layout.background)
    for panel in layout.panels:
        _paint_panel(image, panel)
        ground.lay(panel)
    for box in layout.boxes:
        if isinstance(box.content, Words):
            _paint_words(image, box.rect, box.content, ground)
            continue
        if isinstance(box.content, Photo):
            _paint_photo(image, box.rect, box.content)
        else:
            _paint_code(image, box.rect, box.content)
        ground.take(box.rect)
    return image


def _paint_panel(image: Image.Image, panel: Panel) -> None:
    rect = panel.rect
    area = (rect.x, rect.y, rect.right, rect.bottom)
    if panel.radius:
        image.paste(panel.colour, area, _rounded(rect.width, rect.height, panel.radius))
    else:
        image.paste(panel.colour, area)


@lru_cache(32)
def _rounded(width: int, height: int, radius: int) -> Image.Image:
    """A mask with smooth round corners."""
    radius = min(radius, width // 2, height // 2)
    mask = Image.new("L", (width, height), 255)
    fine = 8
    corner = Image.new("L", (radius * fine, radius * fine), 0)
    ImageDraw.Draw(corner).ellipse((0, 0, 2 * radius * fine - 1, 2 * radius * fine - 1), fill=255)
    corner = corner.reduce(fine) if radius else corner
    for turn, x, y in (
        (0, 0, 0),
        (90, 0, height - radius),
        (180, width - radius, height - radius),
        (270, width - radius, 0),
    ):
        if radius:
            mask.paste(corner.rotate(turn), (x, y))
    return mask


def _paint_photo(image: Image.Image, rect: Rect, photo: Photo) -> None:
    try:
        picture = fitted(photo.data, rect.width, rect.height, photo.tint)
    except PictureError as error:
        raise DrawingError(f"{photo.file} {error}.") from error
    x = rect.x + (rect.width - picture.width) // 2
    y = rect.y + (rect.height - picture.height) // 2
    if picture.mode == "RGB":
        _paste_rounded(image, picture, x, y, photo.radius)
        return
    mask = picture.getchannel("A")
    if photo.radius:
        mask = ImageChops.multiply(mask, _rounded(picture.width, picture.height, photo.radius))
    image.paste(picture.convert("RGB"), (x, y), mask)


def _paste_rounded(image: Image.Image, picture: Image.Image, x: int, y: int, radius: int) -> None:
    """Put an opaque picture onto the image; only the rows of its round corners are mixed with what is there."""
    width, height = picture.size
    radius = min(radius, width // 2, height // 2)
    for top, bottom in ((0, radius), (height - radius, height)):
        if top < bottom:
            rows = (0, top, width, bottom)
            image.paste(picture.crop(rows), (x, y + top), _rounded(width, height, radius).crop(rows))
    image.paste(picture.crop((0, radius, width, height - radius)), (x, y + radius))


def _paint_code(image: Image.Image, rect: Rect, code: Code) -> None:
    image.paste(code.light, (rect.x, rect.y, rect.right, rect.bottom))
    side = code.module_px
    for row, modules in enumerate(code.rows):
        for column, module in enumerate(modules):
            if module == "1":
                x, y = rect.x + column * side, rect.y + row * side
                image.paste(code.dark, (x, y, x + side, y + side))


def _paint_words(image: Image.Image, rect: Rect, words: Words, ground: Ground) -> None:
    """Line by line, so that no time goes into the empty space between lines."""
    raster = _raster()
    scale = words.font_px / UNITS
    for line in words.lines:
        y = image.height - (rect.y + line.baseline)
        for at, glyph in line.glyphs():
            place = (scale, 0, 0, scale, rect.x + at * scale, y + glyph.y * scale)
            if glyph.font == EMOJI_FONT:
                paint_emoji(image, glyph.id, place, ground)
            else:
                raster.transform = place
                raster.draw_glyph(font_of(glyph.font), glyph.id)
        _stain(image, raster, words.colour, ground)


def _stain(image: Image.Image, raster: hb.RasterDraw, colour: str, ground: Ground) -> None:
    """Put the traced glyphs onto the image in one colour; where the ground is even, by looking each shade up."""
    drawn = raster.render()
    if drawn is None:
        raise DrawingError(
            "The text could not be drawn: there is not enough memory. Close other programs and try again."
        )
    area = drawn.extents
    if not (area.width and area.height):
        return
    rect = Rect(area.x_origin, image.height - area.y_origin - area.height, area.width, area.height)
    behind = ground.colour_of(rect)
    if behind is None:
        mask = Image.frombuffer("L", (area.width, area.height), drawn.buffer, "raw", "L", area.stride, -1)
        image.paste(colour, (rect.x, rect.y, rect.right, rect.bottom), mask)
    else:
        shades = Image.frombuffer("P", (area.width, area.height), drawn.buffer, "raw", "P", area.stride, -1)
        shades.putpalette(blend(colour, behind))
        image.paste(shades.convert("RGB"), (rect.x, rect.y))
    ground.take(rect)


@cache
def _raster() -> hb.RasterDraw:
    return hb.RasterDraw()
