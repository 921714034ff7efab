"""People whose words or face are shown have said yes, and may take it back."""

from collections.abc import Iterator, Mapping

from publisher.checks.words.reading import place_of
from publisher.model.findings import Finding, Place
from publisher.model.registers import Consent
from publisher.model.slides import Kind, Quotation, Slide
from publisher.rules import rules

STORY, PHOTO = "story", "photo"
USES = (STORY, PHOTO, "name")
"""What somebody can say yes to; whether words hold a name is for people to see."""


def check_consent(slide: Slide, consents: Mapping[str, Consent]) -> Iterator[Finding]:
    """A story, somebody's words, or a picture of a person has its entry in the consent register."""
    for id in slide.consents:
        yield from _check_entry(slide, id, consents.get(id))
    standing = [consent for id in slide.consents if (consent := consents.get(id))]
    covered = {use for consent in standing for use in consent.uses}
    for use, place in _shown_of_people(slide).items():
        if not slide.consents:
            message = f"This shows a person's {use}. Write `consent` with the entry in consent.yaml that allows it."
            yield rules.NO_CONSENT.at(place, message)
        elif standing and use not in covered:
            message = f"This shows a person's {use}, and the consent register does not allow it. Ask, or take it away."
            yield rules.NOT_COVERED.at(place, message)


def withdrawn_of(slide: Slide, consents: Mapping[str, Consent]) -> tuple[Consent, ...]:
    """The consents that somebody has taken back, of those that this slide is shown under."""
    named = (consents[id] for id in dict.fromkeys(slide.consents) if id in consents)
    return tuple(consent for consent in named if consent.withdrawn_day is not None)


def _check_entry(slide: Slide, id: str, consent: Consent | None) -> Iterator[Finding]:
    place = place_of(slide, "consent")
    if consent is None:
        message = f"There is no `{id}` in consent.yaml. Write the entry, or correct the name."
        yield rules.NO_SUCH_CONSENT.at(place, message)
    elif consent.withdrawn_day is not None:
        message = f"Consent `{id}` was withdrawn on {consent.withdrawn_day}. Take this slide away; it is not shown."
        yield rules.WITHDRAWN.at(place, message)


def _shown_of_people(slide: Slide) -> dict[str, Place]:
    quotation = next((block for block in slide.blocks if isinstance(block, Quotation)), None)
    shown: dict[str, Place] = {}
    if quotation is not None:
        shown[STORY] = Place(slide.file, quotation.line)
    elif slide.kind is Kind.STORY:
        shown[STORY] = place_of(slide, "kind")
    if slide.shows_person:
        shown[PHOTO] = place_of(slide, "picture.person")
    return shown
