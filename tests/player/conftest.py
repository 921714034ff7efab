from collections.abc import Iterator
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen


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
