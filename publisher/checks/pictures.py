"""What a picture says to people who cannot see it."""

import re
from collections.abc import Iterator

from publisher.checks.words.reading import left_out
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.slides import Picture, Slide
from publisher.rules import rules

_NHS = re.compile(r"(?<![a-z])(?:nhs|frutiger)(?![a-z])", re.IGNORECASE)


def check_pictures(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """A picture is described in words, or marked as decoration."""
    picture = slide.picture
    if picture is None:
        return
    place = Place(slide.file, picture.line)
    if not picture.alt and left_out(slide, "picture.decorative") and left_out(slide, "picture.alt"):
        yield rules.NO_ALT.at(
            place, "The picture has no `alt`. Say what it shows, or write `decorative: true` if it adds nothing."
        )
    most = rules.LONG_ALT.limit_for(group)
    if len(picture.alt) > most:
        message = f"The alt text has {len(picture.alt)} characters. Cut it to {most:g} or fewer."
        yield rules.LONG_ALT.at(place, message)
    for shown in (picture, *slide.icons):
        yield from _check_name(shown, slide)


def _check_name(picture: Picture, slide: Slide) -> Iterator[Finding]:
    if _NHS.search(picture.path):
        message = f"{picture.path} sounds like the NHS's own logo or type. If it is, take it away; if not, rename it."
        yield rules.NHS_PICTURE.at(Place(slide.file, picture.line), message)
