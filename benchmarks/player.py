"""What the player weighs and what it costs: `python benchmarks/player.py [TURNS]`, from the repo.

It starts a small publisher on this machine and real player processes, and prints a table.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).parent.parent
sys.path[:0] = [str(REPO), str(REPO / "tests" / "player")]

from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, as_the_unit_says, wait_until

SLIDES = 12
FRAME_BYTES = 300_000
BYTES_APART = 17_000
"""Real pictures differ in size, and memory that only fits the last one stays."""
POLLS = 20
REPORTED_TURNS = 90
"""Slides of ten seconds between two reports."""
DEBIANS_PYTHON = "/usr/bin/python3"


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
        ("show, resident at rest", f"{resident_mib(show.pid):.1f} MiB", "20, as installed"),
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


def measure_growth(screen: Screen, turns: int) -> list[tuple[str, str, str]]:
    """Memory and descriptors of the show job over many turns, as its unit starts it, with and without a publisher."""
    rows = []
    for python in dict.fromkeys((sys.executable, DEBIANS_PYTHON)):
        for what, drained in ((f"{turns} turns", REPORTED_TURNS), ("as many, publisher away", 0)):
            found = grown(screen, python, turns, drained)
            rows += [
                (f"show, growth over {what}", f"{found['kib']:.0f} KiB", "512"),
                (f"show, new descriptors over {what}", f"{found['descriptors']:.0f}", "0"),
            ]
        rows.append((f"show, CPU for a turn, {python}", f"{found['turn_ms']:.1f} ms", ""))
    return [*rows, ("journal, bytes for a view", f"{found['view_bytes']:.0f}", "64")]


def grown(screen: Screen, python: str, turns: int, drained: int) -> dict[str, float]:
    """What a hurried `show` says of itself; it begins with an empty journal."""
    screen.state.journal.unlink(missing_ok=True)
    environment = {**as_the_unit_says(), "PLAYER_STATE": str(screen.state.root)}
    command = [python, "-I", "-S", str(REPO / "tests/player/hurried_show.py"), str(turns), str(drained)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


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
            "winter",
            *(
                SlideOnStand(f"s{n}", dwell_seconds=10, picture=bytes([n]) + picture[BYTES_APART * (n * 5 % SLIDES) :])
                for n in range(SLIDES)
            ),
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
