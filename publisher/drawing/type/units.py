"""Words as units that stay on one line, shaped, each in one piece of one script, weight and direction after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from publisher.drawing.type.bonds import prices
from publisher.drawing.type.breaks import line_ends
from publisher.drawing.type.faces import Glyph, ink_of, plain, shape
from publisher.drawing.type.isolation import levels_in
from publisher.drawing.type.scripts import scripts_of
from publisher.model.slides import Inline


@dataclass(frozen=True, slots=True)
class Fragment:
    """Glyphs of one direction from left to right, and where their ink is, in units from their start."""

    glyphs: tuple[Glyph, ...]
    advance: float
    level: int
    is_space: bool
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Unit:
    """Letters that stay on one line; `inked` is their advance without the space after them."""

    fragments: tuple[Fragment, ...]
    advance: float
    inked: float
    text: str
    price: float = 0.0
    """What it costs that a line ends after it."""


@lru_cache(1024)
def units_of(words: Inline, language: str) -> tuple[Unit, ...]:
    """The words in the order in which they are read, divided wherever a line may end."""
    letters = _letters(words)
    text = "".join(letter for letter, _ in letters)
    if not text:
        return ()
    levels = levels_in(text, language)
    glyphs: list[list[Glyph]] = [[] for _ in text]
    for start, end, typeface in _runs(text, letters, levels, language):
        leftwards = bool(levels[start] % 2)
        for glyph in shape(text[start:end], typeface, letters[start][1], language, leftwards):
            glyphs[start + glyph.character].append(glyph)
    ends = line_ends(text)
    paid = prices(text, ends, language)
    return tuple(
        _unit(text[a:b], glyphs[a:b], levels[a:b], price)
        for (a, b), price in zip(pairwise((0, *ends)), paid, strict=True)
    )


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


def _runs(
    text: str, letters: list[tuple[str, bool]], levels: tuple[int, ...], language: str
) -> Iterator[tuple[int, int, str]]:
    """Stretches of one typeface, one weight and one level."""
    for script in scripts_of(text, language):
        start = script.start
        for at in range(script.start + 1, script.end + 1):
            ends = at == script.end
            if ends or levels[at] != levels[start] or letters[at][1] != letters[start][1]:
                yield start, at, script.typeface
                start = at


def _unit(text: str, glyphs: list[list[Glyph]], levels: tuple[int, ...], price: float) -> Unit:
    """The glyphs of each stretch of one level, and of the spaces at the end, as fragments."""
    end = len(text.rstrip(" "))
    fragments, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or at == end or levels[at] != levels[start]:
            fragments.append(_fragment(glyphs[start:at], levels[start], start >= end))
            start = at
    inked = sum(fragment.advance for fragment in fragments if not fragment.is_space)
    return Unit(tuple(fragments), sum(fragment.advance for fragment in fragments), inked, text[:end], price)


def _fragment(glyphs: list[list[Glyph]], level: int, is_space: bool) -> Fragment:
    """Characters are in the order of reading; their glyphs go from left to right."""
    seen = [glyph for of_one in (reversed(glyphs) if level % 2 else glyphs) for glyph in of_one]
    moved, at = [], 0.0
    for glyph in seen:
        moved.append(glyph._replace(x=at + glyph.x))
        at += glyph.advance
    inks = [(glyph.x, glyph.y, ink_of(glyph.font, glyph.id)) for glyph in moved]
    inked = [(x, y, ink) for x, y, ink in inks if ink.width]
    return Fragment(
        tuple(moved),
        at,
        level,
        is_space,
        left=min((x + ink.left for x, _, ink in inked), default=0.0),
        right=max((x + ink.right for x, _, ink in inked), default=0.0),
        top=max((y + ink.top for _, y, ink in inked), default=0.0),
        bottom=min((y + ink.bottom for _, y, ink in inked), default=0.0),
    )
