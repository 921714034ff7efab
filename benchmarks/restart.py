"""How soon a screen is live again when its player was killed or hangs: `python benchmarks/restart.py [TIMES]`.

As root, with mmdebstrap and systemd-nspawn: the package is installed in a fresh Debian, whose own systemd
starts the units as they are on a device, on this processor. Only the panel is a file, so what a television
needs for a mode is not in it; that is in `make test-panel`.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy, copytree
from statistics import median

REPO = Path(__file__).parent.parent
sys.path[:0] = [str(REPO), str(REPO / "tests" / "player")]

from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

from publisher.drawing.neutral import draw_message
from publisher.model.screens import Size

SUITE = "trixie"
NEEDED = "systemd,systemd-sysv,passwd,python3,python3-pil,python3-cryptography,ca-certificates,tzdata"
STATE = "var/lib/waiting-room-player"
PANEL = f"{STATE}/panel.jpg"
SETTINGS = f"[Service]\nEnvironment=PLAYER_DISPLAY=file:/{PANEL}\n"
TIMES = 5
PATIENCE_SECONDS = 60
CALM_SECONDS = 3
"""Between two trials, so that systemd takes each for the first one."""
UNIT = "player-show.service"


class Machine:
    """A fresh Debian with the player, booted by its own systemd beside this one's."""

    def __init__(self, root: Path, log: Path) -> None:
        self.panel = root / PANEL
        self._log = log
        alone = [] if Path("/run/systemd/system").exists() else ["--keep-unit"]
        words = ["systemd-nspawn", "--quiet", "--boot", "--register=no", "--private-network", "--console=pipe", *alone]
        environment = {**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"}
        with log.open("wb") as said:
            self._nspawn = subprocess.Popen(
                [*words, "--directory", root],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def run(self, *words: str) -> str:
        """What a command inside says."""
        children = Path(f"/proc/{self._nspawn.pid}/task/{self._nspawn.pid}/children").read_text().split()
        inside = ["nsenter", "-t", children[0], "--mount", "--uts", "--ipc", "--pid", "--cgroup", *words]
        return subprocess.run(inside, capture_output=True, text=True, check=True).stdout.strip()

    def process(self) -> str:
        """The number of the process that shows, inside."""
        return self.run("systemctl", "show", "--property=MainPID", "--value", UNIT)

    def wait_for_picture(self) -> None:
        """Wait until it has booted and shows; if it does not, end with what it said."""
        try:
            wait_until(self._is_showing, "the first picture", seconds=PATIENCE_SECONDS)
        except AssertionError as error:
            raise SystemExit(f"The machine shows nothing.\n{self._log.read_text(errors='replace')}") from error

    def _is_showing(self) -> bool:
        with contextlib.suppress(subprocess.CalledProcessError, IndexError, FileNotFoundError):
            return self.run("systemctl", "is-active", UNIT) == "active" and self.panel.exists()
        return False

    def live_again_seconds(self, signal_name: str) -> float:
        """How long after a signal a new process has put up its first picture; the one before stays until then."""
        up, process = self.panel.read_bytes(), self.process()
        changed_ns = self.panel.stat().st_mtime_ns
        began = time.monotonic()
        self.run("systemctl", "kill", "--kill-whom=main", f"--signal={signal_name}", UNIT)
        while self.panel.stat().st_mtime_ns == changed_ns:
            if self.panel.read_bytes() != up:
                raise SystemExit("The last slide did not stay.")
            if time.monotonic() - began > PATIENCE_SECONDS:
                raise SystemExit(f"No new picture in {PATIENCE_SECONDS} s.\n{self.run('journalctl', '-u', UNIT)}")
            time.sleep(0.01)
        took = time.monotonic() - began
        if self.process() == process:
            raise SystemExit("That was the old process, with its next slide.")
        return took

    def close(self) -> None:
        """Turn it off."""
        self._nspawn.send_signal(signal.SIGTERM)
        self._nspawn.wait(60)


@contextlib.contextmanager
def installed_machine(folder: Path) -> Iterator[Machine]:
    """A machine on which the package was installed, and that knows a playlist."""
    root = folder / "machine"
    _build(folder, root)
    stand = PublisherStand()
    screen = Screen(folder, stand)
    try:
        screen.pair()
        stand.show("p", *(SlideOnStand(name, dwell_seconds=600, picture=_drawn(name)) for name in ("flu", "cold")))
        screen.run("sync", "--once")
    finally:
        screen.close()
        stand.close()
    copytree(screen.state.root, root / STATE, dirs_exist_ok=True)
    _inside(root, "chown", "-R", "wrplayer:", f"/{STATE}")
    machine = Machine(root, folder / "machine.log")
    try:
        machine.wait_for_picture()
        yield machine
    finally:
        machine.close()


def _build(folder: Path, root: Path) -> None:
    build = [sys.executable, REPO / "systemd/debian/build.py", "--uv", REPO / ".venv/bin/uv", "--into", folder]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", f"--include={NEEDED}", SUITE, root], check=True)
    (package,) = folder.glob("*.deb")
    copy(package, root / "player.deb")
    settings = root / f"etc/systemd/system/{UNIT}.d/panel.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS)
    _inside(root, "dpkg", "--install", "/player.deb")


def _drawn(name: str) -> bytes:
    return draw_message(name.title(), ("This is a slide.",), Size(1920, 1080)).data


def _inside(root: Path, *words: str) -> None:
    subprocess.run(["chroot", root, *words], check=True, capture_output=True)


def measure(trial: Callable[[], float], times: int) -> str:
    """Median and longest of several trials."""
    seconds = []
    for _ in range(times):
        time.sleep(CALM_SECONDS)
        seconds.append(trial())
    return f"{median(seconds):.1f} s, longest {max(seconds):.1f} s"


def main() -> None:
    """Measure both and print the table."""
    if os.geteuid() != 0:
        raise SystemExit("This starts a Debian of its own, so it needs root. Run it with sudo.")
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder, installed_machine(Path(folder)) as machine:
        rows = [
            ("kill -9, until the next picture", measure(lambda: machine.live_again_seconds("KILL"), times), "5"),
            ("hang, until the next picture", measure(lambda: machine.live_again_seconds("STOP"), times), "15"),
        ]
    print(f"{f'{times} times each':36}{'measured':>26}   to reach")
    for what, measured, target in rows:
        print(f"{what:36}{measured:>26}   {target}")


if __name__ == "__main__":
    main()
