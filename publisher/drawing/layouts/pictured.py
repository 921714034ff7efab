"""Layouts around a picture: picture and caption."""

from functools import partial

from publisher.drawing.boxes import Piece, stack, together
from publisher.drawing.flow import flow
from publisher.drawing.layouts.plates import set_caption, set_picture, size_of
from publisher.drawing.layouts.reading import arrange_text, steps_for
from publisher.drawing.page import STEPS, Page
from publisher.drawing.sheet import Room, Sheet, sheet_of
from publisher.drawing.type.lines import set_text
from publisher.model.slides import Picture, Slide

_SHARES = (0.46, 0.38, 0.3)
"""How much of the room a picture takes beside text; smaller ones are tried where the text needs it."""
_HEIGHTS = (0.62, 0.45, 0.36, 0.28)
"""The same above text, on a tall screen; the first lets most pictures be as wide as the text."""
_TEXT_BESIDE = 0.6
"""About how much of a wide page text has beside a picture."""
_CAPTIONED = 0.64
_LARGEST_CAPTION = 1.6
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
    column = round(page.width * _TEXT_BESIDE) if page.landscape else page.width
    return sheet_of(slide, page, bodies, steps_for(column, page))


def arrange_caption(slide: Slide, page: Page) -> Sheet:
    """A picture as large as it can be, with its caption."""
    if slide.picture is None:
        return arrange_text(slide, page)
    body = partial(_captioned, slide, slide.picture, page)
    return sheet_of(slide, page, (body,), [step for step in STEPS if step <= _LARGEST_CAPTION])


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
    said = flow(slide.blocks, width, page, style, slide.icons)
    return stack((said, set_caption(picture, width, page)), page.gap // 2)


def _caption(slide: Slide, picture: Picture, width: int, page: Page, step: float) -> Piece:
    """The caption, as large as text where it is the text."""
    style = page.body(step)
    said = flow(slide.blocks, width, page, style, slide.icons)
    return stack((set_text(picture.caption, width, style), said), page.gap // 2)


def _captioned(slide: Slide, picture: Picture, page: Page, room: Room) -> Piece:
    """The picture with its words below it, or beside it where the screen is wide."""
    across, down = size_of(picture)
    if page.landscape and across / down < _WIDE:
        shown = set_picture(picture, round(room.width * _CAPTIONED), room.height, page)
        indent = shown.width + round(page.gap * 1.5)
        words = _caption(slide, picture, room.width - indent, page, room.step)
        return together((shown, words.at(indent, max(0, shown.height - words.height) // 2)))
    words = _caption(slide, picture, room.width, page, room.step)
    left = max(page.body_px, room.height - words.height - page.gap // 2)
    return stack((set_picture(picture, room.width, left, page), words), page.gap // 2)
