"""One playlist file to one playlist."""

from collections.abc import Iterator

from publisher.content.names import backslash_in, climbs_out, shown
from publisher.content.text import values
from publisher.content.text.fields import Fields
from publisher.content.text.slips import slip_in_name
from publisher.content.text.spots import Spot
from publisher.model.content import Playlist, PlaylistEntry
from publisher.rules import rules

KEYS = ("title", "language", "group", "theme", "description", "slides")


def read_playlist(id: str, file: str, fields: Fields) -> Playlist:
    """A playlist from its names and values; what is wrong is noted."""
    fields.refuse_unknown(KEYS)
    fields.demand("slides", "slides: [welcome]")
    return Playlist(
        id=id,
        file=file,
        title=fields.need("title", values.prose, "", "title: Winter"),
        language=fields.take("language", values.language, "en"),
        group=fields.take("group", values.words, ""),
        entries=tuple(_read_entries(fields)),
        theme=fields.take("theme", values.words, "light"),
        description=fields.take("description", values.prose, ""),
        lines=fields.lines,
    )


def _read_entries(fields: Fields) -> Iterator[PlaylistEntry]:
    for item in fields.texts_or_tables("slides", rules.EMPTY_PLAYLIST):
        entry, where = _read_text(item) if isinstance(item, Spot) else _read_table(item)
        if entry is not None and where is not None and _stays_inside(where, fields):
            yield entry


_ENTRY = ("slide", "dwell", "although_stale")


def _read_text(spot: Spot) -> tuple[PlaylistEntry | None, Spot | None]:
    return (PlaylistEntry(spot.text, spot.line, column=spot.column), spot) if spot.text else (None, None)


def _read_table(part: Fields) -> tuple[PlaylistEntry | None, Spot | None]:
    part.refuse_unknown(_ENTRY)
    part.demand("slide", "slide: welcome")
    dwell = part.take("dwell", _seconds, None)
    yes = part.take("although_stale", values.prose, "")
    spot = part.spot("slide")
    return (None, None) if spot is None else (PlaylistEntry(spot.text, spot.line, dwell, spot.column, yes), spot)


def _stays_inside(spot: Spot, fields: Fields) -> bool:
    if slip := slip_in_name(spot.text, _ENTRY):
        fields.notes.note(rules.UNKNOWN_KEY, spot.line, spot.column, slip)
        return False
    if not climbs_out(spot.text):
        return True
    if backslash := backslash_in(spot.text):
        fields.notes.note(rules.NO_SUCH_SLIDE, spot.line, spot.column, f"'{shown(spot.text)}' {backslash}")
        return False
    message = f"'{shown(spot.text)}' leads out of the slides. Write a slide's path below slides/, without .md."
    fields.notes.note(rules.OUTSIDE, spot.line, spot.column, message)
    return False


def _seconds(text: str) -> int:
    from player.contract.limits import MAX_DWELL_SECONDS  # noqa: PLC0415 - few entries say how long they stay

    return values.whole(1, MAX_DWELL_SECONDS, "dwell: 20")(text)
