"""What a picture on a television costs, and what others need for one: `python benchmarks/panel.py`, from the repo.

Needs Xvfb; of mpv, feh and Chromium those that are installed are measured beside us, in the same run.
`show` runs as its unit starts it, with Debian's Python if that has Pillow, on a graphics card that is
only memory; the kernel's own part of a mode setting is in `make test-panel`.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

REPO = Path(__file__).parent.parent
sys.path[:0] = [str(REPO), str(REPO / "tests" / "player"), str(REPO / "benchmarks")]

from measured import tree_of
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, as_the_unit_says, wait_until

from publisher.drawing.neutral import draw_message
from publisher.model.screens import Size

PYTHON = "/usr/bin/python3" if Path("/usr/lib/python3/dist-packages/PIL").exists() else sys.executable
STARTS = 5
SETTLE_SECONDS = 8
HELD_SECONDS = 20
OTHERS = {
    "feh and its Xvfb": ("feh", "--fullscreen", "--hide-pointer"),
    "mpv and its Xvfb": ("mpv", "--really-quiet", "--no-config", "--no-audio", "--loop-file=inf", "--fullscreen"),
    "Chromium kiosk and its Xvfb": ("chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--no-first-run"),
}


def memory_mib(top: int) -> tuple[float, float]:
    """Resident memory of a process and all below it, and the same with what is shared counted once."""
    resident = share = 0
    for pid in tree_of(top):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                resident += int(line.split()[1]) if line.startswith("Rss:") else 0
                share += int(line.split()[1]) if line.startswith("Pss:") else 0
    return resident / 1024, share / 1024


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def showing(screen: Screen) -> Iterator[tuple[subprocess.Popen[str], list[float]]]:
    """`show` on a desk card, with the milliseconds until its first picture, and its own processor's of these."""
    began = time.clock_gettime(time.CLOCK_BOOTTIME)
    environment = {**as_the_unit_says(), "PLAYER_STATE": str(screen.state.root), "PLAYER_SHIFT_PX": "0"}
    command = [PYTHON, "-I", "-S", str(REPO / "tests/player/desk_show.py"), str(began)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        yield process, [float(word) * 1000 for word in process.stdout.readline().split()]
    finally:
        process.kill()
        process.wait()


def measure_us(screen: Screen, stand: PublisherStand) -> Iterator[tuple[str, str, str]]:
    """Our own figures."""
    for how in ("decoded", "cached"):
        times = []
        for _ in range(STARTS):
            if how == "decoded":
                screen.state.kept.unlink(missing_ok=True)
            with showing(screen) as (_, milliseconds):
                times.append(milliseconds)
        passed, own = (median(column) for column in zip(*times, strict=True))
        yield f"first frame after exec, {how}", f"{passed:.0f} ms ({own:.0f} own CPU)", "100" if how == "cached" else ""
    with showing(screen) as (process, _):
        time.sleep(SETTLE_SECONDS)
        before = cpu_seconds(process.pid)
        time.sleep(HELD_SECONDS)
        share = (cpu_seconds(process.pid) - before) / HELD_SECONDS
        resident, own = memory_mib(process.pid)
        yield "CPU while slides are held", f"{share:.2%}", "0.50 %"
        yield "player show, on a television", f"{resident:.1f} MiB ({own:.1f})", "16"


def measure_others(picture: Path, display: str, server: int) -> Iterator[tuple[str, str, str]]:
    """What others need for the same picture, with the X server that they need for it."""
    for name, command in OTHERS.items():
        if shutil.which(command[0]) is None:
            yield name, "not installed", ""
            continue
        environment = {**os.environ, "DISPLAY": display}
        process = subprocess.Popen(
            [*command, picture.as_posix()], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(SETTLE_SECONDS)
        resident, own = (one + its for one, its in zip(memory_mib(process.pid), memory_mib(server), strict=True))
        for pid in reversed(tree_of(process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        process.wait()
        yield name, f"{resident:.1f} MiB ({own:.1f})", ""


@contextlib.contextmanager
def virtual_screen() -> Iterator[tuple[str, int]]:
    """An X server without a panel: its display, and its process."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}", server.pid
    server.terminate()
    server.wait()


def main() -> None:
    """Measure everything and print the table."""
    stand = PublisherStand()
    frames = {
        name: draw_message(name.title(), ("This is a slide.",), Size(1920, 1080)).data for name in ("flu", "cold")
    }
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(Path(folder), stand)
        screen.pair()
        stand.show("winter", *(SlideOnStand(name, picture=frame, dwell_seconds=10) for name, frame in frames.items()))
        try:
            screen.run("sync", "--once")
            wait_until(lambda: screen.serial() == stand.serial, "the programme")
            rows = list(measure_us(screen, stand))
            picture = Path(folder) / "flu.jpg"
            picture.write_bytes(frames["flu"])
            with virtual_screen() as (display, server):
                rows += measure_others(picture, display, server)
        finally:
            screen.close()
            stand.close()
    print(f"{'':36}{'resident (its own share)':>26}   to reach")
    for what, measured, target in rows:
        print(f"{what:36}{measured:>26}   {target}")


if __name__ == "__main__":
    main()
