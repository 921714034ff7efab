"""A view of the content through which only a few files can be seen, so that no others are listed or read."""

from collections.abc import Collection, Iterator

from publisher.content.source.files import Entry, Files


class Scope:
    """Files of which only those of some paths are there, and the folders above them."""

    def __init__(self, files: Files, paths: Collection[str]) -> None:
        self._files = files
        self._paths = frozenset(paths)
        self._folders = frozenset(folder for path in self._paths for folder in _above(path))

    def list_folder(self, folder: Entry) -> Iterator[Entry]:
        """What stands in a folder, as far as it is wanted."""
        for entry in self._files.list_folder(folder):
            if entry.path in self._paths or entry.path in self._folders:
                yield entry

    def size_of(self, file: Entry) -> int:
        """How many bytes a file has, without reading it."""
        return self._files.size_of(file)

    def read(self, file: Entry, most: int) -> bytes:
        """A file's bytes; raises OSError if it cannot be read."""
        return self._files.read(file, most)


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
