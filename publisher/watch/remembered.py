"""A folder's files kept in memory, so that only what changed is read again."""

from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from publisher.content.source.files import Entry
from publisher.content.source.folder import Folder

_Mark = tuple[int, int, int]
"""When a file changed, how long it is, and which file on the disk it is."""


class Remembered:
    """The files of a folder; one that has not changed is not read a second time."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._folder = Folder(root)
        self._bytes: dict[str, tuple[_Mark, bytes]] = {}

    def list_folder(self, folder: Entry) -> Iterable[Entry]:
        """What stands in a folder, looked up anew."""
        return self._folder.list_folder(folder)

    def size_of(self, file: Entry) -> int:
        """How many bytes a file has."""
        return self._folder.size_of(file)

    def read(self, file: Entry, most: int) -> bytes:
        """A file's bytes, from memory if it is the same file as before; raises OSError."""
        mark = self._mark_of(file)
        known = self._bytes.get(file.path)
        if known is not None and known[0] == mark:
            return known[1]
        data = self._folder.read(file, most)
        self._bytes[file.path] = (mark, data)
        return data

    def forget(self, paths: Iterable[str]) -> None:
        """Read these again, even if two changes within one tick of the disk's clock look like one."""
        for path in paths:
            self._bytes.pop(normalize("NFC", path), None)

    def _mark_of(self, file: Entry) -> _Mark:
        seen = (self._root / file.path_on_disk).lstat()
        return seen.st_mtime_ns, seen.st_size, seen.st_ino
