"""What can be set, read once from the environment."""

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from player.contract.addresses import read_address
from player.contract.errors import PlayerError
from player.contract.variables import misspelt
from publisher.errors import SettingsError
from publisher.model.screens import Size
from publisher.sizes import parse_size

Value = TypeVar("Value")

A_DAY_SECONDS = 86_400
MOST_PROCESSES = 256


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
    """The settings from environment variables; raises SettingsError that names every wrong one."""
    chosen = _Chosen(os.environ if environment is None else environment)
    settings = _read_all(chosen)
    if chosen.problems:
        raise SettingsError("\n".join(chosen.problems))
    return settings


def _read_all(chosen: "_Chosen") -> Settings:
    home = chosen.read(HOME, _folder)
    return Settings(
        home=home,
        content=chosen.read(CONTENT, _folder),
        shelf=chosen.read(SHELF, _folder_or(home / "shelf")),
        keys=chosen.read(KEYS, _folder_or(home / "keys")),
        database_url=chosen.read(DATABASE, lambda word, where: word) or f"sqlite:///{home / 'publisher.db'}",
        address=chosen.read(ADDRESS, read_address),
        sizes=chosen.read(SIZES, _sizes),
        timezone=chosen.read(TIMEZONE, _timezone),
        poll_seconds=chosen.read(POLL, _whole(1, A_DAY_SECONDS)),
        report_seconds=chosen.read(REPORT, _whole(1, A_DAY_SECONDS)),
        processes=chosen.read(PROCESSES, _whole(0, MOST_PROCESSES)),
        executor=chosen.read(EXECUTOR, _executor),
        open_to_this_machine=chosen.read(OPEN, _yes),
        panels=chosen.read(PANELS, _folder_or(None)),
    )


class _Chosen:
    """The word for each setting, and a sentence for each that is wrong."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems = misspelt(environment, [setting.variable for setting in ALL])

    def read(self, setting: Setting, parse: Callable[[str, str], Value]) -> Value:
        """What was set, or the default; what is wrong is a problem, and the next setting is looked at all the same."""
        word = self._environment.get(setting.variable, "").strip() or setting.default
        try:
            _demand_bare(word, setting.variable)
            return parse(word, setting.variable)
        except (SettingsError, PlayerError) as error:
            self.problems.append(str(error))
            return parse(setting.default, setting.variable)


def _demand_bare(word: str, where: str) -> None:
    """A shell and systemd take quotation marks away; a container's file of settings keeps them."""
    if word[:1] in {"'", '"'} or not word.isprintable():
        raise SettingsError(f"{where} has a quotation mark or an unseen sign in it. Write the value bare, as it is.")


def _folder(word: str, where: str) -> Path:
    if "$" in word:
        raise SettingsError(f"{where} is '{word}', and nothing fills in the $ here. Write the folder out, from / on.")
    try:
        folder = Path(word).expanduser().absolute()
    except RuntimeError as error:  # ~nobody
        raise SettingsError(f"{where}: nobody knows whose folder '{word}' is. Write it out, from / on.") from error
    with suppress(OSError):  # one that we may not look at is found out by whoever needs it
        if folder.is_file():
            raise SettingsError(f"{where}: {folder} is a file. Name a folder.")
    return folder


def _folder_or(usual: Value) -> Callable[[str, str], "Path | Value"]:
    return lambda word, where: _folder(word, where) if word else usual


def _sizes(words: str, where: str) -> tuple[Size, ...]:
    sizes = [parse_size(word, where) for word in re.split(r"[\s,;]+", words.strip(",; "))]
    return tuple(dict.fromkeys(sizes))


def _whole(lowest: int, highest: int) -> Callable[[str, str], int]:
    def parse(word: str, where: str) -> int:
        if re.fullmatch("[0-9]{1,9}", word) is None or not lowest <= int(word) <= highest:
            raise SettingsError(f"{where} is '{word:.60}'. Write a whole number from {lowest} to {highest}.")
        return int(word)

    return parse


def _executor(word: str, where: str) -> str:
    found = re.fullmatch(r"dask://(?:[^\s/@:]+|\[[0-9a-fA-F:]+\]):([0-9]{1,5})", word)
    if word != "processes" and not (found and 0 < int(found[1]) < 65_536):
        raise SettingsError(f"{where} is '{word:.60}'. Write processes, or dask://HOST:PORT.")
    return word


def _yes(word: str, where: str) -> bool:
    if word.lower() not in {"yes", "no"}:
        raise SettingsError(f"{where} is '{word:.60}'. Write yes or no.")
    return word.lower() == "yes"


def _timezone(name: str, where: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(f"{where}: '{name:.60}' is not a time zone. Write one such as Europe/London.") from error
