"""Layouts about people and places: quote, event and help."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from publisher.drawing.boxes import EMPTY, Panel, Piece, Rect, Words, stack, together, trimmed
from publisher.drawing.flow import flow
from publisher.drawing.furniture import phone_line, speaker_line
from publisher.drawing.layouts.plates import with_picture
from publisher.drawing.layouts.reading import arrange_text, steps_for
from publisher.drawing.page import LARGE_STEPS, STEPS, Page
from publisher.drawing.sheet import Body, Room, Sheet, sheet_of
from publisher.drawing.type.faces import CAP_HEIGHT
from publisher.drawing.type.lines import Style, first_baseline, set_text, set_words, stack_closely
from publisher.drawing.words.events import hours_in_words, later_days, short_day, weekday_in_words
from publisher.drawing.words.phrases import UNBROKEN, phrases_of
from publisher.model.languages import runs_leftwards
from publisher.model.slides import MOST_DAYS, Event, Quotation, Slide

_LISTED_DAYS = tuple(range(MOST_DAYS, 0, -1))
"""How many days are named; where they have no room, fewer are, and the rest are counted."""
_DAY_STEPS = (1.8, 1.6, 1.42, 1.25, 1.12, 1.0)
_MARK, _LEFTWARDS_MARK = "\u201c", "\u201d"


def arrange_quote(slide: Slide, page: Page) -> Sheet:
    """Somebody's words, a large quotation mark before them and their credit below."""
    said = tuple(block for block in slide.blocks if isinstance(block, Quotation))
    rest = tuple(block for block in slide.blocks if not isinstance(block, Quotation))

    def body(room: Room) -> Piece:
        width, step = room.width, room.step
        mark = _quotation_mark(page, step)
        indent = mark.width + page.gap if page.landscape else 0
        style = page.body(step)
        words = [set_words(block.words, width - indent, style) for block in said]
        speaker = page.body(1.0).coloured(page.theme.accent)
        credit = set_text(speaker_line(slide, page.group), width - indent, speaker, bold=True)
        quoted = stack((*words, credit), round(page.gap * 0.6))
        if page.landscape:
            capitals = (first_baseline(quoted) or 0) - round(style.font_px * CAP_HEIGHT)
            quoted = together((mark.at(0, max(0, capitals)), quoted.at(indent, 0)))
        else:
            quoted = stack((mark, quoted), page.gap // 2)
        return stack((quoted, flow(rest, width, page, page.body(min(step, 1.25)))), page.gap)

    pictured, spare = with_picture(slide, page, (body,))
    steps = steps_for(round(page.width * (0.85 if page.landscape else 1)), page)
    return sheet_of(replace(slide, credit=""), page, pictured, steps, spare=spare)


def arrange_event(slide: Slide, page: Page) -> Sheet:
    """When, on a leaf as from a calendar; then where, how to get there, and a picture if it has room."""
    event = slide.event
    if event is None:
        return arrange_text(slide, page)
    bodies: list[Body] = [partial(_days_above, slide, event, page, most) for most in _LISTED_DAYS]
    if page.landscape:
        bodies = [
            partial(_days_left, slide, event, page, (most, later_left))
            for most in _LISTED_DAYS
            for later_left in (False, True)
        ]
    steps = (1.42, 1.25, 1.12, 1.0)
    pictured, spare = with_picture(slide, page, bodies)
    return sheet_of(slide, page, pictured, steps, spare=spare)


def _days_above(slide: Slide, event: Event, page: Page, most: int, room: Room) -> Piece:
    leaf = _leaf(event, room.width, page)
    later = _later(event, room.width, page, room.step, most)
    return stack((leaf, later, _event_words(slide, event, page, room.width, room.step)), page.gap // 2)


def _days_left(slide: Slide, event: Event, page: Page, listed: tuple[int, bool], room: Room) -> Piece:
    """The leaf at the left and the words at the right; as many later days as are listed with either."""
    most, later_left = listed
    leaf = _leaf(event, room.width // 2, page)
    indent = leaf.width + round(page.gap * 1.5)
    later = _later(event, leaf.width if later_left else room.width - indent, page, room.step, most)
    words = _event_words(slide, event, page, room.width - indent, room.step)
    left = stack((leaf, later if later_left else EMPTY), page.gap // 2)
    right = stack((EMPTY if later_left else later, words), round(page.gap * 0.4))
    return together((left, right.at(indent, 0)))


def arrange_help(slide: Slide, page: Page) -> Sheet:
    """A phone number as large as it can be on a panel, with what it is for."""

    def body(room: Room) -> Piece:
        width, step = room.width, room.step
        words = flow(slide.blocks, width, page, page.body(step), slide.icons)
        return stack((words, _phone_panel(slide, width, page, step)), page.gap)

    pictured, spare = with_picture(slide, page, (body,))
    steps = [step for step in STEPS if step <= 1.8]
    return sheet_of(replace(slide, phone=""), page, pictured, steps, spare=spare)


def _quotation_mark(page: Page, step: float) -> Piece:
    """A large quotation mark in a box no higher than its own ink."""
    mark = _LEFTWARDS_MARK if runs_leftwards(page.language) else _MARK
    style = Style(page.body_px * max(3.2, 2.2 * step), 1.0, page.theme.accent)
    return trimmed(set_text(mark, page.width, style, bold=True))


def _leaf(event: Event, width: int, page: Page) -> Piece:
    """The first day and its hours on a panel, the day as large as its line lets it be; while it has none, the hours."""
    inset = page.gap
    room = width - 2 * inset
    ink = page.theme.accent_text
    first = sorted(event.days)[:1]
    named = [_named_day(short_day(day, page.language, with_year=event.with_year), room, page, ink) for day in first]
    names = page.body(1.25 if all(_font_px(each) >= 1.25 * page.body_px for each in named) else 1.0).coloured(ink)
    weekday = [set_text(weekday_in_words(day, page.language), room, names, bold=True) for day in first]
    words = stack_closely((*weekday, *named, set_text(hours_in_words(event, page.language), room, names)))
    across = words.width + 2 * inset if page.landscape else width
    height = words.height + round(inset * 1.2)
    panel = Piece(across, height, (Panel(Rect(0, 0, across, height), page.theme.accent, page.radius),))
    return together((panel, words.at(inset, round(inset * 0.6))))


def _named_day(day: str, room: int, page: Page, ink: str) -> Piece:
    """A day on one line, or on two smaller ones where even its smallest letters need them."""
    line = _one_line(day, room, page, ink, _DAY_STEPS)
    return _largest(day, room, page, ink, _DAY_STEPS[-2:]) if line.too_wide else line


def _font_px(piece: Piece) -> float:
    return max(box.content.font_px for box in piece.boxes if isinstance(box.content, Words))


def _event_words(slide: Slide, event: Event, page: Page, width: int, step: float) -> Piece:
    """Where it is, how to get there, and what it is about."""
    style = page.body(step)
    where = (set_text(event.place, width, style, bold=True), set_text(event.getting_there, width, style))
    about = flow(slide.blocks, width, page, style, slide.icons)
    return stack((stack_closely(where), about), round(style.font_px * 0.3))


def _later(event: Event, width: int, page: Page, step: float, most: int) -> Piece:
    days = later_days(event, page.language, most) if event.days else ""
    return set_text(days, width, page.body(step).coloured(page.theme.accent), bold=True)


def _phone_panel(slide: Slide, width: int, page: Page, step: float) -> Piece:
    """The phone number on one line, its label before it or, on a narrow screen, above it."""
    if not slide.phone:
        return EMPTY
    inset = page.gap
    ink = page.theme.accent_text
    room = width - 2 * inset
    steps = [size for size in LARGE_STEPS if size <= 0.4 + 1.6 * step]
    if page.landscape:
        words = _one_line(phone_line(slide), room, page, ink, steps)
    else:
        label = set_text(phrases_of(page.language).phone.format(number="").strip(), room, page.body(1.0).coloured(ink))
        words = stack_closely((label, _one_line(slide.phone, room, page, ink, steps)))
    outer = Rect(0, 0, width, words.height + round(inset * 1.2))
    panel = Piece(outer.width, outer.height, (Panel(outer, page.theme.accent, page.radius),))
    return together((panel, words.at(inset, round(inset * 0.6))))


def _one_line(text: str, width: int, page: Page, ink: str, steps: Sequence[float]) -> Piece:
    """The text in bold on one line, at the largest step that its room allows."""
    return _largest(text.replace(" ", UNBROKEN), width, page, ink, steps)


def _largest(text: str, width: int, page: Page, ink: str, steps: Sequence[float]) -> Piece:
    """The text in bold at the largest step at which no word is too wide or parted."""
    for step in steps:
        piece = set_text(text, width, Style(page.body_px * step, 1.1, ink, language=page.language), bold=True)
        if not piece.too_wide and not piece.parted:
            break
    return piece
