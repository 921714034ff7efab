"""SIGKILL at any moment loses nothing but what was not yet committed, and counts nothing twice."""

import os
import random
import time

from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

from player.showing.builtin import Builtin, builtin_picture

KILLS = 1000 if os.environ.get("SOAK") else 20
NEUTRAL = {builtin_picture(name, 1920, 1080) for name in Builtin}


def test_killed_at_random_moments_it_shows_whole_frames_and_counts_each_view_once(
    screen: Screen, stand: PublisherStand
) -> None:
    chance = random.Random(KILLS)
    screen.start("show")
    screen.start("sync")
    for kill in range(KILLS):
        time.sleep(chance.uniform(0.0, 0.6))
        if kill % 7 == 3:
            stand.show("winter", *(SlideOnStand(name, f"text {kill}") for name in ("flu", "cold", "cough")))
        job = chance.choice(["show", "sync"])
        screen.kill(job)
        assert is_whole(screen, stand)
        screen.start(job)
    counted = len(stand.views)
    wait_until(lambda: len(stand.views) > counted and screen.serial() == stand.serial, "work as before")
    screen.close()
    screen.run("sync", "--once")
    assert screen.journal().waiting() == 0
    assert len({journal for journal, _ in stand.views}) == 1
    assert sorted(sequence for _, sequence in stand.views) == list(range(1, len(stand.views) + 1))
    assert stand.conflicts == []
    assert all(view.held_ms >= 1000 for view in stand.views.values())
    assert not list(screen.state.root.rglob("*.damaged"))


def is_whole(screen: Screen, stand: PublisherStand) -> bool:
    if not screen.panel.exists():
        return True
    picture = screen.panel.read_bytes()
    return picture in NEUTRAL or picture in stand.frames.values()
