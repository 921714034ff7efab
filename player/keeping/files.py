"""Files that appear whole or not at all, and small ones read again only when they were replaced.

What lies where a file should be may be anything after years on a worn card: a folder, a link, a pipe. It is never
followed and never waited for. What cannot be used is moved aside under one name of its own, `NAME.damaged`, so that
somebody can look at it, and so that there is never more than one of each.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from player.contract.errors import PlayerError, StorageError
from player.contract.strict import Record, decode
from player.keeping.log import Log

Value = TypeVar("Value")

log = Log(__name__)

DAMAGED = ".damaged"
MOST_BYTES_ASIDE = 60_000_000
"""A full journal, which may hold views that nobody has counted. Anything larger is not worth the room."""
LARGEST_FILE_BYTES = 60_000_000
"""More than any file of ours has; what is larger is not read into memory."""
PIECE_BYTES = 65_536
_CAREFUL = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Never to follow a link, and never to wait for whoever is at the other end of a pipe."""


def open_file(path: Path, flags: int = os.O_RDONLY, mode: int = 0o644) -> int:
    """A descriptor of a true file, and of nothing else that bears its name; raises OSError."""
    descriptor = os.open(path, flags | _CAREFUL, mode)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "it is no file")


def read_file(path: Path) -> bytes:
    """What a true file holds; raises OSError, FileNotFoundError if nothing is there."""
    with open(open_file(path), "rb") as file:
        data = file.read(LARGEST_FILE_BYTES + 1)
    if len(data) > LARGEST_FILE_BYTES:
        raise OSError(errno.EFBIG, "it is larger than any file of ours")
    return data


def is_file(path: Path) -> bool:
    """Whether a true file is there, no link to one; a disk that does not say is a no."""
    return stat.S_ISREG(_kind(path))


def is_folder(path: Path) -> bool:
    """Whether a true folder is there, no link to one; a disk that does not say is a no."""
    return stat.S_ISDIR(_kind(path))


def paths_in(folder: Path) -> list[Path]:
    """What lies in a true folder, in order; nothing if it is none, or cannot be read."""
    try:
        return sorted(folder.iterdir()) if is_folder(folder) else []
    except OSError:
        return []


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
    with _storage(folder):
        if folder.is_dir():
            return
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
    """Remove whatever is there, a folder with everything in it; a disk that refuses is no reason to stop."""
    for inner in paths_in(path):
        remove(inner)
    with contextlib.suppress(OSError):
        if is_folder(path):
            path.rmdir()
        else:
            path.unlink()


def set_aside(path: Path) -> Path:
    """Move what cannot be used out of the way, over the one set aside before; returns where it is.

    A link is moved itself, and never followed. Raises StorageError.
    """
    aside = path.with_name(path.name + DAMAGED)
    with _storage(path):
        remove(aside)
        path.replace(aside)
    if _bytes_of(aside) > MOST_BYTES_ASIDE:
        remove(aside)
    return aside


def read_record(kind: type[Record], path: Path) -> Record | None:
    """One record kept in a file; None if there is no such file. Raises ContractError or StorageError."""
    with _storage(path):
        try:
            data = read_file(path)
        except FileNotFoundError:
            return None
    return decode(kind, data)


def read_hint(kind: type[Record], path: Path) -> Record | None:
    """One record that is only a hint, kept in a file; None if it is missing or damaged."""
    try:
        return read_record(kind, path)
    except PlayerError:
        return None


def read_or_set_aside(kind: type[Record], path: Path) -> Record | None:
    """One record kept in a file; None if there is none, or if it cannot be used and is set aside."""
    try:
        return read_record(kind, path)
    except PlayerError as error:
        with contextlib.suppress(StorageError):  # whoever makes it anew says what is wrong with the disk
            log.warning("%s cannot be used and is set aside as %s: %s", path, set_aside(path), error)
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
        status = path.lstat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _replace(path: Path, data: bytes, mode: int, *, synced: bool) -> None:
    draft = _draft_of(path)
    try:
        if not is_file(draft):
            remove(draft)  # whatever else bears its name is of no worth
        descriptor = open_file(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
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


def _kind(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return 0


def _bytes_of(path: Path) -> int:
    inner = paths_in(path)
    if inner:
        return sum(_bytes_of(one) for one in inner)
    return path.lstat().st_size if is_file(path) else 0


@contextmanager
def _storage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror or error}. Look at the disk: is it full or worn?") from error
