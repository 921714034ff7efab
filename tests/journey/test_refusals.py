"""What is not signed, not fresh or not whole is refused by the player, which goes on showing."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publisher.building.build import build_edition
from publisher.content.source.sources import open_source
from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository
from tests.journey.conftest import slide
from tests.journey.stage import ContentRepo, Player, Publisher, wait_until
from tests.journey.wire import Wire


@pytest.fixture
def showing(publisher: Publisher, wire: Wire, player: Player) -> Player:
    """A player that shows the first edition."""
    player.publisher_address = wire.address
    player.pair(publisher, "front-desk")
    publisher.call("assign", "waiting", "front-desk")
    player.start("sync", "show")
    wait_until(lambda: player.recorded_views() >= 1, "the screen shows its slides")
    return player


def demand_refusal(player: Player, words: str) -> None:
    """The log says why, and the screen goes on showing after that."""
    wait_until(lambda: words in player.log, f"the log says '{words}'")
    views = player.recorded_views()
    wait_until(lambda: player.recorded_views() >= views + 3, "three more slides are shown for their full time")


def test_a_tampered_frame_is_refused(publisher: Publisher, content: ContentRepo, showing: Player, wire: Wire) -> None:
    wire.hang = True
    content.save(**{"slides/tea.md": slide("Tea and cake are ready")})
    before = {path.name for path in (publisher.settings.shelf / "frames").rglob("*") if path.is_file()}
    publisher.call("publish", "waiting")
    new = [p for p in (publisher.settings.shelf / "frames").rglob("*") if p.is_file() and p.name not in before]
    assert len(new) == 1
    honest = new[0].read_bytes()
    new[0].write_bytes(honest[:-2] + bytes([honest[-2] ^ 1, honest[-1]]))
    wire.hang = False
    demand_refusal(showing, "not the one that was signed")
    assert honest != showing.panel.read_bytes()

    new[0].write_bytes(honest)
    wait_until(lambda: showing.panel.read_bytes() == honest, "the honest frame shows")


def test_a_truncated_frame_is_refused(publisher: Publisher, content: ContentRepo, showing: Player, wire: Wire) -> None:
    wire.hang = True
    content.save(**{"slides/tea.md": slide("Tea and cake are ready")})
    before = {path.name for path in (publisher.settings.shelf / "frames").rglob("*") if path.is_file()}
    publisher.call("publish", "waiting")
    new = next(p for p in (publisher.settings.shelf / "frames").rglob("*") if p.is_file() and p.name not in before)
    new.write_bytes(new.read_bytes()[:1000])
    wire.hang = False
    demand_refusal(showing, "not the one that was signed")


def test_an_edition_rolled_back_is_refused(publisher: Publisher, content: ContentRepo, showing: Player) -> None:
    shelf, copy = publisher.settings.shelf, publisher.folder / "old-shelf"
    shutil.copytree(shelf, copy)
    content.save(**{"slides/tea.md": slide("Tea and cake are ready")})
    publisher.call("publish", "waiting")
    wait_until(lambda: "edition 2" in showing.log, "the second edition is adopted")
    for folder in ("content", "screens"):
        shutil.rmtree(shelf / folder)
        shutil.copytree(copy / folder, shelf / folder)
    demand_refusal(showing, "older than what this screen has seen")


def test_a_frozen_timestamp_is_refused(publisher: Publisher, showing: Player) -> None:
    sign_as_of(publisher, datetime.now(UTC) - timedelta(days=30))
    demand_refusal(showing, "is out of date")


def test_a_manifest_signed_with_an_unknown_key_is_refused(
    publisher: Publisher, content: ContentRepo, showing: Player, tmp_path: Path
) -> None:
    content.save(**{"slides/tea.md": slide("Drink bleach")})
    forge(publisher, content, Keys.create(tmp_path / "forged"))
    demand_refusal(showing, "not signed with a key that this screen knows")


def sign_as_of(publisher: Publisher, day: datetime) -> None:
    """Publish new signatures with the right keys, but from a day long past, as somebody who holds back news would."""
    publisher.processes.pop("worker").terminate()
    settings = publisher.settings
    shelf, keys = Shelf(settings.shelf), Keys.load(settings.keys)
    ContentRepository(shelf, keys).renew_root(day)
    ProgrammeRepository(shelf, keys).renew_root(day)


def forge(publisher: Publisher, content: ContentRepo, keys: Keys) -> None:
    """Put an edition on the web server that is signed with keys that no player knows, as an intruder there could."""
    publisher.processes.pop("worker").terminate()
    now = datetime.now(UTC) + timedelta(seconds=60)
    shelf, forged = publisher.settings.shelf, Shelf(publisher.folder / "forged")
    edition = build_edition(
        open_source(content.folder).read(), "waiting", publisher.settings.sizes, 2, now.date(), forged
    ).edition
    repository = ContentRepository(forged, keys)
    repository.create(now)
    repository.publish(edition, now)
    shutil.copytree(forged.root / "frames", shelf / "frames", dirs_exist_ok=True)
    for kept in (shelf / "content" / "metadata").glob("*.root.json"):
        shutil.copy(kept, forged.root / "content" / "metadata" / kept.name)
    shutil.rmtree(shelf / "content")
    shutil.copytree(forged.root / "content", shelf / "content")
