"""The layout of signs: what to look out for, and when to call 999 or 111."""

from dataclasses import replace
from functools import partial

from publisher.checks.calls import called_number
from publisher.drawing.boxes import Panel, Piece, Rect, stack, together
from publisher.drawing.contrast import readable
from publisher.drawing.flow import bold, flow, text_of
from publisher.drawing.layouts.plates import with_picture
from publisher.drawing.page import Page
from publisher.drawing.sheet import Body, Room, Sheet, sheet_of
from publisher.drawing.type.lines import set_words, stack_closely
from publisher.model.slides import Block, Bullets, Heading, Slide

Call = tuple[Heading, tuple[Block, ...]]
_SHARES: tuple[tuple[float, ...], ...] = ((0.0,), (0.0, 0.08, -0.08))
"""How much wider than half the room the first of two calls may be, where the words need it."""
_STEPS = (1.8, 1.6, 1.42, 1.25, 1.12, 1.0)


def is_call(block: Block, language: str) -> bool:
    """Whether a block is a heading such as "Call 999", in any language."""
    return isinstance(block, Heading) and bool(called_number(text_of(block.words), language))


def calls_of(slide: Slide) -> tuple[tuple[Block, ...], tuple[Call, ...]]:
    """What stands before the first call, and each call with what belongs to it."""
    before: list[Block] = []
    calls: list[tuple[Heading, list[Block]]] = []
    for block in slide.blocks:
        if isinstance(block, Heading) and is_call(block, slide.language):
            calls.append((block, []))
        elif calls:
            calls[-1][1].append(block)
        else:
            before.append(block)
    return tuple(before), tuple((heading, tuple(blocks)) for heading, blocks in calls)


def arrange_signs(slide: Slide, page: Page) -> Sheet:
    """Signs and calls: side by side on a wide screen where that holds more, below each other on a tall one."""
    before, calls = calls_of(slide)
    bodies: list[Body] = [partial(_stacked, slide, page)]
    if page.landscape and calls:
        over: list[Body] = [partial(_signs_over_calls, slide, page, shares) for shares in _SHARES[len(calls) == 2]]
        beside: list[Body] = [partial(_signs_beside_calls, slide, page)] if before else []
        listed = any(isinstance(block, Bullets) for block in before)
        bodies = [*beside, *over, *bodies] if listed else [over[0], *beside, *over[1:], *bodies]
    pictured, spare = with_picture(slide, page, bodies)
    return sheet_of(slide, page, pictured, _STEPS, spare=spare)


def _signs_beside_calls(slide: Slide, page: Page, room: Room) -> Piece:
    before, calls = calls_of(slide)
    gap = round(page.gap * 1.5)
    across = (room.width - gap) // 2
    signs = flow(before, room.width - gap - across, page, page.body(room.step), slide.icons)
    inside = Room(across, 0, room.step)
    panels = stack((_panel(call, slide, page, inside) for call in calls), page.gap // 2)
    tallest = max(signs.height, panels.height)
    return together((_centred(signs, 0, tallest), _centred(panels, room.width - across, tallest)))


def _signs_over_calls(slide: Slide, page: Page, wider: float, room: Room) -> Piece:
    before, calls = calls_of(slide)
    across = (room.width - page.gap * (len(calls) - 1)) // len(calls)
    more = round(room.width * wider)
    inside = [Room(across + (-more if at else more), 0, room.step) for at in range(len(calls))]
    tallest = max(_panel(call, slide, page, one).height for call, one in zip(calls, inside, strict=True))
    panels = [_panel(call, slide, page, replace(one, height=tallest)) for call, one in zip(calls, inside, strict=True)]
    row = together(panel.at(at * (across + page.gap + more), 0) for at, panel in enumerate(panels))
    return stack((flow(before, room.width, page, page.body(room.step), slide.icons), row), round(page.gap * 0.7))


def _stacked(slide: Slide, page: Page, room: Room) -> Piece:
    before, calls = calls_of(slide)
    signs = flow(before, room.width, page, page.body(room.step), slide.icons)
    inside = Room(room.width, 0, room.step)
    return stack((signs, *(_panel(call, slide, page, inside) for call in calls)), page.gap)


def _centred(piece: Piece, x: int, height: int) -> Piece:
    return piece.at(x, (height - piece.height) // 2)


def _panel(call: Call, slide: Slide, page: Page, room: Room) -> Piece:
    """One call on a panel at least as high as its room: 999 on the urgent colour, 111 beside a bar of it."""
    heading, blocks = call
    theme = page.theme
    emergency = called_number(text_of(heading.words), slide.language) == "999"
    inside = page.on(theme.urgent, theme.urgent_text) if emergency else page.on(theme.panel, theme.panel_text)
    bar = 0 if emergency else round(page.body_px * 0.2)
    inset = round(page.gap * 0.8)
    inner = room.width - 2 * inset
    style = inside.body(room.step)
    ink = theme.urgent_text if emergency else readable(theme.urgent, theme.panel_text, theme.panel)
    head = replace(style, font_px=style.font_px * 1.12, leading=1.16, colour=ink)
    said = flow(blocks, inner, inside, style, slide.icons)
    words = stack_closely((set_words(bold(heading.words), inner, head), said))
    top = round(inset * (0.5 if room.step == 1 else 0.75))
    outer = Rect(0, 0, room.width, max(room.height, words.height + 2 * top))
    panels: tuple[Panel, ...] = (Panel(outer, theme.urgent, page.radius),)
    if bar:
        edge = Rect(0, 0, bar + 2 * page.radius, outer.height)
        over = Rect(bar, 0, room.width - bar, outer.height)
        panels = (Panel(edge, theme.urgent, page.radius), Panel(over, theme.panel, page.radius))
    return together((Piece(outer.width, outer.height, panels), words.at(inset, top)))
