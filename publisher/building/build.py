"""From a playlist at one commit to an edition on the shelf."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from player.contract.limits import FORMAT
from player.contract.records import Manifest
from publisher.building.drawings import Outcome, Progress, Wanted, do_all, draw_one, look_over
from publisher.building.entries import entry_of
from publisher.building.pools import drawing_pool
from publisher.building.selection import Selection, Turn, refuse_errors, select
from publisher.drawing.keys import RENDERER, frame_key
from publisher.model.content import Content
from publisher.model.editions import Edition
from publisher.model.findings import Finding, has_errors
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf
from publisher.shelf.summary import EditionSummary, still_holds, summarise

__all__ = ["BuildResult", "build_edition", "drawing_pool", "unchanged"]

MEDIA_TYPE = "image/jpeg"

WRITERS = 8
"""Files that are waited for side by side until they are safely on the disk, which syncs several in the time of one."""
FEW = 5
"""Fewer frames than this are written one by one."""

_Drawn = tuple[str, int]
"""Digest and length of a frame that is on the shelf."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """An edition that is on the shelf now, and what it took to make it."""

    edition: Edition
    drawn: int
    reused: int
    findings: tuple[Finding, ...]
    """Warnings. What the layout warns of is told when a slide is drawn, not when its frame is used again."""


def build_edition(  # noqa: PLR0913, PLR0917 - each is one thing that an edition depends on
    content: Content,
    playlist_id: str,
    sizes: Iterable[Size],
    number: int,
    today: date,
    shelf: Shelf,
    executor: Executor | None = None,
    progress: Progress = lambda done, total: None,
    latest: EditionSummary | None = None,
) -> BuildResult:
    """Turn one playlist into frames and their manifests, and keep them on the shelf.

    Only what was not drawn before is drawn. If any slide has an error, or a drawing fails,
    nothing is kept: SlidesRefusedError has every finding at once. If a different edition has
    this number already, the edition gets the next free one. If `latest` is given and would come
    out the same but for its commit, it stays, and is the result.
    """
    selection, sizes = select(content, playlist_id, today), tuple(dict.fromkeys(sizes))
    wanted = {(turn.slide.id, size): _wanted(selection, turn, size) for turn in selection.turns for size in sizes}
    keys = {place: frame_key(one.slide, one.theme, one.size, one.group) for place, one in wanted.items()}
    remembered = {key: frame for key in dict.fromkeys(keys.values()) if (frame := shelf.recall(key))}
    missing = {keys[place]: one for place, one in wanted.items() if keys[place] not in remembered}
    task = look_over if has_errors(selection.findings) else draw_one  # a build that is refused draws nothing
    outcomes = do_all(task, missing, executor, _Count(progress, len(remembered), len(remembered) + len(missing)))
    findings = refuse_errors(playlist_id, (*selection.findings, *_findings(outcomes)))
    drawn = {**remembered, **_keep(outcomes, shelf)}
    frames = {place: drawn[key] for place, key in keys.items()}
    manifests = tuple(_manifest(content.commit, selection, size, number, frames) for size in sizes)
    playlist = selection.playlist
    edition = Edition(playlist_id, playlist.title, number, content.commit, manifests, selection.left_out)
    edition = _standing(edition, latest, shelf) or _put(edition, shelf)
    return BuildResult(edition, len(missing), len(remembered), findings)


def unchanged(latest: EditionSummary | None, commit: str, sizes: Iterable[Size], today: date) -> bool:
    """Whether building would give the newest edition again, so that nothing needs to be read.

    No, if the commit, the sizes or the drawing changed, or one of its slides has passed its last day.
    """
    return still_holds(latest, commit, sizes, today, RENDERER)


class _Count:
    """Counts frames and tells how far the work is."""

    def __init__(self, progress: Progress, done: int, total: int) -> None:
        self._progress, self._done, self._total = progress, done, total
        progress(done, total)

    def __call__(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def _wanted(selection: Selection, turn: Turn, size: Size) -> Wanted:
    return Wanted(turn.slide, selection.theme, size, turn.group)


def _findings(outcomes: Mapping[str, Outcome]) -> Iterable[Finding]:
    return (finding for outcome in outcomes.values() for finding in outcome.findings)


def _keep(outcomes: Mapping[str, Outcome], shelf: Shelf) -> dict[str, _Drawn]:
    """Put the frames on the shelf, and remember each once it is there; many at a time, as a disk likes it best."""
    frames = {key: outcome.frame for key, outcome in outcomes.items() if outcome.frame is not None}

    def keep(key: str) -> _Drawn:
        kept = (shelf.put_frame(frames[key]), len(frames[key].data))
        shelf.remember(key, *kept)
        return kept

    if len(frames) < FEW:
        return {key: keep(key) for key in frames}
    with ThreadPoolExecutor(WRITERS) as writers:
        return dict(zip(frames, writers.map(keep, frames), strict=True))


def _manifest(
    commit: str, selection: Selection, size: Size, number: int, frames: Mapping[tuple[str, Size], _Drawn]
) -> Manifest:
    entries = tuple(
        entry_of(turn.entry, turn.slide, turn.group, *frames[turn.slide.id, size]) for turn in selection.turns
    )
    playlist = selection.playlist
    return Manifest(FORMAT, playlist.id, playlist.title, number, commit, size.width, size.height, MEDIA_TYPE, entries)


def _standing(edition: Edition, latest: EditionSummary | None, shelf: Shelf) -> Edition | None:
    """The newest edition, if only the commit tells it from one that would be made now."""
    if latest is None or latest.renderer != RENDERER:
        return None
    as_it_was = replace(
        edition,
        number=latest.number,
        commit=latest.commit,
        manifests=tuple(replace(one, edition=latest.number, commit=latest.commit) for one in edition.manifests),
    )
    if summarise(as_it_was, RENDERER) != latest:
        return None
    shelf.demand_frames(as_it_was)
    return as_it_was


def _put(edition: Edition, shelf: Shelf) -> Edition:
    number = shelf.number_for(edition, RENDERER)
    if number != edition.number:
        manifests = tuple(replace(manifest, edition=number) for manifest in edition.manifests)
        edition = replace(edition, number=number, manifests=manifests)
    shelf.put_edition(edition, RENDERER)
    return edition
