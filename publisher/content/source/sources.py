"""Where content comes from: a git repo or a plain folder, read in the same way."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from publisher.content.reading import read_content
from publisher.content.source.folder import ROOT, Folder, demand_folder, digest_folder
from publisher.content.source.needs import read_for
from publisher.content.source.repos import has_files, is_repo
from publisher.content.source.scope import Scope
from publisher.errors import ContentError
from publisher.model.content import Content


class Source(Protocol):
    """Where content is read from."""

    def commit(self) -> str:
        """A name for the content's state at this moment, without reading more than it takes."""
        ...

    def read(self, commit: str | None = None, only: Collection[str] | None = None) -> Content:
        """Everything in one pass, now or as it was; authors' mistakes are its findings, never exceptions.

        With `only`, files of other paths are as good as not there. Raises ContentError if the
        state of that name is not to be had any more.
        """
        ...

    def read_for(self, commit: str, playlist: str) -> Content:
        """What one playlist needs, as it was at a state; whatever else there is is not even listed."""
        ...

    def changes(self, before: str, now: str) -> frozenset[str] | None:
        """The paths of all files that differ between two states, or None if that cannot be told."""
        ...

    def demand_agreed(self, commit: str, since: str | None = None) -> None:
        """Refuse a state that is not, or is no longer, what its group has put into the content; raises ContentError.

        Also one that does not come after the state `since`, if that is given.
        """
        ...


CHANGED_SINCE = "The content has changed since then, and a plain folder keeps no history. Publish it."


class FolderSource:
    """The files of a folder as they stand on disk."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def commit(self) -> str:
        """A digest over every name and every byte of the content."""
        return digest_folder(self._folder)

    def read(self, commit: str | None = None, only: Collection[str] | None = None) -> Content:
        """Everything as it stands now, or nothing but some files; a folder keeps no earlier state."""
        now = self.commit()
        if commit not in {None, now}:
            raise ContentError(CHANGED_SINCE)
        return read_content(self._folder if only is None else Scope(self._folder, only), ROOT, now)

    def read_for(self, commit: str, playlist: str) -> Content:
        """What one playlist needs, as it stands now."""
        if commit != self.commit():
            raise ContentError(CHANGED_SINCE)
        return read_for(self._folder, ROOT, commit, playlist)

    def changes(self, before: str, now: str) -> frozenset[str] | None:
        """None, unless nothing changed: a folder keeps no earlier state."""
        return frozenset() if before == now else None

    def demand_agreed(self, commit: str, since: str | None = None) -> None:
        """Refuse any state but the one that stands there now, and is the newest; raises ContentError."""
        if commit != self.commit():
            raise ContentError(CHANGED_SINCE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which state of the content somebody asked for; neither of the two leaves it to whoever reads."""

    files: bool = False
    """The files as they stand on disk, even if they are in a git repo."""
    commit: str = ""
    """A commit by its branch, its tag or the start of its id."""


USUAL = Chosen()


def open_source(path: Path, chosen: Chosen = USUAL) -> Source:
    """What was chosen; else the last commit of a git repo if there is one, or else a plain folder.

    Raises ContentError if nothing is there, or nothing of that name.
    """
    if chosen.files or not (chosen.commit or is_repo(path)):
        return open_folder(path)
    from publisher.content.source.git import GitSource, find_repo  # noqa: PLC0415 - a plain folder needs no git library

    demand_folder(path)
    repo, folder = find_repo(path)
    return GitSource(repo, chosen.commit, folder)


def open_desk(path: Path, chosen: Chosen = USUAL) -> Source:
    """What was chosen; else the files as somebody writes them, or the last commit of a bare repo, which has none."""
    if chosen.commit or (is_repo(path) and not has_files(path)):
        return open_source(path, chosen)
    return open_folder(path)


def open_folder(path: Path) -> Source:
    """The files of a folder as they stand, even if it is a git repo; raises ContentError."""
    demand_files(path)
    return FolderSource(Folder(path))


def demand_files(path: Path) -> None:
    """Raise ContentError for a bare git repo, in which nobody can write."""
    if is_repo(path) and not has_files(path):
        raise ContentError(
            f"{path}: this git repo is bare: it has commits, and no files. Clone it, and name the clone."
        )
