"""Talking to systemd: that something is up, that the job is alive, and what it must keep for us.

Without systemd every method does nothing, so that a desk needs no other code.
"""

import array
import os
import socket
import time
from collections.abc import Mapping, Sequence

FIRST_STORED = 3
"""sd_listen_fds(3): stored descriptors begin here."""
BEAT_SECONDS = 1.0


class Supervisor:
    """The service manager that started this job, if any."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._socket = _connect(environment.get("NOTIFY_SOCKET", ""))
        self._is_ready = False
        self._status = ""
        self._beaten = float("-inf")

    @property
    def is_there(self) -> bool:
        """Whether anybody listens."""
        return self._socket is not None

    def ready(self) -> None:
        """Say once that the job has started: something is up, or there is nothing to put it on."""
        if not self._is_ready:
            self._is_ready = True
            self._send("READY=1")

    def beat(self) -> None:
        """Say that the main loop still turns, at most once a second; silence brings a restart."""
        now = time.monotonic()
        if now - self._beaten >= BEAT_SECONDS:
            self._beaten = now
            self._send("WATCHDOG=1")

    def say(self, status: str) -> None:
        """One line for `systemctl status`."""
        if status != self._status:
            self._status = status
            self._send(f"STATUS={status}")

    def keep(self, name: str, descriptor: int) -> None:
        """Have a descriptor kept open while we are gone, and handed back at the next start."""
        self._send(f"FDSTORE=1\nFDNAME={name}\nFDPOLL=0", [descriptor])

    def forget(self, name: str) -> None:
        """Have what was kept under this name closed."""
        self._send(f"FDSTOREREMOVE=1\nFDNAME={name}")

    def close(self) -> None:
        """Let go of the socket."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, message: str, descriptors: Sequence[int] = ()) -> None:
        if self._socket is None:
            return
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
        try:
            self._socket.sendmsg([message.encode()], rights)
        except OSError:
            return  # a service manager that does not listen is no reason to take the picture down


def stored(name: str, environment: Mapping[str, str] = os.environ) -> int | None:
    """The descriptor that the last process had kept under this name, if systemd handed it to this one."""
    if environment.get("LISTEN_PID") != str(os.getpid()):
        return None
    names = environment.get("LISTEN_FDNAMES", "").split(":")
    handed = range(FIRST_STORED, FIRST_STORED + int(environment.get("LISTEN_FDS", "0")))
    found = [descriptor for descriptor, its_name in zip(handed, names, strict=False) if its_name == name]
    for descriptor in handed:
        os.set_inheritable(descriptor, False)
    for spare in found[1:]:
        os.close(spare)
    return found[0] if found else None


def _connect(address: str) -> socket.socket | None:
    if not address:
        return None
    found = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
    try:
        found.connect("\0" + address[1:] if address.startswith("@") else address)
    except OSError:
        found.close()
        return None
    return found
