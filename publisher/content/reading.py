"""One pass over the files: everything that could be read, and a finding for everything that could not."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from publisher.content.album import Album
from publisher.content.crossing import check_group, check_playlist_slides, check_theme
from publisher.content.groups import read_group
from publisher.content.names import id_of, is_id, shown
from publisher.content.playlists import read_playlist
from publisher.content.registers import CONSENTS, FACTS, read_consents, read_facts
from publisher.content.slides import read_slide
from publisher.content.source.files import Entry, Files, Listing, walk
from publisher.content.text.documents import compose
from publisher.content.text.fields import Fields
from publisher.content.text.notes import Notebook
from publisher.content.text.texts import decode_text
from publisher.content.themes import BUILT_IN, read_theme
from publisher.limits import MAX_SLIDE_BYTES, MAX_YAML_BYTES
from publisher.model.content import Content, Playlist
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.registers import Consent, Facts
from publisher.model.slides import Slide
from publisher.model.themes import Theme
from publisher.rules import rules
from publisher.rules.rule import Rule

Read = TypeVar("Read")


def read_content(files: Files, root: Entry, commit: str) -> Content:
    """Everything in the files, and every mistake in them at once."""
    reader = _Reader(files, walk(files, root))
    groups = reader.read_all("groups", read_group)
    themes = {**BUILT_IN, **reader.read_all("themes", read_theme)}
    reader.read_slides()
    playlists = reader.read_all("playlists", read_playlist)
    facts = reader.read_register(FACTS, read_facts, Facts())
    consents = reader.read_register(CONSENTS, read_consents, dict[str, Consent]())
    reader.cross(playlists, groups, themes)
    return Content(
        commit=commit,
        slides=reader.slides,
        playlists=playlists,
        groups=groups,
        themes=themes,
        findings=tuple(sorted(set(reader.findings))),
        drafts=reader.drafts,
        facts=facts,
        consents=consents,
        files=len(reader.listing.files),
    )


def read_around(files: Files, root: Entry, slide: str, theme: str) -> Content:
    """One slide, its group and one theme, and what is wrong with them; nothing else is opened.

    If there is no such theme, all themes are read, so that they can be named.
    """
    reader = _Reader(files, walk(files, root), frozenset({f"slides/{slide}.md"}))
    reader.read_slides()
    read = {**reader.slides, **reader.drafts}.get(slide)
    around = {f"groups/{read.group}.yaml"} if read else set()
    own_theme = f"themes/{theme}.yaml"
    known = own_theme in reader.listing.files or theme in BUILT_IN
    reader.wanted = frozenset(around | ({own_theme} if known else set(reader.listing.files)))
    groups = reader.read_all("groups", read_group)
    themes = {**BUILT_IN, **reader.read_all("themes", read_theme)}
    if read is not None:
        named = {id_of(path) for path in reader.listing.files if path.startswith("groups/")}
        reader.findings.extend(check_group(read, sorted(named), reader.refused))
    findings = tuple(sorted(set(reader.findings)))
    return Content("", reader.slides, {}, groups, themes, findings, reader.drafts)


class _Reader:
    """Reads file after file and remembers what it noticed."""

    def __init__(self, files: Files, listing: Listing, wanted: frozenset[str] | None = None) -> None:
        self.files = files
        self.listing = listing
        self.wanted = wanted
        """The only files to open, or None for all."""
        self.slides: dict[str, Slide] = {}
        self.drafts: dict[str, Slide] = {}
        self.findings: list[Finding] = list(listing.findings)
        self.refused: set[str] = set(listing.refused)

    def read_all(self, folder: str, read: Callable[[str, str, Fields], Read]) -> dict[str, Read]:
        """Every YAML file of one folder, by id."""
        found: dict[str, Read] = {}
        for id, entry in self._of(folder, ".yaml"):
            notes = Notebook(entry.path)
            fields = self._fields_of(entry, notes)
            if fields is None:
                self.refused.add(entry.path)
            else:
                found[id] = read(id, entry.path, fields)
            self.findings.extend(notes.findings)
        return found

    def read_register(self, path: str, read: Callable[[Fields], Read], default: Read) -> Read:
        """One YAML file beside the folders, if it is there."""
        entry = self.listing.files.get(path)
        if entry is None:
            return default
        notes = Notebook(path)
        fields = self._fields_of(entry, notes)
        found = default if fields is None else read(fields)
        self.findings.extend(notes.findings)
        return found

    def read_slides(self) -> None:
        """Every slide, with its pictures."""
        album = Album(self.files, self.listing)
        for id, entry in self._of("slides", ".md"):
            data = self._bytes_of(entry, MAX_SLIDE_BYTES)
            if data is None:
                continue
            read = read_slide(id, entry.path, data, album)
            self.findings.extend(read.findings)
            if read.slide is not None:
                (self.slides if read.sound else self.drafts)[id] = read.slide
        if not any(path.startswith("slides/") for path in (*self.listing.files, *self.listing.refused)):
            message = "There are no slides here. Make a folder slides/ and write the first one in it."
            self.findings.append(rules.NO_SLIDES.at(Place("slides"), message))

    def cross(self, playlists: dict[str, Playlist], groups: dict[str, Group], themes: dict[str, Theme]) -> None:
        """What the files say of each other."""
        standing = {id_of(path) for path in (*self.listing.files, *self.refused) if path.startswith("slides/")}
        for playlist in playlists.values():
            self.findings.extend(check_playlist_slides(playlist, standing))
            self.findings.extend(check_theme(playlist, themes, self.refused))
        things: tuple[Slide | Playlist, ...] = (*self.slides.values(), *self.drafts.values(), *playlists.values())
        for thing in things:
            self.findings.extend(check_group(thing, groups, self.refused))

    def _of(self, folder: str, ending: str) -> Iterator[tuple[str, Entry]]:
        for path, entry in self.listing.files.items():
            if not path.startswith(f"{folder}/") or (self.wanted is not None and path not in self.wanted):
                continue
            if not path.endswith(ending):
                message = f"Files in {folder}/ end in {ending}, so this one is not read. Rename it, or take it away."
                self.findings.append(rules.IGNORED.at(Place(shown(path, 200)), message))
            elif not is_id(id_of(path)):
                self._refuse(rules.BAD_NAME, path, "Rename it with small letters, digits and single - only.")
            elif "/" in id_of(path) and folder != "slides":
                self._refuse(rules.BAD_NAME, path, f"Only slides/ has folders in it. Move it up into {folder}/.")
            else:
                yield id_of(path), entry

    def _fields_of(self, entry: Entry, notes: Notebook) -> Fields | None:
        data = self._bytes_of(entry, MAX_YAML_BYTES)
        text = None if data is None else decode_text(data, notes)
        node = None if text is None else compose(text, notes)
        return None if node is None else Fields(node, notes)

    def _bytes_of(self, entry: Entry, most: int) -> bytes | None:
        try:
            size = self.files.size_of(entry)
            if size <= most:
                return self.files.read(entry, most)
            kilobytes = f"{size / 1000:.0f} kB; {most // 1000} kB is the most"
            self._refuse(rules.TOO_LARGE, entry.path, f"This file has {kilobytes}. Split it, or take it away.")
        except OSError as error:
            self._refuse(rules.UNREADABLE, entry.path, f"This file cannot be read ({error}). Put it there anew.")
        return None

    def _refuse(self, rule: Rule, path: str, message: str) -> None:
        self.refused.add(path)
        self.findings.append(rule.at(Place(shown(path, 200)), message))
