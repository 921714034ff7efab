"""What can be set, read once from the environment."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from player.frozen import dataclass
from publisher.errors import SettingsError
from publisher.model import Size
from publisher.sizes import parse_size


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its variable, its default, and what it does."""

    variable: str
    default: str
    meaning: str


HOME = Setting("PUBLISHER_HOME", "state", "Folder for everything below that has no place of its own.")
CONTENT = Setting("PUBLISHER_CONTENT", "content", "The content: a git repo or a plain folder.")
SHELF = Setting("PUBLISHER_SHELF", "", "Folder for frames and editions. Default: `shelf` in the home folder.")
KEYS = Setting(
    "PUBLISHER_KEYS", "", "Folder for signing keys; only the worker reads it. Default: `keys` in the home folder."
)
DATABASE = Setting(
    "PUBLISHER_DATABASE",
    "",
    "Database address, such as `postgresql+psycopg://user@host/name`. Default: a SQLite file in the home folder.",
)
ADDRESS = Setting("PUBLISHER_ADDRESS", "http://127.0.0.1:8765", "The address people and players use.")
SIZES = Setting("PUBLISHER_SIZES", "1920x1080 1080x1920", "Screen sizes that every edition is drawn at.")
TIMEZONE = Setting("PUBLISHER_TIMEZONE", "Europe/London", "Time zone that decides what day it is.")
POLL = Setting("PUBLISHER_POLL_SECONDS", "60", "How often players ask for news.")
REPORT = Setting("PUBLISHER_REPORT_SECONDS", "900", "How often players send what they have shown.")
PROCESSES = Setting("PUBLISHER_PROCESSES", "0", "Drawing processes; 0 means one for each core.")
EXECUTOR = Setting(
    "PUBLISHER_EXECUTOR",
    "processes",
    "Who draws: `processes` on this machine, or a Dask cluster such as `dask://10.0.0.5:8786`.",
)
OPEN = Setting(
    "PUBLISHER_OPEN",
    "no",
    "`yes` lets a browser on this same machine in without signing in; for trying things out.",
)
PANELS = Setting(
    "PUBLISHER_PANELS", "", "Folder with a live picture of each screen, `SCREEN.jpg`; for trying things out."
)

ALL = (HOME, CONTENT, SHELF, KEYS, DATABASE, ADDRESS, SIZES, TIMEZONE, POLL, REPORT, PROCESSES, EXECUTOR, OPEN, PANELS)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was set, checked."""

    home: Path
    content: Path
    shelf: Path
    keys: Path
    database_url: str
    address: str
    sizes: tuple[Size, ...]
    timezone: ZoneInfo
    poll_seconds: int
    report_seconds: int
    processes: int
    executor: str
    open_to_this_machine: bool
    panels: Path | None

    def day_of(self, moment: datetime) -> date:
        """The calendar day of a moment where the publisher is."""
        return moment.astimezone(self.timezone).date()


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from environment variables; raises SettingsError that names the variable."""
    values = os.environ if environment is None else environment
    home = Path(_value(values, HOME)).absolute()
    return Settings(
        home=home,
        content=Path(_value(values, CONTENT)).absolute(),
        shelf=Path(_value(values, SHELF) or home / "shelf").absolute(),
        keys=Path(_value(values, KEYS) or home / "keys").absolute(),
        database_url=_value(values, DATABASE) or f"sqlite:///{home / 'publisher.db'}",
        address=_value(values, ADDRESS).rstrip("/"),
        sizes=tuple(parse_size(word, SIZES.variable) for word in _value(values, SIZES).split()),
        timezone=_timezone(_value(values, TIMEZONE)),
        poll_seconds=_whole(values, POLL, 1, 86_400),
        report_seconds=_whole(values, REPORT, 1, 86_400),
        processes=_whole(values, PROCESSES, 0, 256),
        executor=_executor(_value(values, EXECUTOR)),
        open_to_this_machine=_yes(values, OPEN),
        panels=Path(_value(values, PANELS)).absolute() if _value(values, PANELS) else None,
    )


def _value(values: Mapping[str, str], setting: Setting) -> str:
    return values.get(setting.variable, "").strip() or setting.default


def _whole(values: Mapping[str, str], setting: Setting, lowest: int, highest: int) -> int:
    word = _value(values, setting)
    if not word.isdecimal() or not lowest <= int(word) <= highest:
        raise SettingsError(f"{setting.variable} is '{word}'. Write a whole number from {lowest} to {highest}.")
    return int(word)


def _executor(word: str) -> str:
    host, _, port = word.removeprefix("dask://").rpartition(":")
    if word != "processes" and not (word.startswith("dask://") and host and port.isdecimal()):
        raise SettingsError(f"{EXECUTOR.variable} is '{word}'. Write processes, or dask://HOST:PORT.")
    return word


def _yes(values: Mapping[str, str], setting: Setting) -> bool:
    word = _value(values, setting).lower()
    if word not in {"yes", "no"}:
        raise SettingsError(f"{setting.variable} is '{word}'. Write yes or no.")
    return word == "yes"


def _timezone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"{TIMEZONE.variable}: '{name}' is not a time zone. Write one such as Europe/London."
        ) from error
