"""Where pictures go: a display takes encoded bytes, so that what was checked is what is shown."""

from pathlib import Path
from typing import Protocol

from player.errors import PlayerError


class Display(Protocol):
    """Anything that can put a frame in front of a waiting room."""

    def show(self, picture: bytes) -> None:
        """Put up one encoded picture (JPEG); raises DisplayError, and then the last one stays up."""

    def attend(self) -> None:
        """Look after the panel, several times a second while a picture is up.

        Raises DisplayError if the picture is no longer up, and DisplayClosedError if somebody
        closed the display for good.
        """

    def close(self) -> None:
        """Let go of the panel."""


def open_display(word: str, width: int, height: int, *, fullscreen: bool = False) -> Display:
    """The display that `word` names, `window` or `file:PATH`; raises PlayerError or DisplayError."""
    kind, _, path = word.partition(":")
    if kind == "file" and path:
        from player.display.file import FileDisplay  # noqa: PLC0415 - only the display in use is loaded

        return FileDisplay(Path(path).absolute())
    if word == "window":
        from player.display.window import WindowDisplay  # noqa: PLC0415 - pygame is there on a desk only

        return WindowDisplay(width, height, fullscreen=fullscreen)
    raise PlayerError(f"'{word}' is not a display. Write --display window, or --display file:PATH.")
