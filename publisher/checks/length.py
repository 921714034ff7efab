"""How many words stand on one slide."""

from collections.abc import Iterator

from publisher.checks import rules
from publisher.checks.reading import words_on
from publisher.model import Finding, Place, Slide

MAX_WORDS = 45
MANY_WORDS = 30


def check_length(slide: Slide) -> Iterator[Finding]:
    """One short idea on one slide."""
    words = words_on(slide)
    place = Place(slide.file, slide.blocks[0].line if slide.blocks else 1)
    if words > MAX_WORDS:
        yield rules.FAR_TOO_MANY_WORDS.at(place, f"This slide has {words} words. Cut it to {MAX_WORDS}, or make two.")
    elif words > MANY_WORDS:
        message = f"This slide has {words} words. People remember more of a slide with {MANY_WORDS} or fewer."
        yield rules.MANY_WORDS.at(place, message)
