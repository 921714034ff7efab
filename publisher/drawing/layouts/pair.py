"""Two languages side by side, each in its own direction; a heading that names a language starts the second."""

from collections.abc import Sequence
from functools import partial

from publisher.drawing.boxes import Panel, Piece, Rect, mirrored, stack, together
from publisher.drawing.flow import flow, text_of
from publisher.drawing.layouts.plates import with_picture
from publisher.drawing.layouts.reading import arrange_text, steps_for
from publisher.drawing.page import Page
from publisher.drawing.sheet import Room, Sheet, sheet_of
from publisher.model.languages import language_named, own_name, runs_leftwards
from publisher.model.slides import Block, Heading, Slide, Text

Half = tuple[str, tuple[Block, ...]]


def halves_of(slide: Slide) -> tuple[Half, ...]:
    """The slide's parts, each with its language: what stands before the first named language is in the slide's own."""
    halves: list[tuple[str, list[Block]]] = []
    for block in slide.blocks:
        named = language_named(text_of(block.words)) if isinstance(block, Heading) else ""
        if named or not halves:
            halves.append((named or slide.language, []))
        halves[-1][1].append(block)
    return tuple((language, tuple(blocks)) for language, blocks in halves)


def arrange_pair(slide: Slide, page: Page) -> Sheet:
    """Two columns on a wide screen, two rows on a tall one, with a line between them.

    Where there is room, the first language is named as well, so that both start alike.
    """
    halves = halves_of(slide)
    if len(halves) != 2:
        return arrange_text(slide, page)
    body = partial(_both, slide, page, (under_its_name(halves[0]), halves[1]))
    pictured, spare = with_picture(slide, page, (body,))
    steps = steps_for(_column(page.width, page), page)
    return sheet_of(slide, page, pictured, steps, spare=[*spare, partial(_both, slide, page, halves)])


def _both(slide: Slide, page: Page, halves: Sequence[Half], room: Room) -> Piece:
    across = _column(room.width, page)
    set_halves = [_set_half(half, slide, page, across, room.step) for half in halves]
    return _beside(set_halves, across, page) if page.landscape else _below(set_halves, page)


def _column(width: int, page: Page) -> int:
    return (width - 2 * page.gap) // 2 if page.landscape else width


def under_its_name(half: Half) -> Half:
    """The half under the name of its language, if that has one and does not stand there yet."""
    language, blocks = half
    name = own_name(language)
    starts = blocks[0]
    if not name or (isinstance(starts, Heading) and language_named(text_of(starts.words))):
        return half
    return language, (Heading((Text(name),), starts.line), *blocks)


def _set_half(half: Half, slide: Slide, page: Page, width: int, step: float) -> Piece:
    """One language in its own direction, whatever the page's is."""
    language, blocks = half
    own = page.set_in(language)
    piece = flow(blocks, width, own, own.body(step), slide.icons)
    turned = runs_leftwards(language) != runs_leftwards(page.language)
    return mirrored(piece, width) if turned else piece


def _beside(halves: Sequence[Piece], width: int, page: Page) -> Piece:
    height = max(half.height for half in halves)
    return together((halves[0], _rule(width + page.gap, 0, 0, height, page), halves[1].at(width + 2 * page.gap, 0)))


def _below(halves: Sequence[Piece], page: Page) -> Piece:
    return stack((halves[0], _rule(0, 0, page.width, 0, page), halves[1]), page.gap)


def _rule(x: int, y: int, width: int, height: int, page: Page) -> Piece:
    """A thin line, upright or lying."""
    thin = max(2, page.body_px // 24)
    rect = Rect(x, y, width or thin, height or thin)
    return Piece(rect.right, rect.bottom, (Panel(rect, page.theme.quiet),))
