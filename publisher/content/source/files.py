"""The files of the content at one moment, wherever they are kept, and a walk that cannot be led astray."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from publisher.content.names import is_file_name, shown
from publisher.content.source.folders import FOLDERS, REGISTERS
from publisher.limits import MAX_DEPTH, MAX_FILES, MAX_NAME_BYTES
from publisher.model.findings import Finding, Place
from publisher.rules import rules

_TWO_OF_ONE_NAME = "Two files have this name, with its accents stored in two ways. Take one of them away."


class Thing(Enum):
    """What a name in a folder stands for."""

    FILE = auto()
    FOLDER = auto()
    SYMLINK = auto()
    SUBMODULE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the content: its path from the root, what it is, and how to find it again."""

    path: str
    thing: Thing
    key: str = ""
    """A blob's or tree's id in git; in a folder the path as the disk has it, where that differs."""

    @property
    def path_on_disk(self) -> str:
        """The path in a folder: a Mac keeps an é as an e and an accent."""
        return self.key or self.path


class FolderError(Exception):
    """A folder that is not listed; its text says why, after the folder's name."""


class Files(Protocol):
    """The files of the content at one moment."""

    def list_folder(self, folder: Entry) -> Iterable[Entry]:
        """What stands in a folder; nothing is followed. Raises FolderError for one that is not listed."""
        ...

    def size_of(self, file: Entry) -> int:
        """How many bytes a file has, without reading it."""
        ...

    def read(self, file: Entry, most: int) -> bytes:
        """A file's bytes; raises OSError if it cannot be read, or has more than `most` by now."""
        ...


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file of the content by its path, the paths that were refused, and why."""

    files: dict[str, Entry]
    refused: frozenset[str]
    findings: tuple[Finding, ...]


def walk(files: Files, root: Entry) -> Listing:
    """List the content's own folders, and refuse what is not a plain file of a plain name."""
    found: dict[str, Entry] = {}
    findings: dict[str, Finding] = {}
    seen = _Count()
    waiting = list(_top(_listed(files, root, seen, findings), findings))
    while waiting and not seen.too_many:
        entry = waiting.pop()
        if refusal := refuse(entry):
            findings[entry.path] = refusal
        elif entry.thing is Thing.FOLDER:
            waiting.extend(_visible(_listed(files, entry, seen, findings)))
        elif entry.path in found:
            findings[entry.path] = rules.BAD_NAME.at(Place(shown(entry.path, 200)), _TWO_OF_ONE_NAME)
        else:
            found[entry.path] = entry
    if seen.too_many:
        findings[seen.last] = _too_many(seen.last)
    return Listing(dict(sorted(found.items())), frozenset(findings), tuple(findings.values()))


_REFUSED = {
    Thing.SYMLINK: (rules.SYMLINK, "This is a symlink, which is never followed. Put the file itself here."),
    Thing.SUBMODULE: (
        rules.SUBMODULE,
        "This is a submodule, which is never followed. Put the files themselves here.",
    ),
    Thing.OTHER: (rules.UNREADABLE, "This is neither a file nor a folder. Take it out of the content."),
}


class _Count:
    """Counts what is seen in folders, of whatever kind, and ends every list once that is too much."""

    def __init__(self) -> None:
        self._left = MAX_FILES
        self.last = ""

    @property
    def too_many(self) -> bool:
        """Whether there was more to see than is looked at."""
        return self._left < 0

    def through(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """These entries, as long as there are not too many."""
        for entry in entries:
            self._left -= 1
            self.last = entry.path
            if self.too_many:
                return
            yield entry


def _listed(files: Files, folder: Entry, seen: _Count, findings: dict[str, Finding]) -> Iterator[Entry]:
    try:
        yield from seen.through(files.list_folder(folder))
    except FolderError as error:
        message = f"This folder was not read: {error}. Move what is not content elsewhere."
        findings[folder.path] = rules.TOO_MANY.at(Place(shown(folder.path, 200) or "."), message)


def refuse(entry: Entry) -> Finding | None:
    """Why an entry is not read, or None if it may be."""
    place = Place(shown(entry.path, 200))
    name = entry.path.rsplit("/", maxsplit=1)[-1]
    if len(name.encode()) > MAX_NAME_BYTES:
        return rules.BAD_NAME.at(place, "This name is longer than a disk can hold. Rename it.")
    if not is_file_name(name) or ".." in entry.path.split("/"):
        return rules.BAD_NAME.at(place, "This is not a plain file name. Rename it, or take it out of the repo.")
    if entry.thing in _REFUSED:
        rule, message = _REFUSED[entry.thing]
        return rule.at(place, message)
    if entry.path.count("/") >= MAX_DEPTH:
        return rules.TOO_MANY.at(place, f"Folders stand more than {MAX_DEPTH} deep here. Move the files further up.")
    return None


def _top(entries: Iterable[Entry], findings: dict[str, Finding]) -> Iterator[Entry]:
    for entry in entries:
        if entry.path in FOLDERS:
            yield from _content_folder(entry, findings)
        elif entry.path in REGISTERS:
            yield entry
        elif entry.thing in {Thing.SYMLINK, Thing.SUBMODULE}:
            place = Place(shown(entry.path, 200))
            message = "This link beside the content is not followed. Nothing is read from it."
            findings[entry.path] = rules.STRAY_LINK.at(place, message)
        elif not is_file_name(entry.path) and (refusal := refuse(entry)):
            findings[entry.path] = refusal


def _content_folder(entry: Entry, findings: dict[str, Finding]) -> Iterator[Entry]:
    if entry.thing is Thing.FILE:
        message = f"This is a file. Make a folder of that name, with {entry.path} in it."
        findings[entry.path] = rules.BAD_NAME.at(Place(entry.path), message)
    else:
        yield entry


def _visible(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        name = entry.path.rsplit("/", maxsplit=1)[-1]
        if not (name.startswith(".") and is_file_name(name)):
            yield entry


def _too_many(path: str) -> Finding:
    message = f"There are more than {MAX_FILES} files, so the rest was not read. Take out what is not content."
    return rules.TOO_MANY.at(Place(shown(path, 200)), message)
