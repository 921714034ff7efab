"""One picture on its way into memory: a child decodes it while the player goes on."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from player.contract.errors import DisplayError

MOST_SECONDS = 30.0
LOOK_SECONDS = 1.0
CHILD = Path(__file__).with_name("decode.py")


@dataclass(frozen=True, slots=True)
class Form:
    """How a picture is to lie in memory: size in pixels, bytes of a line, how far the panel is turned, shift."""

    width: int
    height: int
    pitch: int
    rotation: int = 0
    shift: tuple[int, int] = (0, 0)

    @property
    def length(self) -> int:
        """How many bytes that takes."""
        return self.pitch * self.height


class Decoding:
    """A child at work. It is waited for, or abandoned; it never outlives the player."""

    def __init__(self, picture: bytes, target: int, form: Form, copy: int = -1) -> None:
        self._until = time.monotonic() + MOST_SECONDS
        source = os.memfd_create("picture")
        try:
            os.write(source, picture)
            self._pid = _start(source, target, copy, form)
        finally:
            os.close(source)
        self._ended = os.pidfd_open(self._pid)

    def wait(self, beat: Callable[[], None]) -> None:
        """Wait until the picture is there, beating meanwhile; raises DisplayError if it never will be."""
        while not select.select([self._ended], [], [], LOOK_SECONDS)[0]:
            beat()
            if time.monotonic() > self._until:
                self.abandon()
                raise DisplayError(f"A picture was not decoded within {MOST_SECONDS:.0f} seconds.")
        code = self._reap()
        if code:
            raise DisplayError(f"A picture cannot be decoded (the child ended with {code}).")

    def abandon(self) -> None:
        """End the child, whatever it has done so far."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        self._reap()

    def _reap(self) -> int:
        os.close(self._ended)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


def _start(source: int, target: int, copy: int, form: Form) -> int:
    numbers = (source, target, copy, form.width, form.height, form.pitch, form.rotation, *form.shift)
    handed = [(os.POSIX_SPAWN_DUP2, one, one) for one in (source, target, copy) if one >= 0]
    words = [sys.executable, "-I", str(CHILD), *map(str, numbers)]
    try:
        return os.posix_spawn(sys.executable, words, os.environ, file_actions=handed)
    except OSError as error:
        raise DisplayError(f"No decoding child could be started: {error.strerror}.") from error
