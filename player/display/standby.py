"""Sending a television to sleep and waking it, over the HDMI cable's own wire (CEC), by ioctl.

Televisions that do not listen, cables without the wire and boards without a driver are fine: the
panel then goes dark by itself when nothing is sent to it. Layouts are those of the kernel's `cec.h`.
"""

import fcntl
import os
import struct
from collections.abc import Sequence
from pathlib import Path

DEVICES = Path("/dev")

LOGICAL_ADDRESSES = struct.Struct("<4sH2B2I15s4s4s4s48sx")
MESSAGE = struct.Struct("<2Q4I16s7Bx")
_GET_PHYSICAL, _GET_LOGICAL, _SET_LOGICAL, _TRANSMIT = 0x80026101, 0x805C6103, 0xC05C6104, 0xC0386105
_VERSION_1_4, _PLAYBACK_TYPE, _PLAYBACK_DEVICE, _ALL_PLAYBACK = 5, 3, 4, 16
_TELEVISION, _EVERYBODY, _UNREGISTERED = 0, 15, 15
_IMAGE_VIEW_ON, _STANDBY, _ACTIVE_SOURCE = 0x04, 0x36, 0x82
_SENT = 1
_PATIENCE_MS = 1000


def send_to_sleep(devices: Path = DEVICES) -> bool:
    """Ask every television on a CEC wire to go to standby; whether one was told."""
    return _tell(devices, asleep=True)


def wake_up(devices: Path = DEVICES) -> bool:
    """Ask every television on a CEC wire to turn on and show us; whether one was told."""
    return _tell(devices, asleep=False)


def _tell(devices: Path, *, asleep: bool) -> bool:
    told = [_told(path, asleep=asleep) for path in sorted(devices.glob("cec[0-9]*"))]
    return any(told)


def _told(path: Path, *, asleep: bool) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        ours, physical = _claim(descriptor), _physical_address(descriptor)
        if asleep:
            return _sent(descriptor, ours, _TELEVISION, [_STANDBY])
        told = _sent(descriptor, ours, _TELEVISION, [_IMAGE_VIEW_ON])
        return _sent(descriptor, ours, _EVERYBODY, [_ACTIVE_SOURCE, *physical.to_bytes(2, "big")]) or told
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _claim(descriptor: int) -> int:
    """Our address on the wire: the one that the driver has, or a playback device's; it may have to ask for it."""
    known = bytearray(LOGICAL_ADDRESSES.size)
    fcntl.ioctl(descriptor, _GET_LOGICAL, known, True)
    if LOGICAL_ADDRESSES.unpack(known)[3] == 0:
        known = bytearray(
            LOGICAL_ADDRESSES.pack(
                b"", 0, _VERSION_1_4, 1, 0, 0, b"Waiting room", bytes([_PLAYBACK_DEVICE]),
                bytes([_PLAYBACK_TYPE]), bytes([_ALL_PLAYBACK]), b"",
            )
        )  # fmt: skip
        fcntl.ioctl(descriptor, _SET_LOGICAL, known, True)
    address = known[0]
    return address if address < _UNREGISTERED else _UNREGISTERED


def _physical_address(descriptor: int) -> int:
    found = bytearray(2)
    fcntl.ioctl(descriptor, _GET_PHYSICAL, found, True)
    return int.from_bytes(found, "little")


def message(ours: int, theirs: int, words: Sequence[int]) -> bytearray:
    """A message as the driver takes it."""
    body = bytes([ours << 4 | theirs, *words])
    return bytearray(MESSAGE.pack(0, 0, len(body), _PATIENCE_MS, 0, 0, body, *[0] * 7))


def _sent(descriptor: int, ours: int, theirs: int, words: Sequence[int]) -> bool:
    record = message(ours, theirs, words)
    fcntl.ioctl(descriptor, _TRANSMIT, record, True)
    return bool(MESSAGE.unpack(record)[9] & _SENT)
