"""Content in a plain folder, for somebody who starts without git."""

import hashlib
import os
import stat
from collections.abc import Iterator
from errno import EFBIG, EINVAL
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from publisher.content.source.files import Entry, Thing, walk
from publisher.digests import sha256_of
from publisher.errors import ContentError
from publisher.limits import MAX_DIGESTED_BYTES, MAX_FILES, MAX_PICTURE_BYTES

ROOT = Entry("", Thing.FOLDER)


class Folder:
    """The files of a folder as they stand; symlinks are seen and never followed."""

    def __init__(self, root: Path) -> None:
        demand_folder(root)
        self._root = root.resolve()

    def list_folder(self, folder: Entry) -> Iterator[Entry]:
        """What stands in a folder, by name; raises ContentError if it may not be opened."""
        try:
            with os.scandir(self._root / folder.path_on_disk) as found:
                entries = sorted(islice(found, MAX_FILES + 1), key=lambda entry: entry.name)
        except OSError as error:
            raise ContentError(f"{self._root / folder.path}: {error.strerror}. Check who may read it.") from error
        for entry in entries:
            name = entry.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            path = f"{folder.path}/{name}" if folder.path else name
            on_disk = f"{folder.path_on_disk}/{name}" if folder.path else name
            composed = normalize("NFC", path)
            yield Entry(composed, _thing(entry), "" if composed == on_disk else on_disk)

    def size_of(self, file: Entry) -> int:
        """How many bytes a file has."""
        return (self._root / file.path_on_disk).lstat().st_size

    def read(self, file: Entry, most: int) -> bytes:
        """A file's bytes; raises OSError if it became a symlink, lies outside or has more than `most` by now."""
        path = self._root / file.path_on_disk
        if path.parent.resolve() != path.parent:
            raise OSError(f"{file.path} leads out of the content")
        return read_plain(path, most, getattr(os, "O_NOFOLLOW", 0))

    def mark_of(self, file: Entry) -> bytes:
        """How large a file is and when it was changed, for one that is not read."""
        seen = (self._root / file.path_on_disk).lstat()
        return f"{seen.st_size} {seen.st_mtime_ns}".encode()


def read_plain(path: Path, most: int, flags: int = 0) -> bytes:
    """The bytes of a file, without waiting for a pipe; raises OSError if it is none, or has more than `most`."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | flags)
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError(EINVAL, "This is not a plain file")
        data = opened.read(most + 1)
    if len(data) > most:
        raise OSError(EFBIG, f"This file has more than {most} bytes")
    return data


def demand_folder(path: Path) -> None:
    """Raise ContentError unless there is such a folder."""
    if not path.is_dir():
        raise ContentError(f"{path}: there is no such folder. Name the folder that has slides/ in it.")


def digest_folder(files: Folder) -> str:
    """A name for the folder's state, made from every name and every byte of the content."""
    digest, left = hashlib.sha256(), MAX_DIGESTED_BYTES
    for path, entry in walk(files, ROOT).files.items():
        digest.update(hashlib.sha256(path.encode()).digest())
        left -= _size_of(files, entry)
        digest.update(_digest_of(files, entry, min(left, MAX_PICTURE_BYTES)))
    return f"folder-{digest.hexdigest()}"


def _size_of(files: Folder, entry: Entry) -> int:
    try:
        return min(files.size_of(entry), MAX_PICTURE_BYTES + 1)
    except OSError:
        return 0


def _digest_of(files: Folder, entry: Entry, most: int) -> bytes:
    try:
        if files.size_of(entry) > most:  # larger than anything that is read
            return hashlib.sha256(files.mark_of(entry)).digest()
        return sha256_of(files.read(entry, most))  # whoever reads the content next needs it again
    except OSError:
        return bytes(32)


def _thing(entry: os.DirEntry[str]) -> Thing:
    if entry.is_symlink():
        return Thing.SYMLINK
    if entry.is_dir(follow_symlinks=False):
        return Thing.FOLDER
    return Thing.FILE if entry.is_file(follow_symlinks=False) else Thing.OTHER
