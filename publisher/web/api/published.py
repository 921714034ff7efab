"""What was published of what a report names; players show nothing else."""

from collections.abc import Callable, Mapping
from datetime import datetime

from player.contract import Report, View
from publisher.evidence.plausibility import Shown
from publisher.store import editions
from publisher.web.gallery import find_manifest
from publisher.web.surroundings import Surroundings

Named = tuple[str, str]
"""A slide and its revision."""


def published_in(report: Report, parts: Surroundings) -> Callable[[View], Shown | None]:
    """Tells of each view in a report what is known of its slide in that edition, or None if it was not in it.

    The database is asked once for all of them.
    """
    named = {(view.playlist, view.edition) for view in report.views}
    with parts.store.begin() as db:
        published = editions.published(db, {playlist for playlist, _ in named})
    there: dict[tuple[str, int], datetime | None] = {one: published[one] for one in named & published.keys()}
    # An old copy of the database that was put back has forgotten editions that the shelf still holds.
    there |= {one: None for one in named - there.keys() if parts.shelf.summary(*one) is not None}
    slides = {edition: _slides(parts, *edition) for edition in there}

    def shown_in(view: View) -> Shown | None:
        edition = (view.playlist, view.edition)
        if edition not in there:
            return None
        known = slides[edition]
        if known is None:
            return Shown(there[edition])
        dwell_seconds = known.get((view.slide, view.revision))
        return None if dwell_seconds is None else Shown(there[edition], dwell_seconds)

    return shown_in


def _slides(parts: Surroundings, playlist: str, number: int) -> Mapping[Named, frozenset[int]] | None:
    """Each slide of an edition with its revision and how long it stays, or None if the shelf has lost the edition."""
    summary = parts.shelf.summary(playlist, number)
    manifest = find_manifest(parts.shelf, playlist, number, summary.sizes[0]) if summary and summary.sizes else None
    if manifest is None:
        return None
    slides: dict[Named, frozenset[int]] = {}
    for entry in manifest.entries:
        name = (entry.slide, entry.revision)
        slides[name] = slides.get(name, frozenset()) | {entry.dwell_seconds}
    return slides
