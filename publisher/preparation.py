"""Making what the publisher needs before it can start, once."""

from datetime import UTC, datetime

from publisher.errors import SigningError
from publisher.settings import Settings
from publisher.shelf.shelf import Shelf
from publisher.signing.signing import ContentRepository, Keys, ProgrammeRepository
from publisher.store.database import Store


def prepare(settings: Settings) -> None:
    """Make whatever is not there yet: home folder, database, keys, signed repositories."""
    settings.home.mkdir(parents=True, exist_ok=True)
    Store.open(settings.database_url).upgrade()
    shelf = Shelf(settings.shelf)
    keys = _keys(settings, shelf)
    now = datetime.now(UTC)
    ContentRepository(shelf, keys).create(now)
    ProgrammeRepository(shelf, keys).create(now)


def _keys(settings: Settings, shelf: Shelf) -> Keys:
    """The keys; new ones only where nothing was ever signed, since players know the old ones."""
    if settings.keys.is_dir():
        return Keys.load(settings.keys)
    if shelf.listing("content/metadata"):
        raise SigningError(f"The keys are missing from {settings.keys}, and players know them. Put the folder back.")
    return Keys.create(settings.keys)
