"""The folder that a shelf stands in: files read, written whole and removed by their name below it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.shelf.disk import DRAFT, explained, make_folder, sweep_drafts, sync_folder, write_whole

_DRAFTS = "drafts"
_LOCK = "signing.lock"


class Files:
    """Files below one folder; names are paths relative to it, made by this program alone.

    Opening it writes nothing but sweeps away what a crash left half-written, so a process that
    may only read can open one too. Whatever the disk refuses raises ShelfError.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        sweep_drafts(root / _DRAFTS)

    def write(self, name: str, data: bytes) -> None:
        """Put one file there whole, or leave what was there."""
        write_whole(self.root / name, data, self.root / _DRAFTS)

    def read(self, name: str) -> bytes | None:
        """One file's bytes, or None if it is not there."""
        path = self.root / name
        with explained(path):
            try:
                return path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def remove(self, name: str) -> None:
        """Take one file away; nothing happens if it is gone already."""
        path = self.root / name
        with explained(path):
            path.unlink(missing_ok=True)

    def listing(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none if there is no such folder."""
        path = self.root / folder
        with explained(path):
            return sorted(entry.name for entry in path.iterdir()) if path.is_dir() else []

    def tree(self, folder: str) -> list[str]:
        """The names of all files in a folder and those below it, relative to that folder."""
        top = self.root / folder
        with explained(top):
            return sorted(str(path.relative_to(top)) for path in top.rglob("*") if path.is_file())

    def remove_folder(self, name: str) -> None:
        """Take a folder away with all that is in it: from one moment to the next nobody sees it."""
        path = self.root / name
        with explained(path):
            if path.is_dir():
                import tempfile  # noqa: PLC0415 - takes time to load, and is rarely needed

                make_folder(self.root / _DRAFTS)
                path.replace(Path(tempfile.mkdtemp(prefix=DRAFT, dir=self.root / _DRAFTS)))
                sync_folder(path.parent)
                sweep_drafts(self.root / _DRAFTS)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody else changes what is signed here, and keep others waiting meanwhile."""
        with explained(self.root):
            make_folder(self.root)
            lock = (self.root / _LOCK).open("ab")
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
