"""The page that a slide is set on: its margins, its measures and its styles."""

from dataclasses import dataclass, replace

from publisher.drawing.distance import USUAL_SEAT, smallest_body, smallest_print
from publisher.drawing.type.lines import Style
from publisher.model.groups import Group
from publisher.model.screens import Seat, Size
from publisher.model.themes import Theme

STEPS = (2.5, 2.25, 2.0, 1.8, 1.6, 1.42, 1.25, 1.12, 1.0)
"""Body sizes as multiples of the smallest one, largest first; the largest that fits is taken."""
LARGE_STEPS = (7.0, 6.3, 5.6, 5.0, 4.5, 4.0, 3.6, 3.2, 2.8, *STEPS)
"""Sizes for one big number or sentence."""
TITLE_STEPS = (1.9, 1.7, 1.5, 1.35, 1.2)
"""Title sizes as multiples of the smallest body size: none is as small as text."""
TITLE_OVER_BODY = 1.18
"""A title is at least this much larger than its text."""
LETTERS_TO_A_LINE = 17
"""Text is set no larger than lets about this many letters stand on a line."""


@dataclass(frozen=True, slots=True)
class Page:
    """A screen, the theme's colours on it, and the smallest sizes that a seat can read."""

    size: Size
    theme: Theme
    group: Group | None
    language: str = "en"
    seat: Seat = USUAL_SEAT

    @property
    def landscape(self) -> bool:
        """Whether the screen is wider than it is high."""
        return self.size.width >= self.size.height

    @property
    def body_px(self) -> int:
        """The smallest font size of text and titles."""
        return smallest_body(self.size, self.seat)

    @property
    def small_px(self) -> int:
        """The font size of sources and credits."""
        return smallest_print(self.size, self.seat)

    @property
    def margin_y(self) -> int:
        """Free space above and below."""
        return round(self.theme.margin * min(self.size.width, self.size.height))

    @property
    def margin_x(self) -> int:
        """Free space at the sides; a wide screen has more of it."""
        return round(self.margin_y * (1.5 if self.landscape else 1.2))

    @property
    def width(self) -> int:
        """What the margins leave across."""
        return self.size.width - 2 * self.margin_x

    @property
    def band(self) -> int:
        """Height of the coloured band along the top edge."""
        return round(self.body_px * 0.3)

    @property
    def gap(self) -> int:
        """The distance between things that stand apart."""
        return round(self.body_px * 0.75)

    @property
    def radius(self) -> int:
        """How round the corners of panels and pictures are."""
        return round(self.body_px * 0.28)

    def body(self, step: float) -> Style:
        """Text at one step; lines stand closer as letters grow."""
        return Style(self.body_px * step, max(1.2, 1.4 - 0.12 * (step - 1)), self.theme.text, language=self.language)

    def title(self, step: float) -> Style:
        """A title at one step."""
        return Style(self.body_px * step, 1.16, self.theme.title, even=True, language=self.language)

    def small(self) -> Style:
        """Sources and credits."""
        return Style(self.small_px, 1.35, self.theme.quiet, small_print=True, language=self.language)

    def set_in(self, language: str) -> "Page":
        """The same page for words in another language."""
        return replace(self, language=language)

    def inverted(self) -> "Page":
        """The same page on the accent colour."""
        return self.on(self.theme.accent, self.theme.accent_text)

    def on(self, ground: str, ink: str) -> "Page":
        """The same page with everything in one ink on another ground."""
        theme = replace(
            self.theme, background=ground, panel=ground, text=ink, panel_text=ink, title=ink, accent=ink, quiet=ink
        )
        return replace(self, theme=theme)
