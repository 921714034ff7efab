"""The sample playlist bound once for all tests of exporting."""

from datetime import date
from pathlib import Path

import pytest

from publisher.content.source.sources import open_folder
from publisher.export.book import Book, bind_playlist
from publisher.model.screens import Size

CONTENT = Path(__file__).parents[3] / "content"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def book() -> Book:
    """The heart failure playlist of the repo's own content, on a wide screen."""
    return bind_playlist(open_folder(CONTENT).read(), "heart-failure", Size(1280, 720), TODAY)


@pytest.fixture(scope="session")
def tall_book() -> Book:
    """The dementia playlist on a tall screen; it has events in it."""
    return bind_playlist(open_folder(CONTENT).read(), "dementia", Size(720, 1280), TODAY)
