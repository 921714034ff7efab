"""Frames drawn side by side: what one drawing needs, what came of it, and the pool that draws."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from typing import ParamSpec, TypeVar

from publisher.drawing import draw, lay_out
from publisher.errors import DrawingError
from publisher.model import Finding, Frame, Group, Level, Size, Slide, Theme

Progress = Callable[[int, int], None]

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One frame that is wanted, with everything that goes into it."""

    slide: Slide
    theme: Theme
    size: Size
    group: Group | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a drawing: a frame, or no frame and findings that say why."""

    frame: Frame | None
    findings: tuple[Finding, ...]


def draw_one(wanted: Wanted) -> Outcome:
    """Lay a slide out and draw it, unless something on it cannot be read from a seat."""
    layout = lay_out(wanted.slide, wanted.theme, wanted.size, wanted.group)
    refused = any(finding.level is Level.ERROR for finding in layout.findings)
    return Outcome(None if refused else draw(layout), layout.findings)


def look_over(wanted: Wanted) -> Outcome:
    """What laying a slide out finds, without drawing it."""
    return Outcome(None, lay_out(wanted.slide, wanted.theme, wanted.size, wanted.group).findings)


def do_all(
    task: Callable[[Wanted], Outcome],
    wanted: Mapping[str, Wanted],
    executor: Executor | None,
    step: Callable[[], None],
) -> dict[str, Outcome]:
    """Draw or look over everything that is wanted, by its frame key; `step` is called after each one.

    If one of them fails, or `step` raises, those that have not begun are never begun.
    """
    if executor is None:
        return {key: _and_then(step, task(one)) for key, one in wanted.items()}
    futures: dict[Future[Outcome], str] = {}
    try:
        for key, one in wanted.items():
            futures[executor.submit(task, one)] = key
        done = {futures[future]: _and_then(step, future.result()) for future in as_completed(futures)}
    except (BrokenExecutor, CancelledError) as error:
        raise DrawingError(
            "Drawing was stopped before it was done, so nothing was built. If this comes again, the machine may "
            "be short of memory: set PUBLISHER_PROCESSES to a smaller number."
        ) from error
    finally:
        for future in futures:
            future.cancel()
    return {key: done[key] for key in wanted}


class DrawingPool(Executor):
    """Drawing processes that are started when needed, and anew after one of them was killed."""

    def __init__(self, processes: int) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._pool = self._start()

    def submit(
        self, fn: Callable[_Arguments, _Result], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Result]:
        """Have a function called in one of the processes."""
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenExecutor:
            self._pool.shutdown(wait=False)
            self._pool = self._start()
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes once they have done what they were given."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def _start(self) -> ProcessPoolExecutor:
        context = get_context("forkserver")  # a fork of the worker would share its database connections
        context.set_forkserver_preload([__name__])
        return ProcessPoolExecutor(self._processes, context, initializer=_begin_process)


@contextmanager
def drawing_pool(processes: int = 0) -> Iterator[Executor]:
    """Drawing processes for as long as they are needed; 0 means one for each core."""
    pool = DrawingPool(processes)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _and_then(step: Callable[[], None], outcome: Outcome) -> Outcome:
    step()
    return outcome


def _begin_process() -> None:
    """Leave Ctrl-C to the program that owns the pool, and end when that program does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
