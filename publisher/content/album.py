"""The pictures of the content: only those that a slide names are ever read."""

from dataclasses import dataclass

from publisher.content.names import backslash_in, climbs_out, did_you_mean, is_remote, shown
from publisher.content.source.files import Entry, Files, Listing
from publisher.content.text.notes import Notebook
from publisher.content.text.slips import CURLY
from publisher.content.text.texts import LFS_POINTER, POINTED
from publisher.limits import MAX_PICTURE_BYTES, MAX_PICTURES_BYTES
from publisher.rules import rules
from publisher.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that a slide names, and the place where it does."""

    path: str
    alt: str
    line: int
    column: int
    caption: str = ""


class Album:
    """Finds pictures by their path, and reads each one once."""

    def __init__(self, files: Files, listing: Listing) -> None:
        self._files = files
        self._refused = listing.refused
        self._entries = {path: entry for path, entry in listing.files.items() if path.startswith("images/")}
        self._read: dict[str, bytes] = {}
        self._left = MAX_PICTURES_BYTES

    def fetch(self, wanted: Wanted, notes: Notebook) -> bytes | None:
        """A picture's bytes, or None after a finding where the slide names it."""
        path = wanted.path
        entry = self._entries.get(path)
        if entry is not None and _name_of(entry) in self._read:
            return self._read[_name_of(entry)]
        if entry is None:
            rule, message = self._missing(path)
            notes.note(rule, wanted.line, wanted.column, message)
            return None
        data = self._read_entry(entry, wanted, notes)
        if data is not None and data.startswith(LFS_POINTER):
            notes.note(rules.LFS, wanted.line, wanted.column, f"{path} {POINTED}")
            return None
        if data is not None:
            self._read[_name_of(entry)] = data
            self._left -= len(data)
        return data

    def _read_entry(self, entry: Entry, wanted: Wanted, notes: Notebook) -> bytes | None:
        try:
            size = self._files.size_of(entry)
            if size <= min(MAX_PICTURE_BYTES, self._left):
                return self._files.read(entry, MAX_PICTURE_BYTES)
        except OSError as error:
            message = f"{entry.path} cannot be read ({error}). Put the picture there anew."
            notes.note(rules.UNREADABLE, wanted.line, wanted.column, message)
            return None
        limit = MAX_PICTURE_BYTES // 1_000_000
        rule, message = (
            rules.TOO_LARGE,
            f"{entry.path} has {size / 1_000_000:.0f} MB. Save it smaller; {limit} MB is the most.",
        )
        if size <= MAX_PICTURE_BYTES:
            together = f"together the pictures have more than {MAX_PICTURES_BYTES // 1_000_000} MB"
            rule, message = rules.TOO_MANY, f"{entry.path} was not read, since {together}. Save some of them smaller."
        notes.note(rule, wanted.line, wanted.column, message)
        return None

    def _missing(self, path: str) -> tuple[Rule, str]:
        name = shown(path)
        if is_remote(path):
            return rules.REMOTE, f"'{name}' is an address elsewhere. Put the picture in images/ and name it."
        if mistyped := _mistyped(path):
            return rules.NO_SUCH_PICTURE, f"'{name}' {mistyped}"
        if climbs_out(path):
            return rules.OUTSIDE, f"'{name}' leads out of the content. Put the picture in images/ and name it."
        if not path.startswith("images/"):
            hint = did_you_mean(f"images/{path}", self._entries)
            return rules.NO_SUCH_PICTURE, f"'{name}' is not in images/. Write its path from there.{hint}"
        if any(path == refused or path.startswith(f"{refused}/") for refused in self._refused):
            return rules.NO_SUCH_PICTURE, f"{name} was refused, so it cannot be shown. Put the picture itself there."
        hint = did_you_mean(path, self._entries) or " Put the picture there, or correct the name."
        return rules.NO_SUCH_PICTURE, f"There is no picture {name}.{hint}"


def _name_of(entry: Entry) -> str:
    """What tells a picture from others: its bytes' own name in git, where one may stand under many names."""
    return entry.key or entry.path


def _mistyped(path: str) -> str:
    """What is wrong with a path that was typed as another system or a word processor has it, or nothing."""
    if path.strip(f"{CURLY}'\"`") != path:
        return "has quotation marks in it. Type straight ones around it, or none."
    return backslash_in(path)
