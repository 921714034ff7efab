"""What was published of what a report names; players show nothing else."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from player.contract.records import Manifest, Report, UnknownEdition, View
from publisher.evidence.gallery import kept_manifest
from publisher.evidence.plausibility import Shown
from publisher.store import editions, proofs
from publisher.web.surroundings import Surroundings

Named = tuple[str, str]
"""A slide and its revision."""
Edition = tuple[str, int]
"""A playlist and the number of its edition."""


def is_known(manifest: Manifest, parts: Surroundings) -> bool:
    """Whether everything in this manifest is known of its edition: from the shelf, or proven before."""
    edition = (manifest.playlist, manifest.edition)
    with parts.store.look() as db:
        proven = proofs.manifests(db, {edition})
    known = _slides(parts, edition, None, proven.get(edition, ()))
    return known is not None and _shown(manifest, None, {}).keys() <= known.keys()


def unknown_in(report: Report, shown_in: Callable[[View], Shown | None]) -> tuple[UnknownEdition, ...]:
    """The editions of which a report names a slide that is not known to have been in them."""
    unknown = {(view.playlist, view.edition) for view in report.views if shown_in(view) is None}
    return tuple(UnknownEdition(playlist, number) for playlist, number in sorted(unknown))


def published_in(report: Report, parts: Surroundings) -> Callable[[View], Shown | None]:
    """Tells of each view in a report what is known of its slide in that edition, or None if it was not in it.

    The database is asked once for all of them.
    """
    named = {(view.playlist, view.edition) for view in report.views}
    with parts.store.look() as db:
        published = editions.published(db, {playlist for playlist, _ in named})
        proven = proofs.manifests(db, named)
    # An old copy of the database that was put back has forgotten editions that the shelf still holds.
    there = {one for one in named if one in published or parts.shelf.summary(*one) is not None}
    slides = {one: _slides(parts, one, published.get(one), proven.get(one, ())) for one in there | proven.keys()}

    def shown_in(view: View) -> Shown | None:
        edition = (view.playlist, view.edition)
        if edition not in slides:
            return None
        known = slides[edition]
        return Shown(published.get(edition)) if known is None else known.get((view.slide, view.revision))

    return shown_in


def _slides(
    parts: Surroundings, edition: Edition, drawn_at: datetime | None, proven: Iterable[Manifest]
) -> Mapping[Named, Shown] | None:
    """Each slide of an edition with its revision and how long it stays, or None if nobody knows them any more.

    Nobody knows when an edition that was proven was drawn, and its number may have been given twice.
    """
    kept = kept_manifest(parts.shelf, *edition)
    slides = {} if kept is None else _shown(kept, drawn_at, {})
    for manifest in proven:
        slides = _shown(manifest, None, slides)
    return slides or (None if kept is None else slides)


def _shown(manifest: Manifest, drawn_at: datetime | None, slides: Mapping[Named, Shown]) -> dict[Named, Shown]:
    """These slides and those of the manifest."""
    found = dict(slides)
    for entry in manifest.entries:
        name = (entry.slide, entry.revision)
        before = found.get(name, Shown())
        found[name] = Shown(drawn_at, before.dwell_seconds | {entry.dwell_seconds})
    return found
