"""The word lists beside this file: what to avoid and what to write, names that stay as they are, initialisms.

They are tables that a spreadsheet opens, in the folder `words`; README.md there says what each column means.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publisher.checks.words.phrases import Index, names_of, phrases_of
from publisher.model.findings import Level
from publisher.rules import rules

SOURCES = {"nhs": rules.A_TO_Z, "govuk": rules.GOV_UK, "plain": rules.PLAIN_ENGLISH, "ours": rules.OURS}
"""Where an entry comes from, by the short name in its table."""

_TABLES = Path(__file__).parent
REASONS = {
    "health": "is hard for many people",
    "people": "can hurt people, or leaves some out",
    "plain": "has a plainer word",
}
"""Why the words of each table are avoided."""


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word or phrase, what to write in its place, why, and who says so."""

    avoid: str
    write: str
    kind: str
    level: Level
    also: tuple[str, ...]
    """Other spellings, and forms that no rule gives."""
    unless: tuple[str, ...]
    """Phrases in which the word may stand."""
    beside: tuple[str, ...]
    """Words that show, anywhere in the same text, that another meaning is meant."""
    source: str
    table: str

    @property
    def advice(self) -> str:
        """What to write, as the end of a message; a whole sentence in the table stands for itself."""
        if self.write.endswith("."):
            return self.write
        return f"Write {' or '.join(f'“{each}”' for each in _several(self.write))}."


@dataclass(frozen=True, slots=True)
class Lists:
    """All word lists, ready to be looked up."""

    avoided: dict[str, Avoided]
    to_avoid: Index
    to_keep: Index
    """Names in which every word may stand."""
    unless: Index
    """Phrases in which one word may stand."""
    beside: Index
    """Words that keep one word, wherever they stand in a text."""
    initialisms: frozenset[str]


@lru_cache(1)
def word_lists() -> Lists:
    """The word lists, read when the first text asks for them."""
    avoided = {entry.avoid: entry for table in REASONS for entry in _read_avoided(table)}
    phrases = (
        phrase
        for entry in avoided.values()
        for text, kind in ((entry.avoid, entry.kind), *((other, _kind_of_other(entry)) for other in entry.also))
        for phrase in phrases_of(text, kind, entry.avoid)
    )
    unless = (name for entry in avoided.values() for each in entry.unless for name in names_of(each, entry.avoid))
    beside = (name for entry in avoided.values() for each in entry.beside for name in names_of(each, entry.avoid))
    return Lists(
        avoided,
        Index(phrases),
        Index(phrase for row in _rows("names") for phrase in names_of(row["name"])),
        Index(unless),
        Index(beside),
        frozenset(row["letters"] for row in _rows("initialisms")),
    )


def _kind_of_other(entry: Avoided) -> str:
    """Another spelling is an entry of its own; as a noun, for most are."""
    return "exactly" if entry.kind == "exactly" else "noun"


def _read_avoided(table: str) -> Iterator[Avoided]:
    for row in _rows(f"avoid/{table}"):
        yield Avoided(
            avoid=row["avoid"],
            write=row["write"],
            kind=row["kind"],
            level=Level(row["level"]),
            also=_several(row["also"]),
            unless=_several(row["unless"]),
            beside=_several(row["beside"]),
            source=SOURCES[row["source"]],
            table=table,
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _several(cell: str) -> tuple[str, ...]:
    """The parts of a cell, which stand between semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
