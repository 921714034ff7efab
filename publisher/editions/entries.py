"""The entries of a manifest: what a player is told about each slide."""

from collections.abc import Iterator

from player.contract import Entry
from publisher.checks import drawn_until, dwell_seconds
from publisher.model import Block, Bullets, Event, Group, Inline, PlaylistEntry, Slide

LONGEST_ALT = 1000
"""Letters of plain text that stand for a slide; a slide has at most 45 words, so little is ever cut."""


def entry_of(turn: PlaylistEntry, slide: Slide, group: Group | None, frame: str, frame_bytes: int) -> Entry:
    """One place in an edition: the frame, how long it stays and until which day."""
    return Entry(
        slide=slide.id,
        revision=slide.revision,
        title=slide.title,
        language=slide.language,
        alt=plain_text(slide),
        frame=frame,
        frame_bytes=frame_bytes,
        dwell_seconds=dwell_seconds(slide, group, turn),
        last_day=drawn_until(slide),
        needs_clock=slide.event is not None,
    )


def plain_text(slide: Slide) -> str:
    """What a slide says, for somebody who cannot see it: title, words, event, picture, where to turn."""
    lines = [slide.title, *(line for block in slide.blocks for line in _lines_of(block))]
    if slide.event is not None:
        lines += _event_lines(slide.event)
    if slide.picture is not None and slide.picture.alt:
        lines.append(f"Picture: {slide.picture.alt}")
    lines += [word for word in (slide.phone, slide.link) if word]
    return _shortened("\n".join(lines))


def _lines_of(block: Block) -> Iterator[str]:
    parts = [item.words for item in block.items] if isinstance(block, Bullets) else [block.words]
    return (_text(words) for words in parts)


def _text(words: Inline) -> str:
    return "".join(run.text for run in words)


def _event_lines(event: Event) -> list[str]:
    days = ", ".join(f"{day.day} {day:%B %Y}" for day in event.days)
    hours = f"{event.starts:%H:%M} to {event.ends:%H:%M}"
    return [line for line in (f"{days}, {hours}", event.place, event.getting_there) if line]


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_ALT:
        return text
    return text[: LONGEST_ALT - 1].rpartition(" ")[0] + "…"
