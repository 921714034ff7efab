"""The content as it lies on an author's desk: in memory, and read again where it changed."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from publisher.content.album import Album
from publisher.content.crossing import check_group
from publisher.content.names import id_of
from publisher.content.reading import read_content
from publisher.content.slides import ReadSlide, read_slide
from publisher.content.source.files import Listing, walk
from publisher.content.source.folder import ROOT
from publisher.errors import ContentError
from publisher.limits import MAX_SLIDE_BYTES
from publisher.model.content import Content
from publisher.model.findings import Finding
from publisher.model.slides import Slide
from publisher.watch.remembered import Remembered


class Desk:
    """The content of one folder, and the last state of each slide that could be drawn.

    A changed slide is read alone. Whatever else changes, the content is put together anew from
    files that are still in memory.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files = Remembered(root)
        self._lock = Lock()
        self._listing = Listing({}, frozenset(), ())
        self._album = Album(self._files, self._listing)
        self._good: dict[str, Slide] = {}
        self.content = Content("", {}, {}, {}, {})
        self.latest = ""
        """The slide that changed last."""
        self._read_all()

    def slide(self, id: str) -> Slide | None:
        """A slide as it is written now, or as it last could be read; None if it was never seen."""
        return self.current(id) or self._good.get(id)

    def current(self, id: str) -> Slide | None:
        """A slide as it is written now, or None if it cannot be read or is gone."""
        return self.content.slides.get(id) or self.content.drafts.get(id)

    def stands(self, id: str) -> bool:
        """Whether the slide's file is there."""
        return f"slides/{id}.md" in self._listing.files

    def take_in(self, paths: Iterable[str]) -> None:
        """Read what changed; `paths` are those of files in the content, from its root."""
        changed = frozenset(paths)
        with self._lock:
            self._files.forget(changed)
            slides = sorted(id_of(path) for path in changed if path.startswith("slides/") and path.endswith(".md"))
            if len(slides) != len(changed) or not all(self._read_one(id) for id in slides):
                self._read_all()
            self.latest = next((id for id in slides if self.stands(id)), self.latest)

    def _read_one(self, id: str) -> bool:
        """Read one slide that was there before; False if it takes more than that."""
        entry = self._listing.files.get(f"slides/{id}.md")
        if entry is None or self.current(id) is None:
            return False
        try:
            if self._files.size_of(entry) > MAX_SLIDE_BYTES:
                return False
            read = read_slide(id, entry.path, self._files.read(entry, MAX_SLIDE_BYTES), self._album)
        except OSError:
            return False
        self._put(id, entry.path, read)
        return True

    def _put(self, id: str, file: str, read: ReadSlide) -> None:
        content = self.content
        noticed = [*read.findings, *(check_group(read.slide, content.groups, self._refused()) if read.slide else ())]
        others = (found for found in content.findings if found.place.file != file)
        slides, drafts = ({key: kept for key, kept in each.items() if key != id} for each in _both(content))
        if read.slide is not None:
            (slides if read.sound else drafts)[id] = read.slide
            self._good[id] = read.slide
        self.content = replace(content, slides=slides, drafts=drafts, findings=_sorted(noticed, others))

    def _refused(self) -> frozenset[str]:
        """Files that stand there and could not be read: every finding about them is made already."""
        groups = (path for path in self._listing.files if path.startswith("groups/"))
        return self._listing.refused | {path for path in groups if id_of(path) not in self.content.groups}

    def _read_all(self) -> None:
        try:
            self._listing = walk(self._files, ROOT)
            self._album = Album(self._files, self._listing)
            self.content = read_content(self._files, ROOT, "")
        except (ContentError, OSError):  # a folder was renamed meanwhile; its own change is on the way
            return
        for slides in _both(self.content):
            self._good.update(slides)


def _both(content: Content) -> tuple[dict[str, Slide], dict[str, Slide]]:
    return content.slides, content.drafts


def _sorted(*findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted({found for some in findings for found in some}))
