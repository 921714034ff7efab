"""Words broken into lines with an even edge, and set as a piece, in any script and either direction."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from publisher.drawing.boxes import EMPTY, Box, Line, Piece, Rect, Span, Words, stack
from publisher.drawing.type.bidi import visual_order
from publisher.drawing.type.bonds import WITHIN_WORD
from publisher.drawing.type.edges import REACH, Placed, overhang
from publisher.drawing.type.emoji import EMOJI_FONT
from publisher.drawing.type.faces import ASCENT, DESCENT, UNITS, ink_of
from publisher.drawing.type.units import Fragment, Unit, units_of
from publisher.model.languages import runs_leftwards
from publisher.model.slides import Inline, Text

_SHORT_LAST_LINE = 0.5
"""A last line is at least this share of the measure, where the words allow it."""
_ANOTHER_LINE = 100.0
_ALONE = 0.26
"""What a short word alone on the last line costs, or on any line of a title; so do few Chinese letters."""
_SHORT_WORD, _FEW_LETTERS = 10, 3
_IN_TITLE = 0.4
"""How much of their price little words at a line's end cost in a title."""
_WIDEST_EM = 40
"""No line is longer than 40 Chinese letters, or about 80 Latin ones (WCAG 2.2, 1.4.8)."""
_AIR = 0.1
"""The least distance between the ink of two lines, as a share of the font size."""
_CLOSE = 0.08
"""The same between two texts that stand closely."""


_ROUNDING = 0.01
"""Pixels that a line keeps from the right edge of its box, so that no rounding puts its ink outside."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set: font size in pixels, distance of baselines as a share of it, colour, language."""

    font_px: float
    leading: float
    colour: str
    even: bool = False
    """All lines about as long, as in a title, rather than full but for the last."""
    small_print: bool = False
    language: str = "en"

    def coloured(self, colour: str) -> "Style":
        """The same style in another colour."""
        return replace(self, colour=colour)


@dataclass(frozen=True, slots=True)
class _Row:
    """The fragments of one line from left to right, and where their ink is, in units from the line's start."""

    fragments: tuple[Fragment, ...]
    left: float
    right: float
    top: float
    bottom: float
    text: str
    hang: float = 0.0
    """How far its first letters stand out of the margin, so that the eye sees all lines flush."""


@lru_cache(1024)
def set_words(words: Inline, width: int, style: Style) -> Piece:
    """The words as lines no wider than `width` pixels, in one box; flush at the side where their language starts."""
    written = [units for line in _lines_of(words) if (units := units_of(line, style.language))]
    if not written:
        return EMPTY
    limit = min(width * UNITS / style.font_px, _WIDEST_EM * UNITS)
    leftwards = runs_leftwards(style.language)
    lined = [[units[a:b] for a, b in pairwise(_breaks(units, limit, style.even))] for units in written]
    rows = [_row(line, leftwards) for lines in lined for line in lines]
    box, baselines = _frame(rows, style)
    drawn = tuple(_line(row, baseline, box, style) for row, baseline in zip(rows, baselines, strict=True))
    content = Words(drawn, style.font_px, style.colour, style.small_print)
    too_wide = tuple(unit.text for units in written for unit in units if unit.inked > limit)
    parted = any(line[-1].price >= WITHIN_WORD for lines in lined for line in lines[:-1])
    return Piece(box.right, box.height, boxes=(Box(box, content),), too_wide=too_wide, parted=parted)


def _lines_of(words: Inline) -> list[Inline]:
    """The words of each line that was broken where they were written, as an address is."""
    lines: list[list[Text]] = [[]]
    for run in words:
        first, *more = run.text.split("\n")
        lines[-1].append(Text(first, run.bold))
        lines += [[Text(line, run.bold)] for line in more]
    return [tuple(line) for line in lines]


def set_text(text: str, width: int, style: Style, *, bold: bool = False) -> Piece:
    """Plain text in one weight as lines no wider than `width` pixels."""
    return set_words((Text(text, bold),), width, style)


def line_count(piece: Piece) -> int:
    """How many lines of text a piece has."""
    return sum(len(words.lines) for _, words in _texts(piece))


def first_baseline(piece: Piece) -> int | None:
    """How far below a piece's top its first line of text stands, if it has one."""
    return next((rect.y + words.lines[0].baseline for rect, words in _texts(piece)), None)


def last_baseline(piece: Piece) -> int | None:
    """How far below a piece's top its lowest line of text stands, if it has one."""
    return max((rect.y + words.lines[-1].baseline for rect, words in _texts(piece)), default=None)


def line_distance(piece: Piece) -> int:
    """How far apart the baselines of a piece's lines are, or 0 where no text has two."""
    texts = (words.lines for _, words in _texts(piece))
    return max((lines[1].baseline - lines[0].baseline for lines in texts if len(lines) > 1), default=0)


def stack_closely(pieces: Iterable[Piece]) -> Piece:
    """Text right below text, a little apart where tall letters fill their box up to its edge."""
    whole = EMPTY
    for piece in pieces:
        filled = [words.font_px for each in (whole, piece) for rect, words in _texts(each) if _is_filled(rect, words)]
        whole = stack((whole, piece), round(_CLOSE * max(filled, default=0.0)))
    return whole


def _texts(piece: Piece) -> Iterator[tuple[Rect, Words]]:
    return ((box.rect, box.content) for box in piece.boxes if isinstance(box.content, Words))


