"""Where content comes from: a git repo or a plain folder, read in the same way."""

from pathlib import Path
from typing import Protocol

import pygit2

from publisher.content.album import Album
from publisher.content.files import Listing, walk
from publisher.content.folder import ROOT, Folder, digest_folder
from publisher.content.git import GitFiles, head_of, is_repo, open_repo
from publisher.content.groups import default_group
from publisher.content.names import id_of
from publisher.content.reading import MAX_SLIDE_BYTES, read_content
from publisher.content.slides import read_slide
from publisher.content.themes import BUILT_IN
from publisher.errors import ContentError
from publisher.model import Content, Slide


class Source(Protocol):
    """Where content is read from."""

    def commit(self) -> str:
        """A name for the content's state at this moment, without reading more than it takes."""
        ...

    def read(self, commit: str | None = None) -> Content:
        """Everything in one pass, now or as it was; authors' mistakes are its findings, never exceptions.

        Raises ContentError if the state of that name is not to be had any more.
        """
        ...


class GitSource:
    """The head of `main` in a git repo, by blob id and never checked out."""

    def __init__(self, repo: pygit2.Repository) -> None:
        self._repo = repo

    def commit(self) -> str:
        """The commit id at the head; nothing else is read."""
        return head_of(self._repo)

    def read(self, commit: str | None = None) -> Content:
        """Everything at a commit, or at the head, which is looked up once."""
        commit = commit or self.commit()
        files = GitFiles(self._repo, commit)
        return read_content(files, files.root, commit)


class FolderSource:
    """The files of a folder as they stand on disk."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def commit(self) -> str:
        """A digest over every name and every byte of the content."""
        return digest_folder(self._folder)

    def read(self, commit: str | None = None) -> Content:
        """Everything as it stands now; a folder keeps no earlier state."""
        now = self.commit()
        if commit not in {None, now}:
            raise ContentError("The content has changed since then, and a plain folder keeps no history. Publish it.")
        return read_content(self._folder, ROOT, now)


def open_source(path: Path) -> Source:
    """A git repo if there is one, or else a plain folder; raises ContentError if nothing is there."""
    return GitSource(open_repo(path)) if is_repo(path) else open_folder(path)


def open_folder(path: Path) -> Source:
    """The files of a folder as they stand, even if it is a git repo; raises ContentError."""
    return FolderSource(Folder(path))


def read_slide_file(path: Path) -> tuple[Slide | None, Content]:
    """One slide for looking at, and the content around it.

    The content is the folder above the file that has slides/ in it. A file that stands alone
    is read with a group and themes of our own, and pictures from images/ beside it.
    """
    path = path.absolute()
    for above in path.parents:
        if above.name == "slides" and not path.is_symlink():
            return _read_among(path, above.parent)
    return _read_alone(path)


def _read_among(path: Path, root: Path) -> tuple[Slide | None, Content]:
    content = open_folder(root).read()
    id = id_of(path.relative_to(root).as_posix())
    return content.slides.get(id) or content.drafts.get(id), content


def _read_alone(path: Path) -> tuple[Slide | None, Content]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError(f"{path}: {error.strerror}. Name a slide's file.") from error
    if len(data) > MAX_SLIDE_BYTES:
        raise ContentError(f"{path}: this file is too large for a slide; {MAX_SLIDE_BYTES // 1000} kB is the most.")
    folder = Folder(path.parent)
    pictures = walk(folder, ROOT) if (path.parent / "images").is_dir() else Listing({}, frozenset(), ())
    read = read_slide(path.stem, path.name, data, Album(folder, pictures))
    slide = read.slide
    content = Content(
        commit="",
        slides={slide.id: slide} if slide and read.sound else {},
        playlists={},
        groups={slide.group: default_group(slide.group)} if slide else {},
        themes=dict(BUILT_IN),
        findings=read.findings,
        drafts={slide.id: slide} if slide and not read.sound else {},
    )
    return slide, content
