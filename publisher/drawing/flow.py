"""A slide's blocks set below each other in one column."""

import math
from collections.abc import Sequence

from publisher.drawing.boxes import Box, Panel, Photo, Piece, Rect, stack, together
from publisher.drawing.faces import ASCENT, CAP_HEIGHT
from publisher.drawing.lines import Style, first_baseline, set_words
from publisher.drawing.page import Page
from publisher.model import Block, Bullets, Heading, Inline, Item, Picture, Quotation, Text

PARAGRAPH_GAP = 0.36
"""Between blocks, as a share of the font size, over what the lines themselves keep free."""
ITEM_GAP = 0.22
ICON_SIZE = 1.3


def flow(blocks: Sequence[Block], width: int, page: Page, style: Style, icons: Sequence[Picture] = ()) -> Piece:
    """All blocks in one column; a heading stands closer to what follows it."""
    pieces = []
    for block in blocks:
        pieces.append(_set_block(block, width, page, style, icons))
    closed = _close_headings(blocks, pieces)
    return stack(closed, round(style.font_px * PARAGRAPH_GAP))


def bold(words: Inline) -> Inline:
    """The same words, all bold."""
    return tuple(Text(run.text, True) for run in words)


def text_of(words: Inline) -> str:
    """The words without their weights."""
    return "".join(run.text for run in words)


def set_items(items: Sequence[Item], width: int, page: Page, style: Style, icons: Sequence[Picture]) -> Piece:
    """The items of a list below each other, each beside its icon or its bullet."""
    pictures = {picture.path: picture for picture in icons}
    pieces = [_set_item(item, width, page, style, pictures.get(item.icon or "")) for item in items]
    wide = any(item.icon for item in items)
    return stack(pieces, round(style.font_px * (PARAGRAPH_GAP if wide else ITEM_GAP)))


def _set_block(block: Block, width: int, page: Page, style: Style, icons: Sequence[Picture]) -> Piece:
    if isinstance(block, Bullets):
        return set_items(block.items, width, page, style, icons)
    if isinstance(block, Heading):
        return set_words(bold(block.words), width, style.coloured(page.theme.accent))
    if isinstance(block, Quotation):
        return _set_quotation(block.words, width, page, style)
    return set_words(block.words, width, style)


def _close_headings(blocks: Sequence[Block], pieces: list[Piece]) -> list[Piece]:
    """Each heading and what follows it as one piece."""
    closed: list[list[Piece]] = []
    for at, piece in enumerate(pieces):
        if at and isinstance(blocks[at - 1], Heading):
            closed[-1].append(piece)
        else:
            closed.append([piece])
    return [stack(each, 0) for each in closed]


def _set_item(item: Item, width: int, page: Page, style: Style, icon: Picture | None) -> Piece:
    side = round(style.font_px * ICON_SIZE) if icon else max(4, round(style.font_px * 0.2))
    indent = side + round(style.font_px * (0.5 if icon else 0.42))
    words = set_words(item.words, width - indent, style)
    if not icon:
        return together((_bullet(side, words, page, style), words.at(indent, 0)))
    drop = max(0, (side - words.height) // 2)
    return together((_icon(icon, side, page), words.at(indent, drop)))


def _bullet(side: int, words: Piece, page: Page, style: Style) -> Piece:
    """A dot in the middle of the first line's letters."""
    baseline = first_baseline(words) or math.ceil(style.font_px * ASCENT)
    top = round(baseline - style.font_px * CAP_HEIGHT * 0.44) - side // 2
    return Piece(side, top + side, (Panel(Rect(0, top, side, side), page.theme.accent, side // 2),))


def _icon(icon: Picture, side: int, page: Page) -> Piece:
    """The icon on a small panel of its own."""
    inset = side // 7
    panel = Panel(Rect(0, 0, side, side), page.theme.panel, page.radius)
    inner = Rect(inset, inset, side - 2 * inset, side - 2 * inset)
    photo = Photo(icon.data, icon.path, tint=page.theme.accent)
    return Piece(side, side, (panel,), (Box(inner, photo),))


def _set_quotation(words: Inline, width: int, page: Page, style: Style) -> Piece:
    bar = max(4, round(style.font_px * 0.12))
    indent = bar + round(style.font_px * 0.45)
    lines = set_words(words, width - indent, style)
    return together(
        (lines.at(indent, 0), Piece(bar, lines.height, (Panel(Rect(0, 0, bar, lines.height), page.theme.accent),)))
    )
