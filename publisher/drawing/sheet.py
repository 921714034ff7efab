"""A page put together: title at the top, footer at the bottom, and the largest body that fits between."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from publisher.drawing.boxes import Piece, Words, together
from publisher.drawing.furniture import set_band, set_footer, set_title
from publisher.drawing.page import STEPS, TITLE_OVER_BODY, TITLE_STEPS, Page
from publisher.drawing.type.lines import line_count
from publisher.model.slides import Slide

_ABOVE = 0.38
"""A short body has this share of the free space above it, so that it stands a little over the middle."""
_OVER_SMALL_TITLE = 1.3
"""What stands large below a small title is at least this much larger."""
_STRANDED = 0.5
_WORTH = 0.75
"""A title may be this much smaller so that no line is much shorter than the others."""


@dataclass(frozen=True, slots=True)
class Room:
    """The space that a body has in pixels, and the step of the type scale to set it at."""

    width: int
    height: int
    step: float
    title: float = TITLE_STEPS[0]
    """The step that the title above it is set at, for bodies with words in several sizes."""


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


def sheet_of(  # noqa: PLR0913 - two of them are for the few layouts that differ
    slide: Slide,
    page: Page,
    bodies: Sequence[Body],
    steps: Sequence[float] = STEPS,
    *,
    spare: Sequence[Body] = (),
    title_leads: bool = True,
) -> Sheet:
    """The slide with a body, a title and text that fit together, the first and the largest of them where they can be.

    A title that leads is larger than its text, whatever has to give way for that: text shrinks to its
    smallest size first; then title and body give way in turn, such as by a smaller picture. One that
    does not lead stands small above something large. `spare` bodies are tried when no other fits, such
    as one without the picture.
    """
    footer = set_footer(slide, page)
    surrounds = {step: Surround(page, set_title(slide, page, step), footer) for step in title_steps(slide, page)}
    for body, step in (*_in_turn(bodies, list(surrounds)), *_in_turn(spare, list(surrounds))):
        room = Room(page.width, surrounds[step].height, 1.0, step)
        piece = largest(body, room, _beside_title(steps, step, title_leads, step == min(surrounds)))
        if piece is not None:
            return surrounds[step].around(piece)
    step = min(surrounds)
    last = [*bodies, *spare][-1]
    return surrounds[step].around(last(Room(page.width, surrounds[step].height, min(steps), step)))


def largest(body: Body, room: Room, steps: Sequence[float]) -> Piece | None:
    """The body at the largest step at which it fits into the room, or None.

    A smaller step is taken where a larger one would part what belongs together.
    """
    best = None
    for step in steps:
        piece = body(replace(room, step=step))
        if piece.height <= room.height and piece.width <= room.width and not piece.too_wide:
            if not piece.parted:
                return piece
            best = best or piece
    return best


def below_title(step: float, room: Room) -> float:
    """A step of text, or the largest that the title is still clearly larger than."""
    return min(step, max(1.0, room.title / TITLE_OVER_BODY))


def title_steps(slide: Slide, page: Page) -> list[float]:
    """Title sizes to try: those at which the title keeps to two or three lines, and strands no word.

    Where a size not much smaller needs a line less, a stranded word is not worth the larger one.
    """
    most = 2 if page.landscape else 3
    titles = {step: set_title(slide, page, step) for step in TITLE_STEPS}
    fitting = [step for step in TITLE_STEPS if line_count(titles[step]) <= most and not titles[step].too_wide]
    kept = [step for step in fitting if not (_strands(titles[step]) and _is_shorter(titles, step))]
    whole = [step for step in kept if not titles[step].parted]
    return whole or kept or fitting or [TITLE_STEPS[-1]]


def _in_turn(bodies: Sequence[Body], titles: Sequence[float]) -> list[tuple[Body, float]]:
    """Every body with every title, those first in which neither is far from the first; a title gives way sooner."""
    places = sorted(product(range(len(bodies)), range(len(titles))), key=lambda place: 2 * place[0] + place[1])
    return [(bodies[body], titles[title]) for body, title in places]


def _beside_title(steps: Sequence[float], title: float, leads: bool, smallest: bool) -> list[float]:
    """The sizes of text that go with a title: smaller ones where it leads, and much larger ones where it does not."""
    if leads:
        return [step for step in steps if step <= max(1.0, title / TITLE_OVER_BODY)]
    return [step for step in steps if smallest or step >= title * _OVER_SMALL_TITLE]


def _strands(title: Piece) -> bool:
    """Whether a line of a title is less than half as wide as the widest."""
    widths = [line.width for box in title.boxes if isinstance(box.content, Words) for line in box.content.lines]
    return len(widths) > 1 and min(widths) < _STRANDED * max(widths)


def _is_shorter(titles: Mapping[float, Piece], step: float) -> bool:
    smaller = (titles[other] for other in TITLE_STEPS[:-1] if _WORTH * step <= other < step)
    return any(line_count(other) < line_count(titles[step]) and not other.too_wide for other in smaller)
