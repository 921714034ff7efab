"""Every playlist of the content onto a shelf; of what did not change since the last time, nothing is read."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date

from player.contract.plain import plain
from publisher.building.build import BuildResult, build_edition
from publisher.building.ledger import (
    NAME,
    Ledger,
    Standing,
    mark_of_summary,
    name_of_program,
    read_ledger,
    still_stands,
    written,
)
from publisher.checks.checking import files_of, originals_of
from publisher.content.names import id_of
from publisher.content.source.sources import Source
from publisher.errors import ContentError, SlidesRefusedError
from publisher.limits import MAX_FILES
from publisher.model.content import Content, LeftOut
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf

MOST_CHANGES = 500
"""When more files than this changed, reading everything is no slower."""

Progress = Callable[[str, int, int], None]
"""Told which playlist is at hand, how many of its frames are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one playlist: its edition's number, what it was made without, and how many frames were drawn."""

    playlist: str
    number: int
    drawn: int = 0
    reused: int = 0
    changed: bool = False
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelving:
    """What to build from, onto which shelf, at which sizes, for which day, and who draws."""

    source: Source
    shelf: Shelf
    sizes: tuple[Size, ...]
    today: date
    executor: Executor | None
    progress: Progress = lambda playlist, done, total: None
    desk: str = ""
    """The mark of the files beside a git repo if all of them are committed, for the next build to know."""

    def build_some(self, playlists: Sequence[str]) -> list[Built]:
        """Build these playlists and no others; raises ContentError for one that is not there."""
        content = self.source.read(self.source.commit())
        for name in playlists:
            if name not in content.playlists:
                known = ", ".join(sorted(content.playlists)) or "none"
                raise ContentError(f"There is no playlist '{name}'. The content has: {known}.")
        return [self._build(content, name) for name in playlists]

    def build_all(self) -> list[Built]:
        """Build every playlist whose edition would come out differently, and note what was seen.

        The editions are those that come of reading everything anew. If a slide has an error,
        SlidesRefusedError says so, and the next build looks again.
        """
        commit = self.source.commit()
        program = name_of_program()
        ledger = read_ledger(self.shelf.root)
        if ledger is not None and (ledger.program, ledger.sizes) == (program, self._sizes()):
            try:
                done = self._build_changed(ledger, commit)
            except (SlidesRefusedError, ContentError):
                done = None  # something is wrong: whoever reads everything can say it best
            if done is not None:
                return done
        content = self.source.read(commit)
        built = [self._build(content, name) for name in sorted(content.playlists)]
        standings = tuple(self._standing(content, one) for one in built)
        self._note(Ledger(program, commit, self._sizes(), content.files, self.desk, standings))
        return built

    def _build_changed(self, ledger: Ledger, commit: str) -> list[Built] | None:
        """Build only what the changed files can have changed; None if that cannot be told."""
        changed = self.source.changes(ledger.commit, commit)
        if changed is None or len(changed) > MOST_CHANGES or 2 * ledger.files > MAX_FILES:
            return None
        standing = {one.playlist: one for one in ledger.standings}
        touched = {name for name, one in standing.items() if not changed.isdisjoint(one.needs)}
        touched |= {name for name, one in standing.items() if not still_stands(self.shelf.root, one, self.today)}
        touched |= {id_of(path) for path in changed if path.startswith("playlists/")}
        content = self._read_for(touched, standing, changed, commit)
        built = {name: self._build(content, name) for name in sorted(touched & content.playlists.keys())}
        kept = {name: one for name, one in standing.items() if name not in touched}
        standings = {**kept, **{name: self._standing(content, one) for name, one in built.items()}}
        if not standings:
            return None
        rows = tuple(standings[name] for name in sorted(standings))
        self._note(Ledger(ledger.program, commit, ledger.sizes, ledger.files + len(changed), self.desk, rows))
        return [built.get(row.playlist) or self._kept(row) for row in rows]

    def _read_for(
        self, playlists: Collection[str], standing: dict[str, Standing], changed: frozenset[str], commit: str
    ) -> Content:
        """Read what these playlists need, as far as that is known, and what was changed."""
        own = {f"playlists/{name}.yaml" for name in playlists}
        first = self.source.read(commit, own)
        needs = {path for name in playlists if name in standing for path in standing[name].needs}
        needs |= {path for name in first.playlists for path in files_of(first, name)}
        wanted = needs | own | {path for path in changed if path.startswith("images/")}
        return self.source.read(commit, wanted)

    def _build(self, content: Content, playlist: str) -> Built:
        latest = self.shelf.latest(playlist)

        def progress(done: int, total: int) -> None:
            self.progress(playlist, done, total)

        number = latest.number + 1 if latest else 1
        result: BuildResult = build_edition(
            content, playlist, self.sizes, number, self.today, self.shelf, self.executor, progress, latest
        )
        made = result.edition.number
        changed = latest is None or made != latest.number
        return Built(playlist, made, result.drawn, result.reused, changed, result.edition.left_out)

    def _kept(self, row: Standing) -> Built:
        """What stands from an earlier build."""
        summary = self.shelf.summary(row.playlist, row.number)
        return Built(row.playlist, row.number, left_out=(summary.left_out if summary else None) or ())

    def _standing(self, content: Content, built: Built) -> Standing:
        summary = self.shelf.summary(built.playlist, built.number)
        day = summary.next_change_day if summary else None
        mark = mark_of_summary(self.shelf.root, built.playlist, built.number)
        needs = {*files_of(content, built.playlist), *_pictures_of(content, built.playlist)}
        without = tuple(plain(str(one)) for one in built.left_out)
        change_day = day.isoformat() if day else ""
        return Standing(built.playlist, built.number, mark, change_day, without, tuple(sorted(needs)))

    def _note(self, ledger: Ledger) -> None:
        data = written(ledger)
        if self.shelf.read(NAME) != data:
            self.shelf.write(NAME, data)

    def _sizes(self) -> tuple[str, ...]:
        return tuple(str(size) for size in self.sizes)


def _pictures_of(content: Content, playlist: str) -> Iterator[str]:
    shown = {entry.slide for entry in content.playlists[playlist].entries}
    for name in shown | originals_of(content, playlist):
        slide = content.slides.get(name)
        if slide is not None:
            yield from (picture.path for picture in (slide.picture, *slide.icons) if picture is not None)
