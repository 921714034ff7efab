"""A disk that is full, at every write in turn: the screen goes on, and so does all else once there is room."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from disk import Disk
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

STEP_BYTES = 4096 if os.environ.get("SOAK") else 16_384


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    disk = Disk(tmp_path, 16)
    disk.mount()
    yield disk
    disk.close()


@pytest.fixture
def settled(disk: Disk, stand: PublisherStand, tmp_path: Path) -> Iterator[Screen]:
    """A screen on that disk, with one programme adopted."""
    screen = Screen(disk.root, stand)
    screen.panel, screen.log = tmp_path / "panel.jpg", tmp_path / "log.txt"
    screen.pair()
    stand.show("winter", SlideOnStand("flu"), SlideOnStand("cold"))
    assert screen.run("sync", "--once").returncode == 0
    yield screen
    screen.close()


def test_whichever_write_finds_no_room_the_screen_goes_on(settled: Screen, disk: Disk, stand: PublisherStand) -> None:
    """From no room at all, a little more each time, until there is enough for every write."""
    before = disk.root.parent / "before"
    shutil.copytree(settled.state.root, before)
    stand.show("winter", *(SlideOnStand(name, "news", picture=name.encode() * 2000) for name in ("flu", "cold", "tea")))
    refusals = set()
    for room in count(0, STEP_BYTES):
        shutil.rmtree(settled.state.root)
        shutil.copytree(before, settled.state.root)
        disk.fill(room)
        full = settled.run("sync", "--once")
        assert "Traceback" not in full.stderr
        assert settled.glance() in stand.frames.values()
        disk.make_room()
        if full.returncode == 0:
            break
        assert room < 1_000_000
        refusals.add(full.stderr.partition("disk/state/")[2].partition(":")[0])
        assert settled.run("sync", "--once").returncode == 0
        assert settled.serial() == stand.serial
    assert len(refusals) >= 3, refusals
    assert settled.serial() == stand.serial


def test_both_jobs_live_through_a_full_disk(settled: Screen, disk: Disk, stand: PublisherStand) -> None:
    settled.start("show")
    settled.start("sync")
    wait_until(lambda: stand.views, "a view")
    disk.fill()
    stand.show("winter", *(SlideOnStand(name, "news") for name in ("flu", "cold", "tea")))
    wait_until(lambda: "Make room on the disk" in settled.said() or "is it full" in settled.said(), "a word about it")
    seen = set()  # pictures of the news, if there was just room for it, or else those from before
    wait_until(lambda: seen.add(settled.panel.read_bytes()) or len(seen) > 1, "slide after slide")  # type: ignore[func-returns-value]
    disk.make_room()
    wait_until(lambda: settled.serial() == stand.serial, "the news")
    wait_until(lambda: settled.slide_up() == "tea", "the new slide")
    counted = len(stand.views)
    wait_until(lambda: len(stand.views) > counted, "views again")
    assert "Traceback" not in settled.said()
