"""What a screen goes through in its life, on a file for a panel; on a television it is `make test-panel`."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

from player.showing.builtin import Builtin, builtin_picture

WATCHDOG_SECONDS = 3.0


class Manager:
    """A small stand-in for systemd: it hears from the job, and ends one that fell silent."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        path = screen.state.root.parent / "notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(0.05)
        self.environment = {**screen.environment(), "NOTIFY_SOCKET": str(path)}
        self.said: list[str] = []

    def start(self, display: str = "") -> subprocess.Popen[bytes]:
        command = self.screen.command("show", "--display", display or f"file:{self.screen.panel}")
        with self.screen.log.open("ab") as log:
            process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self.screen.processes["show"] = process
        return process

    def hear(self) -> str:
        """The next thing that is said, or nothing."""
        try:
            self.said.append(self.socket.recv(4096).decode())
        except TimeoutError:
            return ""
        return self.said[-1]

    def seconds_until_silent(self) -> float:
        """How long it took until nothing had been heard for the watchdog's time."""
        began = heard_at = time.monotonic()
        while time.monotonic() - heard_at < WATCHDOG_SECONDS:
            if self.hear() == "WATCHDOG=1":
                heard_at = time.monotonic()
        return time.monotonic() - began


@pytest.fixture
def manager(screen: Screen) -> Iterator[Manager]:
    manager = Manager(screen)
    yield manager
    manager.socket.close()


@pytest.fixture
def synced(screen: Screen) -> Screen:
    assert screen.job().poll()
    return screen


def test_it_is_ready_only_once_a_slide_is_up(synced: Screen, manager: Manager) -> None:
    manager.start()
    wait_until(lambda: manager.hear() == "READY=1", "being ready")
    assert synced.slide_up() == "flu"
    wait_until(lambda: manager.hear().startswith("STATUS="), "a word for the desk")
    assert manager.said[-1] == "STATUS=panel.jpg, on: About flu"


def test_a_panel_that_is_not_there_at_start_shows_within_seconds_once_it_is(synced: Screen, manager: Manager) -> None:
    away = synced.panel.parent / "television"
    away.write_text("in the way of a folder")
    synced.panel = away / "panel.jpg"
    manager.start()
    wait_until(lambda: manager.hear() == "READY=1", "being ready without a panel")
    time.sleep(1)
    assert synced.journal().waiting() == 0
    away.unlink()
    began = time.monotonic()
    wait_until(synced.slide_up, "a slide", seconds=8)
    assert time.monotonic() - began < 8


def test_killed_the_last_slide_stays_and_the_next_process_goes_on(synced: Screen, manager: Manager) -> None:
    manager.start()
    wait_until(lambda: synced.slide_up() == "cold", "the second slide")
    synced.kill("show")
    assert synced.slide_up() == "cold"
    began = time.monotonic()
    manager.said.clear()
    manager.start()
    wait_until(lambda: manager.hear() == "READY=1", "being ready again", seconds=5)
    assert time.monotonic() - began < 5
    assert synced.slide_up() in {"cold", "cough"}


def test_a_hang_is_noticed_by_its_silence(synced: Screen, manager: Manager) -> None:
    process = manager.start()
    wait_until(lambda: manager.said.count("WATCHDOG=1") > 2 or not manager.hear(), "beats")
    process.send_signal(signal.SIGSTOP)
    assert manager.seconds_until_silent() < WATCHDOG_SECONDS + 1.5
    process.send_signal(signal.SIGCONT)
    wait_until(lambda: manager.hear() == "WATCHDOG=1", "beats again")


def test_it_goes_on_without_its_publisher(synced: Screen, stand: PublisherStand, manager: Manager) -> None:
    stand.wrongs["/"] = "lose"
    synced.start("sync")
    manager.start()
    for slide in ("cold", "cough", "flu"):
        wait_until(lambda slide=slide: synced.slide_up() == slide, slide)  # type: ignore[misc]
    assert "Traceback" not in synced.said()


def test_a_damaged_frame_is_never_shown_and_comes_back(synced: Screen, stand: PublisherStand, manager: Manager) -> None:
    frame = next(entry.frame for entry in stand.manifests["winter"].entries if entry.slide == "cold")
    path = synced.state.frames / frame
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    manager.start()
    seen = set()
    began = time.monotonic()
    while time.monotonic() - began < 3.5:
        if synced.panel.exists():
            seen.add(synced.slide_up())
        time.sleep(0.02)
    assert seen == {"flu", "cough"}
    assert not path.exists()
    synced.start("sync")
    wait_until(lambda: synced.slide_up() == "cold", "the frame, fetched again")


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_years_out_changes_nothing(years: int, synced: Screen) -> None:
    synced.wall_error = timedelta(days=365 * years)
    assert synced.stand.slide_of(synced.glance()) == "flu"


def test_truly_nothing_to_show_is_a_neutral_picture(screen: Screen, manager: Manager) -> None:
    manager.start()
    wait_until(lambda: manager.hear() == "READY=1", "being ready")
    assert screen.panel.read_bytes() == builtin_picture(Builtin.STARTING, 1920, 1080)


def test_a_machine_without_a_television_waits_for_one(synced: Screen, manager: Manager) -> None:
    process = manager.start("kms:Nowhere-*")
    wait_until(lambda: manager.hear() == "READY=1", "being ready without a panel")
    assert process.poll() is None
    assert "No television" in synced.said()
    assert synced.journal().waiting() == 0


def test_what_the_unit_starts_needs_no_more_descriptors_than_it_closes(synced: Screen, manager: Manager) -> None:
    process = manager.start()
    wait_until(lambda: synced.journal().waiting() >= 1, "a view")
    files = len(os.listdir(f"/proc/{process.pid}/fd"))  # noqa: PTH208
    wait_until(lambda: synced.journal().waiting() >= 4, "more views")
    assert len(os.listdir(f"/proc/{process.pid}/fd")) <= files  # noqa: PTH208


def test_one_slide_alone_stays_up_and_counts_each_time(screen: Screen, stand: PublisherStand, manager: Manager) -> None:
    stand.show("winter", SlideOnStand("flu"))
    assert screen.job().poll()
    manager.start()
    wait_until(lambda: screen.journal().waiting() >= 2, "two views")
    assert screen.slide_up() == "flu"
