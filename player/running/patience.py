"""An end to waiting: whatever somebody drips into a line, it is over after a while."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def patience(seconds: float, error: Exception) -> Iterator[None]:
    """Raise `error` wherever the work inside is once it takes longer, even in the middle of a header.

    Only the main thread can be interrupted so; elsewhere the work takes as long as it takes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting = True

    def give_up(number: int, frame: FrameType | None) -> None:
        if waiting:
            raise error

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # and again: the first may come where Python drops exceptions
    try:
        yield
    finally:
        waiting = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
