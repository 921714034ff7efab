"""The forms that a book can take, and where they are put: each file or folder appears whole."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from publisher.errors import ShelfError
from publisher.export.book import Book
from publisher.export.powerpoint import make_powerpoint
from publisher.export.proof import make_proof
from publisher.export.webpages import make_webpages
from publisher.shelf.disk import DRAFT, explained, make_folder, sweep_drafts, sync_folder, write_whole

_OURS = re.compile(r"\d{2,}-[a-z0-9_-]+\.(jpg|txt|html)|index\.html|words\.txt")
"""Names that an export gives to files; a folder with any other file in it belongs to somebody."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form: a single file, or a folder of files, by their names."""

    ending: str
    make: Callable[[Book, str], bytes | dict[str, bytes]]


def export(book: Book, form: str, folder: Path, paper: str = "A4") -> Path:
    """Put a book into `folder` in one form, and say where; raises ShelfError if it cannot be written."""
    path = folder / f"{book.name}{FORMS[form].ending}"
    made = FORMS[form].make(book, paper)
    if isinstance(made, bytes):
        write_whole(path, made)
    else:
        _replace_folder(path, made)
    return path


def make_pictures(book: Book, paper: str) -> dict[str, bytes]:
    """A JPEG for each slide, for a television that shows a folder of pictures."""
    return {leaf.file_name("jpg"): leaf.picture for leaf in book.leaves}


def make_texts(book: Book, paper: str) -> dict[str, bytes]:
    """A text file for each slide, and one with all of them."""
    texts = {leaf.file_name("txt"): f"{leaf.words}\n".encode() for leaf in book.leaves}
    together = "\n\n".join(leaf.words for leaf in book.leaves)
    return {**texts, "words.txt": f"{book.title}\n\n{together}\n".encode()}


FORMS = {
    "pictures": Form("-pictures", make_pictures),
    "powerpoint": Form(".pptx", lambda book, paper: make_powerpoint(book)),
    "pdf": Form(".pdf", make_proof),
    "text": Form("-text", make_texts),
    "html": Form("-html", lambda book, paper: make_webpages(book)),
}


def _replace_folder(path: Path, files: dict[str, bytes]) -> None:
    """Put a folder in the place of an earlier export; anything else that stands there stays."""
    with explained(path):
        _refuse_foreign(path)
        make_folder(path.parent)
        sweep_drafts(path.parent)
        with tempfile.TemporaryDirectory(prefix=DRAFT, dir=path.parent) as drafts:
            fresh, old = Path(drafts, "new"), Path(drafts, "old")
            for name, data in files.items():
                write_whole(fresh / name, data)
            if path.exists():
                path.replace(old)
            fresh.replace(path)
        sync_folder(path.parent)


def _refuse_foreign(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        raise ShelfError(f"{path}: there is a file of this name. Take it away, or choose another folder.")
    foreign = sorted(file.name for file in path.iterdir() if not _OURS.fullmatch(file.name)) if path.is_dir() else []
    if foreign:
        raise ShelfError(f"{path}: {foreign[0]} is not from an export. Take it away, or choose another folder.")
