"""The television itself, without a desktop: kernel mode setting, two buffers, and a child that decodes.

What is up stays up: through a picture that cannot be decoded, a television that goes away and comes
back, and the end of this very process.
"""

from contextlib import suppress
from pathlib import Path

from player.contract.errors import DisplayError
from player.display.console import Console
from player.display.fade import fade
from player.display.held import Heritage
from player.display.modes import Wish
from player.display.painting import Painter
from player.display.panel import Panel
from player.display.television import Television
from player.running.notify import Supervisor


class KmsDisplay:
    """A television on a graphics card."""

    def __init__(self, wish: Wish, panel: Panel, supervisor: Supervisor, kept: Path | None = None) -> None:
        self._panel = panel
        self._supervised = supervisor.is_there
        self._console = Console()
        self._television = Television(wish, Heritage(supervisor))
        self._painter = Painter(panel, supervisor, kept)

    def show(self, picture: bytes) -> None:
        """Put the picture up, at once if it was prepared; raises DisplayError, and then the last one stays."""
        scanout = self._television.scanout()
        if self._painter.paint(scanout, picture):
            fade(self._panel.fade_ms, scanout.gamma_size, scanout.set_gamma, scanout.turn)

    def prepare(self, picture: bytes) -> None:
        """Decode what comes next while the last one is held; what goes wrong is said when it is shown."""
        with suppress(DisplayError):
            self._painter.prepare(self._television.scanout(), picture)

    def attend(self) -> None:
        """Notice a television that went away or came back; raises DisplayError while none is there."""
        self._television.attend()

    def standby(self) -> None:
        """Send the television to sleep."""
        self._television.sleep()

    def wake(self) -> None:
        """Wake the television, with the last picture."""
        self._television.wake()

    def describe(self) -> str:
        """Such as `HDMI-A-1, 1920x1080, on`."""
        return self._television.describe()

    def close(self) -> None:
        """Let go; under systemd the last picture stays up for the next process."""
        self._painter.abandon()
        self._television.close()
        if not self._supervised:
            self._console.close()
