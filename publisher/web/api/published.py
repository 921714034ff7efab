"""Whether a view is of something that was published; players show nothing else."""

from collections.abc import Callable

from player.contract import Report, View
from publisher.store import editions
from publisher.web.gallery import find_manifest
from publisher.web.surroundings import Surroundings


def published_in(report: Report, parts: Surroundings) -> Callable[[View], bool]:
    """Tells of each view in a report whether its slide was in that edition; asks the database once for all of them."""
    named = {(view.playlist, view.edition) for view in report.views}
    with parts.store.begin() as db:
        there = named & editions.published(db, {playlist for playlist, _ in named})
    # An old copy of the database that was put back has forgotten editions that the shelf still holds.
    there |= {edition for edition in named - there if parts.shelf.summary(*edition) is not None}
    slides = {edition: _slides(parts, *edition) for edition in there}

    def was_published(view: View) -> bool:
        edition = (view.playlist, view.edition)
        if edition not in slides:
            return False
        known = slides[edition]
        return known is None or (view.slide, view.revision) in known

    return was_published


def _slides(parts: Surroundings, playlist: str, number: int) -> frozenset[tuple[str, str]] | None:
    """Each slide of an edition with its revision, or None if the shelf has lost the edition."""
    summary = parts.shelf.summary(playlist, number)
    manifest = find_manifest(parts.shelf, playlist, number, summary.sizes[0]) if summary and summary.sizes else None
    return None if manifest is None else frozenset((entry.slide, entry.revision) for entry in manifest.entries)
