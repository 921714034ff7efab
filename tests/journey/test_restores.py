"""An old copy of the publisher is put back, and its screens take news again at once."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from publisher.store import views
from tests.cluster import Cluster
from tests.journey.conftest import slide
from tests.journey.copies import Copies
from tests.journey.stage import ContentRepo, Player, Publisher, free_port, wait_until

HOUR, MONTH = timedelta(hours=1), timedelta(days=30)
SHORT = (
    ("sqlite", "shelf", MONTH),
    ("sqlite", "command", HOUR),
    ("postgresql", "database", HOUR),
    ("postgresql", "both", MONTH),
)
WHOLE = tuple(product(("sqlite", "postgresql"), ("database", "shelf", "both", "command"), (HOUR, MONTH)))
DRILLS = WHOLE if os.environ.get("SOAK") else SHORT
SIZES = "640x360"


@pytest.fixture
def drilled(
    request: pytest.FixtureRequest, tmp_path: Path, content: ContentRepo, cluster: Cluster
) -> Iterator[Publisher]:
    """A running publisher on the database that the drill names, with the playlist published."""
    home = tmp_path / "publisher"
    home.mkdir()
    name = cluster.create()
    url = f"sqlite:///{home / 'publisher.db'}" if request.param == "sqlite" else cluster.url(name)
    publisher = Publisher(home, url, content, free_port(), SIZES)
    publisher.start()
    publisher.call("publish", "waiting")
    yield publisher
    publisher.stop()
    cluster.drop(name)


@pytest.fixture
def copies(drilled: Publisher, cluster: Cluster, tmp_path: Path) -> Copies:
    """Nothing yet; what is copied lies beside the publisher."""
    return Copies(drilled, cluster, tmp_path / "copies")


def says(player: Player, what: str) -> None:
    wait_until(lambda: what in player.log, f"the player says '{what}'; it says:\n{player.log}")


def start(publisher: Publisher) -> None:
    publisher.start_worker()
    publisher.start_web()


@pytest.mark.parametrize(
    ("drilled", "drill"),
    [(database, (part, age)) for database, part, age in DRILLS],
    indirect=["drilled"],
    ids=[f"{database}, {part}, {age.days} days" for database, part, age in DRILLS],
)
def test_screens_take_news_at_once_after_an_old_copy_was_put_back(
    drilled: Publisher, drill: tuple[str, timedelta], player: Player, content: ContentRepo, copies: Copies
) -> None:
    part, age = drill
    player.publisher_address = drilled.address
    player.pair(drilled, "front-desk")
    drilled.call("assign", "waiting", "front-desk")
    player.start("sync", "show")
    says(player, "waiting (edition 1)")

    drilled.stop()
    copies.take()
    copies.age(datetime.now(UTC) - age)
    start(drilled)
    for number in (2, 3):
        content.save(**{"slides/tea.md": slide(f"Tea is ready {number} times")})
        drilled.call("publish", "waiting")
        says(player, f"waiting (edition {number})")

    drilled.stop()
    copies.put_back(part)
    before = player.recorded_views()
    start(drilled)
    content.save(**{"slides/tea.md": slide("Tea after the fire")})
    drilled.call("publish", "waiting")
    frame = newest_frame(drilled)
    wait_until(lambda: player.panel.exists() and player.panel.read_bytes() == frame, "the news is up")
    lowest = {"database": 4, "shelf": 4, "command": 1001}.get(
        part, 1
    )  # the shelf's old copy may be drawn again first, as 4
    wait_until(
        lambda: adopted(player) >= lowest, f"an edition from {lowest} on is adopted; the player says:\n{player.log}"
    )
    wait_until(lambda: player.recorded_views() > before + 3, "it goes on counting")
    wait_until(lambda: player.waiting_views() == 0, "every view has its receipt")
    assert "refuses a report" not in player.log
    with drilled.store.begin() as db:
        counts = views.counts(db)
    assert not [count for count in counts if not count.playlist]
    assert [count for count in counts if (count.playlist, count.edition, count.slide) == ("waiting", 3, "tea")]


def adopted(player: Player) -> int:
    """The number of the edition that was adopted last."""
    return int(re.findall(r"waiting \(edition (\d+)\)", player.log)[-1])


def newest_frame(publisher: Publisher) -> bytes:
    frames = [path for path in (publisher.settings.shelf / "frames").rglob("*") if path.is_file()]
    return max(frames, key=lambda path: path.stat().st_mtime_ns).read_bytes()
