"""The short address that people copy from a screen."""

import re
from collections.abc import Iterator

from publisher.checks import rules
from publisher.checks.reading import place_of
from publisher.model import Finding, Group, Slide

_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_SHORT = re.compile(rf"(?:https?://)?(?:{_LABEL}\.)+[a-z]{{2,}}(?:/[a-z0-9._~-]+)*/?", re.IGNORECASE)


def check_links(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """A link is a short address such as nhs.uk/heart."""
    if not slide.link:
        return
    place, most = place_of(slide, "link"), rules.LONG_LINK.limit_for(group)
    if not _SHORT.fullmatch(slide.link):
        message = f"“{slide.link}” does not look like a short address. Write one such as nhs.uk/heart."
        yield rules.NOT_SHORT_LINK.at(place, message)
    elif len(slide.link) > most:
        message = f"The link has {len(slide.link)} characters. Find one with {most:g} or fewer."
        yield rules.LONG_LINK.at(place, message)
