"""A display that is a file: whatever reads it sees a whole picture, always."""

from pathlib import Path

from player.errors import DisplayError, StorageError
from player.files import write_lightly


class FileDisplay:
    """Keeps the picture that is up now at a path."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def show(self, picture: bytes) -> None:
        """Replace the file by this picture."""
        try:
            write_lightly(self._path, picture)
        except StorageError as error:
            raise DisplayError(str(error)) from error

    def attend(self) -> None:
        """A file needs no looking after."""

    def close(self) -> None:
        """The last picture stays."""
