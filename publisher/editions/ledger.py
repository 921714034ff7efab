"""What the last whole build on a shelf was made of, so that the next one touches only what changed.

It is a memory and no more: where it is missing, damaged or made by another version of this
program, everything is read again and the same editions come out. It imports next to nothing, since
a build that finds nothing changed takes no longer than reading it.
"""

import hashlib
import json
import os
import sys
from datetime import date
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple

NAME = "ledger.json"
SUMMARY = "edition.json"

_LIBRARIES = ("PIL", "uharfbuzz", "uniseg", "segno", "budoux")
_ROOMS = ("checks", "content", "drawing", "editions")


class Standing(NamedTuple):
    """One playlist's newest edition: its number, its summary's digest, and the files that can change it."""

    playlist: str
    number: int
    summary: str
    change_day: str
    """The first day on which it may come out differently, as 2026-11-22, or nothing."""
    needs: tuple[str, ...]


class Ledger(NamedTuple):
    """A whole build: of which commit, by which program, at which sizes, and the editions that stand."""

    program: str
    commit: str
    sizes: tuple[str, ...]
    files: int
    """How many files the content had."""
    standings: tuple[Standing, ...]


def read_ledger(shelf: Path) -> Ledger | None:
    """The ledger of a shelf, or None if there is none that can be read."""
    try:
        program, commit, sizes, files, rows = json.loads((shelf / NAME).read_bytes())
        rows = tuple(Standing(name, number, seal, day, tuple(needs)) for name, number, seal, day, needs in rows)
        return Ledger(program, commit, tuple(sizes), files, rows)
    except (OSError, ValueError, TypeError):
        return None


def written(ledger: Ledger) -> bytes:
    """The ledger as it is kept."""
    return json.dumps(ledger, separators=(",", ":")).encode()


def still_stands(shelf: Path, standing: Standing, today: date) -> bool:
    """Whether an edition is the newest of its playlist, undamaged, and right until today."""
    if standing.change_day and today.isoformat() >= standing.change_day:
        return False
    folder = shelf / "editions" / standing.playlist
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are enough, and there may be hundreds of playlists
        newest = max((int(name) for name in names if name.isdecimal()), default=0)
        return newest == standing.number and digest_of_summary(shelf, standing.playlist, newest) == standing.summary
    except OSError:
        return False


def digest_of_summary(shelf: Path, playlist: str, number: int) -> str:
    """A digest of what the shelf says of an edition; raises OSError if it says nothing."""
    data = (shelf / "editions" / playlist / str(number) / SUMMARY).read_bytes()
    return hashlib.sha256(data).hexdigest()


def name_of_program() -> str:
    """A digest that changes with this program's files and with the libraries that draw, loading none of them."""
    found = (PathFinder.find_spec(name, sys.path) for name in _LIBRARIES)
    files = [Path(spec.origin) for spec in found if spec is not None and spec.origin]
    rooms = Path(__file__).parents[1]
    for room in _ROOMS:
        files += _files_below(rooms / room)
    digest = hashlib.sha256()
    for file in sorted(files):
        state = file.stat()
        digest.update(f"{file} {state.st_mtime_ns} {state.st_size}\n".encode())
    return digest.hexdigest()


def _files_below(folder: Path) -> list[Path]:
    tops = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    return [file for file in tops if file.suffix in {".py", ".ttf", ".txt", ".json"}]
