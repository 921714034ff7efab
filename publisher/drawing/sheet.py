"""A page put together: title at the top, footer at the bottom, and the largest body that fits between."""

import math
from collections.abc import Callable, Sequence
from itertools import product

from publisher.drawing.boxes import Piece, together
from publisher.drawing.furniture import set_band, set_footer, set_title
from publisher.drawing.lines import line_count
from publisher.drawing.page import STEPS, TITLE_OVER_BODY, TITLE_STEPS, Page
from publisher.model import Slide
from publisher.records import dataclass, replace

_ABOVE = 0.38
"""A short body has this share of the free space above it, so that it stands a little over the middle."""


@dataclass(frozen=True, slots=True)
class Room:
    """The space that a body has in pixels, and the step of the type scale to set it at."""

    width: int
    height: int
    step: float


Body = Callable[[Room], Piece]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole page; `excess` is the share of its body that has no room."""

    background: str
    piece: Piece
    excess: float = 0.0

    @property
    def fits(self) -> bool:
        """Whether all of it has room."""
        return not self.excess and not self.piece.too_wide


@dataclass(frozen=True, slots=True)
class Surround:
    """A page's title and footer, and the space between them."""

    page: Page
    title: Piece
    footer: Piece

    @property
    def top(self) -> int:
        """Where the body's space starts."""
        return self.page.band + self.page.margin_y + self.title.height + round(self.page.gap * 0.7)

    @property
    def foot(self) -> int:
        """Where the footer starts."""
        return self.page.size.height - self.page.margin_y - self.footer.height

    @property
    def height(self) -> int:
        """How high a body may be."""
        return max(0, self.foot - self.page.gap - self.top)

    def around(self, body: Piece) -> Sheet:
        """Everything in its place."""
        drop = math.floor(max(0, self.height - body.height) * _ABOVE)
        x = self.page.margin_x
        placed = (
            set_band(self.page),
            self.title.at(x, self.page.band + self.page.margin_y),
            body.at(x, self.top + drop),
            self.footer.at(x, self.foot),
        )
        excess = max(0.0, 1 - self.height / max(1, body.height))
        return Sheet(self.page.theme.background, together(placed), excess)


def sheet_of(
    slide: Slide, page: Page, bodies: Sequence[Body], steps: Sequence[float] = STEPS, *, title_leads: bool = True
) -> Sheet:
    """The slide with the first body, then the largest title, then the largest text that fit together.

    A title that leads is larger than its text; one that does not stands small above something large.
    """
    footer = set_footer(slide, page)
    titles = title_steps(slide, page) if title_leads else TITLE_STEPS[-3:-1]
    for body, step in product(bodies, titles):
        surround = Surround(page, set_title(slide, page, step), footer)
        allowed = [size for size in steps if not title_leads or size <= max(1.0, step / TITLE_OVER_BODY)]
        piece = largest(body, Room(page.width, surround.height, 1.0), allowed)
        if piece is not None:
            return surround.around(piece)
    surround = Surround(page, set_title(slide, page, TITLE_STEPS[-1]), footer)
    return surround.around(bodies[-1](Room(page.width, surround.height, min(steps))))


def largest(body: Body, room: Room, steps: Sequence[float]) -> Piece | None:
    """The body at the largest step at which it fits into the room, or None."""
    for step in steps:
        piece = body(replace(room, step=step))
        if piece.height <= room.height and piece.width <= room.width and not piece.too_wide:
            return piece
    return None


def title_steps(slide: Slide, page: Page) -> list[float]:
    """Title sizes to try: those at which the title keeps to two or three lines."""
    most = 2 if page.landscape else 3
    fitting = [step for step in TITLE_STEPS if line_count(set_title(slide, page, step)) <= most]
    return fitting or [TITLE_STEPS[-1]]
