"""The shelf: frames, editions and signed files in one folder, each under a name that never lies.

frames/<aa>/<sha256>                     a picture, named by its digest
drawn/<aa>/<frame key>                   which frame came of which inputs
editions/<playlist>/<n>/<w>x<h>.json     manifests, and edition.json once all are there
content/, screens/<id>/                  what players fetch: metadata/ and targets/
programmes/metadata/                     the root of trust that all screens share
drafts/                                  files that are still being written
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from player.contract.errors import ContractError
from player.contract.reading import read_manifest, write
from player.contract.records import Manifest
from player.contract.strict import decode, encode
from publisher.errors import ShelfError
from publisher.model.editions import Edition, Frame
from publisher.model.screens import Size
from publisher.shelf import names
from publisher.shelf.disk import explained
from publisher.shelf.files import Files
from publisher.shelf.summary import EditionSummary, summarise

SUMMARY = "edition.json"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The memory of one drawing: the frame that it gave."""

    frame: str
    bytes: int


class Shelf(Files):
    """Everything that was drawn and signed; ShelfError where it cannot be read or written."""

    def put_frame(self, frame: Frame) -> str:
        """Keep a frame under the digest of its bytes; one that is there undamaged is left alone."""
        if hashlib.sha256(frame.data).hexdigest() != frame.digest:
            raise ShelfError(f"A frame's bytes are not those of its digest {frame.digest!r:.80}. Draw it again.")
        if not self.has_frame(frame.digest):
            self.write(_frame_name(frame.digest), frame.data)
        return frame.digest

    def has_frame(self, digest: str) -> bool:
        """Whether the frame is here, undamaged."""
        data = self.read(_frame_name(digest))
        return data is not None and hashlib.sha256(data).hexdigest() == digest

    def read_frame(self, digest: str) -> bytes:
        """A frame's bytes, held against its digest; ShelfError if it is missing or damaged."""
        data = self.read(_frame_name(digest))
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            what = "is not there" if data is None else "is damaged"
            raise ShelfError(f"{self.root / _frame_name(digest)}: this frame {what}. Build its playlist again.")
        return data

    def frame_path(self, digest: str) -> Path:
        """Where a frame lies, or would lie. `digest` may come from anywhere: ShelfError if it is none."""
        return self.root / _frame_name(digest)

    def remember(self, key: str, digest: str, size_bytes: int) -> None:
        """Keep in mind which frame came of the inputs behind a frame key."""
        self.write(_drawn_name(key), encode(_Drawn(names.demand_digest(digest), size_bytes)))

    def recall(self, key: str) -> tuple[str, int] | None:
        """The digest and length of the frame that a key gave, if that frame is here undamaged."""
        data = self.read(_drawn_name(key))
        try:
            drawn = decode(_Drawn, data) if data is not None else None
        except ContractError:
            return None  # a damaged memory is none: the frame is drawn again
        if drawn is None or not names.is_digest(drawn.frame) or not self.has_frame(drawn.frame):
            return None
        return drawn.frame, drawn.bytes

    def put_edition(self, edition: Edition, renderer: str = "") -> None:
        """Keep an edition: first its manifests, and last the summary that makes it count.

        `renderer` is the version of the drawing that made its frames. An edition never changes:
        ShelfError if a different one has its number, if one of its frames is not here, or if a
        player could not read it.
        """
        folder = _edition_folder(edition.playlist, edition.number)
        if not edition.manifests:
            raise ShelfError(f"{edition.playlist}: an edition needs at least one size. Set PUBLISHER_SIZES.")
        for manifest in edition.manifests:
            _demand_readable(manifest)
        self.demand_frames(edition)
        summary = encode(summarise(edition, renderer))
        if self.read(f"{folder}/{SUMMARY}") not in (None, summary):
            raise ShelfError(
                f"{self.root / folder}: this edition is there and never changes. Give the new one a number."
            )
        for manifest in edition.manifests:
            self._put(f"{folder}/{manifest.width}x{manifest.height}.json", write(manifest))
        self._put(f"{folder}/{SUMMARY}", summary)

    def number_for(self, edition: Edition, renderer: str = "") -> int:
        """The edition's own number, or the next free one if a different edition took it.

        A worker that is stopped between building and entering an edition leaves its number taken.
        """
        there = self.read(f"{_edition_folder(edition.playlist, edition.number)}/{SUMMARY}")
        if there in (None, encode(summarise(edition, renderer))):
            return edition.number
        return max(self.numbers(edition.playlist)) + 1

    def manifest(self, playlist: str, number: int, size: Size) -> bytes | None:
        """One manifest of an edition as it was put there, held against its digest, or None."""
        folder = _edition_folder(playlist, number)
        data, summary = self.read(f"{folder}/{size}.json"), self.summary(playlist, number)
        if data is None or summary is None:
            return None
        if hashlib.sha256(data).hexdigest() not in {file.sha256 for file in summary.files}:
            raise ShelfError(
                f"{self.root / folder / str(size)}.json: this manifest is damaged. Publish {playlist} again."
            )
        return data

    def summary(self, playlist: str, number: int) -> EditionSummary | None:
        """What one edition is in short, or None if it is not here as a whole."""
        data = self.read(f"{_edition_folder(playlist, number)}/{SUMMARY}")
        try:
            return decode(EditionSummary, data) if data is not None else None
        except ContractError:
            return None  # damaged or of an older kind: built anew under the next number

    def made_at(self, playlist: str, number: int, now: datetime) -> datetime:
        """Since when an edition is here as a whole; now, if it is not, or if its file has a date to come."""
        path = self.root / _edition_folder(playlist, number) / SUMMARY
        with explained(path):
            try:
                return min(now, datetime.fromtimestamp(path.stat().st_mtime, UTC))
            except FileNotFoundError:
                return now

    def latest(self, playlist: str) -> EditionSummary | None:
        """The newest edition of a playlist that is here as a whole, or None."""
        found = (self.summary(playlist, number) for number in reversed(self.numbers(playlist)))
        return next((summary for summary in found if summary is not None), None)

    def numbers(self, playlist: str) -> list[int]:
        """The numbers that editions of a playlist have taken, also those cut short, in order."""
        folder = f"editions/{names.demand_plain(playlist, 'playlist')}"
        return sorted(int(name) for name in self.listing(folder) if name.isdecimal())

    def playlists(self) -> tuple[str, ...]:
        """The playlists that have an edition here, by name."""
        return tuple(name for name in self.listing("editions") if names.is_plain(name) and self.latest(name))

    def content_file(self, name: str) -> Path:
        """Where a file of the content repository lies, or would lie, such as `metadata/timestamp.json`.

        `name` may come from anywhere: ShelfError for one that could lead out of that repository.
        """
        return self.root / "content" / names.demand_signed_file(name)

    def screen_file(self, screen: str, name: str) -> Path:
        """Where a file of one screen's programme repository lies, or would lie; ShelfError as above."""
        return self.root / "screens" / names.demand_plain(screen, "screen") / names.demand_signed_file(name)

    def content_root(self) -> bytes:
        """The newest root of trust of the content, which a screen is given when it is paired."""
        return self._newest_root("content/metadata")

    def programme_root(self) -> bytes:
        """The newest root of trust of all screens' programmes."""
        return self._newest_root("programmes/metadata")

    def demand_frames(self, edition: Edition) -> None:
        """ShelfError unless every frame of the edition is here: no manifest may name one that is not."""
        for entry in (entry for manifest in edition.manifests for entry in manifest.entries):
            if not self.frame_path(entry.frame).is_file():
                raise ShelfError(f"{entry.slide}: its frame is not on the shelf {self.root}. Build the playlist again.")

    def _put(self, name: str, data: bytes) -> None:
        """Write a file that never changes; one that is there keeps its date."""
        if self.read(name) != data:
            self.write(name, data)

    def _newest_root(self, folder: str) -> bytes:
        numbers = [name.removesuffix(".root.json") for name in self.listing(folder)]
        newest = max((int(number) for number in numbers if number.isdecimal()), default=0)
        data = self.read(f"{folder}/{newest}.root.json")
        if data is None:
            raise ShelfError(f"{self.root / folder}: there is no root of trust yet. Run `publisher init`.")
        return data


def _demand_readable(manifest: Manifest) -> None:
    try:
        read_manifest(write(manifest))
    except ContractError as error:
        raise ShelfError(f"{manifest.playlist}: players could not read this edition. {error}") from error


def _frame_name(digest: str) -> str:
    return f"frames/{names.demand_digest(digest)[:2]}/{digest}"


def _drawn_name(key: str) -> str:
    return f"drawn/{names.demand_digest(key)[:2]}/{key}"


def _edition_folder(playlist: str, number: int) -> str:
    return f"editions/{names.demand_plain(playlist, 'playlist')}/{number}"
