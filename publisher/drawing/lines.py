"""Words broken into lines with an even edge, and set as a piece, in any script and either direction."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from publisher.drawing.bidi import visual_order
from publisher.drawing.boxes import EMPTY, Box, Line, Piece, Rect, Span, Words
from publisher.drawing.faces import ASCENT, DESCENT, UNITS
from publisher.drawing.languages import runs_leftwards
from publisher.drawing.units import Fragment, Unit, units_of
from publisher.model import Inline, Text
from publisher.records import dataclass, replace

_SHORT_LAST_LINE = 0.4
"""A last line is at least this share of the measure, where the words allow it."""
_STRANDED = 0.12
"""What a short word at a line's end costs, as a share of the measure."""
_WIDEST_EM = 40
"""No line is longer than 40 Chinese letters, or about 80 Latin ones (WCAG 2.2, 1.4.8)."""
_AIR = 0.1
"""The least distance between the ink of two lines, as a share of the font size."""


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


@lru_cache(1024)
def set_words(words: Inline, width: int, style: Style) -> Piece:
    """The words as lines no wider than `width` pixels, in one box; flush at the side where their language starts."""
    units = units_of(words, style.language)
    if not units:
        return EMPTY
    limit = min(width * UNITS / style.font_px, _WIDEST_EM * UNITS)
    breaks = _breaks(units, limit, style.even)
    rows = [_row(units[start:end]) for start, end in pairwise(breaks)]
    box, baselines = _frame(rows, style)
    lines = tuple(_line(row, baseline, box.width, style) for row, baseline in zip(rows, baselines, strict=True))
    content = Words(lines, style.font_px, style.colour, style.small_print)
    too_wide = tuple(unit.text for unit in units if unit.inked > limit)
    return Piece(box.width, box.height, boxes=(Box(box, content),), too_wide=too_wide)


def set_text(text: str, width: int, style: Style, *, bold: bool = False) -> Piece:
    """Plain text in one weight as lines no wider than `width` pixels."""
    return set_words((Text(text, bold),), width, style)


def line_count(piece: Piece) -> int:
    """How many lines of text a piece has."""
    return sum(len(box.content.lines) for box in piece.boxes if isinstance(box.content, Words))


def first_baseline(piece: Piece) -> int | None:
    """How far below a piece's top its first line of text stands, if it has one."""
    for box in piece.boxes:
        if isinstance(box.content, Words):
            return box.rect.y + box.content.lines[0].baseline
    return None


def _frame(rows: Sequence[_Row], style: Style) -> tuple[Rect, list[int]]:
    """The box around the lines, and their baselines: as the style says, or farther apart where the ink needs it."""
    scale = style.font_px / UNITS
    reach = max((above.bottom + below.top for above, below in pairwise(rows)), default=0.0)
    apart = max(style.leading * style.font_px, reach * scale + _AIR * style.font_px if _is_tall(rows) else 0.0)
    first = math.ceil(max(style.font_px * ASCENT, rows[0].top * scale))
    baselines = [first + round(number * apart) for number in range(len(rows))]
    last = max(style.font_px * DESCENT, rows[-1].bottom * scale)
    width = math.ceil(max((row.right - row.left) * scale for row in rows))
    return Rect(0, 0, width, math.ceil(baselines[-1] + last)), baselines


def _is_tall(rows: Sequence[_Row]) -> bool:
    """Whether letters reach out of the space that Latin letters keep."""
    return any(row.top > UNITS * ASCENT or row.bottom > UNITS * DESCENT for row in rows)


def _line(row: _Row, baseline: int, box_width: int, style: Style) -> Line:
    # The ink of the first letter stands on the margin, so that large and small lines share one edge.
    scale = style.font_px / UNITS
    width = (row.right - row.left) * scale
    at = -row.left
    if runs_leftwards(style.language):
        at += max(0.0, box_width - width - _ROUNDING) / scale
    spans = []
    for fragment in row.fragments:
        spans.append(Span(at, fragment.glyphs))
        at += fragment.advance
    return Line(baseline, width, tuple(spans))


def _row(units: Sequence[Unit]) -> _Row:
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
    return _Row(seen, left, right, top, bottom)


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
            cost = best[start][0] + _cost(units[end - 1], width / limit, end == count, start == 0, even)
            best[end] = min(best[end], (cost, start))
    bounds = [count]
    while bounds[-1]:
        bounds.append(best[bounds[-1]][1])
    return tuple(reversed(bounds))


def _cost(last: Unit, filled: float, ends: bool, only: bool, even: bool) -> float:
    """What one line costs: itself first of all, then its empty share."""
    another_line = 100.0
    if ends and not even:
        return another_line + (0.0 if only else max(0.0, _SHORT_LAST_LINE - filled) ** 2)
    stranded = _STRANDED**2 if not ends and len(last.text) <= 2 else 0.0
    return another_line + (1 - min(filled, 1.0)) ** 2 + stranded
