"""A slide's blocks set below each other in one column."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from publisher.drawing.boxes import Box, Panel, Photo, Piece, Rect, mirrored, together
from publisher.drawing.page import Page
from publisher.drawing.type.faces import ASCENT, CAP_HEIGHT
from publisher.drawing.type.isolation import leads_leftwards
from publisher.drawing.type.lines import Style, first_baseline, last_baseline, line_distance, set_words, stack_closely
from publisher.model.languages import language_of_letters, runs_leftwards
from publisher.model.slides import Block, Bullets, Heading, Inline, Item, Picture, Quotation, Text

PARAGRAPH_GAP = 0.36
"""Between blocks, as a share of the font size, over what the lines themselves keep free."""
ITEM_GAP = 0.22
_LEAST_OF_GAP = 0.4
_NEW_PARAGRAPH = 0.2
"""How much farther from the line above a new paragraph stands than its lines from each other."""
ICON_SIZE = 1.3


def flow(blocks: Sequence[Block], width: int, page: Page, style: Style, icons: Sequence[Picture] = ()) -> Piece:
    """All blocks in one column; a heading stands closer to what follows it."""
    pieces = []
    for block in blocks:
        pieces.append(_set_block(block, width, page, style, icons))
    return _in_paragraphs(_close_headings(blocks, pieces), style)


def bold(words: Inline) -> Inline:
    """The same words, all bold."""
    return tuple(Text(run.text, True) for run in words)


def text_of(words: Inline) -> str:
    """The words without their weights."""
    return "".join(run.text for run in words)


def set_items(items: Sequence[Item], width: int, page: Page, style: Style, icons: Sequence[Picture]) -> Piece:
    """The items of a list below each other, each beside its icon or its bullet."""
    pictures = {picture.path: picture for picture in icons}
    wide = any(item.icon for item in items)
    gap = round(style.font_px * (PARAGRAPH_GAP if wide else ITEM_GAP))

    def listed(own: Style) -> Piece:
        return stack_evenly([_set_item(item, width, page, own, pictures.get(item.icon or "")) for item in items], gap)

    return _in_own_direction(" ".join(text_of(item.words) for item in items), width, style, listed)


def stack_evenly(pieces: Sequence[Piece], gap: int) -> Piece:
    """Pieces below each other, their first lines at even distances where that leaves most of each gap."""
    tops = [0, *accumulate(piece.height + gap for piece in pieces)][: len(pieces)]
    firsts = [first_baseline(piece) or 0 for piece in pieces]
    start, end = tops[0] + firsts[0], tops[-1] + firsts[-1]
    even = [start + round((end - start) * at / max(1, len(pieces) - 1)) - first for at, first in enumerate(firsts)]
    ends = [top + piece.height for top, piece in zip(even, pieces, strict=True)]
    if all(below - above >= gap * _LEAST_OF_GAP for above, below in zip(ends[:-1], even[1:], strict=True)):
        tops = even
    return together(piece.at(0, top) for piece, top in zip(pieces, tops, strict=True))


def _in_paragraphs(pieces: Sequence[Piece], style: Style) -> Piece:
    """Pieces below each other, farther apart than the lines within them, also where tall letters part those."""
    shown = [piece for piece in pieces if piece.height]
    usual = round(style.font_px * PARAGRAPH_GAP)
    gaps = [max(usual, _gap_between(above, below, style)) for above, below in pairwise(shown)]
    tops = accumulate((above.height + gap for above, gap in zip(shown, gaps, strict=False)), initial=0)
    return together(piece.at(0, top) for piece, top in zip(shown, tops, strict=False))


def _gap_between(above: Piece, below: Piece, style: Style) -> int:
    """What parts the last line of a paragraph from the first of the next more than lines are parted within either."""
    apart = max(line_distance(above), line_distance(below))
    last, first = last_baseline(above), first_baseline(below)
    if not apart or last is None or first is None:
        return 0
    return round(apart + style.font_px * _NEW_PARAGRAPH) - (above.height - last) - first


def _set_block(block: Block, width: int, page: Page, style: Style, icons: Sequence[Picture]) -> Piece:
    if isinstance(block, Bullets):
        return set_items(block.items, width, page, style, icons)

    def set_block(own: Style) -> Piece:
        if isinstance(block, Heading):
            return set_words(bold(block.words), width, own.coloured(page.theme.accent))
        if isinstance(block, Quotation):
            return _set_quotation(block.words, width, page, own)
        return set_words(block.words, width, own)

    return _in_own_direction(text_of(block.words), width, style, set_block)


def _in_own_direction(text: str, width: int, style: Style, set_in: Callable[[Style], Piece]) -> Piece:
    """Words that run the other way than their page, as Urdu on an English slide, start at its far side."""
    leftwards = leads_leftwards(text, style.language)
    if leftwards == runs_leftwards(style.language):
        return set_in(style)
    return mirrored(set_in(replace(style, language=language_of_letters(text, leftwards))), width)


def _close_headings(blocks: Sequence[Block], pieces: list[Piece]) -> list[Piece]:
    """Each heading and what follows it as one piece."""
    closed: list[list[Piece]] = []
    for at, piece in enumerate(pieces):
        if at and isinstance(blocks[at - 1], Heading):
            closed[-1].append(piece)
        else:
            closed.append([piece])
    return [stack_closely(each) for each in closed]


def _set_item(item: Item, width: int, page: Page, style: Style, icon: Picture | None) -> Piece:
    side = round(style.font_px * ICON_SIZE) if icon else max(4, round(style.font_px * 0.2))
    indent = side + round(style.font_px * (0.5 if icon else 0.42))
    words = set_words(item.words, width - indent, style)
    if not icon:
        return together((_bullet(side, words, page, style), words.at(indent, 0)))
    # The middle of the icon is at the height of the middle of the first line's capitals.
    lower = side // 2 - (_baseline(words, style) - round(style.font_px * CAP_HEIGHT / 2))
    return together((_icon(icon, side, page).at(0, max(0, -lower)), words.at(indent, max(0, lower))))


def _baseline(words: Piece, style: Style) -> int:
    return first_baseline(words) or math.ceil(style.font_px * ASCENT)


def _bullet(side: int, words: Piece, page: Page, style: Style) -> Piece:
    """A dot in the middle of the first line's letters."""
    top = round(_baseline(words, style) - style.font_px * CAP_HEIGHT * 0.44) - side // 2
    return Piece(side, top + side, (Panel(Rect(0, top, side, side), page.theme.accent, side // 2),))


def _icon(icon: Picture, side: int, page: Page) -> Piece:
    """The icon on a small panel of its own; where that could not be seen, as large as it."""
    inset = side // 7 if page.theme.panel != page.theme.background else 0
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
