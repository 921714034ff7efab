"""Layouts of running text: text, list, big and question."""

from dataclasses import replace
from functools import partial

from publisher.drawing.boxes import Piece, stack, together, trimmed
from publisher.drawing.flow import bold, flow, set_items, stack_evenly
from publisher.drawing.furniture import set_footer
from publisher.drawing.layouts.plates import with_picture
from publisher.drawing.page import LARGE_STEPS, LETTERS_TO_A_LINE, STEPS, Page
from publisher.drawing.sheet import Room, Sheet, below_title, largest, sheet_of
from publisher.drawing.type.lines import set_words
from publisher.model.slides import Bullets, Item, Slide, Text

_LETTER = 0.5
"""About how wide a letter is, as a share of the font size."""
_LARGE_ITEMS = 1.12
"""Items no smaller than this stand in one column."""
_BELOW_LARGE = 1.12
"""What stands below something large gives way to this size for it."""


def arrange_text(slide: Slide, page: Page) -> Sheet:
    """A title and what it says."""

    def body(room: Room) -> Piece:
        return flow(slide.blocks, room.width, page, page.body(room.step), slide.icons)

    pictured, spare = with_picture(slide, page, (body,))
    return sheet_of(slide, page, pictured, steps_for(page.width, page), spare=spare)


def arrange_list(slide: Slide, page: Page) -> Sheet:
    """Items with icons: in one column while they are large, in two where one would be too long."""
    steps = steps_for(page.width, page)
    single, double = (partial(_columns, slide, page, columns) for columns in (1, 2))
    if not page.landscape or slide.picture:
        pictured, spare = with_picture(slide, page, (single,))
        return sheet_of(slide, page, pictured, steps, spare=[double, *spare] if page.landscape else spare)
    large = sheet_of(slide, page, (single,), [step for step in steps if step >= _LARGE_ITEMS])
    return large if large.fits else sheet_of(slide, page, (double, single), steps)


def arrange_big(slide: Slide, page: Page) -> Sheet:
    """One number or sentence as large as the room lets it be, and the rest below it."""
    first, *rest = slide.blocks

    def body(room: Room) -> Piece:
        words = first.items[0].words if isinstance(first, Bullets) else first.words
        style = page.body(max(room.step, 1.25)).coloured(page.theme.accent)
        large = trimmed(set_words(bold(words), room.width, style))
        most = below_title(min(1.42, max(1.0, room.step / 2.5)), room)
        for step in (step for step in (*STEPS, most) if min(most, _BELOW_LARGE) <= step <= most):
            piece = stack((large, flow(rest, room.width, page, page.body(step), slide.icons)), page.gap)
            if piece.height <= room.height:
                break
        return piece

    longest = max((len(word) for word in _first_words(slide).split()), default=1)
    steps = _no_larger(LARGE_STEPS, page.width, page, max(longest, 3) * 1.15)
    pictured, spare = with_picture(slide, page, (body,))
    return sheet_of(slide, page, pictured, steps, spare=spare, title_leads=False)


def arrange_question(slide: Slide, page: Page) -> Sheet:
    """A question on the accent colour, larger than a title, and what follows it."""
    turned = page.inverted()
    if any(isinstance(block, Bullets) for block in slide.blocks):
        return arrange_list(slide, turned)
    footer = set_footer(slide, turned)
    room = page.size.height - 2 * page.margin_y - footer.height - page.gap
    piece = _largest_asked(slide, turned, Room(page.width, room, 1.0))
    drop = max(0, round((room - piece.height) * 0.4))
    foot = page.size.height - page.margin_y - footer.height
    placed = (piece.at(page.margin_x, page.margin_y + drop), footer.at(page.margin_x, foot))
    excess = max(0.0, 1 - room / max(1, piece.height))
    return Sheet(turned.theme.background, together(placed), excess)


def steps_for(width: int, page: Page) -> list[float]:
    """The steps at which a line of this width still holds enough letters to read well."""
    return _no_larger(STEPS, width, page, LETTERS_TO_A_LINE)


def _largest_asked(slide: Slide, page: Page, room: Room) -> Piece:
    """The question with its picture if it has one and both have room, as large as it can be."""
    asked = partial(_asked, slide, page)
    steps = steps_for(page.width, page)
    pictured, spare = with_picture(slide, page, (asked,))
    for body in (*pictured, *spare):
        piece = largest(body, room, steps)
        if piece is not None:
            return piece
    return asked(replace(room, step=steps[-1]))


def _asked(slide: Slide, page: Page, room: Room) -> Piece:
    question = page.title(max(1.3, room.step * 1.35))
    title = set_words((Text(slide.title, True),), room.width, question)
    below = flow(slide.blocks, room.width, page, page.body(max(1.0, room.step * 0.8)), slide.icons)
    return stack((title, below), page.gap)


def _no_larger(steps: tuple[float, ...], width: int, page: Page, letters: float) -> list[float]:
    most = width / (letters * _LETTER * page.body_px)
    return [step for step in steps if step <= most] or [steps[-1]]


def _first_words(slide: Slide) -> str:
    first = slide.blocks[0]
    words = first.items[0].words if isinstance(first, Bullets) else first.words
    return "".join(run.text for run in words)


def _columns(slide: Slide, page: Page, columns: int, room: Room) -> Piece:
    """Everything before the list, the list in columns of even length, and everything after it."""
    pieces: list[Piece] = []
    for block in slide.blocks:
        if isinstance(block, Bullets):
            pieces.append(_grid(block.items, columns, slide, page, room))
        else:
            pieces.append(flow((block,), room.width, page, page.body(room.step), slide.icons))
    return stack(pieces, round(page.body_px * room.step * 0.5))


def _grid(items: tuple[Item, ...], columns: int, slide: Slide, page: Page, room: Room) -> Piece:
    style = page.body(room.step)
    gutter = page.gap * 2
    across = (room.width - (columns - 1) * gutter) // columns
    rows = -(-len(items) // columns)
    cells = [set_items((item,), across, page, style, slide.icons) for item in items]
    lines = [
        together(cell.at(column * (across + gutter), 0) for column, cell in enumerate(cells[row::rows]))
        for row in range(rows)
    ]
    return stack_evenly(lines, round(style.font_px * 0.5))
