"""Words broken into lines with an even right edge, and set as a piece."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from publisher.drawing.boxes import EMPTY, Box, Line, Piece, Rect, Span, Words
from publisher.drawing.breaks import line_ends
from publisher.drawing.faces import ASCENT, DESCENT, UNITS, Glyph, ink_of, plain, shape
from publisher.model import Inline, Text

_SHORT_LAST_LINE = 0.4
"""A last line is at least this share of the measure, where the words allow it."""
_STRANDED = 0.12
"""What a short word at a line's end costs, as a share of the measure."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set: font size in pixels, distance of baselines as a share of it, colour."""

    font_px: float
    leading: float
    colour: str
    even: bool = False
    """All lines about as long, as in a title, rather than full but for the last."""
    small_print: bool = False

    def coloured(self, colour: str) -> "Style":
        """The same style in another colour."""
        return replace(self, colour=colour)


@dataclass(frozen=True, slots=True)
class Unit:
    """Letters that stay on one line, in font units.

    `inked` is their advance without the space after them; `left` and `right` are where their ink is.
    """

    glyphs: tuple[Glyph, ...]
    advance: float
    inked: float
    left: float
    right: float
    text: str


@lru_cache(1024)
def set_words(words: Inline, width: int, style: Style) -> Piece:
    """The words as lines no wider than `width` pixels, in one box."""
    units = _units(words)
    if not units:
        return EMPTY
    limit = width * UNITS / style.font_px
    breaks = _breaks(units, limit, style.even)
    rows = [units[start:end] for start, end in pairwise(breaks)]
    lines = tuple(_line(row, number, style) for number, row in enumerate(rows))
    box = Rect(0, 0, math.ceil(max(line.width for line in lines)), _height(len(lines), style))
    content = Words(lines, style.font_px, style.colour, style.small_print)
    too_wide = tuple(unit.text for unit in units if unit.inked > limit)
    return Piece(box.width, box.height, boxes=(Box(box, content),), too_wide=too_wide)


def set_text(text: str, width: int, style: Style, *, bold: bool = False) -> Piece:
    """Plain text in one weight as lines no wider than `width` pixels."""
    return set_words((Text(text, bold),), width, style)


def line_count(piece: Piece) -> int:
    """How many lines of text a piece has."""
    return sum(len(box.content.lines) for box in piece.boxes if isinstance(box.content, Words))


def _height(lines: int, style: Style) -> int:
    return math.ceil(style.font_px * (ASCENT + DESCENT)) + round((lines - 1) * style.font_px * style.leading)


def _line(row: tuple[Unit, ...], number: int, style: Style) -> Line:
    # The ink of the first letter stands on the margin, so that large and small lines share one edge.
    at = -row[0].left
    spans = []
    for unit in row:
        spans.append(Span(at, unit.glyphs))
        at += unit.advance
    right = at - row[-1].advance + row[-1].right
    baseline = math.ceil(style.font_px * ASCENT) + round(number * style.font_px * style.leading)
    return Line(baseline, right * style.font_px / UNITS, tuple(spans))


@lru_cache(1024)
def _units(words: Inline) -> tuple[Unit, ...]:
    letters = _letters(words)
    text = "".join(letter for letter, _ in letters)
    glyphs: list[list[Glyph]] = [[] for _ in text]
    start = 0
    for bold, run in groupby(letters, key=lambda letter: letter[1]):
        part = "".join(letter for letter, _ in run)
        for glyph in shape(part, bold):
            glyphs[start + glyph.character].append(glyph)
        start += len(part)
    bounds = (0, *line_ends(text))
    return tuple(_unit(text[a:b], [glyph for at in glyphs[a:b] for glyph in at]) for a, b in pairwise(bounds))


def _letters(words: Inline) -> list[tuple[str, bool]]:
    """Every letter with its weight, with single spaces throughout, also where weights meet."""
    marked = [(letter, run.bold) for run in words for letter in plain(f"x{run.text}x")[1:-1]]
    kept: list[tuple[str, bool]] = []
    for letter, bold in marked:
        if letter != " " or (kept and kept[-1][0] != " "):
            kept.append((letter, bold))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def _unit(text: str, glyphs: list[Glyph]) -> Unit:
    moved, at = [], 0.0
    for glyph in glyphs:
        moved.append(glyph._replace(x=at + glyph.x))
        at += glyph.advance
    spaces = len(text) - len(text.rstrip(" "))
    inked = sum(glyph.advance for glyph in glyphs[: len(glyphs) - spaces])
    inks = [(glyph.x, ink_of(glyph.bold, glyph.id)) for glyph in moved]
    left = min((x + ink.left for x, ink in inks if ink.width), default=0.0)
    right = max((x + ink.right for x, ink in inks if ink.width), default=0.0)
    return Unit(tuple(moved), at, inked, left, right, text.rstrip(" "))


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
