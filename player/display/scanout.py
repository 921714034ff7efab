"""Two buffers that take turns on one panel: the one that is up is never written to."""

import array
import mmap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from player.contract.errors import DisplayError
from player.display.drm import Card
from player.display.modes import Output

FLIP_SECONDS = 1.0
"""A panel refreshes 24 times a second or more, so an event that takes longer never comes."""


Drawing = tuple[str, tuple[int, int]]
"""A picture by its digest, and where it was shifted to."""


@dataclass(frozen=True, slots=True)
class Buffer:
    """One whole picture in the card's memory; `pitch` is the bytes of a line."""

    handle: int
    framebuffer: int
    pitch: int
    length: int
    width: int
    height: int


def allocate(card: Card, width: int, height: int) -> Buffer:
    """A new buffer of this size; raises OSError."""
    handle, pitch, length = card.create_dumb(width, height)
    try:
        framebuffer = card.add_framebuffer(width, height, handle, pitch)
    except OSError:
        card.destroy_dumb(handle)
        raise
    return Buffer(handle, framebuffer, pitch, length, width, height)


def free(card: Card, buffer: Buffer) -> None:
    """Give a buffer back; one that the card does not know any more is as good as given."""
    with suppress(OSError):
        card.remove_framebuffer(buffer.framebuffer)
    with suppress(OSError):
        card.destroy_dumb(buffer.handle)


class Scanout:
    """One panel and the two buffers for it."""

    def __init__(self, card: Card, output: Output, buffers: tuple[Buffer, Buffer]) -> None:
        self._card = card
        self.output = output
        self.buffers = buffers
        self.drawn: list[Drawing | None] = [None, None]
        """What is in each buffer, as far as this process knows."""
        now = card.crtc(output.crtc)
        up = [buffer.framebuffer for buffer in buffers]
        self._front = up.index(now.framebuffer) if now.framebuffer in up else 0
        self.is_lit = now.framebuffer in up and now.mode is not None and now.mode.timing == output.mode.timing
        self.gamma_size = now.gamma_size
        self._has_picture = now.framebuffer in up

    @property
    def shown(self) -> Drawing | None:
        """What is up."""
        return self.drawn[self._front]

    @property
    def ready(self) -> Drawing | None:
        """What is in the back buffer."""
        return self.drawn[1 - self._front]

    @ready.setter
    def ready(self, drawing: Drawing | None) -> None:
        self.drawn[1 - self._front] = drawing

    @property
    def front(self) -> Buffer:
        """What is up, once the panel is lit."""
        return self.buffers[self._front]

    @property
    def back(self) -> Buffer:
        """What the next picture is drawn into."""
        return self.buffers[1 - self._front]

    def drives(self, output: Output) -> bool:
        """Whether this is the very output that is driven now."""
        ours = self.output
        same = (ours.connector.number, ours.crtc) == (output.connector.number, output.crtc)
        return same and ours.mode.timing == output.mode.timing

    def fits(self, output: Output) -> bool:
        """Whether the buffers have the size of another output."""
        return (self.back.width, self.back.height) == output.size

    def move(self, output: Output) -> None:
        """Drive another output, or the same one anew, with the same picture; raises DisplayError."""
        self.output, self.is_lit = output, False
        if self._has_picture:
            self.light()

    def turn(self) -> None:
        """Put up what is in the back buffer; raises DisplayError, and then the front one stays."""
        if self.is_lit and self._flip():
            self._front = 1 - self._front
            return
        self._front = 1 - self._front
        try:
            self.light()
        except DisplayError:
            self._front = 1 - self._front
            raise

    def light(self) -> None:
        """Put up the front buffer whatever the panel did before; raises DisplayError."""
        try:
            self._card.set_crtc(
                self.output.crtc, self.front.framebuffer, self.output.connector.number, self.output.mode
            )
        except OSError as error:
            self.is_lit = False
            raise DisplayError(f"{self.output.connector.name} takes no picture: {error.strerror}.") from error
        with suppress(OSError):
            self._card.flush(self.front.framebuffer)
        self.is_lit = self._has_picture = True

    def darken(self) -> None:
        """Stop sending; the panel is not there."""
        self.is_lit = False
        with suppress(OSError):
            self._card.turn_off(self.output.crtc)

    @contextmanager
    def mapped(self, buffer: Buffer) -> Iterator[mmap.mmap]:
        """A buffer's memory for a moment; raises OSError."""
        with self._card.map(buffer.handle, buffer.length) as memory:
            yield memory

    def share(self, buffer: Buffer) -> int:
        """A descriptor of a buffer, for the decoding child; raises OSError."""
        return self._card.share(buffer.handle)

    def set_gamma(self, ramp: "array.array[int]") -> None:
        """How bright each level comes out; raises OSError."""
        self._card.set_gamma(self.output.crtc, ramp)

    def _flip(self) -> bool:
        self._drop_events()
        try:
            self._card.flip(self.output.crtc, self.back.framebuffer)
        except OSError:
            return False  # asleep, or lit by somebody else in between: light it anew
        return self._card.await_event(FLIP_SECONDS)

    def _drop_events(self) -> None:
        while self._card.await_event(0):
            pass
