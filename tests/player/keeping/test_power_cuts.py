"""Power cuts on a real ext4, with a real `sync` and `show` at work: nothing torn is shown, nothing written is lost.

`make soak` cuts 200 times; the usual run a few times, where loop devices can be mounted.
"""

import hashlib
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from disk import Disk
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

from player.keeping.digests import sha256_hex
from player.keeping.files import sync_folder
from player.showing.builtin import Builtin, builtin_picture

CUTS, CONTROLS = (200, 25) if os.environ.get("SOAK") else (5, 3)
NEUTRAL = {builtin_picture(name, 1920, 1080) for name in Builtin}
UNSYNCED = """
import os, sys
os.fsync = lambda descriptor: None
from player.cli import main
sys.exit(main(sys.argv[1:]))
"""


class ScreenOnDisk(Screen):
    """A player whose state is on a disk that can lose its power; its panel is elsewhere."""

    def __init__(self, folder: Path, stand: PublisherStand, *, synced: bool) -> None:
        super().__init__(folder / "disk", stand)
        self.disk = Disk(folder, 64)
        self.panel, self.log = folder / "panel.jpg", folder / "log.txt"
        self.synced = synced
        self.found: Counter[str] = Counter()
        self.torn: set[str] = set()
        self.written: set[int] = set()
        """Views that were written down when the power went."""
        self.adopted = 0

    def command(self, *words: str) -> list[str]:
        if self.synced:
            return super().command(*words)
        return [sys.executable, "-c", UNSYNCED, *words, "--state", str(self.state.root)]


@pytest.fixture
def make_screen(tmp_path: Path, stand: PublisherStand) -> Iterator[Callable[[bool], ScreenOnDisk]]:
    made = []

    def make(synced: bool) -> ScreenOnDisk:
        screen = ScreenOnDisk(tmp_path, stand, synced=synced)
        made.append(screen)
        screen.disk.mount()
        screen.pair()
        publish(stand, 0)
        assert screen.run("sync", "--once").returncode == 0
        sync_everything(screen)
        screen.disk.unmount()
        return screen

    yield make
    for screen in made:
        screen.close()
        screen.disk.close()


