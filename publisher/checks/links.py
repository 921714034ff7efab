"""The short addresses that people copy from a screen."""

import re
from collections.abc import Iterator

from publisher.checks.words.reading import place_of, said_on
from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.model.slides import Slide
from publisher.rules import rules

_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_SHORT = re.compile(rf"(?:https?://)?(?:{_LABEL}\.)+[a-z]{{2,}}(?:/[a-z0-9._~-]+)*/?", re.IGNORECASE)
_ADDRESS = re.compile(rf"\bhttps?://[^\s<>]+|\b(?:{_LABEL}\.)+[a-z]{{2,}}/[^\s<>]+", re.IGNORECASE | re.ASCII)


def check_links(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """A link is a short address such as nhs.uk/heart, and so is one in the text."""
    if slide.link:
        yield from _check_link(slide, group)
    most = rules.LONG_ADDRESS.limit_for(group)
    for said in said_on(slide):
        for found in _ADDRESS.findall(said.text):
            address = found.rstrip(".,;:!?)")
            if len(address) > most:
                message = f"An address in the text has {len(address)} characters. Write a short one as `link` instead."
                yield rules.LONG_ADDRESS.at(said.place, message)


def _check_link(slide: Slide, group: Group | None) -> Iterator[Finding]:
    place, most = place_of(slide, "link"), rules.LONG_LINK.limit_for(group)
    if not _SHORT.fullmatch(slide.link):
        message = f"“{slide.link}” does not look like a short address. Write one such as nhs.uk/heart."
        yield rules.NOT_SHORT_LINK.at(place, message)
    elif len(slide.link) > most:
        message = f"The link has {len(slide.link)} characters. Find one with {most:g} or fewer."
        yield rules.LONG_LINK.at(place, message)
