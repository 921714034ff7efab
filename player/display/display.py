"""Where pictures go: a display takes encoded bytes, so that what was checked is what is shown."""

from pathlib import Path
from typing import Protocol

from player.contract.errors import PlayerError
from player.display.panel import Panel
from player.keeping.state import State
from player.running.notify import Supervisor


class Display(Protocol):
    """Anything that can put a frame in front of a waiting room."""

    def show(self, picture: bytes) -> None:
        """Put up one encoded picture (JPEG); raises DisplayError, and then the last one stays up."""

    def prepare(self, picture: bytes) -> None:
        """Get ready for the picture that comes next; never fails."""

    def attend(self) -> None:
        """Look after the panel, several times a second while a picture is up.

        Raises DisplayError if the picture is no longer up, and DisplayClosedError if somebody
        closed the display for good.
        """

    def standby(self) -> None:
        """Turn the panel off as far as it can be; outside opening hours."""

    def wake(self) -> None:
        """Turn the panel on again, with the last picture."""

    def describe(self) -> str:
        """The panel's state in a few plain words, such as `HDMI-A-1, 1920x1080, on`."""

    def close(self) -> None:
        """Let go of the panel."""


def open_display(  # noqa: PLR0913 - what each kind of display needs
    word: str,
    width: int,
    height: int,
    *,
    fullscreen: bool = False,
    state: State | None = None,
    panel: Panel | None = None,
    supervisor: Supervisor | None = None,
) -> Display:
    """The display that `word` names, `kms`, `kms:SOCKET`, `window` or `file:PATH`; raises PlayerError or DisplayError.

    A television keeps a copy of its last picture in the state folder, if it is told one.
    """
    kind, _, rest = word.partition(":")
    if kind == "file" and rest:
        from player.display.file import FileDisplay  # noqa: PLC0415 - only the display in use is loaded

        return FileDisplay(Path(rest).absolute())
    if word == "window":
        from player.display.window import WindowDisplay  # noqa: PLC0415 - pygame is there on a desk only

        return WindowDisplay(width, height, fullscreen=fullscreen)
    if kind == "kms":
        from player.display.kms import KmsDisplay  # noqa: PLC0415
        from player.display.modes import parse_wish  # noqa: PLC0415

        panel = panel or Panel()
        frames = (height, width) if panel.rotation in {90, 270} else (width, height)
        wish = parse_wish(rest, panel.mode, frames)
        return KmsDisplay(wish, panel, supervisor or Supervisor(), state.kept if state is not None else None)
    raise PlayerError(f"'{word}' is not a display. Write --display kms, --display window, or --display file:PATH.")
