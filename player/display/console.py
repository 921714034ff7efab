"""Keeping the kernel's text console off the panel, in the moments when nobody else draws on it."""

import fcntl
import os
from contextlib import suppress

_SET_MODE = 0x4B3A
_TEXT, _GRAPHICS = 0, 1
TERMINALS = ("/dev/tty0", "/dev/tty1")


class Console:
    """The console, asked to draw nothing; where that is not permitted, nothing happens."""

    def __init__(self) -> None:
        self._descriptor = _quieted()

    def close(self) -> None:
        """Give the terminal its text back."""
        if self._descriptor is not None:
            with suppress(OSError):
                fcntl.ioctl(self._descriptor, _SET_MODE, _TEXT)
            os.close(self._descriptor)
            self._descriptor = None


def _quieted() -> int | None:
    for path in ("/dev/stdin", *TERMINALS):
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError:
            continue
        try:
            fcntl.ioctl(descriptor, _SET_MODE, _GRAPHICS)
        except OSError:
            os.close(descriptor)
            continue
        return descriptor
    return None
