"""`player show` with its waiting left out, to see in a moment what months do to it.

    python -I -S tests/player/hurried_show.py TURNS DRAINED

DRAINED is the number of turns after which the journal is emptied by another process, as `sync`
does after each report; 0 for never. Everything else is as it is on a device. It prints what it has
grown by as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, f"{__file__.rpartition('/')[0]}/../..")


from player.counting.journal import Journal
from player.device.clock import Clock
from player.keeping.state import State
from player.keeping.stopping import Stopping
from player.settings import read_settings
from player.showing.show import Show

FIRST_TURNS = 50
SLIDES_A_MINUTE = 6


class Blink:
    """A display that takes everything."""

    def show(self, picture: bytes) -> None:
        """Take it."""

    def prepare(self, picture: bytes) -> None:
        """Nothing to prepare."""

    def attend(self) -> None:
        """Nothing to look after."""

    def standby(self) -> None:
        """It never sleeps."""

    def wake(self) -> None:
        """It is awake."""

    def describe(self) -> str:
        """What it is."""
        return "a blink"

    def close(self) -> None:
        """Nothing to let go of."""


class Hurried(Show):
    """Each slide is up for no time, and counted."""

    turns = 0
    drained = 0

    def _hold(self, turn: object, started_ms: int) -> bool:
        """A minute's worth of slides passes between two commits, as on a device."""
        self.turns += 1
        if self.turns % SLIDES_A_MINUTE == 0:
            self._journal.flush()
        if self.drained and self.turns % self.drained == 0:
            command = [sys.executable, "-I", "-S", __file__, "drain"]
            os.waitpid(os.posix_spawn(sys.executable, command, os.environ), 0)
        return True


def drain(state: State) -> None:
    """Forget every view, as `sync` does with a receipt."""
    journal = Journal(state)
    while (batch := journal.oldest_batch()) is not None:
        journal.forget(batch)
    journal.close()


def grow(state: State, turns: int, drained: int) -> dict[str, float]:
    """What has become of the process after so many turns, and of the journal."""
    journal = Journal(state)
    job = Hurried(state, Clock(state), journal, Blink(), Stopping(), (1920, 1080))
    job.drained = drained
    for _ in range(FIRST_TURNS):
        job.show_next()
    before, files, started = resident_kib(), open_files(), time.process_time()
    for _ in range(turns):
        job.show_next()
    grown, used = resident_kib() - before, time.process_time() - started
    files = open_files() - files
    journal.close()  # folds the write-ahead log into the file
    views = turns + FIRST_TURNS
    return {
        "kib": grown,
        "descriptors": files,
        "turn_ms": used * 1000 / turns,
        "view_bytes": state.journal.stat().st_size / views,
    }


def resident_kib() -> int:
    """Resident memory of this process."""
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0])


def open_files() -> int:
    """How many descriptors this process has."""
    return len(list(Path("/proc/self/fd").iterdir()))


if __name__ == "__main__":
    if sys.argv[1] == "drain":
        drain(State(read_settings().state))
    else:
        sys.stdout.write(json.dumps(grow(State(read_settings().state), int(sys.argv[1]), int(sys.argv[2]))))
