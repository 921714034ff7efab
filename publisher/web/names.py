"""The names of what was counted: playlists, slides and screens, also those that are gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from player.contract import Manifest
from publisher.store import Count, Practice, Screen, practices, screens
from publisher.web.gallery import find_manifest
from publisher.web.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the things that counts know by their ids."""

    _screens: Mapping[str, Screen]
    _practices: Mapping[str, Practice]
    _manifests: Mapping[str, list[Manifest]]
    """By playlist, the editions that were counted, newest first."""

    def screen(self, screen: str) -> str:
        """A screen's name, and its practice's if there are several."""
        known = self._screens[screen]
        return f"{known.name}, {self.practice(screen)}" if len(self._practices) > 1 else known.name

    def practice(self, screen: str) -> str:
        """The name of the practice in which a screen hangs."""
        return self._practices[self._screens[screen].practice].name

    def playlist(self, playlist: str) -> str:
        """A playlist's newest title."""
        return next((manifest.title for manifest in self._manifests[playlist]), playlist)

    def slide(self, playlist: str, slide: str) -> str:
        """A slide's newest title."""
        titles = (e.title for manifest in self._manifests[playlist] for e in manifest.entries if e.slide == slide)
        return next(titles, slide)

    def order(self, playlist: str, slide: str) -> tuple[int, int, str]:
        """Where a slide stands: in the newest edition that has it, then by its place."""
        for age, manifest in enumerate(self._manifests[playlist]):
            for place, entry in enumerate(manifest.entries):
                if entry.slide == slide:
                    return age, place, slide
        return len(self._manifests[playlist]), 0, slide


def read_names(parts: Surroundings, counts: Iterable[Count]) -> Names:
    """The names of everything in these counts."""
    counts = tuple(counts)
    with parts.store.begin() as db:
        known = {each: screens.ever(db, each) for each in {count.screen for count in counts}}
        everywhere = {practice.id: practice for practice in practices.everyone(db)}
    return Names(known, everywhere, _manifests(parts, {(count.playlist, count.edition) for count in counts}))


def _manifests(parts: Surroundings, counted: set[tuple[str, int]]) -> dict[str, list[Manifest]]:
    found: dict[str, list[Manifest]] = {playlist: [] for playlist, _ in counted}
    for playlist, number in sorted(counted, reverse=True):
        summary = parts.shelf.summary(playlist, number)
        manifest = find_manifest(parts.shelf, playlist, number, summary.sizes[0]) if summary else None
        if manifest is not None:
            found[playlist].append(manifest)
    return found
