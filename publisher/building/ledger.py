"""What the last whole build on a shelf was made of, so that the next one touches only what changed.

It is a memory and no more: where it is missing, damaged or made by another version of this
program, everything is read again and the same editions come out. It imports next to nothing, since
a build that finds nothing changed takes no longer than reading it.
"""

import os
import sys
from collections import namedtuple
from importlib import import_module
from stat import S_ISDIR
from time import gmtime, strftime, time

from publisher.content.source.folders import FOLDERS

TYPE_CHECKING = False  # as type checkers know it; loading typing would cost a command that has nothing else to do
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from importlib.machinery import ModuleSpec
    from os import PathLike
    from typing import NamedTuple

NAME = "ledger"
SUMMARY = "edition.json"
FORM, END = "ledger 3", "end"
"""The first and the last line; a ledger of another form, or a part of one, is as good as none."""

_LIBRARIES = ("PIL", "uharfbuzz", "uniseg", "segno", "budoux")


if TYPE_CHECKING:

    class Standing(NamedTuple):
        """One playlist's newest edition: its number, what marks its summary, and the files that can change it."""

        playlist: str
        number: int
        summary: str
        change_day: str
        """The first day on which it may come out differently, as 2026-11-22, or nothing."""
        left_out: tuple[str, ...]
        """A line for each slide that it was made without."""
        needs: tuple[str, ...]

    class Ledger(NamedTuple):
        """A whole build: of which commit, by which program, at which sizes, and the editions that stand."""

        program: str
        commit: str
        sizes: tuple[str, ...]
        files: int
        """How many files the content had."""
        desk: str
        """The mark of the files beside a git repo when all of them were committed, or nothing."""
        standings: tuple[Standing, ...]

    Folder = str | PathLike[str]
else:
    Standing = namedtuple("Standing", "playlist number summary change_day left_out needs")
    Ledger = namedtuple("Ledger", "program commit sizes files desk standings")


def read_ledger(shelf: "Folder") -> "Ledger | None":
    """The ledger of a shelf, or None if there is none that can be read."""
    try:
        with open(f"{os.fspath(shelf)}/{NAME}", encoding="utf-8") as opened:  # noqa: PTH123 - pathlib takes time to load
            form, head, *rows, end = opened.read().split("\n")
        program, commit, sizes, files, desk, count = head.split("\t")
        standings = tuple(_standing(*row.split("\t")) for row in rows)
        whole = (form, end) == (FORM, END) and len(standings) == int(count)
        return Ledger(program, commit, tuple(sizes.split()), int(files), desk, standings) if whole else None
    except (OSError, ValueError, TypeError):
        return None


def _standing(name: str, number: str, summary: str, day: str, without: str, *rest: str) -> Standing:
    return Standing(name, int(number), summary, day, rest[: int(without)], rest[int(without) :])


def written(ledger: Ledger) -> bytes:
    """The ledger as it is kept: a line for each edition, with tabs between its parts."""
    sizes, count = " ".join(ledger.sizes), str(len(ledger.standings))
    head = (ledger.program, ledger.commit, sizes, str(ledger.files), ledger.desk, count)
    rows = (
        (one.playlist, str(one.number), one.summary, one.change_day, str(len(one.left_out)), *one.left_out, *one.needs)
        for one in ledger.standings
    )
    return "\n".join((FORM, "\t".join(head), *("\t".join(row) for row in rows), END)).encode()


def still_stands(shelf: "Folder", standing: Standing, today: "date | str") -> bool:
    """Whether an edition is the newest of its playlist, untouched, and right until today."""
    if standing.change_day and str(today) >= standing.change_day:
        return False
    try:
        names = os.listdir(f"{os.fspath(shelf)}/editions/{standing.playlist}")  # noqa: PTH208 - there may be hundreds
        newest = max((int(name) for name in names if name.isdecimal()), default=0)
        return newest == standing.number and mark_of_summary(shelf, standing.playlist, newest) == standing.summary
    except OSError:
        return False


def mark_of_summary(shelf: "Folder", playlist: str, number: int) -> str:
    """What changes with every writing of an edition's summary; raises OSError if there is none.

    Summaries are put in place whole, as new files, so none is written anew without another mark.
    """
    state = os.stat(f"{os.fspath(shelf)}/editions/{playlist}/{number}/{SUMMARY}")  # noqa: PTH116
    return f"{state.st_mtime_ns} {state.st_size} {state.st_ino}"


def latest_day() -> str:
    """The latest date that it is now anywhere on Earth: 14 hours before Greenwich."""
    return strftime("%Y-%m-%d", gmtime(time() + 14 * 3600))


def name_of_program() -> str:
    """A digest that changes with this program's files and with the libraries that draw, loading none of them."""
    files = [spec.origin for name in _LIBRARIES if (spec := _spec_of(name)) is not None and spec.origin]
    publisher = __file__.rpartition("/building/")[0]
    files += [file for package in (publisher, f"{publisher}/../player") for file in _files_below(package)]
    states = ((file, os.stat(file)) for file in sorted(files))  # noqa: PTH116
    text = "".join(f"{file} {state.st_mtime_ns} {state.st_size}\n" for file, state in states)
    return _digest(text.encode())


def mark_of_files(folder: "Folder") -> str:
    """What changes as soon as somebody touches a file of a git repo's content, or has git note something."""
    top = os.fspath(folder)
    with os.scandir(top) as found:
        names = [entry.path for entry in found if not entry.is_dir() or entry.name in FOLDERS]
    states = sorted(line for path in (*names, f"{top}/.git/index") for line in _states_below(path))
    return _digest("\n".join(states).encode("utf-8", "surrogateescape"))


def _states_below(path: str) -> "Iterator[str]":
    """Each file's path with all that the disk knows of its last change; nothing is followed."""
    try:
        state = os.lstat(path)
        yield f"{path} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_size} {state.st_ino}"
        if S_ISDIR(state.st_mode):
            for name in os.listdir(path):  # noqa: PTH208
                yield from _states_below(f"{path}/{name}")
    except OSError:
        yield f"{path} cannot be looked at"


def _spec_of(name: str) -> "ModuleSpec | None":
    found = (finder.find_spec(name, None) for finder in sys.meta_path)
    return next((spec for spec in found if spec is not None), None)


def _files_below(folder: str) -> list[str]:
    names = (f"{top}/{name}" for top, _, names in os.walk(folder) for name in names)
    return [name for name in names if name.endswith((".py", ".ttf", ".txt", ".json", ".csv"))]


def _digest(data: bytes) -> str:
    """SHA-256 by Python's own code, which loads in a tenth of the time that OpenSSL's takes."""
    for name in ("_sha2", "_sha256", "hashlib"):  # the second is how Python 3.11 calls the first
        try:
            digest: str = import_module(name).sha256(data).hexdigest()
        except ImportError:
            continue
        return digest
    raise ImportError("This Python has no SHA-256.")
