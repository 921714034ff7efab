"""The parts of a slide's front matter that have parts themselves: its sources and its event."""

from datetime import date, time

from publisher.content import values
from publisher.content.fields import Fields
from publisher.model import Event, Source

_SOURCE_KEYS = ("publisher", "title", "address", "checked")
_EVENT_KEYS = ("days", "starts", "ends", "place", "getting_there")
_MIDNIGHT = time(0, 0)


def read_sources(fields: Fields) -> tuple[Source, ...]:
    """The sources of a slide's facts."""
    return tuple(_read_source(part) for part in fields.tables("sources"))


def read_event(fields: Fields) -> Event | None:
    """When and where something happens."""
    part = fields.table("event")
    if part is None:
        return None
    part.refuse_unknown(_EVENT_KEYS)
    part.demand("days", "days: [2026-12-01]")
    return Event(
        days=part.each("days", values.day),
        starts=part.need("starts", values.clock_time, _MIDNIGHT, 'starts: "14:00"'),
        ends=part.need("ends", values.clock_time, time.max, 'ends: "16:00"'),
        place=part.need("place", values.words, "", "place: Town hall"),
        getting_there=part.take("getting_there", values.words, ""),
        line=fields.lines["event"],
    )


def _read_source(part: Fields) -> Source:
    part.refuse_unknown(_SOURCE_KEYS)
    return Source(
        publisher=part.need("publisher", values.words, "-", "publisher: NHS"),
        title=part.need("title", values.words, "-", "title: Heart failure"),
        address=part.need("address", values.words, "https://example.org", "address: https://www.nhs.uk"),
        checked_day=part.need("checked", values.day, date.min, "checked: 2026-11-22"),
        line=part.line,
    )
