"""Bytes to text: UTF-8 only, with the exact place of whatever is not."""

import re
import unicodedata

from publisher.content.text.notes import Notebook
from publisher.content.text.signs import trouble_in
from publisher.rules import rules

_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: |$)", re.MULTILINE)
"""What git writes into a file that two people changed at one place."""
_OTHER_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file starts that Git LFS has put in place of another."""
POINTED = (
    "is a pointer of Git LFS, and what it points to was not fetched. Run `git lfs pull`; "
    "where slides are read from commits, take it out of LFS with `git lfs untrack`, and commit it anew."
)
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode_text(data: bytes, notes: Notebook) -> str | None:
    """The text with plain line ends, or None after a finding. A byte order mark is tolerated."""
    body = data
    while body.startswith(_BOM):
        body = body.removeprefix(_BOM)
    if not body.strip():
        notes.note(rules.EMPTY_FILE, 1, 1, "This file is empty. Write something in it, or take it away.")
        return None
    if body.startswith(LFS_POINTER):
        notes.note(rules.LFS, 1, 1, f"This file {POINTED}")
        return None
    if body.startswith(_UTF16) or _is_utf16(body):
        notes.note(rules.ENCODING, 1, 1, "This text is saved as UTF-16. Save it as UTF-8.")
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        _note_encoding(body, error.start, notes)
        return None
    return _checked(text.replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_LINE_ENDS), notes)


def _is_utf16(body: bytes) -> bool:
    """Whether every second byte at the start is 0, as in UTF-16 without its mark."""
    start = body[:40]
    return len(start) > 3 and b"\0" in start and (not any(start[::2]) or not any(start[1::2]))


def position_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _checked(text: str, notes: Notebook) -> str | None:
    """The text in composed letters (Unicode's form NFC), so that an é is one letter however it was typed."""
    if found := _CONFLICT.search(text):
        message = "Two versions of this text stand here, one below the other. Keep one, and take the marks of git away."
        notes.note(rules.CONFLICT, *position_of(text, found.start()), message)
        return None
    if trouble := trouble_in(text):
        notes.note(trouble.rule, *position_of(text, trouble.at), trouble.message)
        return None
    return unicodedata.normalize("NFC", text)


def _note_encoding(body: bytes, start: int, notes: Notebook) -> None:
    before = body[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = position_of(before + "?", len(before))
    meant = body[start : start + 1].decode("windows-1252", "replace")
    guess = f" It would be “{meant}” in Windows-1252." if meant.isprintable() else ""
    message = f"Byte {start + 1} of the text, 0x{body[start]:02X}, is not UTF-8.{guess} Save the file as UTF-8."
    notes.note(rules.ENCODING, line, column, message)
