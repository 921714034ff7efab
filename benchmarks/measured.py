"""What a command cost, with every process that it started: seconds, processor seconds, memory."""

import ctypes
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER: processes whose parent ended become ours, so that none goes uncounted."""
_LOOK_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    seconds: float
    processor_seconds: float
    peak_mib: float = 0.0


def cost_of(command: list[str], environment: dict[str, str], *, memory: bool = False) -> Cost:
    """Run a command to its end and say what it and its children took; raises if it fails."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    before, started = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    watch = _MemoryWatch(process.pid) if memory else None
    said = process.communicate()[0]
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said.decode()}")
    _reap()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, used, watch.stop() if watch else 0.0)


def tree_of(top: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found = [top]
    for pid in found:
        found += parents.get(pid, [])
    return found


def _reap() -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.02)
        except ChildProcessError:
            return


class _MemoryWatch:
    """Looks again and again at the memory of a process tree; what processes share is counted once."""

    def __init__(self, top: int) -> None:
        self._top, self._peak, self._over = top, 0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """The most that was seen, in MiB."""
        self._over.set()
        self._thread.join()
        return self._peak / 1024

    def _look(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            self._peak = max(self._peak, sum(_share(pid) for pid in tree_of(self._top)))


def _share(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
