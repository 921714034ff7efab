"""What a layout is made of: boxes with lines, pictures and codes, on panels of one colour. All frozen."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from publisher.drawing.type.faces import UNITS, Glyph, ink_of
from publisher.model.findings import Finding
from publisher.model.screens import Size


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in whole pixels; y grows downwards."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first pixel column to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first pixel row below it."""
        return self.y + self.height

    def moved(self, dx: int, dy: int) -> "Rect":
        """The same rectangle somewhere else."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def holds(self, other: "Rect") -> bool:
        """Whether the other rectangle lies wholly inside."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def overlaps(self, other: "Rect") -> bool:
        """Whether the two share a pixel."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle of one colour that things may stand on; `radius` rounds its corners."""

    rect: Rect
    colour: str
    radius: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Shaped glyphs that belong together, such as a word; `at` is where they start, in font units."""

    at: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, placed from the left edge of their box; `width` is that of their ink, in pixels."""

    baseline: int
    width: float
    spans: tuple[Span, ...]
    text: str = ""
    """The words in the order in which they are read."""

    def glyphs(self) -> Iterator[tuple[float, Glyph]]:
        """Each glyph with its place on the line, in font units."""
        for span in self.spans:
            for glyph in span.glyphs:
                yield span.at + glyph.x, glyph


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text in one size and colour; `font_px` is their font size."""

    lines: tuple[Line, ...]
    font_px: float
    colour: str
    small_print: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that fills its box; `tint` is the colour that a one-colour icon takes."""

    data: bytes = field(repr=False)
    file: str
    radius: int = 0
    tint: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with its quiet zone; `rows` has one string of 0 and 1 for each row of modules."""

    rows: tuple[str, ...]
    module_px: int
    dark: str
    light: str


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the screen that holds one thing; no ink leaves it and no two of them overlap."""

    rect: Rect
    content: Words | Photo | Code


@dataclass(frozen=True, slots=True)
class Piece:
    """Things laid out beside the point 0, 0, ready to be put in their place.

    `too_wide` names words that are longer than a line; `parted` says whether a line ends within
    something that belongs together.
    """

    width: int
    height: int
    panels: tuple[Panel, ...] = ()
    boxes: tuple[Box, ...] = ()
    too_wide: tuple[str, ...] = ()
    parted: bool = False

    def at(self, x: int, y: int) -> "Piece":
        """The same things moved right by `x` and down by `y`."""
        panels = tuple(replace(panel, rect=panel.rect.moved(x, y)) for panel in self.panels)
        boxes = tuple(replace(box, rect=box.rect.moved(x, y)) for box in self.boxes)
        return Piece(self.width + x, self.height + y, panels, boxes, self.too_wide, self.parted)


EMPTY = Piece(0, 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """One slide at one size, ready to be drawn, with everything that does not fit."""

    size: Size
    background: str
    panels: tuple[Panel, ...]
    boxes: tuple[Box, ...]
    findings: tuple[Finding, ...] = ()


def together(pieces: Iterable[Piece]) -> Piece:
    """Several placed pieces as one."""
    placed = tuple(pieces)
    return Piece(
        max((piece.width for piece in placed), default=0),
        max((piece.height for piece in placed), default=0),
        tuple(panel for piece in placed for panel in piece.panels),
        tuple(box for piece in placed for box in piece.boxes),
        tuple(word for piece in placed for word in piece.too_wide),
        any(piece.parted for piece in placed),
    )


def stack(pieces: Iterable[Piece], gap: int) -> Piece:
    """Pieces below each other; empty ones take no room."""
    placed, y = [], 0
    for piece in pieces:
        if piece.height:
            placed.append(piece.at(0, y))
            y += piece.height + gap
    return together(placed)


def mirrored(piece: Piece, width: int) -> Piece:
    """The piece as seen from the other side within `width`: what stood at the left stands at the right.

    What is inside a box stays as it is.
    """

    def turned(rect: Rect) -> Rect:
        return Rect(width - rect.right, rect.y, rect.width, rect.height)

    panels = tuple(replace(panel, rect=turned(panel.rect)) for panel in piece.panels)
    boxes = tuple(replace(box, rect=turned(box.rect)) for box in piece.boxes)
    return Piece(width, piece.height, panels, boxes, piece.too_wide, piece.parted)


def ink_of_line(box: Box, words: Words, line: Line) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each glyph's ink on the screen, in pixels."""
    scale = words.font_px / UNITS
    y = box.rect.y + line.baseline
    for at, glyph in line.glyphs():
        left, bottom, right, top = ink_of(glyph.font, glyph.id)
        if right > left:
            across, up = box.rect.x + at * scale, y - glyph.y * scale
            yield across + left * scale, up - top * scale, across + right * scale, up - bottom * scale


def trimmed(piece: Piece) -> Piece:
    """One box of words no higher than their own ink, as for something very large."""
    if not piece.boxes:
        return piece
    (box,) = piece.boxes
    words = box.content
    assert isinstance(words, Words)
    edges = [edge for line in words.lines for edge in ink_of_line(box, words, line)]
    top, bottom = math.floor(min(edge[1] for edge in edges)), math.ceil(max(edge[3] for edge in edges))
    lines = tuple(replace(line, baseline=line.baseline - (top - box.rect.y)) for line in words.lines)
    inked = Box(replace(box.rect, y=0, height=bottom - top), replace(words, lines=lines))
    return replace(piece, height=bottom - top, boxes=(inked,))
