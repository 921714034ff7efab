"""A shelf, keys and a signed repository, each in a folder of its own."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository

from .samples import NOW, frame


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture(scope="session")
def made_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Keys.create(tmp_path_factory.mktemp("made") / "keys").folder


@pytest.fixture
def keys(made_keys: Path, tmp_path: Path) -> Keys:
    return Keys.load(copytree(made_keys, tmp_path / "keys"))


@pytest.fixture
def replaced(keys: Keys, tmp_path: Path) -> Callable[[str], Keys]:
    """The keys with one of them replaced by a new one, by its file name."""

    def replace(name: str) -> Keys:
        fresh = Keys.create(tmp_path / f"fresh-{name}")
        (fresh.folder / name).replace(keys.folder / name)
        return Keys.load(keys.folder)

    return replace


@pytest.fixture
def content_repository(shelf: Shelf, keys: Keys) -> ContentRepository:
    repository = ContentRepository(shelf, keys)
    repository.create(NOW)
    shelf.put_frame(frame())
    return repository


@pytest.fixture
def programmes(shelf: Shelf, keys: Keys) -> ProgrammeRepository:
    repository = ProgrammeRepository(shelf, keys)
    repository.create(NOW)
    return repository
