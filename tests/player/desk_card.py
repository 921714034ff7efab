"""A graphics card that lies on a desk: everything that a real one takes, and memory instead of a television."""

import array
import errno
import mmap
import os
import struct
from typing import TYPE_CHECKING

from player.display.drm import Crtc
from player.display.modes import Connector, Mode, read_mode

if TYPE_CHECKING:
    from PIL import Image

ENGINE, SOCKET, DPMS = 40, 30, 7


def raw_mode(width: int, height: int, hertz: int = 60, *, kind: int = 0x40, flags: int = 0) -> bytes:
    """As `struct drm_mode_modeinfo` lies in memory."""
    times = (width, width + 88, width + 132, width + 280, 0, height, height + 4, height + 9, height + 45, 0)
    name = f"{width}x{height}".encode()
    return struct.pack("<I10H3I32s", 148_500, *times, hertz, flags, kind, name)


def mode(width: int, height: int, hertz: int = 60, *, preferred: bool = False, interlaced: bool = False) -> Mode:
    return read_mode(
        raw_mode(width, height, hertz, kind=0x48 if preferred else 0x40, flags=0x10 if interlaced else 0x5)
    )


class DeskCard:
    """One socket, one engine; `lights` counts what a panel would show as a blink, `flips` what it would not."""

    def __init__(self, *, modes: tuple[Mode, ...] = (mode(320, 180, preferred=True),), **differing: int) -> None:
        self.modes = modes
        self.connected = self.takes_flips = self.gives_events = True
        self.gone = False
        """Taken out, or replaced by the kernel; it answers nothing any more."""
        self.descriptor = -1
        self.lights = self.flips = self.framebuffer = self.dpms = self.pending = self.gamma_size = 0
        self.mode: Mode | None = None
        self.memory: dict[int, int] = {}
        """Descriptors of the memory, by handle."""
        self.sizes: dict[int, tuple[int, int]] = {}
        self.gamma: list[int] = []
        vars(self).update(differing)

    def engines(self) -> tuple[list[int], list[int]]:
        if self.gone:
            raise OSError(errno.ENODEV, "No such device")
        return [ENGINE], [SOCKET]

    def connector(self, number: int) -> Connector:
        return Connector(number, "HDMI-A-1", self.connected, self.modes if self.connected else (), (0,), (3, DPMS))

    def crtc(self, number: int) -> Crtc:
        return Crtc(self.framebuffer, self.mode, self.gamma_size)

    def set_crtc(self, number: int, framebuffer: int, connector: int, wanted: Mode) -> None:
        if not self.connected:
            raise OSError(22, "Invalid argument")
        self.framebuffer, self.mode, self.dpms = framebuffer, wanted, 0
        self.lights += 1

    def turn_off(self, number: int) -> None:
        self.framebuffer, self.mode = 0, None

    def flip(self, number: int, framebuffer: int) -> None:
        if not self.takes_flips or self.mode is None or self.dpms:
            raise OSError(16, "Device or resource busy")
        self.framebuffer = framebuffer
        self.flips += 1
        self.pending += self.gives_events

    def await_event(self, seconds: float) -> bool:
        self.pending, had = max(0, self.pending - 1), self.pending > 0
        return had

    def flush(self, framebuffer: int) -> None:
        pass

    def set_gamma(self, number: int, ramp: "array.array[int]") -> None:
        self.gamma.append(ramp[-1])

    def property_name(self, number: int) -> str:
        return "DPMS" if number == DPMS else "EDID"

    def set_property(self, connector: int, number: int, value: int) -> None:
        self.dpms = value

    def create_dumb(self, width: int, height: int) -> tuple[int, int, int]:
        handle, pitch = max(self.memory, default=0) + 1, width * 4 + 64
        self.memory[handle] = os.memfd_create("buffer")
        os.ftruncate(self.memory[handle], pitch * height)
        self.sizes[handle] = width, height
        return handle, pitch, pitch * height

    def destroy_dumb(self, handle: int) -> None:
        os.close(self.memory.pop(handle))

    def add_framebuffer(self, width: int, height: int, handle: int, pitch: int) -> int:
        return 100 + handle

    def remove_framebuffer(self, framebuffer: int) -> None:
        if framebuffer == self.framebuffer:
            self.turn_off(ENGINE)

    def map(self, handle: int, length: int) -> mmap.mmap:
        return mmap.mmap(self.memory[handle], length)

    def share(self, handle: int) -> int:
        return os.dup(self.memory[handle])

    def close(self) -> None:
        pass

    def seen(self) -> "Image.Image | None":
        """What somebody in front of the panel sees; None if it is dark."""
        from PIL import Image

        if not self.connected or self.mode is None or self.dpms:
            return None
        width, height = self.sizes[self.framebuffer - 100]
        data = os.pread(self.memory[self.framebuffer - 100], (width * 4 + 64) * height, 0)
        return Image.frombytes("RGB", (width, height), data, "raw", "BGRX", width * 4 + 64)
