"""From a slide saved in git to a waiting-room screen, and its views back."""

import hashlib
import os
import random
import time

from player.contract.reading import read_manifest
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf
from tests.journey.conftest import slide
from tests.journey.stage import ContentRepo, Player, Publisher, wait_until
from tests.journey.wire import Wire

KILLS = 1000 if os.environ.get("SOAK") else 100


def shown_slide(publisher: Publisher, player: Player) -> str | None:
    """Which slide of the newest edition is on the panel, or None."""
    shelf = Shelf(publisher.settings.shelf)
    latest = shelf.latest("waiting")
    data = shelf.manifest("waiting", latest.number, Size(640, 360)) if latest else None
    if data is None or not player.panel.exists():
        return None
    digest = hashlib.sha256(player.panel.read_bytes()).hexdigest()
    return next((entry.slide for entry in read_manifest(data).entries if entry.frame == digest), None)


def test_a_saved_slide_reaches_the_waiting_room_and_its_views_come_back(
    publisher_on_each_database: Publisher, content: ContentRepo, player: Player
) -> None:
    publisher = publisher_on_each_database
    player.publisher_address = publisher.address
    player.pair(publisher, "front-desk")
    publisher.call("assign", "waiting", "front-desk")
    player.start("sync", "show")
    seen: set[str | None] = set()
    wait_until(
        lambda: seen.add(shown_slide(publisher, player)) or {"tea", "chairs", "books"} <= seen, "all slides show"
    )
    wait_until(lambda: set(publisher.views()) == {"tea", "chairs", "books"}, "a view of each slide is counted")

    before = player.panel.read_bytes()
    content.save(**{"slides/tea.md": slide("Tea and cake are ready")})
    answer = publisher.call("publish", "waiting")
    assert "edition 2" in answer
    assert "1 drawn, 2 used again" in answer
    wait_until(lambda: shown_slide(publisher, player) == "tea", "the new slide shows")
    assert player.panel.read_bytes() != before
    wait_until(lambda: '"edition": 2' in publisher.call("views", "--json"), "a view of the new edition is counted")


def test_views_are_counted_once_though_replies_are_lost_and_the_player_is_killed(
    publisher_on_each_database: Publisher, player: Player
) -> None:
    publisher, chance = publisher_on_each_database, random.Random(2026)
    wire = Wire(publisher.port)
    player.publisher_address = wire.address
    player.pair(publisher, "front-desk")
    publisher.call("assign", "waiting", "front-desk")
    player.start("sync", "show")
    wait_until(lambda: player.recorded_views() > 0, "the first view is recorded")
    for kill in range(KILLS):
        wire.lose_replies = kill % 3 == 0
        time.sleep(chance.uniform(0, 0.8))
        player.kill(chance.choice(["sync", "show"]))
    wire.lose_replies = False
    player.processes["show"].terminate()
    player.processes.pop("show").wait()
    wait_until(lambda: player.waiting_views() == 0, "every view has its receipt")

    assert wire.lost > 0, "no reply was lost, so this showed nothing"
    assert player.recorded_views() > KILLS / 20
    assert sum(publisher.views().values()) == player.recorded_views()
    wire.close()
