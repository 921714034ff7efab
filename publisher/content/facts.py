"""The parts of a slide's front matter that have parts themselves: its sources, its event, what it translates."""

import re
from datetime import date, time

from publisher.content.text import values
from publisher.content.text.fields import Fields
from publisher.model.slides import Event, Source, Translation
from publisher.rules import rules

_SOURCE_KEYS = ("publisher", "title", "address", "checked")
_EVENT_KEYS = ("days", "starts", "ends", "place", "getting_there")
_TRANSLATION_KEYS = ("slide", "revision", "translator")
_REVISION = re.compile(r"[0-9a-f]{8,64}")
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
        place=part.need("place", values.prose, "", "place: Town hall"),
        getting_there=part.take("getting_there", values.prose, ""),
        line=fields.lines["event"],
    )


def read_translation(fields: Fields) -> Translation | None:
    """Which slide this one has in another language, at which revision, and who translated it."""
    part = fields.table("translates")
    if part is None:
        return None
    part.refuse_unknown(_TRANSLATION_KEYS)
    if not part.written("revision"):
        message = "`translates.revision` is missing. TR102 says which to write, once it is known what is translated."
        part.notes.note(rules.MISSING_KEY, part.line, part.column, message)
    return Translation(
        slide=part.need("slide", values.words, "", "slide: heart-failure/early-signs"),
        revision=part.take("revision", _revision, ""),
        translator=part.need("translator", values.prose, "", "translator: a Polish interpreter, NHS Lanarkshire"),
        line=fields.lines["translates"],
    )


def _revision(text: str) -> str:
    if not _REVISION.fullmatch(text.lower()):
        raise ValueError("It is 8 letters and digits or more; TR102 says which to write.")
    return text.lower()


def _read_source(part: Fields) -> Source:
    part.refuse_unknown(_SOURCE_KEYS)
    return Source(
        publisher=part.need("publisher", values.prose, "-", "publisher: NHS"),
        title=part.need("title", values.prose, "-", "title: Heart failure"),
        address=part.need("address", values.words, "https://example.org", "address: https://www.nhs.uk"),
        checked_day=part.need("checked", values.day, date.min, "checked: 2026-11-22"),
        line=part.line,
    )
