"""A real player on this machine: its own state folder, real processes, and a file for a panel."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from publisher_stand import PublisherStand, digest_of

from player.contract.errors import DisplayClosedError
from player.counting.journal import Journal
from player.device.clock import Clock, read_wall_clock
from player.keeping.cache import read_current
from player.keeping.identity import begin_pairing, keep_identity, read_identity
from player.keeping.state import State
from player.keeping.stopping import Stopping
from player.line.client import Client
from player.line.contact import read_contact
from player.settings import Settings, read_settings
from player.showing.show import Show
from player.syncing.sync import Sync

PATIENCE_SECONDS = 20.0


def children() -> set[str]:
    """The processes that this one has started and not yet seen the end of."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


class GlanceDisplay:
    """A display that is closed as soon as it has a picture."""

    picture = b""

    def show(self, picture: bytes) -> None:
        self.picture = picture

    def prepare(self, picture: bytes) -> None:
        pass

    def attend(self) -> None:
        raise DisplayClosedError("That was all.")

    def standby(self) -> None:
        pass

    def wake(self) -> None:
        pass

    def describe(self) -> str:
        return "a glance"

    def close(self) -> None:
        pass


class Screen:
    """One player under test."""

    def __init__(self, folder: Path, stand: PublisherStand) -> None:
        self.stand = stand
        self.state = State(folder / "state")
        self.panel = folder / "panel.jpg"
        self.log = folder / "log.txt"
        self.later = timedelta(0)
        self.wall_error = timedelta(0)
        self.journals: list[Journal] = []
        self.ca: Path | None = None
        self.more_environment: dict[str, str] = {}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def pair(self) -> None:
        """Pair at once, as `player pair` would have done."""
        pairing = begin_pairing(self.state, self.stand.address, 1920, 1080)
        keep_identity(self.state, pairing, self.stand.answer_paired())
        self.stand.secret_sha256 = digest_of(pairing.secret.encode())
        self.stand.paired = True

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "player", *words, "--state", str(self.state.root)]

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PLAYER_TIMEOUT_SECONDS": "1", **self.more_environment}

    def settings(self) -> Settings:
        return read_settings({"PLAYER_STATE": str(self.state.root), "PLAYER_TIMEOUT_SECONDS": "1"})

    def glance(self) -> bytes:
        """What `player show` puts up next, without waiting until its time is over."""
        display = GlanceDisplay()
        job = Show(self.state, self.clock(), self.journal(), display, Stopping(), (1920, 1080))
        with suppress(DisplayClosedError):
            job.show_next()
        return display.picture

    def command_on_a_full_disk(self, room_bytes: int, *words: str) -> list[str]:
        """A command that cannot make any file larger than this."""
        limit = (
            "import os, resource, sys; room = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))"
        )
        return [
            sys.executable,
            "-c",
            f"{limit}; os.execv(sys.executable, sys.argv[2:])",
            str(room_bytes),
            *self.command(*words),
        ]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            self.command(*words), env=self.environment(), capture_output=True, text=True, timeout=60, check=False
        )

    def start(self, job: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a long-lived job."""
        more = ("--display", f"file:{self.panel}") if job in {"show", "pair"} else ()
        return self._start(job, self.command(job, *more, *words))

    def start_python(self, code: str, job: str) -> subprocess.Popen[bytes]:
        """Start a long-lived job by a program that does something to the player first."""
        return self._start(job, [sys.executable, "-c", code, *self.command(job)[3:]])

    def _start(self, job: str, command: list[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen(command, env=self.environment(), stdout=log, stderr=log)
        self.processes[job] = process
        return process

    def kill(self, job: str) -> None:
        process = self.processes.pop(job)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def job(self) -> Sync:
        """The job of `player sync` in this very process, for one try at a time."""
        identity = read_identity(self.state)
        assert identity is not None
        client = Client(identity.publisher, identity.secret, ca=self.ca, timeout_seconds=2)
        return Sync(self.state, identity, client, self.clock())

    def clock(self) -> Clock:
        """The player's clock: `later` than it is, by a time server's word, or out by `wall_error`."""
        if not self.later:
            return Clock(self.state, lambda: read_wall_clock() + self.wall_error, lambda: False)
        return Clock(self.state, wall=lambda: read_wall_clock() + self.later, synchronised=lambda: True)

    def problems(self) -> tuple[str, ...]:
        """What the last try complained of."""
        contact = read_contact(self.state)
        return contact.problems if contact is not None else ()

    def journal(self) -> Journal:
        journal = Journal(self.state)
        self.journals.append(journal)
        return journal

    def close(self) -> None:
        for journal in self.journals:
            journal.close()
        for job in list(self.processes):
            self.kill(job)

    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def slide_up(self) -> str | None:
        """Which published slide is on the panel."""
        return self.stand.slide_of(self.panel.read_bytes()) if self.panel.exists() else None

    def serial(self) -> int | None:
        adopted = read_current(self.state)
        return adopted.programme.serial if adopted is not None else None

    def slides_counted(self) -> list[str]:
        return [view.slide for _, view in sorted(self.stand.views.items(), key=lambda item: item[0][1])]


def as_the_unit_says() -> dict[str, str]:
    """The environment that systemd gives `show`."""
    unit = Path(__file__).parents[2] / "systemd/player-show.service"
    lines = [line.partition("=")[2] for line in unit.read_text().splitlines() if line.startswith("Environment=")]
    return dict(word.split("=", 1) for line in lines for word in line.split())


def wait_until(holds: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for something that is to come about."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain: {what}"
        time.sleep(0.02)
