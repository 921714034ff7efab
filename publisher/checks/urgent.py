"""Slides about symptoms say when to call 999 and when to call 111.

The rule: a condition slide whose layout is "signs" is about symptoms, and both numbers have to
stand on it. Where only the title or a heading speaks of symptoms or signs, a person decides.

A sign of an emergency, such as chest pain, is different: any slide that names one has to say 999,
and nothing on it may sound as if an appointment would do.
"""

import re
from collections.abc import Iterator

from publisher.checks.words.letters import with_plain_digits
from publisher.checks.words.reading import Said, headings_of, is_english, place_of, said_on
from publisher.model.findings import Finding
from publisher.model.slides import Kind, Slide
from publisher.rules import rules

SIGNS_LAYOUT = "signs"
_SIGNS = re.compile(r"\b(symptoms?|signs?)\b(?! (?:up|in|language)\b)", re.IGNORECASE)
_CALLS = ("999", "111")
_YOUR = "(?:your|my|the|his|her|their)"
_EMERGENCY = re.compile(
    rf"\b(?:chest pains?|pains? in {_YOUR} chest|chest (?:hurts?|is tight|feels tight|tightness)|tight chest|"
    r"(?:fight|struggl|gasp)(?:s|es|e|ing)? (?:for breath|for air|to breathe)|(?:cannot|can't|could not) breathe|"
    rf"(?:cough|throw|bring)(?:s|ing)? up blood|(?:face|mouth) (?:droops?|is drooping|drops)|slurred speech|"
    r"weak(?:ness)? (?:on|down) one side|unconscious|passe[sd] out|seizures?|signs of a stroke)\b",
    re.IGNORECASE,
)
"""What people describe to whom 999 would be answered at once; chest pain is the first of them."""
_LATER = re.compile(
    r"\b(?:tomorrow|appointments?|next (?:day|week|month|time|visit)|in the morning|"
    r"with(?:in|) a (?:day|week)|wait and see)\b",
    re.IGNORECASE,
)


def check_urgent(slide: Slide) -> Iterator[Finding]:
    """Both numbers where a slide is about symptoms; a question where it may be; 999 beside a sign of an emergency."""
    sign = _emergency_on(slide)
    if sign is not None:
        yield from _check_emergency(slide, *sign)
    if slide.kind is not Kind.CONDITION:
        return
    missing = [number for number in _CALLS if not _says(slide, number)]
    if slide.layout == SIGNS_LAYOUT:
        yield from _missing_numbers(slide, missing)
    elif missing and any(_SIGNS.search(heading) for heading in headings_of(slide)):
        message = f"This may be about symptoms, and does not say when to call {' or '.join(missing)}."
        yield rules.MAYBE_SIGNS.at(place_of(slide, "title"), f"{message} Say so, and write `layout: {SIGNS_LAYOUT}`.")


def _emergency_on(slide: Slide) -> tuple[Said, str] | None:
    """The first sign of an emergency and where it stands; an event, and what is not English, is left alone."""
    if slide.kind is Kind.EVENT or not is_english(slide):
        return None
    found = ((said, _EMERGENCY.search(said.text.replace("\u2019", "'"))) for said in said_on(slide))
    return next(((said, sign[0]) for said, sign in found if sign), None)


def _check_emergency(slide: Slide, said: Said, sign: str) -> Iterator[Finding]:
    if not _says(slide, "999"):
        message = f"“{sign}” can be an emergency, and this slide does not say when to call 999. Say so."
        yield rules.NO_999_FOR_SIGN.at(said.place, message)
    for other in said_on(slide):
        if later := _LATER.search(other.text):
            message = f"“{later[0]}” stands on the same slide as “{sign}”. Say 999 for that, and nothing that can wait."
            yield rules.SIGN_THAT_WAITS.at(other.place, message)


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
    return any(re.search(rf"(?<!\d){number}(?!\d)", with_plain_digits(text)) for text in texts)
