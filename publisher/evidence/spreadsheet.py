"""CSV files that a spreadsheet opens, and in which nothing can run; for pages and commands alike."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

from publisher.evidence.names import Names
from publisher.store.rows import Count

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

RUNS = frozenset("=+-@")
"""A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection)."""
MINUS = "\N{MINUS SIGN}"
"""What a small or raised hyphen is to Unicode; some spreadsheets take it for one, too."""

_PARTED = re.compile(r"(?<=[;\t\r\n])")

Cell = str | int


def spreadsheet(counts: Iterable[Count], names: Names) -> bytes:
    """The counts with the names that people know, one line each."""
    return table(HEADINGS, (_line(count, names) for count in counts))


def table(headings: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file in UTF-8, with the mark by which spreadsheets know it, and in which nothing can run."""
    text = io.StringIO()
    written = csv.writer(text)
    written.writerow(headings)
    written.writerows([defused(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def defused(cell: Cell) -> Cell:
    """The cell, with an apostrophe before whatever would run as a formula.

    That can be a part of it: where numbers have commas in them, a spreadsheet parts cells at semicolons.
    """
    if isinstance(cell, int):
        return cell
    first, *others = _PARTED.split(cell)
    begins = "'" if _runs(cell) or cell.startswith(("\t", "\r")) else ""
    return begins + first + "".join(f"'{part}" if _runs(part) else part for part in others)


def _runs(text: str) -> bool:
    """Whether the first sign that can be seen begins a formula; wide forms of a sign count as the sign itself."""
    first = next((sign for sign in text if not _is_passed_over(sign)), "")
    return unicodedata.normalize("NFKC", first).replace(MINUS, "-") in RUNS


def _is_passed_over(sign: str) -> bool:
    """Spaces, line ends, and signs without a picture of their own (Unicode's Z and C)."""
    return unicodedata.category(sign)[0] in "ZC"


def _line(count: Count, names: Names) -> tuple[Cell, ...]:
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
