"""Content that an author has open, and a browser beside it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from publisher.watch.server import watch_folder

CONTENT = Path(__file__).parents[3] / "content"
TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the repo's own content, to write in."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """The folder watched, on a real port."""
    with watch_folder(folder, "", 0, lambda: TODAY) as at:
        yield at


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
