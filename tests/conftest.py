"""What all tests stand on: Ctrl-C that can be heard, and databases, each test on SQLite and on PostgreSQL."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.store.database import Store
from tests.cluster import Cluster, running_cluster

# A shell that starts the tests in the background has them ignore Ctrl-C, and whatever they start would too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Commands that make secret files keep others out for the rest of their process, which here runs all tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A real PostgreSQL server of our own; the test fails, never skips, where there is none."""
    with running_cluster() as started:
        yield started


@pytest.fixture(scope="session")
def prepared_database(cluster: Cluster) -> str:
    """A PostgreSQL database with all tables and no rows, to copy from."""
    name = cluster.create()
    _upgrade(cluster.url(name))
    return name


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to copy from."""
    file = tmp_path_factory.mktemp("prepared") / "publisher.db"
    _upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with all tables and no rows; once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        file = tmp_path / "publisher.db"
        shutil.copy(request.getfixturevalue("prepared_file"), file)
        yield f"sqlite:///{file}"
    else:
        template = request.getfixturevalue("prepared_database")
        yield from _database(request.getfixturevalue("cluster"), template)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which there is nothing yet, not even tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'publisher.db'}"
    else:
        yield from _database(request.getfixturevalue("cluster"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store with all tables and no rows."""
    opened = Store.open(database_url)
    yield opened
    opened.close()


def _database(cluster: Cluster, template: str = "template0") -> Iterator[str]:
    name = cluster.create(template)
    yield cluster.url(name)
    cluster.drop(name)


def _upgrade(url: str) -> None:
    store = Store.open(url)
    store.upgrade()
    store.close()
