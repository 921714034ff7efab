"""Counts as a CSV file that a spreadsheet opens, and in which nothing can run."""

import csv
import io
from collections.abc import Iterable

from publisher.store import Count
from publisher.web.names import Names

HEADINGS = (
    "Day",
    "Did the screen know the day?",
    "Practice",
    "Screen",
    "Playlist",
    "Version of the playlist",
    "Slide",
    "Slide (file)",
    "Version of the slide",
    "Views (showings, not people)",
    "Seconds on screen",
)
REVISION_LETTERS = 12
"""Enough of a revision's 64 letters to tell two apart."""

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection)."""


def spreadsheet(counts: Iterable[Count], names: Names) -> bytes:
    """The counts, one line each, in UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    for count in counts:
        lines.writerow(map(defused, _line(count, names)))
    return text.getvalue().encode("utf-8-sig")


def defused(cell: str | int) -> str | int:
    """The cell, with an apostrophe before it if it would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(RUNS) else cell


def _line(count: Count, names: Names) -> tuple[str | int, ...]:
    return (
        count.day.isoformat(),
        "yes" if count.certain else "no",
        names.practice(count.screen),
        names.screen(count.screen),
        names.playlist(count.playlist),
        count.edition,
        names.slide(count.playlist, count.slide),
        count.slide,
        count.revision[:REVISION_LETTERS],
        count.views,
        count.seconds,
    )
