"""The entries of a manifest: what a player is told about each slide."""

from player.contract.records import Entry
from publisher.checks.timing import drawn_until, dwell_seconds
from publisher.drawing.words.telling import plain_text, told_title
from publisher.model.content import PlaylistEntry
from publisher.model.groups import Group
from publisher.model.slides import Slide

LONGEST_ALT = 4000
"""Letters of plain text that stand for a slide; its text has at most 1,500, so that nothing that is drawn is cut."""


def entry_of(turn: PlaylistEntry, slide: Slide, group: Group | None, frame: str, frame_bytes: int) -> Entry:
    """One place in an edition: the frame, how long it stays and until which day."""
    return Entry(
        slide=slide.id,
        revision=slide.revision,
        title=told_title(slide),
        language=slide.language,
        alt=_shortened(plain_text(slide, group)),
        frame=frame,
        frame_bytes=frame_bytes,
        dwell_seconds=dwell_seconds(slide, group, turn),
        last_day=drawn_until(slide),
        needs_clock=slide.event is not None,
    )


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_ALT:
        return text
    return text[: LONGEST_ALT - 1].rpartition(" ")[0] + "…"
