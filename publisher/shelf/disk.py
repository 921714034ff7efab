"""Files that appear whole or not at all, whatever happens to the power or the disk."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publisher.errors import ShelfError

DRAFT = ".draft-"
"""How the name of a file that is still being written begins."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_whole(path: Path, data: bytes, drafts: Path | None = None, mode: int = 0o644) -> None:
    """Replace the file at `path`; a power cut leaves the old file or the new one.

    It is written as a draft first: in the folder `drafts`, which is on the same disk, or beside
    `path`. Raises ShelfError that says what to do; then no draft is left behind.
    """
    with explained(path):
        make_folder(path.parent)
        with _draft(drafts or path.parent) as (number, draft):
            os.fchmod(number, mode)
            _write_all(number, data)
            os.fsync(number)
            draft.replace(path)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk, not only in memory."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that they are there after a power cut too."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sweep_drafts(folder: Path) -> None:
    """Remove drafts that a crash left; one that somebody still writes is locked, and stays."""
    for draft in folder.glob(f"{DRAFT}*"):
        with suppress(OSError):  # gone already, or ours to read only: it harms nobody
            _remove_unless_locked(draft)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the disk says about `path` into a ShelfError that says what to do."""
    try:
        yield
    except OSError as error:
        raise ShelfError(f"{path}: {_advice(error)}") from error


def _advice(error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return "there is no room left to write it. Nothing was changed. Make room on this disk and try again."
    if error.errno in _NOT_ALLOWED:
        return "it may not be read or written. Let the account that runs the publisher own this folder."
    return f"{error.strerror or error}. Check the disk and this path, and try again."


@contextmanager
def _draft(folder: Path) -> Iterator[tuple[int, Path]]:
    """A new file of our own, locked for as long as it is written; removed if that fails."""
    make_folder(folder)
    number, draft = _locked_draft(folder)
    try:
        yield number, draft
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    finally:
        os.close(number)


def _locked_draft(folder: Path) -> tuple[int, Path]:
    while True:
        name = folder / f"{DRAFT}{os.urandom(8).hex()}"
        number = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        fcntl.flock(number, fcntl.LOCK_EX)
        if os.fstat(number).st_nlink:
            return number, name
        os.close(number)  # a sweep took it between its making and its locking


def _remove_unless_locked(draft: Path) -> None:
    number = os.open(draft, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if draft.is_dir():
            import shutil  # noqa: PLC0415 - takes time to load, and is rarely needed

            shutil.rmtree(draft)
        else:
            draft.unlink()
    finally:
        os.close(number)


def _write_all(number: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(number, rest) :]
