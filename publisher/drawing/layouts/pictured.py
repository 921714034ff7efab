"""Layouts around a picture: picture and caption."""

from collections.abc import Sequence
from functools import partial

from publisher.drawing.boxes import Box, Panel, Photo, Piece, Rect, stack, together
from publisher.drawing.flow import flow
from publisher.drawing.header import PictureError, upright_size
from publisher.drawing.layouts.reading import arrange_text, steps_for
from publisher.drawing.lines import set_text
from publisher.drawing.page import Page
from publisher.drawing.pictures import is_clear
from publisher.drawing.sheet import Body, Room, Sheet, sheet_of
from publisher.model import Picture, Slide
from publisher.records import replace

_SHARES = (0.46, 0.38, 0.3)
"""How much of the room a picture takes beside text; smaller ones are tried where the text needs it."""
_HEIGHTS = (0.55, 0.45, 0.36, 0.28)
_SMALLEST = 4
"""A picture no higher than this many body sizes would say nothing."""
_CAPTIONED = 0.64
_WIDE = 2.0
"""A picture this much wider than high has its caption below it on any screen."""


def arrange_picture(slide: Slide, page: Page) -> Sheet:
    """Text with its picture at the side, or above it on a tall screen."""
    if slide.picture is None:
        return arrange_text(slide, page)
    if page.landscape:
        bodies = [partial(_beside, slide, slide.picture, page, share) for share in _SHARES]
    else:
        bodies = [partial(_above, slide, slide.picture, page, share) for share in _HEIGHTS]
    return sheet_of(slide, page, bodies, steps_for(round(page.width * 0.6), page))


def arrange_caption(slide: Slide, page: Page) -> Sheet:
    """A picture as large as it can be, with its caption."""
    if slide.picture is None:
        return arrange_text(slide, page)
    body = partial(_captioned, slide, slide.picture, page)
    return sheet_of(slide, page, (body,), (1.25, 1.12, 1.0))


def _beside(slide: Slide, picture: Picture, page: Page, share: float, room: Room) -> Piece:
    """Text, and the picture at its right, at one height in the middle."""
    shown = set_picture(picture, round(room.width * share), room.height, page)
    column = room.width - shown.width - round(page.gap * 1.5)
    text = _text_with_caption(slide, picture, column, page, room.step)
    tallest = max(text.height, shown.height)
    drops = [(tallest - piece.height) // 2 for piece in (text, shown)]
    return together((text.at(0, drops[0]), shown.at(room.width - shown.width, drops[1])))


def _above(slide: Slide, picture: Picture, page: Page, share: float, room: Room) -> Piece:
    shown = set_picture(picture, room.width, round(room.height * share), page)
    return stack((shown, _text_with_caption(slide, picture, room.width, page, room.step)), page.gap)


def _text_with_caption(slide: Slide, picture: Picture, width: int, page: Page, step: float) -> Piece:
    style = page.body(step)
    caption = set_text(picture.caption, width, page.body(1.0).coloured(page.theme.quiet))
    return stack((flow(slide.blocks, width, page, style, slide.icons), caption), page.gap // 2)


def _captioned(slide: Slide, picture: Picture, page: Page, room: Room) -> Piece:
    """The picture with its words below it, or at its foot where the screen is wide."""
    across, down = _size_of(picture)
    if page.landscape and across / down < _WIDE:
        shown = set_picture(picture, round(room.width * _CAPTIONED), room.height, page)
        indent = shown.width + page.gap
        words = _text_with_caption(slide, picture, room.width - indent, page, room.step)
        return together((shown, words.at(indent, max(0, shown.height - words.height))))
    words = _text_with_caption(slide, picture, room.width, page, room.step)
    left = max(page.body_px, room.height - words.height - page.gap // 2)
    return stack((set_picture(picture, room.width, left, page), words), page.gap // 2)


def set_picture(picture: Picture, width: int, height: int, page: Page) -> Piece:
    """The whole picture within `width` by `height`, never cropped; one with clear parts stands on a panel."""
    inset = page.gap if is_clear(picture.data) else 0
    across, down = _scaled(_size_of(picture), width - 2 * inset, height - 2 * inset)
    outer = Rect(0, 0, across + 2 * inset, down + 2 * inset)
    photo = Photo(picture.data, picture.path, 0 if inset else page.radius, page.theme.accent)
    panels = (Panel(outer, page.theme.panel, page.radius),) if inset else ()
    return Piece(outer.width, outer.height, panels, (Box(Rect(inset, inset, across, down), photo),))


def with_picture(slide: Slide, page: Page, bodies: Sequence[Body]) -> list[Body]:
    """The bodies with the slide's picture beside or below them, then the bodies alone."""
    if slide.picture is None:
        return list(bodies)
    joined = _picture_right if page.landscape else picture_below
    return [*(partial(joined, slide.picture, page, body) for body in bodies), *bodies]


def picture_below(picture: Picture, page: Page, body: Body, room: Room) -> Piece:
    """The body, and the picture in what it leaves of the room; too high if that is too little."""
    piece = body(room)
    left = room.height - piece.height - page.gap
    shown = set_picture(picture, room.width, max(left, page.body_px * _SMALLEST), page)
    return stack((piece, shown), page.gap)


def _picture_right(picture: Picture, page: Page, body: Body, room: Room) -> Piece:
    """The picture at the right, and the body in the width that it leaves."""
    shown = set_picture(picture, round(room.width * _SHARES[-1]), room.height, page)
    piece = body(replace(room, width=room.width - shown.width - round(page.gap * 1.5)))
    drop = max(0, (piece.height - shown.height) // 2)
    return together((piece, shown.at(room.width - shown.width, drop)))


def _scaled(size: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    scale = min(max(1, width) / size[0], max(1, height) / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _size_of(picture: Picture) -> tuple[int, int]:
    """The picture's size, or a common one for a picture that cannot be used, which has its own finding."""
    try:
        return upright_size(picture.data)
    except PictureError:
        return (3, 2)
