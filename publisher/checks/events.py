"""What happens where and when, and whether it is still to come."""

from collections.abc import Iterator
from datetime import date

from publisher.checks.words.reading import left_out, place_of
from publisher.model.findings import Finding, Place
from publisher.model.slides import Kind, Slide
from publisher.rules import rules


def check_events(slide: Slide, today: date) -> Iterator[Finding]:
    """An event says when and where, ends after it starts, and is not over."""
    event = slide.event
    if event is None:
        if slide.kind is Kind.EVENT and left_out(slide, "event"):
            message = "An event slide needs `event` with days, starts, ends and place."
            yield rules.NO_EVENT.at(place_of(slide, "kind"), message)
        return
    place = Place(slide.file, event.line)
    if event.ends <= event.starts:
        message = f"The event ends at {event.ends:%H:%M} and starts at {event.starts:%H:%M}. Correct one of the times."
        yield rules.ENDS_FIRST.at(place, message)
    if event.days and max(event.days) < today:
        message = f"The last day of this event was {max(event.days)}. Write the next days, or take the slide away."
        yield rules.OVER.at(place, message)
