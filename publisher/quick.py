"""`publisher build` of content that did not change: answered before anything large is loaded."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from publisher.content.repos import glance_at_head, is_repo
from publisher.editions.ledger import Ledger, name_of_program, read_ledger, still_stands

TIMEZONE = ("PUBLISHER_TIMEZONE", "Europe/London")
SIZES = ("PUBLISHER_SIZES", "1920x1080 1080x1920")
"""The same defaults as in the settings; a test holds the two together."""


def answer(words: Sequence[str]) -> list[str] | None:
    """What a plain `build FOLDER -o SHELF` prints if nothing changed since the last; None to build in full."""
    match words:
        case ["build", folder, "-o" | "--output", shelf] | ["build", "-o" | "--output", shelf, folder]:
            return _unchanged(Path(folder), Path(shelf)) if not {folder[:1], shelf[:1]} & {"-", ""} else None
    return None


def _unchanged(folder: Path, shelf: Path) -> list[str] | None:
    ledger, commit = read_ledger(shelf), glance_at_head(folder) if is_repo(folder) else None
    if ledger is None or commit is None or (ledger.commit, ledger.sizes) != (commit, tuple(_set(SIZES).split())):
        return None
    today = _today()
    if today is None or ledger.program != name_of_program():
        return None
    if not ledger.standings or not all(still_stands(shelf, standing, today) for standing in ledger.standings):
        return None
    return lines_of(ledger)


def lines_of(ledger: Ledger) -> list[str]:
    """One line for each edition that stands."""
    return [f"{standing.playlist}: edition {standing.number}, nothing changed." for standing in ledger.standings]


def _today() -> date | None:
    try:
        return datetime.now(ZoneInfo(_set(TIMEZONE))).date()
    except (ValueError, KeyError):  # said in full by the settings
        return None


def _set(setting: tuple[str, str]) -> str:
    variable, default = setting
    return os.environ.get(variable, "").strip() or default
