"""`publisher build` of content that did not change: answered before anything large is loaded."""

import os

from publisher.building.ledger import Ledger, latest_day, mark_of_files, name_of_program, read_ledger, still_stands
from publisher.content.source.repos import glance_at_head, has_files, is_repo

TIMEZONE = ("PUBLISHER_TIMEZONE", "Europe/London")
SIZES = ("PUBLISHER_SIZES", "1920x1080 1080x1920")
"""The same defaults as in the settings; a test holds the two together."""


def answer(words: list[str]) -> list[str] | None:
    """What a plain `build FOLDER -o SHELF` prints if nothing changed since the last; None to build in full."""
    match words:
        case ["build", folder, "-o" | "--output", shelf] | ["build", "-o" | "--output", shelf, folder]:
            return _unchanged(folder, shelf) if not {folder[:1], shelf[:1]} & {"-", ""} else None
    return None


def _unchanged(folder: str, shelf: str) -> list[str] | None:
    ledger, commit = read_ledger(shelf), glance_at_head(folder) if is_repo(folder) else None
    if ledger is None or commit is None or (ledger.commit, ledger.sizes) != (commit, tuple(_set(SIZES).split())):
        return None
    today = _today(ledger)
    if today is None or ledger.program != name_of_program():
        return None
    if not ledger.standings or not all(still_stands(shelf, standing, today) for standing in ledger.standings):
        return None
    if has_files(folder) and ledger.desk != mark_of_files(folder):
        return None  # somebody writes there: the command says which files are not committed
    return lines_of(ledger)


def lines_of(ledger: Ledger) -> list[str]:
    """One line for each edition that stands, and for each slide that it was made without."""
    return [
        f"{one.playlist}: {line}"
        for one in ledger.standings
        for line in (f"edition {one.number}, nothing changed.", *one.left_out)
    ]


def _today(ledger: Ledger) -> str | None:
    """What day it is, as exactly as it takes: time zones are looked up only if a slide's last day is near."""
    soonest = min((standing.change_day for standing in ledger.standings if standing.change_day), default="9999")
    if latest_day() < soonest and _set(TIMEZONE) == TIMEZONE[1]:
        return latest_day()
    from datetime import datetime  # noqa: PLC0415 - see above
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    try:
        return datetime.now(ZoneInfo(_set(TIMEZONE))).date().isoformat()
    except (ValueError, KeyError):  # said in full by the settings
        return None


def _set(setting: tuple[str, str]) -> str:
    variable, default = setting
    return os.environ.get(variable, "").strip() or default
