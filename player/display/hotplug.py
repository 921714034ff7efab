"""Hearing from the kernel that a television was plugged in, turned on, or went away (uevents)."""

import socket
import time

PROBE_SECONDS = 5.0
"""Look again after this long in any case: some cables and adapters change without a word."""
_UEVENT = 15
_KERNEL_GROUP = 1


class HotPlug:
    """Says when to look at the sockets again."""

    def __init__(self) -> None:
        self._socket = _listen()
        self._probed = float("-inf")

    def is_time(self) -> bool:
        """Whether the last look is too long ago; asked, it counts as looked."""
        now = time.monotonic()
        due = now - self._probed >= PROBE_SECONDS
        if due:
            self._probed = now
        return due

    def close(self) -> None:
        """Stop listening."""
        if self._socket is not None:
            self._socket.close()

    def heard(self) -> bool:
        """Whether something happened to a panel since it was asked last."""
        heard = False
        while self._socket is not None:
            try:
                heard |= is_about_panels(self._socket.recv(8192))
            except BlockingIOError:
                break
            except OSError:
                return True  # so many at once that some were lost
        return heard


def is_about_panels(message: bytes) -> bool:
    """Whether a uevent comes from the graphics subsystem."""
    return b"SUBSYSTEM=drm" in message.split(b"\0")


def _listen() -> socket.socket | None:
    try:
        found = socket.socket(
            socket.AF_NETLINK, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK, _UEVENT
        )
    except OSError:
        return None  # looking every few seconds still finds everything
    try:
        found.bind((0, _KERNEL_GROUP))
    except OSError:
        found.close()
        return None
    return found
