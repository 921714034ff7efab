"""The names of what was counted: playlists, slides and screens, also those that are gone."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from player.contract.records import Entry, Manifest
from publisher.evidence.gallery import kept_manifest
from publisher.shelf.shelf import Shelf
from publisher.store import editions, practices, proofs, screens
from publisher.store.database import Store
from publisher.store.rows import Count, Practice, Screen, Total
from publisher.store.views import NEVER_PUBLISHED

_Edition = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Known:
    """A slide as it stands in the newest edition that has it."""

    age: int
    place: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the things that counts know by their ids."""

    _screens: Mapping[str, Screen]
    _practices: Mapping[str, Practice]
    _manifests: Mapping[str, list[Manifest]]
    """By playlist, the editions that were counted, newest first."""
    _slides: Mapping[tuple[str, str], _Known]
    """By playlist and slide."""

    def screen(self, screen: str) -> str:
        """A screen's name, and its practice's if there are several."""
        known = self._screens[screen]
        return f"{known.name}, {self.practice(screen)}" if len(self._practices) > 1 else known.name

    def practice(self, screen: str) -> str:
        """The name of the practice in which a screen hangs."""
        return self._practices[self._screens[screen].practice].name

    def playlist(self, playlist: str) -> str:
        """A playlist's newest title."""
        if playlist == NEVER_PUBLISHED:
            return "Never published"
        return next((manifest.title for manifest in self._manifests[playlist]), playlist)

    def slide(self, playlist: str, slide: str) -> str:
        """A slide's newest title."""
        known = self._slides.get((playlist, slide))
        return known.entry.title if known else slide or "Slides that were never published here"

    def language(self, playlist: str, slide: str) -> str:
        """The language of a slide's newest title, if it is known."""
        known = self._slides.get((playlist, slide))
        return known.entry.language if known else ""

    def order(self, playlist: str, slide: str) -> tuple[int, int, str]:
        """Where a slide stands: in the newest edition that has it, then by its place."""
        known = self._slides.get((playlist, slide))
        return (known.age, known.place, slide) if known else (len(self._manifests[playlist]), 0, slide)


def read_names(store: Store, shelf: Shelf, counts: Iterable[Count | Total]) -> Names:
    """The names of everything in these counts."""
    counts = tuple(counts)
    with store.look() as db:
        known = screens.ever_known(db)
        everywhere = {practice.id: practice for practice in practices.everyone(db)}
        counted = {(count.playlist, count.edition) for count in counts}
        there = counted & editions.published(db, {playlist for playlist, _ in counted}).keys()
        proven = proofs.manifests(db, counted)
    manifests = {playlist: list[Manifest]() for playlist, _ in counted} | _manifests(shelf, there, proven)
    return Names(known, everywhere, manifests, _slides(manifests))


def _manifests(
    shelf: Shelf, counted: Set[_Edition], proven: Mapping[_Edition, tuple[Manifest, ...]]
) -> dict[str, list[Manifest]]:
    found: dict[str, list[Manifest]] = {}
    for playlist, number in sorted(counted | proven.keys(), reverse=True):
        kept = kept_manifest(shelf, playlist, number) if (playlist, number) in counted else None
        found.setdefault(playlist, []).extend((*((kept,) if kept else ()), *proven.get((playlist, number), ())))
    return found


def _slides(manifests: Mapping[str, list[Manifest]]) -> dict[tuple[str, str], _Known]:
    found: dict[tuple[str, str], _Known] = {}
    for playlist, counted in manifests.items():
        for age, manifest in enumerate(counted):
            for place, entry in enumerate(manifest.entries):
                found.setdefault((playlist, entry.slide), _Known(age, place, entry))
    return found
