"""A slide's picture as it stands on a page: whole, with its caption, beside or below a body."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from publisher.drawing.boxes import Box, Panel, Photo, Piece, Rect, stack, together
from publisher.drawing.page import Page
from publisher.drawing.pictures.header import PictureError, upright_size
from publisher.drawing.pictures.pictures import is_clear
from publisher.drawing.sheet import Body, Room
from publisher.drawing.type.lines import set_text
from publisher.model.slides import Picture, Slide

_SMALLEST = 4
"""A picture no higher than this many body sizes would say nothing."""
_SHARES = (0.4, 0.3)
"""How much of a wide page a picture takes beside a body that is not made for one."""


def with_picture(slide: Slide, page: Page, bodies: Sequence[Body]) -> tuple[list[Body], list[Body]]:
    """The bodies with the slide's picture beside or below them, and the bodies alone, to spare."""
    if slide.picture is None:
        return list(bodies), []
    below: list[Body] = [partial(_picture_below, slide.picture, page, body) for body in bodies]
    if not page.landscape:
        return below, list(bodies)
    beside: list[Body] = [
        partial(_picture_right, slide.picture, page, body, share) for share in _SHARES for body in bodies
    ]
    return [*beside, *below], list(bodies)


def _picture_below(picture: Picture, page: Page, body: Body, room: Room) -> Piece:
    """The body, and the picture in what it leaves of the room; too high if that is too little."""
    piece = body(room)
    left = room.height - piece.height - page.gap
    return stack((piece, _with_caption(picture, room.width, left, page)), page.gap)


def set_picture(picture: Picture, width: int, height: int, page: Page) -> Piece:
    """The whole picture within `width` by `height`, never cropped; one with clear parts stands on a panel.

    So does one that is much narrower than a tall screen's column, and the panel is as wide as that.
    """
    clear = is_clear(picture.data)
    across, down = _scaled(size_of(picture), width, height)
    narrow = not page.landscape and width - across > 2 * page.gap
    inset = page.gap if clear else page.gap // 2 if narrow else 0
    across, down = _scaled(size_of(picture), width - 2 * inset, height - 2 * inset)
    outer = Rect(0, 0, width if narrow else across + 2 * inset, down + 2 * inset)
    photo = Photo(picture.data, picture.path, 0 if clear else page.radius, page.theme.accent)
    panels = (Panel(outer, page.theme.panel, page.radius),) if inset else ()
    return Piece(
        outer.width, outer.height, panels, (Box(Rect((outer.width - across) // 2, inset, across, down), photo),)
    )


def set_caption(picture: Picture, width: int, page: Page) -> Piece:
    """What is written below a picture."""
    return set_text(picture.caption, width, page.body(1.0).coloured(page.theme.quiet))


def size_of(picture: Picture) -> tuple[int, int]:
    """The picture's size, or a common one for a picture that cannot be used, which has its own finding."""
    try:
        return upright_size(picture.data)
    except PictureError:
        return (3, 2)


def _picture_right(picture: Picture, page: Page, body: Body, share: float, room: Room) -> Piece:
    """The picture at the right, and the body in the width that it leaves; both at one height in the middle."""
    shown = _with_caption(picture, round(room.width * share), room.height, page)
    piece = body(replace(room, width=room.width - shown.width - round(page.gap * 1.5)))
    tallest = max(piece.height, shown.height)
    drops = [(tallest - each.height) // 2 for each in (piece, shown)]
    return together((piece.at(0, drops[0]), shown.at(room.width - shown.width, drops[1])))


def _with_caption(picture: Picture, width: int, height: int, page: Page) -> Piece:
    caption = set_caption(picture, width, page)
    taken = caption.height + page.gap // 2 if caption.height else 0
    shown = set_picture(picture, width, max(height - taken, page.body_px * _SMALLEST), page)
    return stack((shown, caption), page.gap // 2)


def _scaled(size: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    scale = min(max(1, width) / size[0], max(1, height) / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
