"""What one screen is told to show: its assignments, pinned to editions that are drawn for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from player.contract.limits import FORMAT
from player.contract.records import Assigned, Opening, Programme
from publisher.model.screens import Size

DRAFT_SERIAL = 0
DRAFT_TIME = datetime.fromtimestamp(0, UTC)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a practice manager chose for a screen: a playlist, on these days, at these times."""

    playlist: str
    weekdays: tuple[int, ...] = EVERY_DAY
    """ISO weekdays, Monday is 1."""
    from_minute: int = 0
    until_minute: int = 1440
    first_day: date | None = None
    last_day: date | None = None
    weight: int = 1
    notice: bool = False
    """Goes before everything else, until `ends_at`."""
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The newest edition of a playlist: its number, and SHA-256 and length of each manifest by size."""

    number: int
    manifests: Mapping[str, tuple[str, int]]
    """By size in words, such as `1920x1080`."""


def plan(  # noqa: PLR0913 - all that a programme says, each by its name
    *,
    screen_id: str,
    practice: str,
    timezone: str,
    size: Size,
    chosen: Iterable[Chosen],
    drawn: Mapping[str, Drawn],
    poll_seconds: int,
    report_seconds: int,
    opening: tuple[Opening, ...] = (),
) -> tuple[Programme, tuple[str, ...]]:
    """A draft of one screen's programme, and a sentence for each choice that had to be left out.

    A playlist is left out if it has no edition yet, or none at the screen's size. A draft has
    neither number nor time, so that two drafts are equal if they say the same; `issued` gives
    it both.
    """
    chosen = tuple(chosen)
    assigned = (_assigned(choice, drawn.get(choice.playlist), size) for choice in chosen)
    programme = Programme(
        format=FORMAT,
        screen=screen_id,
        serial=DRAFT_SERIAL,
        practice=practice,
        timezone=timezone,
        issued_at=DRAFT_TIME,
        width=size.width,
        height=size.height,
        poll_seconds=poll_seconds,
        report_seconds=report_seconds,
        assigned=tuple(one for one in assigned if one is not None),
        opening=opening,
    )
    left_out = (_why_left_out(choice.playlist, drawn.get(choice.playlist), size) for choice in chosen)
    return programme, tuple(dict.fromkeys(sentence for sentence in left_out if sentence))


def issued(draft: Programme, serial: int, now: datetime) -> Programme:
    """The draft with its number and time, ready to be signed."""
    return replace(draft, serial=serial, issued_at=now.astimezone(UTC).replace(microsecond=0))


def draft_of(programme: Programme) -> Programme:
    """What a programme says, without its number and time: the draft that it was issued from."""
    return replace(programme, serial=DRAFT_SERIAL, issued_at=DRAFT_TIME)


def _assigned(choice: Chosen, edition: Drawn | None, size: Size) -> Assigned | None:
    if edition is None or str(size) not in edition.manifests:
        return None
    manifest, manifest_bytes = edition.manifests[str(size)]
    return Assigned(
        playlist=choice.playlist,
        edition=edition.number,
        manifest=manifest,
        manifest_bytes=manifest_bytes,
        weight=choice.weight,
        weekdays=choice.weekdays,
        from_minute=choice.from_minute,
        until_minute=choice.until_minute,
        first_day=choice.first_day,
        last_day=choice.last_day,
        notice=choice.notice,
        ends_at=choice.ends_at,
    )


def _why_left_out(playlist: str, edition: Drawn | None, size: Size) -> str | None:
    if edition is None:
        return f"{playlist} is left out: it has no edition yet. Publish it."
    if str(size) not in edition.manifests:
        return f"{playlist} is left out: edition {edition.number} is not drawn at {size}. Publish it again."
    return None
