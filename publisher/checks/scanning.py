"""From how far away a telephone can read a slide's QR code."""

from collections.abc import Iterator

from publisher.checks.words.reading import place_of
from publisher.model.findings import Finding
from publisher.model.slides import Slide
from publisher.rules import rules

SIDES_AWAY = 10
"""A code is read from up to ten times its side."""


def check_code(slide: Slide, side_mm: float) -> Iterator[Finding]:
    """People can stand at a sensible distance and still scan the code."""
    distance_m = SIDES_AWAY * side_mm / 1000
    nearest = rules.SMALL_CODE.limit or 0
    if distance_m < nearest:
        message = (
            f"The code is {side_mm:.0f} mm wide and is read from {distance_m:.1f} m at most, and not {nearest:g} m."
        )
        yield rules.SMALL_CODE.at(place_of(slide, "link"), f"{message} Find a shorter link, or a larger screen.")
