"""The kernel's mode setting (DRM/KMS) by ioctl: its structures, and one method for each call.

Numbers and layouts are those of the kernel's `drm.h` and `drm_mode.h`, which never change.
"""

import array
import fcntl
import mmap
import os
import select
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from player.display.modes import MODE_BYTES, Connector, Mode, connector_name, read_mode

XRGB8888 = 0x34325258
"""Four bytes a pixel in memory: blue, green, red, nothing."""
FLIP_EVENT = 1

RESOURCES = struct.Struct("<4Q8I")
CRTC = struct.Struct(f"<Q7I{MODE_BYTES}s")
GAMMA = struct.Struct("<2I3Q")
ENCODER = struct.Struct("<5I")
CONNECTOR = struct.Struct("<4Q12I")
PROPERTY = struct.Struct("<2Q2I32s2I")
SET_PROPERTY = struct.Struct("<Q2I")
ADD_FRAMEBUFFER = struct.Struct("<5I4I4I4I4x4Q")
PAGE_FLIP = struct.Struct("<4IQ")
DIRTY = struct.Struct("<4IQ")
CREATE_DUMB = struct.Struct("<6IQ")
MAP_DUMB = struct.Struct("<2IQ")
PRIME = struct.Struct("<2Ii")
NUMBER = struct.Struct("<I")

_SET_MASTER = 0x641E


def request(number: int, size: int) -> int:
    """The ioctl request for one of DRM's calls that read and write a structure."""
    return 0xC0000000 | (size << 16) | (ord("d") << 8) | number


@dataclass(frozen=True, slots=True)
class Crtc:
    """What one scan-out engine does now."""

    framebuffer: int
    mode: Mode | None
    gamma_size: int


