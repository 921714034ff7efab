"""Ending when asked to: SIGTERM and SIGINT end a job at once, and its things close in reverse order."""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any

from player.contract.errors import PlayerError, StorageError
from player.keeping.files import make_folder, open_file, remove
from player.keeping.log import Log
from player.keeping.shape import mend
from player.keeping.state import State

OWNER_ONLY = 0o700
"""The state folder: what a screen shows and when is for nobody else on the machine to read."""


log = Log(__name__)


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
    """Hold the job's lock; raises PlayerError if the same job already runs on this state folder.

    What is of the wrong kind in the folder is set aside first. On a disk that takes no lock a screen that was
    paired, or that only shows, goes on without one: a picture is worth more.
    """
    make_folder(state.root, OWNER_ONLY)
    mend(state)
    try:
        lock = open_lock(state, job)
    except OSError as error:
        problem = f"{state.lock(job)}: {error.strerror}. Name a folder that can be written with --state."
        if job != "show" and not os.path.lexists(state.identity):
            raise StorageError(problem) from error
        log.warning("%s The screen goes on with what it has.", problem)
        yield
        return
    try:
        _take(lock, f"`player {job}` already runs on {state.root}. End it first.")
        yield
    finally:
        os.close(lock)


def open_lock(state: State, job: str) -> int:
    """A descriptor to lock, of a file that is there for nothing else; raises OSError."""
    path = state.lock(job)
    try:
        return open_file(path, os.O_RDWR | os.O_CREAT)
    except OSError:
        with suppress(OSError):
            return open_file(path)  # it can be locked all the same where nothing can be written
    remove(path)  # of another account, so nobody of ours holds it
    return open_file(path, os.O_RDWR | os.O_CREAT)


def _take(lock: int, otherwise: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PlayerError(otherwise) from error


def is_running(state: State, job: str) -> bool:
    """Whether the job runs now on this state folder."""
    try:
        lock = open_file(state.lock(job))
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(lock)
    return False
