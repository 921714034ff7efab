"""What drawing and signing need, opened once by the worker and handed on to each of its jobs."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from publisher.building.pools import DrawingPool
from publisher.content.source.sources import Source
from publisher.settings import Settings
from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, ProgrammeRepository
from publisher.store.database import Store
from publisher.worker.apart import SourceApart

Progress = Callable[[int, int], None]
"""Told how many frames are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that drawing and signing need, opened once by the worker."""

    settings: Settings
    store: Store
    shelf: Shelf
    content_repository: ContentRepository
    programme_repository: ProgrammeRepository
    executor: Executor
    reader: DrawingPool
    """The one process in which content is read."""

    def source(self) -> Source:
        """The content, read apart."""
        return SourceApart(self.settings.content, self.reader)
