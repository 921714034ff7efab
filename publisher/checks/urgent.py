"""Slides about symptoms say when to call 999 and when to call 111.

The rule: a condition slide whose layout is "signs" is about symptoms, and both numbers have to
stand on it. Where only the title or a heading speaks of symptoms or signs, a person decides.
"""

import re
from collections.abc import Iterator

from publisher.checks import rules
from publisher.checks.reading import headings_of, place_of, said_on
from publisher.model import Finding, Kind, Slide

SIGNS_LAYOUT = "signs"
_SIGNS = re.compile(r"\b(symptoms?|signs?)\b(?! (?:up|in|language)\b)", re.IGNORECASE)
_CALLS = ("999", "111")


def check_urgent(slide: Slide) -> Iterator[Finding]:
    """Both numbers where a slide is about symptoms; a question where it may be."""
    if slide.kind is not Kind.CONDITION:
        return
    missing = [number for number in _CALLS if not _says(slide, number)]
    if slide.layout == SIGNS_LAYOUT:
        yield from _missing_numbers(slide, missing)
    elif missing and any(_SIGNS.search(heading) for heading in headings_of(slide)):
        message = f"This may be about symptoms, and does not say when to call {' or '.join(missing)}."
        yield rules.MAYBE_SIGNS.at(place_of(slide, "title"), f"{message} Say so, and write `layout: {SIGNS_LAYOUT}`.")


def _missing_numbers(slide: Slide, missing: list[str]) -> Iterator[Finding]:
    place = place_of(slide, "layout")
    if "999" in missing:
        message = "This slide is about symptoms and does not say when to call 999. Say what is life-threatening."
        yield rules.NO_999.at(place, message)
    if "111" in missing:
        message = "This slide is about symptoms and does not say when to call 111. Say when to ask for help."
        yield rules.NO_111.at(place, message)


def _says(slide: Slide, number: str) -> bool:
    texts = (slide.phone, *(said.text for said in said_on(slide)))
    return any(re.search(rf"(?<!\d){number}(?!\d)", text) for text in texts)
