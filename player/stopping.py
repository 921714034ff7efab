"""Ending when asked to: SIGTERM and SIGINT end a job at once, and its things close in reverse order."""

import fcntl
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

from player.errors import PlayerError, StorageError
from player.files import make_folder
from player.state import State

OWNER_ONLY = 0o700
"""The state folder: what a screen shows and when is for nobody else on the machine to read."""


class StoppedError(BaseException):
    """Somebody asked the job to end; not an Exception, so that no handler takes it for a failure."""


class Stopping:
    """While it is entered, a signal to end raises StoppedError wherever the job is, once.

    That is safe anywhere, since the job lives through SIGKILL anywhere.
    """

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "Stopping":
        self._before = {number: signal.signal(number, self._ask) for number in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        return kind is StoppedError

    def wait(self, seconds: float) -> None:
        """Do nothing for a while."""
        if self.asked:  # a signal that came where Python drops exceptions, such as in a finaliser
            raise StoppedError
        time.sleep(max(0.0, seconds))

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if not self.asked:
            self.asked = True
            raise StoppedError


@contextmanager
def sole(state: State, job: str) -> Iterator[None]:
    """Hold the job's lock; raises PlayerError if the same job already runs on this state folder."""
    path = state.lock(job)
    make_folder(path.parent, OWNER_ONLY)
    try:
        file = path.open("w")
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}. Name a folder that can be written with --state.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PlayerError(f"`player {job}` already runs on {state.root}. End it first.") from error
        yield


def is_running(state: State, job: str) -> bool:
    """Whether the job runs now on this state folder."""
    try:
        with state.lock(job).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
