"""A playlist bound for exporting: its slides in order, each as a picture and in words."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date

from player.contract.reading import read_manifest
from player.contract.records import Entry, Manifest
from publisher.building.drawings import Outcome, Wanted, do_all, draw_one
from publisher.building.entries import entry_of
from publisher.building.selection import Selection, Turn, refuse_errors, select
from publisher.drawing.keys import frame_key
from publisher.errors import ShelfError
from publisher.model.content import Content, LeftOut
from publisher.model.editions import Frame
from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.model.screens import Size
from publisher.model.slides import Slide
from publisher.shelf.shelf import Shelf

SHORT_COMMIT = 12
"""Letters of a commit that are enough to find it again."""
_FOLDER = "folder-"
"""How the name of a plain folder's state begins, where there is no git."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One slide of a book; `number` counts from 1, and `words` is all that it says as plain text.

    `slide` is None in a book of an earlier edition, of which the shelf keeps pictures and words.
    """

    number: int
    entry: Entry
    picture: bytes = field(repr=False)
    slide: Slide | None = None
    group: Group | None = None

    @property
    def words(self) -> str:
        """What the slide says, for somebody who cannot see it; the first line is its title."""
        return self.entry.alt

    def file_name(self, ending: str, numerals: int = 2) -> str:
        """A name that sorts in the order of the playlist, such as 03-heart-failure-early-signs.jpg."""
        return f"{self.number:0{numerals}}-{self.entry.slide.replace('/', '-')}.{ending}"


@dataclass(frozen=True, slots=True)
class Book:
    """The slides of one playlist at one size, ready to be put into any form."""

    playlist: str
    title: str
    language: str
    origin: str
    """Which state of the slides this is, for the foot of a page: an edition or a commit."""
    size: Size
    day: date
    leaves: tuple[Leaf, ...]
    findings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """The slides of the playlist that it goes without, and why."""

    @property
    def name(self) -> str:
        """The playlist's id as one file's name."""
        return self.playlist.replace("/", "-")


def bind_playlist(
    content: Content, playlist_id: str, size: Size, today: date, executor: Executor | None = None
) -> Book:
    """The book of a playlist as it is written now.

    The checks are those of publishing: SlidesRefusedError has every finding if one is an error.
    """
    selection = select(content, playlist_id, today)
    wanted = {_key(turn, selection, size): _wanted(turn, selection, size) for turn in selection.turns}
    outcomes = do_all(draw_one, wanted, executor, lambda: None)
    noticed = (finding for outcome in outcomes.values() for finding in outcome.findings)
    findings = refuse_errors(playlist_id, (*selection.findings, *noticed))
    frames = _frames(outcomes)
    leaves = tuple(
        _leaf(number, turn, frames[_key(turn, selection, size)]) for number, turn in enumerate(selection.turns, 1)
    )
    playlist = selection.playlist
    origin = _named(content.commit)
    return Book(
        playlist.id, playlist.title, playlist.language, origin, size, today, leaves, findings, selection.left_out
    )


def bind_edition(shelf: Shelf, playlist_id: str, number: int, size: Size, today: date) -> Book:
    """The book of an edition as it was published, from the frames on the shelf; raises ShelfError."""
    data = shelf.manifest(playlist_id, number, size)
    if data is None:
        raise ShelfError(
            f"{playlist_id} has no edition {number} at {size} on this shelf. "
            "Leave --edition out to export the slides as they are now."
        )
    manifest = read_manifest(data)
    leaves = tuple(
        Leaf(number, entry, shelf.read_frame(entry.frame)) for number, entry in enumerate(manifest.entries, 1)
    )
    summary = shelf.summary(playlist_id, number)
    without = (summary.left_out if summary else None) or ()
    language, origin = _language(leaves), _origin(manifest)
    return Book(playlist_id, manifest.title, language, origin, size, today, leaves, left_out=without)


def _key(turn: Turn, selection: Selection, size: Size) -> str:
    return frame_key(turn.slide, selection.theme, size, turn.group)


def _wanted(turn: Turn, selection: Selection, size: Size) -> Wanted:
    return Wanted(turn.slide, selection.theme, size, turn.group)


def _frames(outcomes: Mapping[str, Outcome]) -> dict[str, Frame]:
    return {key: outcome.frame for key, outcome in outcomes.items() if outcome.frame is not None}


def _leaf(number: int, turn: Turn, frame: Frame) -> Leaf:
    entry = entry_of(turn.entry, turn.slide, turn.group, frame.digest, len(frame.data))
    return Leaf(number, entry, frame.data, turn.slide, turn.group)


def _origin(manifest: Manifest) -> str:
    return f"edition {manifest.edition}, {_named(manifest.commit)}"


def _named(commit: str) -> str:
    """A commit in short; a plain folder has no commits, but its files have a digest."""
    digest = commit.removeprefix(_FOLDER)
    return f"{'commit' if digest == commit else 'files'} {digest[:SHORT_COMMIT]}"


def _language(leaves: tuple[Leaf, ...]) -> str:
    """The language that most of the slides are in, as an edition has none of its own."""
    languages = [leaf.entry.language for leaf in leaves]
    return max(languages, key=languages.count, default="en")
