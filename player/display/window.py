"""A window for a desk; Escape or its close button ends the player."""

import io
import os

from player.contract.errors import DisplayClosedError, DisplayError

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

try:
    import pygame
except ImportError as error:
    raise DisplayError(
        "A window needs pygame-ce. Install `waiting-room-screens[window]`, or use --display file:PATH."
    ) from error

LARGEST_SHARE = 0.8
"""A window takes at most this much of the desk's screen."""


class WindowDisplay:
    """Shows each picture as large as the window allows, with bars where the shapes differ."""

    def __init__(self, width: int, height: int, *, fullscreen: bool = False) -> None:
        try:
            pygame.display.init()
            flags = pygame.FULLSCREEN if fullscreen else pygame.RESIZABLE
            size = (0, 0) if fullscreen else _fitting(width, height)
            self._window = pygame.display.set_mode(size, flags)
        except pygame.error as error:
            raise DisplayError(f"No window: {error}. Is there a desktop? Else use --display file:PATH.") from error
        pygame.display.set_caption("Waiting room screen")
        pygame.mouse.set_visible(not fullscreen)
        self._picture: pygame.Surface | None = None
        self._is_dark = False

    def show(self, picture: bytes) -> None:
        """Put the picture into the window."""
        try:
            self._picture = pygame.image.load(io.BytesIO(picture)).convert()
            self._draw()
        except pygame.error as error:
            raise DisplayError(f"The window does not take the picture: {error}.") from error
        self.attend()

    def prepare(self, picture: bytes) -> None:
        """A desk decodes fast enough."""

    def standby(self) -> None:
        """Show nothing but a dark window; a desk's screen has its own way to sleep."""
        self._is_dark = True
        self._draw()

    def wake(self) -> None:
        """Show the last picture again."""
        self._is_dark = False
        self._draw()

    def describe(self) -> str:
        """How large the window is, and whether it shows anything."""
        width, height = self._window.get_size()
        return f"window, {width}x{height}, {'in standby' if self._is_dark else 'on'}"

    def attend(self) -> None:
        """Redraw when the window changes; raises DisplayClosedError when it is closed."""
        for event in pygame.event.get():
            if event.type == pygame.QUIT or (event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE):
                raise DisplayClosedError("The window was closed.")
            if event.type in {pygame.VIDEORESIZE, pygame.VIDEOEXPOSE}:
                self._draw()

    def close(self) -> None:
        """Close the window."""
        pygame.display.quit()

    def _draw(self) -> None:
        if self._picture is None:
            return
        window, picture = self._window.get_rect(), self._picture.get_rect()
        self._window.fill("black")
        if self._is_dark:
            pygame.display.flip()
            return
        fit = picture.fit(window)
        scaled = self._picture if fit.size == picture.size else pygame.transform.smoothscale(self._picture, fit.size)
        self._window.blit(scaled, fit)
        pygame.display.flip()


def _fitting(width: int, height: int) -> tuple[int, int]:
    desk_width, desk_height = pygame.display.get_desktop_sizes()[0]
    share = min(1.0, LARGEST_SHARE * desk_width / width, LARGEST_SHARE * desk_height / height)
    return round(width * share), round(height * share)
