"""One slide file by itself, for looking at while somebody writes it."""

from pathlib import Path

from publisher.content.album import Album
from publisher.content.groups import default_group
from publisher.content.names import id_of
from publisher.content.reading import read_around
from publisher.content.slides import read_slide
from publisher.content.source.files import Listing, walk
from publisher.content.source.folder import ROOT, Folder, read_plain
from publisher.content.themes import BUILT_IN
from publisher.errors import ContentError
from publisher.limits import MAX_SLIDE_BYTES
from publisher.model.content import Content
from publisher.model.slides import Slide


def read_slide_file(path: Path, theme: str = "light") -> tuple[Slide | None, Content]:
    """One slide for looking at, with its group and theme.

    The content is the folder above the file that has slides/ in it; of it nothing else is read. A
    file that stands alone is read with a group and themes of our own, and pictures from images/
    beside it.
    """
    path = path.absolute()
    for above in path.parents:
        if above.name == "slides" and not path.is_symlink():
            return _read_among(path, above.parent, theme)
    return _read_alone(path)


def _read_among(path: Path, root: Path, theme: str) -> tuple[Slide | None, Content]:
    id = id_of(path.relative_to(root).as_posix())
    content = read_around(Folder(root), ROOT, id, theme)
    return content.slides.get(id) or content.drafts.get(id), content


def _read_alone(path: Path) -> tuple[Slide | None, Content]:
    try:
        if path.is_file() and path.stat().st_size > MAX_SLIDE_BYTES:
            raise ContentError(f"{path}: this file is too large for a slide; {MAX_SLIDE_BYTES // 1000} kB is the most.")
        data = read_plain(path, MAX_SLIDE_BYTES)
    except OSError as error:
        raise ContentError(f"{path}: {error.strerror}. Name a slide's file.") from error
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
