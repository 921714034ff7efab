"""Editions as pages show them: which frames, in what order, with what titles."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from player.contract.reading import read_manifest
from player.contract.records import Entry, Manifest
from publisher import words
from publisher.errors import ShelfError
from publisher.model.content import LeftOut
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf
from publisher.sizes import parse_size
from publisher.store.rows import EditionRow

TITLES_IN_DESCRIPTION = 2

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A playlist's newest edition as something to choose."""

    playlist: str
    title: str
    number: int
    built: str
    size: Size
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()
    """The slides that it was made without, and why."""

    @property
    def first(self) -> Entry | None:
        """What it begins with."""
        return self.entries[0] if self.entries else None

    @property
    def description(self) -> str:
        """What it is about, in the words of its first slides."""
        titles = [f"“{title}”" for title in dict.fromkeys(entry.title for entry in self.entries)]
        if not titles:
            return "It has no slides now."
        more = len(titles) - TITLES_IN_DESCRIPTION
        return f"Starts with {words.listed(titles[:TITLES_IN_DESCRIPTION] + ([f'{more} more'] if more > 0 else []))}."

    @property
    def length(self) -> str:
        """How many slides, and how long once round takes."""
        seconds = sum(entry.dwell_seconds for entry in self.entries)
        return f"{words.counted(len(self.entries), 'slide')}. One round takes {words.span(seconds)}."

    @property
    def without(self) -> str:
        """How many slides are left out, or nothing."""
        count = len({one.slide for one in self.left_out})
        return f"{words.counted(count, 'slide is', 'slides are')} left out." if count else ""


def choice_of(shelf: Shelf, row: EditionRow, size: Size, built: str) -> Choice:
    """The edition of this row as a choice, at the size that fits `size` best."""
    best = nearest_size(row, size)
    manifest = find_manifest(shelf, row.playlist, row.number, best)
    entries = manifest.entries if manifest else ()
    return Choice(row.playlist, row.title, row.number, built, best, entries, _left_out(shelf, row))


def _left_out(shelf: Shelf, row: EditionRow) -> tuple[LeftOut, ...]:
    try:
        summary = shelf.summary(row.playlist, row.number)
    except ShelfError as error:
        _tell_once(str(error))
        return ()
    return (summary.left_out if summary else None) or ()


def without_title(entry: Entry) -> str:
    """What is on a slide, in words, for a place where its title stands already."""
    return entry.alt.removeprefix(f"{entry.title}\n")


def shown_until(entry: Entry) -> date | None:
    """The day after which a slide stays away for good, or None if there is no such day, or nobody here knows it.

    The last day of an event's frame is only that of its next date: the frame is drawn anew for the date
    after it. All its dates stand in the slide's own words.
    """
    return None if entry.needs_clock else entry.last_day


def placed(edition: Choice | Manifest) -> list[tuple[Entry, Size]]:
    """The entries of an edition, each with the size of its frame."""
    size = edition.size if isinstance(edition, Choice) else Size(edition.width, edition.height)
    return [(entry, size) for entry in edition.entries]


def nearest_size(row: EditionRow, size: Size) -> Size:
    """The screen's own size if the edition has it, else the first of the same shape, else any."""
    sizes = [parse_size(word) for word in row.sizes]
    if size in sizes or not sizes:
        return size
    upright = size.height > size.width
    return next((each for each in sizes if (each.height > each.width) == upright), sizes[0])


def find_manifest(shelf: Shelf, playlist: str, number: int, size: Size) -> Manifest | None:
    """A manifest of one edition, or None if the shelf has it not, or only a damaged one."""
    try:
        return _read(shelf, playlist, number, size)
    except LookupError:
        return None
    except ShelfError as error:
        _tell_once(str(error))
        return None


def kept_manifest(shelf: Shelf, playlist: str, number: int) -> Manifest | None:
    """Any manifest of one edition that the shelf has undamaged; its sizes differ in frames alone."""
    summary = shelf.summary(playlist, number)
    return find_manifest(shelf, playlist, number, summary.sizes[0]) if summary and summary.sizes else None


def find_entry(manifests: Iterable[Manifest | None], frame: str) -> tuple[Manifest, Entry] | None:
    """The entry that shows this frame, in the first manifest that has one."""
    for manifest in manifests:
        for entry in manifest.entries if manifest else ():
            if entry.frame == frame and manifest is not None:
                return manifest, entry
    return None


@lru_cache(maxsize=500)  # an edition never changes; one that is not there yet is not remembered
def _read(shelf: Shelf, playlist: str, number: int, size: Size) -> Manifest:
    data = shelf.manifest(playlist, number, size)
    if data is None:
        raise LookupError(playlist)
    return read_manifest(data)


@lru_cache(maxsize=500)  # pages ask every few seconds, and the log needs to say it once
def _tell_once(message: str) -> None:
    log.warning("%s", message)
