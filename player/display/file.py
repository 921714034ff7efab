"""A display that is a file: whatever reads it sees a whole picture, always."""

from pathlib import Path

from player.contract.errors import DisplayError, StorageError
from player.keeping.files import write_lightly


class FileDisplay:
    """Keeps the picture that is up now at a path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._refused: bytes | None = None
        self._word = "on"

    def show(self, picture: bytes) -> None:
        """Replace the file by this picture."""
        self._refused = picture
        try:
            write_lightly(self._path, picture)
        except StorageError as error:
            raise DisplayError(str(error)) from error
        self._refused = None

    def prepare(self, picture: bytes) -> None:
        """A file needs no preparing."""

    def attend(self) -> None:
        """Try again if the file could not be written; else a file needs no looking after."""
        if self._refused is not None:
            self.show(self._refused)

    def standby(self) -> None:
        """Keep the last picture; a file uses no power."""
        self._word = "in standby"

    def wake(self) -> None:
        """The last picture is still there."""
        self._word = "on"

    def describe(self) -> str:
        """The file's name, and whether it is awake."""
        return f"{self._path.name}, {self._word if self._refused is None else 'not writable'}"

    def close(self) -> None:
        """The last picture stays."""
