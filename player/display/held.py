"""What a process leaves to its successor: the card's descriptor with systemd, its buffers in a file.

So the last picture stays up while nobody is there, and the next process goes on without a blink.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from player.contract.errors import StorageError
from player.contract.strict import encode
from player.display.drm import Card
from player.display.scanout import Buffer
from player.keeping.files import read_hint, remove, write_lightly
from player.running.notify import Supervisor, stored

NAME = "drm"


@dataclass(frozen=True, slots=True)
class Left:
    """The buffers that were in use on the card whose descriptor is stored."""

    buffers: tuple[Buffer, ...]


class Heritage:
    """The way from one process to the next."""

    def __init__(self, supervisor: Supervisor, environment: Mapping[str, str] = os.environ) -> None:
        self._supervisor = supervisor
        self._environment = environment
        folder = environment.get("RUNTIME_DIRECTORY", "").partition(":")[0]
        self._path = Path(folder) / "buffers.json" if folder else None

    def take(self) -> tuple[Card, tuple[Buffer, ...]] | None:
        """The card and the buffers of the process before, or None: then everything is opened afresh.

        A card whose buffers nobody knows could never give them back, so it is let go.
        """
        descriptor = stored(NAME, self._environment)
        if descriptor is None:
            return None
        left = read_hint(Left, self._path) if self._path is not None else None
        if left is None:
            self._supervisor.forget(NAME)
            os.close(descriptor)
            return None
        return Card(descriptor), left.buffers

    def leave(self, card: Card) -> None:
        """Have a card that was just opened kept for the next process."""
        self.forget()
        if self._path is not None:
            self._supervisor.keep(NAME, card.descriptor)

    def forget(self) -> None:
        """Have nothing kept of a card that is let go of."""
        if self._path is not None:
            remove(self._path)
            self._supervisor.forget(NAME)

    def note(self, buffers: tuple[Buffer, ...]) -> None:
        """Write down which buffers are in use now."""
        if self._path is None:
            return
        try:
            write_lightly(self._path, encode(Left(buffers)))
        except StorageError:
            remove(self._path)  # better none than a wrong one
