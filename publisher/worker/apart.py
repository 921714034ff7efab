"""Content read in a process of its own, which is ended if it takes too long or asks for too much memory.

Whatever a repo holds, made with care or with malice, the worker that signs and counts goes on.
"""

from collections.abc import Collection
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path
from typing import Any

from publisher.building.pools import DrawingPool
from publisher.content.source.sources import Source, open_source
from publisher.errors import TooMuchError
from publisher.limits import MAX_READING_SECONDS
from publisher.model.content import Content
from publisher.rules import rules


class SourceApart:
    """The source at a path, asked through a pool of one process."""

    def __init__(self, path: Path, pool: DrawingPool) -> None:
        self._path = path
        self._pool = pool

    def commit(self) -> str:
        """A name for the content's state at this moment."""
        return str(self._ask("commit"))

    def read(self, commit: str | None = None, only: Collection[str] | None = None) -> Content:
        """Everything in one pass; raises TooMuchError, too."""
        found: Content = self._ask("read", commit, only)
        return found

    def read_for(self, commit: str, playlist: str) -> Content:
        """What one playlist needs, and nothing else."""
        found: Content = self._ask("read_for", commit, playlist)
        return found

    def changes(self, before: str, now: str) -> frozenset[str] | None:
        """The paths of all files that differ between two states, or None if that cannot be told."""
        found: frozenset[str] | None = self._ask("changes", before, now)
        return found

    def demand_agreed(self, commit: str, since: str | None = None) -> None:
        """Refuse a state that its group has not put into the content."""
        self._ask("demand_agreed", commit, since)

    def _ask(self, what: str, *words: object) -> Any:
        try:
            return self._pool.submit(_answer, self._path, what, words).result(MAX_READING_SECONDS)
        except (TooLate, BrokenExecutor, MemoryError) as error:
            self._pool.kill()
            raise TooMuchError(
                f"{self._path}: reading this took longer than {MAX_READING_SECONDS} seconds, or more memory than "
                "there is for it, so it was ended. Look for huge or very many files among what was added last."
            ) from error


def read_as_needed(source: Source, commit: str, playlist: str) -> Content:
    """Everything at a commit; where that is more than is read, what this one playlist needs.

    So what one group has put into the content keeps no other from being published.
    """
    try:
        content = source.read(commit)
    except TooMuchError:
        return source.read_for(commit, playlist)
    is_cut = any(finding.code == rules.TOO_MANY.code for finding in content.findings)
    return source.read_for(commit, playlist) if is_cut else content


def _answer(path: Path, what: str, words: tuple[object, ...]) -> object:
    """In the process of its own."""
    return getattr(open_source(path), what)(*words)
