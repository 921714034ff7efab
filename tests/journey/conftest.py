"""A publisher with a small playlist, and a player that shows it."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from publisher.building.pools import DrawingPool
from publisher.preparation import prepare
from publisher.settings import Settings
from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository
from publisher.store.database import Store
from publisher.worker.workshop import Workshop
from tests.journey.stage import GROUP, SLIDE, ContentRepo, Player, Publisher, free_port
from tests.journey.wire import Wire

PLAYLIST = """title: While you wait
group: sample
slides: [tea, chairs, books]
"""


def slide(title: str, words: str = "Please take a seat.") -> str:
    return SLIDE.format(title=title, words=words)


def square() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "#7a4b1e").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def content(tmp_path: Path) -> ContentRepo:
    """A git repo with three slides and one playlist."""
    repo = ContentRepo(tmp_path / "content.git")
    repo.save(
        **{
            "groups/sample.yaml": GROUP,
            "playlists/waiting.yaml": PLAYLIST,
            "images/square.png": square(),
            "slides/tea.md": slide("Tea is ready"),
            "slides/chairs.md": slide("There are more chairs"),
            "slides/books.md": slide("Books for everyone"),
        }
    )
    return repo


@pytest.fixture
def make_publisher(tmp_path: Path, content: ContentRepo) -> Iterator[Publisher]:
    """A publisher on SQLite that was not started yet."""
    home = tmp_path / "publisher"
    home.mkdir()
    publisher = Publisher(home, f"sqlite:///{home / 'publisher.db'}", content)
    yield publisher
    publisher.stop()


@pytest.fixture
def workshop(make_publisher: Publisher) -> Iterator[Workshop]:
    """Everything the worker needs, in this process and with a clock of our own."""
    settings: Settings = make_publisher.settings
    prepare(settings)
    shelf, keys = Shelf(settings.shelf), Keys.load(settings.keys)
    reader = DrawingPool(1)
    yield Workshop(
        settings,
        Store.open(settings.database_url),
        shelf,
        ContentRepository(shelf, keys),
        ProgrammeRepository(shelf, keys),
        ThreadPoolExecutor(1),
        reader,
    )
    reader.kill()


@pytest.fixture
def publisher(make_publisher: Publisher) -> Publisher:
    """A running publisher on SQLite, with the playlist published."""
    make_publisher.start()
    make_publisher.call("publish", "waiting")
    return make_publisher


@pytest.fixture
def publisher_on_each_database(tmp_path: Path, content: ContentRepo, database_url: str) -> Iterator[Publisher]:
    """A running publisher, once on SQLite and once on PostgreSQL, with the playlist published."""
    home = tmp_path / "publisher"
    home.mkdir()
    publisher = Publisher(home, database_url, content, free_port())
    publisher.start()
    publisher.call("publish", "waiting")
    yield publisher
    publisher.stop()


@pytest.fixture
def wire(publisher: Publisher) -> Iterator[Wire]:
    """What lies between the publisher on SQLite and its player."""
    wire = Wire(publisher.port)
    yield wire
    wire.close()


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    """A player that was not paired yet."""
    player = Player(tmp_path / "player", "")
    yield player
    player.stop()