class Card:
    """One graphics card, by its open descriptor; every method raises OSError if the kernel refuses."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def close(self) -> None:
        """Let go of the card."""
        os.close(self.descriptor)

    def become_master(self) -> None:
        """Ask to be the one who decides what this card shows."""
        fcntl.ioctl(self.descriptor, _SET_MASTER)

    def engines(self) -> tuple[list[int], list[int]]:
        """The card's scan-out engines (CRTCs) and its connectors, by number."""
        counts = self._ask(0xA0, RESOURCES, *[0] * 12)[4:8]
        lists = [array.array("I", [0] * max(1, count)) for count in counts]
        found = self._ask(0xA0, RESOURCES, *map(_address, lists), *counts, 0, 0, 0, 0)[4:8]
        _, crtcs, connectors, _ = (numbers[:count].tolist() for numbers, count in zip(lists, found, strict=True))
        return crtcs, connectors

    def connector(self, number: int) -> Connector:
        """One socket and what is plugged into it; the kernel looks at the cable now."""
        modes_at, properties_at, encoders_at = 4, 5, 6
        first = self._ask(0xA7, CONNECTOR, *[0] * 8, number, *[0] * 7)
        modes = array.array("B", bytes(MODE_BYTES * max(1, first[modes_at])))
        properties, values, encoders = (
            array.array(kind, [0] * max(1, first[at]))
            for kind, at in (("I", properties_at), ("Q", properties_at), ("I", encoders_at))
        )
        found = self._ask(
            0xA7, CONNECTOR, _address(encoders), _address(modes), _address(properties), _address(values),
            max(1, first[modes_at]), first[properties_at], first[encoders_at], 0, number, *[0] * 7,
        )  # fmt: skip
        if found[modes_at] > len(modes) // MODE_BYTES:
            return self.connector(number)  # another panel was plugged in between the two questions
        data = modes.tobytes()
        return Connector(
            number,
            connector_name(found[9], found[10]),
            found[11] == 1,
            tuple(read_mode(data[at * MODE_BYTES : (at + 1) * MODE_BYTES]) for at in range(found[modes_at])),
            self._crtcs_behind(encoders[: found[encoders_at]]),
            tuple(properties[: found[properties_at]]),
        )

    def _crtcs_behind(self, encoders: Iterable[int]) -> tuple[int, ...]:
        """Which of the card's engines, by position, can feed one of these encoders."""
        possible = 0
        for encoder in encoders:
            possible |= self._ask(0xA6, ENCODER, encoder, 0, 0, 0, 0)[3]
        return tuple(at for at in range(32) if possible >> at & 1)

    def crtc(self, number: int) -> Crtc:
        """What a scan-out engine shows now."""
        found = self._ask(0xA1, CRTC, 0, 0, number, 0, 0, 0, 0, 0, b"")
        return Crtc(found[3], read_mode(found[8]) if found[7] else None, found[6])

    def set_crtc(self, number: int, framebuffer: int, connector: int, mode: Mode) -> None:
        """Light a connector in a mode, with this picture; the panel may blink."""
        connectors = array.array("I", [connector])
        self._ask(0xA2, CRTC, _address(connectors), 1, number, framebuffer, 0, 0, 0, 1, mode.raw)

    def turn_off(self, number: int) -> None:
        """Stop a scan-out engine, so that the next picture lights its panel anew."""
        self._ask(0xA2, CRTC, 0, 0, number, 0, 0, 0, 0, 0, b"")

    def flip(self, number: int, framebuffer: int) -> None:
        """Change the picture with the next refresh; the card then writes an event."""
        self._ask(0xB0, PAGE_FLIP, number, framebuffer, FLIP_EVENT, 0, 0)

    def await_event(self, seconds: float) -> bool:
        """Wait for the event of a flip; whether it came."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return False
        return bool(os.read(self.descriptor, 4096))

    def flush(self, framebuffer: int) -> None:
        """Have a card that keeps its own copy take the whole picture over."""
        self._ask(0xB1, DIRTY, framebuffer, 0, 0, 0, 0)

    def set_gamma(self, number: int, ramp: "array.array[int]") -> None:
        """How bright each level comes out, the same for red, green and blue."""
        self._ask(0xA5, GAMMA, number, len(ramp), *[_address(ramp)] * 3)

    def property_name(self, number: int) -> str:
        """What a connector's property is called."""
        name: bytes = self._ask(0xAA, PROPERTY, 0, 0, number, 0, b"", 0, 0)[4]
        return name.partition(b"\0")[0].decode(errors="replace")

    def set_property(self, connector: int, number: int, value: int) -> None:
        """Change one property of a connector."""
        self._ask(0xAB, SET_PROPERTY, value, number, connector)

    def create_dumb(self, width: int, height: int) -> tuple[int, int, int]:
        """Memory that any card can scan out: its handle, the bytes of a line, and of the whole."""
        handle, pitch, size = self._ask(0xB2, CREATE_DUMB, height, width, 32, 0, 0, 0, 0)[4:]
        return handle, pitch, size

    def map(self, handle: int, length: int) -> mmap.mmap:
        """Such memory, to read and write."""
        offset = int(self._ask(0xB3, MAP_DUMB, handle, 0, 0)[2])
        return mmap.mmap(self.descriptor, length, offset=offset)

    def destroy_dumb(self, handle: int) -> None:
        """Give such memory back."""
        self._ask(0xB4, NUMBER, handle)

    def add_framebuffer(self, width: int, height: int, handle: int, pitch: int) -> int:
        """Name such memory as a picture."""
        planes = (handle, 0, 0, 0, pitch, *[0] * 7, *[0] * 4)
        return int(self._ask(0xB8, ADD_FRAMEBUFFER, 0, width, height, XRGB8888, 0, *planes)[0])

    def remove_framebuffer(self, framebuffer: int) -> None:
        """Forget a picture; if it is up, the panel goes dark."""
        self._ask(0xAF, NUMBER, framebuffer)

    def share(self, handle: int) -> int:
        """A descriptor of such memory that another process can map (PRIME)."""
        return int(self._ask(0x2D, PRIME, handle, os.O_CLOEXEC | os.O_RDWR, -1)[2])

    def _ask(self, number: int, layout: struct.Struct, *values: object) -> Any:
        record = bytearray(layout.pack(*values))
        fcntl.ioctl(self.descriptor, request(number, layout.size), record, True)
        return layout.unpack(record)


def _address(numbers: "array.array[int]") -> int:
    return numbers.buffer_info()[0]
