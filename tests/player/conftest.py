import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from disk import can_mount
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen

# A disk of its own takes root and a loop device. `make soak` insists on them, and fails where they are not to be had.
collect_ignore = [] if os.environ.get("SOAK") or can_mount() else ["test_power_cuts.py", "test_full_disk.py"]


@pytest.fixture
def stand() -> Iterator[PublisherStand]:
    stand = PublisherStand()
    yield stand
    stand.close()


@pytest.fixture
def screen(tmp_path: Path, stand: PublisherStand) -> Iterator[Screen]:
    """A paired player that has one programme of three slides waiting at the publisher."""
    screen = Screen(tmp_path, stand)
    screen.pair()
    stand.show("winter", SlideOnStand("flu"), SlideOnStand("cold"), SlideOnStand("cough"))
    yield screen
    screen.close()
