"""Two languages side by side, each in its own direction; a heading that names a language starts the second."""

from collections.abc import Sequence

from publisher.drawing.boxes import Panel, Piece, Rect, mirrored, stack, together
from publisher.drawing.flow import flow, text_of
from publisher.drawing.languages import language_named, runs_leftwards
from publisher.drawing.layouts.reading import arrange_text, steps_for
from publisher.drawing.page import Page
from publisher.drawing.sheet import Room, Sheet, sheet_of
from publisher.model import Block, Heading, Slide

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
    """Two columns on a wide screen, two rows on a tall one, with a line between them."""
    halves = halves_of(slide)
    if len(halves) != 2:
        return arrange_text(slide, page)
    across = (page.width - 2 * page.gap) // 2 if page.landscape else page.width

    def body(room: Room) -> Piece:
        set_halves = [_set_half(half, slide, page, across, room.step) for half in halves]
        return _beside(set_halves, across, page) if page.landscape else _below(set_halves, page)

    return sheet_of(slide, page, (body,), steps_for(across, page))


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
