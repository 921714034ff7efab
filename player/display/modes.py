"""Which socket of which card to use, and in which mode: pure choices from what the kernel lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from player.contract.errors import PlayerError

MODE_BYTES = 68
_PREFERRED = 8
_INTERLACED = 16
_FASTEST_HZ = 60
"""Slides stand still: nothing is gained above, and old cables lose pictures there."""

_CONNECTOR_TYPES = (
    "Unknown", "VGA", "DVI-I", "DVI-D", "DVI-A", "Composite", "SVIDEO", "LVDS", "Component", "DIN",
    "DP", "HDMI-A", "HDMI-B", "TV", "eDP", "Virtual", "DSI", "DPI", "Writeback", "SPI", "USB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mode:
    """One way in which a panel can be driven; `raw` is the kernel's own record of it."""

    width: int
    height: int
    hertz: int
    preferred: bool
    interlaced: bool
    raw: bytes

    @property
    def timing(self) -> bytes:
        """What goes over the cable, without the name and the marks that the kernel may leave out."""
        return self.raw[:24] + self.raw[28:32]


@dataclass(frozen=True, slots=True)
class Connector:
    """One socket, with what the panel behind it can do; `crtcs` by their position on the card."""

    number: int
    name: str
    connected: bool
    modes: tuple[Mode, ...]
    crtcs: tuple[int, ...]
    properties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """A panel that is there: where it is plugged in, what feeds it, and its mode."""

    connector: Connector
    crtc: int
    mode: Mode

    @property
    def size(self) -> tuple[int, int]:
        """Its pixels as the cable carries them."""
        return self.mode.width, self.mode.height


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a panel: a socket by pattern, a mode or none, and the size of the frames on it."""

    socket: str = "*"
    size: tuple[int, int] | None = None
    hertz: int | None = None
    frames: tuple[int, int] = (1920, 1080)


def read_mode(raw: bytes) -> Mode:
    """A mode from the kernel's record (`struct drm_mode_modeinfo`)."""

    def number(at: int, size: int) -> int:
        return int.from_bytes(raw[at : at + size], "little")

    flags, kind = number(28, 4), number(32, 4)
    return Mode(
        number(4, 2), number(14, 2), number(24, 4), bool(kind & _PREFERRED), bool(flags & _INTERLACED), bytes(raw)
    )


def connector_name(kind: int, index: int) -> str:
    """What the kernel calls a socket, such as HDMI-A-1."""
    return f"{_CONNECTOR_TYPES[kind] if kind < len(_CONNECTOR_TYPES) else 'Unknown'}-{index}"


def parse_wish(socket: str, mode: str, frames: tuple[int, int]) -> Wish:
    """A wish from what was set, such as `HDMI-A-*` and `1920x1080` or `1280x720@50`; raises PlayerError."""
    if not mode:
        return Wish(socket or "*", None, None, frames)
    size, at, hertz = mode.partition("@")
    words = size.split("x")
    if len(words) != 2 or not all(word.isdecimal() for word in (*words, *([hertz] if at else []))):
        raise PlayerError(f"'{mode}' is not a mode. Write one such as 1920x1080 or 1920x1080@50, or leave it out.")
    return Wish(socket or "*", (int(words[0]), int(words[1])), int(hertz) if at else None, frames)


def choose_output(connectors: Sequence[Connector], crtcs: Sequence[int], wish: Wish) -> Output | None:
    """The first panel that is there, or None."""
    for connector in connectors:
        if connector.connected and connector.modes and connector.crtcs and fnmatchcase(connector.name, wish.socket):
            return Output(connector, crtcs[connector.crtcs[0]], choose_mode(connector.modes, wish))
    return None


def choose_mode(modes: Sequence[Mode], wish: Wish) -> Mode:
    """The mode that was set if the panel has it, else the one that it prefers.

    A panel finer than the frames gets their own size if it has that: they are then shown pixel for
    pixel, and a small board has less to move.
    """
    best = max(modes, key=lambda mode: _worth(mode, wish))
    if wish.size is not None and (best.width, best.height) == wish.size:
        return best
    preferred = next((mode for mode in modes if mode.preferred), modes[0])
    if preferred.width <= wish.frames[0] and preferred.height <= wish.frames[1]:
        return preferred
    same = [mode for mode in modes if (mode.width, mode.height) == wish.frames and not mode.interlaced]
    return max(same, key=lambda mode: _worth(mode, wish), default=preferred)


def _worth(mode: Mode, wish: Wish) -> tuple[bool, bool, bool, bool, int]:
    return (
        (mode.width, mode.height) == wish.size,
        mode.hertz == wish.hertz,
        not mode.interlaced,
        mode.preferred,
        mode.hertz if mode.hertz <= _FASTEST_HZ else 0,
    )
