"""What the player weighs and what it costs: `python benchmarks/player.py [TURNS]`, from the repo.

It starts a small publisher on this machine and real player processes, and prints a table.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).parent.parent
sys.path[:0] = [str(REPO), str(REPO / "tests" / "player")]

from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

from player.show import Show
from player.stopping import Stopping

SLIDES = 12
FRAME_BYTES = 300_000
POLLS = 20
SLIDES_A_MINUTE = 6


def resident_mib(pid: int) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def cpu_ms(pid: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def written(pid: int) -> int:
    """Bytes that a process has made dirty for the card."""
    return int(Path(f"/proc/{pid}/io").read_text().partition("write_bytes:")[2].split()[0])


def measure_processes(screen: Screen, stand: PublisherStand) -> list[tuple[str, str, str]]:
    """`sync` and `show` as they run on a device."""
    fetching = screen.start("sync")
    wait_until(lambda: screen.serial() == stand.serial, "the programme")
    wait_until(lambda: stand.asked[-1].endswith("304"), "an unchanged poll")
    verified = resident_mib(fetching.pid)
    screen.kill("sync")
    started = time.monotonic()
    show = screen.start("show")
    wait_until(screen.slide_up, "a slide")
    first_ms = (time.monotonic() - started) * 1000
    sync = screen.start("sync")
    stand.asked.clear()
    wait_until(lambda: len(stand.asked) > 6, "sync at rest")
    questions, sent, used, before = len(polls(stand)), stand.sent_bytes, cpu_ms(sync.pid), cpu_ms(show.pid)
    connections, since, wrote = stand.connections, time.monotonic(), written(sync.pid)
    wait_until(lambda: len(polls(stand)) >= questions + 2 * POLLS, "polls", seconds=120)
    asked = len(polls(stand)) - questions
    share = (cpu_ms(show.pid) - before) / (time.monotonic() - since) / 10
    return [
        ("show, resident at rest", f"{resident_mib(show.pid):.1f} MiB", "16, as installed"),
        ("show, first picture after start", f"{first_ms:.0f} ms", ""),
        ("show, CPU while a slide is held", f"{share:.2f} %", "0.5"),
        ("sync, resident at rest", f"{resident_mib(sync.pid):.1f} MiB", "24"),
        ("sync, resident after verifying news", f"{verified:.1f} MiB", "24"),
        ("unchanged sync, questions", f"{asked / POLLS:.1f}", "2"),
        ("unchanged sync, bytes of answers' bodies", f"{(stand.sent_bytes - sent) / POLLS:.0f}", "0"),
        ("unchanged sync, CPU", f"{(cpu_ms(sync.pid) - used) / POLLS:.1f} ms", ""),
        ("unchanged sync, bytes written", f"{(written(sync.pid) - wrote) / POLLS:.0f}", "0"),
        ("unchanged syncs, new connections", f"{stand.connections - connections}", "0"),
    ]


def polls(stand: PublisherStand) -> list[str]:
    """The questions for news among everything that was asked."""
    return [line for line in stand.asked if line.startswith("GET")]


def open_files() -> int:
    """How many descriptors this process has."""
    return len(list(Path("/proc/self/fd").iterdir()))


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
    """`show` with its waiting left out; everything else is as it is on a device."""

    turns = 0

    def _hold(self, turn: object, started_ms: int) -> bool:
        """A minute's worth of slides passes between two commits, as on a device."""
        self.turns += 1
        if self.turns % SLIDES_A_MINUTE == 0:
            self._journal.flush()
        return True


def measure_growth(screen: Screen, turns: int) -> list[tuple[str, str, str]]:
    """Memory and descriptors of the show job over many turns, in this process."""
    job = Hurried(screen.state, screen.clock(), screen.journal(), Blink(), Stopping(), (1920, 1080))
    for _ in range(50):
        job.show_next()
    before, files, started = resident_mib(os.getpid()), open_files(), time.process_time()
    for _ in range(turns):
        job.show_next()
    grown = (resident_mib(os.getpid()) - before) * 1024
    return [
        (f"show, growth over {turns} turns", f"{grown:.0f} KiB", "512"),
        (f"show, new descriptors over {turns} turns", f"{open_files() - files}", "0"),
        ("show, CPU for a turn", f"{(time.process_time() - started) * 1000 / turns:.1f} ms", ""),
        ("journal, bytes for a view", f"{journal_bytes(screen) / (turns + 50):.0f}", "64"),
    ]


def journal_bytes(screen: Screen) -> int:
    """What the journal's file weighs."""
    for journal in screen.journals:
        journal.close()  # folds the write-ahead log into the file
    return screen.state.journal.stat().st_size


def main() -> None:
    """Measure everything and print the table."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    stand = PublisherStand()
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(Path(folder), stand)
        screen.pair()
        stand.report_seconds = 3600
        picture = os.urandom(FRAME_BYTES)
        stand.show(
            "winter", *(SlideOnStand(f"s{n}", dwell_seconds=10, picture=bytes([n]) + picture) for n in range(SLIDES))
        )
        try:
            rows = measure_processes(screen, stand)
            screen.close()
            rows += measure_growth(screen, turns)
        finally:
            screen.close()
            stand.close()
    print(f"{'':48}{'measured':>14}   to reach")
    for what, measured, target in rows:
        print(f"{what:48}{measured:>14}   {target}")


if __name__ == "__main__":
    main()
