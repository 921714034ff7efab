"""Who draws: this process, others beside it, or a cluster of machines; each is an Executor like the next."""

import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from publisher.errors import SettingsError
from publisher.limits import MAX_PROCESS_BYTES

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

DASK = "dask://"
PROCESSES = "processes"

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class DrawingPool(Executor):
    """Drawing processes that are started when needed, and anew after one of them was killed.

    Up to `here` drawings are left to this process: starting others takes longer than they do. The
    others are copies of it then, which start at once; a program with open connections, which no copy
    may share, gives 0.
    """

    def __init__(self, processes: int, here: int = 0) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._here = here
        self._copies = here > 0
        self._pool: ProcessPoolExecutor | None = None

    def leaves_here(self, count: int) -> bool:
        """Whether so few drawings are better done here; they are counted, so that many times a few start processes."""
        if self._here < count:
            return False
        self._here -= count
        return True

    def submit(
        self, fn: Callable[_Arguments, _Result], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Result]:
        """Have a function called in one of the processes."""
        if self._pool is None:
            self._pool = self._start()
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenExecutor:
            self._pool.shutdown(wait=False)
            self._pool = self._start()
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes once they have done what they were given."""
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def kill(self) -> None:
        """End the processes at once, whatever they do; the next thing to do starts others.

        Python 3.14 has a public name for it.
        """
        pool, self._pool = self._pool, None
        for process in dict(pool._processes or {}).values() if pool else ():
            process.kill()
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a build of one slide starts no processes
        from multiprocessing import get_context  # noqa: PLC0415

        if self._copies:
            return ProcessPoolExecutor(self._processes, get_context("fork"), initializer=_begin_process)
        context = get_context("forkserver")  # a fork of the worker would share its database connections
        context.set_forkserver_preload(["publisher.building.drawings", "publisher.drawing.compose"])
        return ProcessPoolExecutor(self._processes, context, initializer=_begin_process)


def end_now(executor: Executor) -> None:
    """Wait for no drawing any more; one on other machines goes on by itself."""
    if isinstance(executor, DrawingPool):
        executor.kill()
    executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def drawing_pool(processes: int = 0, executor: str = PROCESSES, here: int = 0) -> Iterator[Executor]:
    """Whoever draws, for as long as it is needed; 0 processes means one for each core.

    `executor` is `processes`, or the address of a Dask scheduler such as `dask://10.0.0.5:8786`.
    Raises SettingsError if that cannot be reached.
    """
    if executor.startswith(DASK):
        with _dask_cluster(executor.removeprefix(DASK)) as cluster:
            yield cluster
        return
    pool = DrawingPool(processes, here)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _dask_cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 - comes with the extra `cluster`, and takes long to load
    except ImportError as error:
        raise SettingsError(
            "PUBLISHER_EXECUTOR names a Dask cluster, but Dask is not installed. "
            "Install waiting-room-screens[cluster], or set it to processes."
        ) from error
    try:
        client = Client(f"tcp://{address}", timeout=10)  # type: ignore[no-untyped-call]  # it comes without types
    except (OSError, ValueError, TimeoutError) as error:
        raise SettingsError(
            f"PUBLISHER_EXECUTOR: no Dask scheduler answers at {address}. Start it, or set it to processes."
        ) from error
    with client, client.get_executor(pure=False, retries=2) as cluster:  # type: ignore[no-untyped-call]
        yield cluster


def _begin_process() -> None:
    """Leave Ctrl-C to the program that owns the pool, take so much memory, and end when that program does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy would set memory aside for each core
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_PROCESS_BYTES, most))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import connection, parent_process  # noqa: PLC0415 - only where there are processes

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