def test_nothing_torn_is_shown_and_nothing_written_is_lost(
    make_screen: Callable[[bool], ScreenOnDisk], stand: PublisherStand, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = make_screen(True)
    chance = random.Random(CUTS)
    for cut in range(1, CUTS + 1):
        live_until_the_cut(screen, chance, cut)
        screen.disk.mount()
        examine(screen)
        screen.disk.unmount()
    screen.disk.mount()
    assert screen.run("sync", "--once").returncode == 0
    assert screen.journal().waiting() == 0
    screen.close()
    numbers = sorted(sequence for _, sequence in stand.views)
    twice = len(stand.conflicts) + len(numbers) - len(set(numbers))
    found = screen.found
    say(
        capsys,
        f"{CUTS} power cuts, {found['programmes']} programmes adopted, {len(numbers)} views counted: "
        f"{found['torn shown']} damaged frames shown, {len(screen.torn)} torn files, "
        f"{found['lost']} written views lost, {twice} counted twice, {found['older']} programmes gone back",
    )
    assert found["programmes"] > CUTS // 4
    assert len(numbers) > CUTS // 4
    assert (found["torn shown"], len(screen.torn), found["lost"], twice, found["older"]) == (0, 0, 0, 0, 0)


def test_without_syncing_the_same_cuts_tear_files(
    make_screen: Callable[[bool], ScreenOnDisk], stand: PublisherStand, capsys: pytest.CaptureFixture[str]
) -> None:
    """The control: were nothing found here, the other test would prove nothing."""
    screen = make_screen(False)
    chance = random.Random(CONTROLS)
    for cut in range(1, CONTROLS + 1):
        live_until_the_cut(screen, chance, cut)
        screen.disk.mount()
        examine(screen)
        screen.disk.unmount()
    stuck = screen.found["asks no more"]
    say(capsys, f"{CONTROLS} power cuts without fsync: {len(screen.torn)} torn files, {stuck} times no news any more")
    assert screen.torn
    assert screen.found["torn shown"] == 0  # what is torn is noticed even so


def live_until_the_cut(screen: ScreenOnDisk, chance: random.Random, cut: int) -> None:
    """Show, fetch and report for a moment, and lose the power in the middle of it."""
    screen.disk.mount()
    stop = threading.Event()
    neighbour = threading.Thread(target=write_and_sync, args=(screen.disk.root / "syslog", stop))
    neighbour.start()
    try:
        screen.start("show")
        screen.start("sync")
        time.sleep(chance.uniform(0.3, 1.2))
        screen.stand.asked.clear()
        publish(screen.stand, cut)
        if chance.random() < 0.8:  # most often while the news arrive
            wait_for_news(screen)
        time.sleep(chance.uniform(0.0, 0.5))
        if cut % 3 == 0:
            end_show(screen)
        screen.found["torn shown"] += is_torn(screen.panel.read_bytes(), screen.stand) if screen.panel.exists() else 0
        remember(screen)
        screen.disk.cut_power()
        screen.close()
    finally:
        stop.set()
        neighbour.join()
    screen.disk.unmount()


def wait_for_news(screen: ScreenOnDisk) -> None:
    """Until the first new frame is on its way; one that lost files of its own without fsync may never ask again."""
    try:
        wait_until(lambda: any("/frames/" in line for line in screen.stand.asked), "the first new frame")
    except AssertionError:
        if screen.synced:
            raise
        screen.found["asks no more"] += 1


def publish(stand: PublisherStand, cut: int) -> None:
    text = f"cut {cut}"
    pictures = [f"{text}, {name} ".encode() * 2000 for name in range(12)]
    stand.show("winter", *(SlideOnStand(f"s{n}", text, picture=one) for n, one in enumerate(pictures)))


def end_show(screen: ScreenOnDisk) -> None:
    """Ask `show` to end, so that the views that it holds back for the card's sake are written down."""
    process = screen.processes.pop("show")
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=10)


def remember(screen: ScreenOnDisk) -> None:
    """What is written down now has to be there after the cut."""
    screen.written, screen.adopted = sequences(screen), screen.serial() or 0


def examine(screen: ScreenOnDisk) -> None:
    """Compare what the cut left with what was there."""
    found, serial = screen.found, screen.adopted
    kept = sequences(screen) | {sequence for _, sequence in screen.stand.views}
    found["lost"] += len(screen.written - kept)
    found["older"] += (screen.serial() or 0) < serial
    found["programmes"] += serial > found["last serial"]
    found["last serial"] = max(serial, found["last serial"])
    screen.torn |= {
        path.name for path in screen.state.frames.iterdir() if not path.suffix and hashed(path) != path.name
    }
    screen.torn |= {f"{path.name} {serial}" for path in screen.state.root.rglob("*.damaged")}
    up = screen.glance()
    found["torn shown"] += is_torn(up, screen.stand)
    for journal in screen.journals:
        journal.close()
    screen.journals.clear()
    if screen.synced:
        assert up not in NEUTRAL, "a screen that had a programme has one after any cut"


def is_torn(picture: bytes, stand: PublisherStand) -> bool:
    return picture not in NEUTRAL and sha256_hex(picture) not in stand.frames


def hashed(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sequences(screen: ScreenOnDisk) -> set[int]:
    """The views in the journal's file, as anybody else who opens it finds them."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(screen.state.journal)) as journal:
        return {number for (number,) in journal.execute("select sequence from views")}
    return set()


def write_and_sync(path: Path, stop: threading.Event) -> None:
    """Whoever else writes to the card: a sync of one file takes others' names along, but not their bytes."""
    with suppress(OSError), path.open("ab") as log:
        while not stop.wait(0.05):
            log.write(b"x" * 100)
            log.flush()
            os.fsync(log.fileno())


def say(capsys: pytest.CaptureFixture[str], sentence: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{sentence}\n")


def sync_everything(screen: ScreenOnDisk) -> None:
    sync_folder(screen.disk.root)
    os.sync()
