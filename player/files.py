"""Files that appear whole or not at all, and small ones read again only when they were replaced."""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from player.errors import PlayerError, StorageError
from player.strict import Record, decode

Value = TypeVar("Value")


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace `path`; a power cut leaves the old file or the new one. Raises StorageError."""
    with _storage(path):
        make_folder(path.parent)
        _replace(path, data, mode, synced=True)
        sync_folder(path.parent)


def write_lightly(path: Path, data: bytes) -> None:
    """Replace `path` whole for other processes, without wearing the card to survive a power cut."""
    with _storage(path):
        make_folder(path.parent)
        _replace(path, data, 0o644, synced=False)


def make_folder(folder: Path, mode: int = 0o755) -> None:
    """The folder and those above it, synced so that what is put in it later stays reachable.

    The mode is that of a new folder; one that is there keeps its own.
    """
    if folder.is_dir():
        return
    with _storage(folder):
        make_folder(folder.parent)
        folder.mkdir(mode=mode, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that names given or removed in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file if it is there; a disk that refuses is no reason to stop."""
    with contextlib.suppress(OSError):
        path.unlink()


def remove_folder(folder: Path) -> None:
    """Remove a folder with everything in it, as far as the disk lets us."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                remove_folder(path)
            else:
                remove(path)
        folder.rmdir()


def set_aside(path: Path) -> Path:
    """Move a damaged file out of the way, over the one set aside before; returns where it is."""
    aside = path.with_name(path.name + ".damaged")
    with _storage(path):
        path.replace(aside)
    return aside


def read_record(kind: type[Record], path: Path) -> Record | None:
    """One record kept in a file; None if there is no such file. Raises ContractError or StorageError."""
    with _storage(path):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
    return decode(kind, data)


def read_hint(kind: type[Record], path: Path) -> Record | None:
    """One record that is only a hint, kept in a file; None if it is missing or damaged."""
    try:
        return read_record(kind, path)
    except PlayerError:
        return None


class Watched(Generic[Value]):
    """What a small file says, read again only when that file, or one of `others`, was replaced or removed."""

    def __init__(self, path: Path, read: Callable[[], Value], *others: Path) -> None:
        self._paths = (path, *others)
        self._read = read
        self._mark: object = self

    def changed(self) -> bool:
        """Whether a file was replaced since `value` was last read."""
        return self._mark != self._mark_now()

    def value(self) -> Value:
        """What the file says now."""
        if self.changed():
            self._mark = self._mark_now()  # before reading: a file replaced meanwhile is read once more
            self._value = self._read()
        return self._value

    def _mark_now(self) -> object:
        return tuple([_mark(path) for path in self._paths])


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _replace(path: Path, data: bytes, mode: int, *, synced: bool) -> None:
    draft = _draft_of(path)
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            os.fchmod(descriptor, mode)
            file.write(data)
            file.flush()
            if synced:
                os.fsync(descriptor)
        draft.replace(path)
    except OSError:
        remove(draft)
        raise


@lru_cache(maxsize=16)
def _draft_of(path: Path) -> Path:
    """One name for every draft of a file: what a kill leaves behind is overwritten, not piled up.

    It is remembered, for a name made and dropped each time has `pathlib` fill Python's table of names.
    """
    return path.with_name(f".{path.name}.part")


@contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror or error}. Look at the disk: is it full or worn?") from error
