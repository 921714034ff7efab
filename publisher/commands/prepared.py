"""The publisher that a command is meant for: one that `init` has made, and not an empty folder by mistake."""

from publisher.errors import SettingsError
from publisher.settings import HOME, Settings, read_settings
from publisher.store.database import Store


def prepared_store() -> Store:
    """The database of the publisher that is set; raises SettingsError if its folder is not there."""
    settings = read_settings()
    if f"{settings.home}/" in settings.database_url and not settings.home.is_dir():
        raise _nothing_there(settings)
    return Store.open(settings.database_url)


def prepared_settings() -> Settings:
    """The settings of a publisher that `init` has made; raises SettingsError if there is none."""
    settings = read_settings()
    if not settings.shelf.is_dir():
        raise _nothing_there(settings)
    return settings


def _nothing_there(settings: Settings) -> SettingsError:
    return SettingsError(
        f"There is no publisher in {settings.home}. If yours is somewhere else, set {HOME.variable} to its folder, "
        "as for `publisher serve`. If there is none yet, make it with `publisher init`."
    )
