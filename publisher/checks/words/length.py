"""How many words stand on one slide, and how many ideas; a call for help belongs to the signs above it."""

from collections.abc import Iterator

from publisher.checks.calls import names_a_call
from publisher.checks.words.reading import plain, words_on
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.slides import Heading, Slide
from publisher.rules import rules


def check_length(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """One short idea on one slide."""
    words = words_on(slide)
    most, many = rules.FAR_TOO_MANY_WORDS.limit_for(group), rules.MANY_WORDS.limit_for(group)
    place = Place(slide.file, slide.blocks[0].line if slide.blocks else 1)
    if words > most:
        yield rules.FAR_TOO_MANY_WORDS.at(place, f"This slide has {words} words. Cut it to {most:g}, or make two.")
    elif words > many:
        message = f"This slide has {words} words. People remember more of a slide with {many:g} or fewer."
        yield rules.MANY_WORDS.at(place, message)
    yield from _check_ideas(slide)


def _check_ideas(slide: Slide) -> Iterator[Finding]:
    headings = [block for block in slide.blocks if isinstance(block, Heading) and not names_a_call(plain(block.words))]
    if len(headings) > 1:
        message = (
            f"This slide has {len(headings)} headings, so it may have {len(headings)} ideas. Make a slide of each."
        )
        yield rules.MANY_IDEAS.at(Place(slide.file, headings[1].line), message)