def _is_filled(rect: Rect, words: Words) -> bool:
    """Whether letters reach out of the space that Latin letters keep."""
    above, below = words.lines[0].baseline, rect.height - words.lines[-1].baseline
    return above > math.ceil(words.font_px * ASCENT) or below > math.ceil(words.font_px * DESCENT)


def _frame(rows: Sequence[_Row], style: Style) -> tuple[Rect, list[int]]:
    """The box around the lines, and their baselines: as the style says, or farther apart where the ink needs it.

    The box starts before 0, by as much as the farthest line hangs out.
    """
    scale = style.font_px / UNITS
    reach = max((above.bottom + below.top for above, below in pairwise(rows)), default=0.0)
    apart = max(style.leading * style.font_px, reach * scale + _AIR * style.font_px)
    first = math.ceil(max(style.font_px * ASCENT, rows[0].top * scale))
    baselines = [first + round(number * apart) for number in range(len(rows))]
    last = max(style.font_px * DESCENT, rows[-1].bottom * scale)
    out = math.ceil(max(row.hang for row in rows) * scale)
    width = math.ceil(max((row.right - row.left - row.hang) * scale for row in rows))
    return Rect(-out, 0, width + out, math.ceil(baselines[-1] + last)), baselines


def _line(row: _Row, baseline: int, box: Rect, style: Style) -> Line:
    # What the eye takes for the first letter's edge stands on the margin, so that large and small lines share it.
    scale = style.font_px / UNITS
    width = (row.right - row.left) * scale
    before = -box.x - row.hang * scale
    at = -row.left + before / scale
    if runs_leftwards(style.language):
        at = -row.left + max(0.0, box.width - before - width - _ROUNDING) / scale
    spans = []
    for fragment in row.fragments:
        spans.append(Span(at, fragment.glyphs))
        at += fragment.advance
    return Line(baseline, width, tuple(spans), row.text)


def _row(units: Sequence[Unit], leftwards: bool) -> _Row:
    """One line's fragments in the order in which they are seen, without the spaces at its end."""
    logical = [fragment for unit in units for fragment in unit.fragments]
    while len(logical) > 1 and logical[-1].is_space:
        logical.pop()
    seen = tuple(logical[at] for at in visual_order([fragment.level for fragment in logical]))
    left, right, at = math.inf, -math.inf, 0.0
    for fragment in seen:
        if fragment.right > fragment.left:
            left, right = min(left, at + fragment.left), max(right, at + fragment.right)
        at += fragment.advance
    if right < left:
        left, right = 0.0, at
    top, bottom = max(fragment.top for fragment in seen), max(-fragment.bottom for fragment in seen)
    hang = overhang(_first_letters(seen, right if leftwards else left, leftwards), leftwards)
    text = "".join(f"{unit.text} " if unit.fragments[-1].is_space else unit.text for unit in units).rstrip(" ")
    return _Row(seen, left, right, top, bottom, text, hang)


def _first_letters(fragments: Sequence[Fragment], edge: float, leftwards: bool) -> list[Placed]:
    """The glyphs near the edge at which a line starts, with their places from that edge."""
    found, at = [], 0.0
    for fragment in fragments:
        for glyph in fragment.glyphs:
            x = at + glyph.x - edge
            ink = ink_of(glyph.font, glyph.id)
            near = x + ink.right > -REACH * UNITS if leftwards else x + ink.left < REACH * UNITS
            if near and ink.width and glyph.font != EMOJI_FONT:
                found.append((glyph.font, glyph.id, x, glyph.y))
        at += fragment.advance
    return found


@lru_cache(4096)
def _breaks(units: tuple[Unit, ...], limit: float, even: bool) -> tuple[int, ...]:
    """Where lines start: as few lines as can be, and among those the most even ones."""
    count = len(units)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(math.inf, 0)] * count
    for end in range(1, count + 1):
        width = units[end - 1].inked
        for start in range(end - 1, -1, -1):
            if start < end - 1:
                width += units[start].advance
                if width > limit:
                    break
            line, filled = units[start:end], width / limit
            cost = best[start][0] + (
                _cost_in_title(line, filled) if even else _cost(line, filled, end == count, start == 0)
            )
            best[end] = min(best[end], (cost, start))
    bounds = [count]
    while bounds[-1]:
        bounds.append(best[bounds[-1]][1])
    return tuple(reversed(bounds))


def _cost(line: Sequence[Unit], filled: float, ends: bool, only: bool) -> float:
    """What one line costs: itself first of all, then its empty share, what it parts, and a poor last line."""
    if not ends:
        return _ANOTHER_LINE + _empty(filled) + line[-1].price
    if only:
        return _ANOTHER_LINE
    return _ANOTHER_LINE + max(0.0, _SHORT_LAST_LINE - filled) ** 2 + (_ALONE if _is_lonely(line) else 0.0)


def _cost_in_title(line: Sequence[Unit], filled: float) -> float:
    """The same where all lines are to be about as long: there an even edge counts for more than little words."""
    price = line[-1].price * (1.0 if line[-1].price >= 1 else _IN_TITLE)
    return _ANOTHER_LINE + _empty(filled) + price + (_ALONE if _is_lonely(line) else 0.0)


def _empty(filled: float) -> float:
    return (1 - min(filled, 1.0)) ** 2


def _is_lonely(line: Sequence[Unit]) -> bool:
    """Whether a line is one short word, or a few Chinese letters; an emoji is no company."""
    words = [unit.text for unit in line if any(letter.isalnum() for letter in unit.text)]
    return sum(map(len, words)) <= (_SHORT_WORD if len(words) == 1 else _FEW_LETTERS)
