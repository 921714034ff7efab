"""The house in which the tests of the web room take place."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from .house import House, open_house


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """A publisher with one practice; on SQLite, then on PostgreSQL."""
    opened = open_house(tmp_path, database_url)
    yield opened
    opened.store.close()


@pytest.fixture
def small_house(tmp_path: Path, prepared_file: Path) -> Iterator[House]:
    """The same on SQLite alone, for tests in which the database plays no part."""
    file = shutil.copy(prepared_file, tmp_path / "publisher.db")
    opened = open_house(tmp_path, f"sqlite:///{file}")
    yield opened
    opened.store.close()


@pytest.fixture
def client(house: House) -> FlaskClient:
    """A browser at this same machine."""
    return house.client()
