"""Frames that nobody needs any more, found on the shelf and taken away.

A frame stays while a signed edition shows it, or one of the newest of its playlist, or one that was
the newest less than a season ago: a player that was off for weeks still gets what its programme
names. The editions themselves stay for ever. They are small, and counts of views name them.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from player.contract.errors import ContractError
from player.contract.reading import read_manifest
from publisher.errors import ShelfError
from publisher.shelf.disk import explained
from publisher.shelf.shelf import SUMMARY, Shelf

KEPT_DAYS = 90
"""A season. As long as a player keeps its views while nobody takes them."""
KEPT_EDITIONS = 3
"""Of each playlist, so that a group can go back to what it showed before without drawing it."""

_DIGEST = re.compile(rb"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Unneeded:
    """What can go: files on the shelf by their names, and how many bytes their frames have."""

    frames: tuple[str, ...]
    memories: tuple[str, ...]
    """Of which inputs gave such a frame, or one that went before; a damaged one is of no use either."""
    size_bytes: int


def find_unneeded(shelf: Shelf, shown: Iterable[tuple[str, int]], now: datetime) -> Unneeded:
    """Frames that nobody needs now; `shown` are playlists and editions that screens said they show.

    Raises ShelfError if an edition that is needed cannot be read, for then nobody knows what it shows.
    """
    before = now - timedelta(days=KEPT_DAYS)
    needed = set(_frames_of(shelf, set(shown) | set(_recent(shelf, before)))) | set(_signed_frames(shelf))
    frames = tuple(name for name in _old_files(shelf, "frames", before) if name.rpartition("/")[2] not in needed)
    gone = {name.rpartition("/")[2] for name in frames}
    memories = tuple(name for name in _old_files(shelf, "drawn", before) if _leads_nowhere(shelf, name, gone))
    return Unneeded(frames, memories, sum(_state(shelf, name).st_size for name in frames))


def remove_unneeded(shelf: Shelf, unneeded: Unneeded) -> None:
    """Take it away: first what would lead to a frame, then the frame; cut short, the next sweep goes on."""
    for name in (*unneeded.memories, *unneeded.frames):
        shelf.remove(name)


def _recent(shelf: Shelf, before: datetime) -> Iterator[tuple[str, int]]:
    """The newest editions of each playlist, and those that were the newest after this time."""
    for playlist in shelf.listing("editions"):
        numbers = [number for number in shelf.numbers(playlist) if shelf.summary(playlist, number) is not None]
        for number, following in zip(numbers, [*numbers[1:], None], strict=True):
            is_newest = following is None or number in numbers[-KEPT_EDITIONS:]
            if is_newest or _changed_at(shelf, f"editions/{playlist}/{following}/{SUMMARY}") >= before:
                yield playlist, number


def _frames_of(shelf: Shelf, editions: Iterable[tuple[str, int]]) -> Iterator[str]:
    for playlist, number in editions:
        summary = shelf.summary(playlist, number)
        for size in summary.sizes if summary is not None else ():
            data = shelf.manifest(playlist, number, size)
            yield from _frames_in(data, f"edition {number} of {playlist}") if data is not None else ()


def _signed_frames(shelf: Shelf) -> Iterator[str]:
    """The frames of everything that players are, or a moment ago were, allowed to show."""
    for name in shelf.tree("content/targets"):
        yield from _frames_in(shelf.read(f"content/targets/{name}") or b"", name)


def _frames_in(data: bytes, what: str) -> Iterator[str]:
    try:
        yield from (entry.frame for entry in read_manifest(data).entries)
    except ContractError as error:
        raise ShelfError(f"{what} cannot be read, so nothing is swept away. Publish its playlist again.") from error


def _old_files(shelf: Shelf, folder: str, before: datetime) -> Iterator[str]:
    for name in shelf.tree(folder):
        if _changed_at(shelf, f"{folder}/{name}") < before:
            yield f"{folder}/{name}"


def _leads_nowhere(shelf: Shelf, memory: str, gone: set[str]) -> bool:
    """Whether a memory is damaged, or its frame goes now or went in an earlier sweep."""
    digest = _remembered(shelf, memory)
    return not digest or digest in gone or not shelf.frame_path(digest).is_file()


def _remembered(shelf: Shelf, name: str) -> str:
    """The frame that a memory names: the only digest in it, or nothing if it is damaged."""
    found = _DIGEST.search(shelf.read(name) or b"")
    return found.group().decode() if found else ""


def _changed_at(shelf: Shelf, name: str) -> datetime:
    return datetime.fromtimestamp(_state(shelf, name).st_mtime, UTC)


def _state(shelf: Shelf, name: str) -> os.stat_result:
    path = shelf.root / name
    with explained(path):
        return path.stat()
