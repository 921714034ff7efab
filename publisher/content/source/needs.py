"""What one playlist needs of the content, found by opening nothing else: what others wrote is not even listed."""

from collections.abc import Collection, Iterator

from publisher.content.names import id_of
from publisher.content.reading import read_content
from publisher.content.registers import CONSENTS, FACTS
from publisher.content.slides import Written, parse_slide
from publisher.content.source.files import Entry, Files, walk
from publisher.content.source.scope import Scope
from publisher.limits import MAX_SLIDE_BYTES
from publisher.model.content import Content


def read_for(files: Files, root: Entry, commit: str, playlist: str) -> Content:
    """The content as far as a playlist needs it; all that is read so is as it would be if everything was."""
    own = f"playlists/{playlist}.yaml"
    found = read_content(Scope(files, {own}), root, commit).playlists.get(playlist)
    needs = {own, FACTS, CONSENTS}
    if found is not None:
        needs |= {f"themes/{found.theme}.yaml", f"groups/{found.group}.yaml"}
        shown = {f"slides/{entry.slide}.md" for entry in found.entries}
        written = tuple(_written(files, root, shown))
        originals = {f"slides/{one.slide.translates.slide}.md" for one in written if one.slide and one.slide.translates}
        needs |= shown | originals
        needs |= {path for one in (*written, *_written(files, root, originals)) for path in _needs_of(one)}
    return read_content(Scope(files, needs), root, commit)


def _written(files: Files, root: Entry, paths: Collection[str]) -> Iterator[Written]:
    scope = Scope(files, paths)
    for path, entry in walk(scope, root).files.items():
        try:
            yield parse_slide(id_of(path), path, scope.read(entry, MAX_SLIDE_BYTES))
        except OSError:  # whoever reads it for good tells why
            continue


def _needs_of(written: Written) -> Iterator[str]:
    if written.slide is not None:
        yield f"groups/{written.slide.group}.yaml"
    for picture in (written.picture, *written.icons):
        if picture is not None:
            yield picture.path
