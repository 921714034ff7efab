"""What the shelf knows of an edition without reading its manifests."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from player.contract.reading import write
from player.contract.records import Manifest
from publisher.model.content import LeftOut
from publisher.model.editions import Edition
from publisher.model.screens import Size


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One manifest of an edition: its size on screen, and the SHA-256 and length of its bytes."""

    width: int
    height: int
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """An edition in short; enough to say whether it would come out the same today."""

    playlist: str
    title: str
    number: int
    commit: str
    renderer: str
    """Which version of the drawing made its frames."""
    next_change_day: date | None
    """The first day on which one of its slides may not show any more."""
    files: tuple[ManifestFile, ...]
    left_out: tuple[LeftOut, ...] | None = None
    """The slides that it was made without, and why; None in one of a version that did not write it down."""

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The screen sizes that it was drawn at."""
        return tuple(Size(file.width, file.height) for file in self.files)


def summarise(edition: Edition, renderer: str) -> EditionSummary:
    """The summary that is kept beside an edition's manifests."""
    return EditionSummary(
        edition.playlist,
        edition.title,
        edition.number,
        edition.commit,
        renderer,
        next_change_day(edition.manifests),
        tuple(_file(manifest) for manifest in edition.manifests),
        edition.left_out,
    )


def next_change_day(manifests: Iterable[Manifest]) -> date | None:
    """The day after the earliest last day of any entry, or None if no entry ends."""
    last_days = [entry.last_day for manifest in manifests for entry in manifest.entries if entry.last_day]
    return min(last_days) + timedelta(days=1) if last_days else None


def still_holds(latest: EditionSummary | None, commit: str, sizes: Iterable[Size], today: date, renderer: str) -> bool:
    """Whether building again from this commit, at these sizes, today, would give the same edition.

    One that does not say what was left out of it is made anew, once.
    """
    return (
        latest is not None
        and latest.left_out is not None
        and (latest.commit, latest.renderer) == (commit, renderer)
        and set(latest.sizes) == set(sizes)
        and (latest.next_change_day is None or today < latest.next_change_day)
    )


def _file(manifest: Manifest) -> ManifestFile:
    data = write(manifest)
    return ManifestFile(manifest.width, manifest.height, hashlib.sha256(data).hexdigest(), len(data))
