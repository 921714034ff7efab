"""Bytes to text: UTF-8 only, with the exact place of whatever is not."""

import re

from publisher.checks import rules
from publisher.content.notes import Notebook
from publisher.content.signs import trouble_in

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OTHER_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode_text(data: bytes, notes: Notebook) -> str | None:
    """The text with plain line ends, or None after a finding. A byte order mark is tolerated."""
    body = data.removeprefix(_BOM)
    if not body.strip():
        notes.note(rules.EMPTY_FILE, 1, 1, "This file is empty. Write something in it, or take it away.")
        return None
    if body.startswith(_UTF16):
        notes.note(rules.ENCODING, 1, 1, "This text is saved as UTF-16. Save it as UTF-8.")
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        _note_encoding(body, error.start, notes)
        return None
    return _checked(text.replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_LINE_ENDS), notes)


def position_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _checked(text: str, notes: Notebook) -> str | None:
    if found := _UNPRINTABLE.search(text):
        line, column = position_of(text, found.start())
        message = f"The character U+{ord(found[0]):04X} cannot be seen or drawn. Take it away."
        notes.note(rules.CONTROL, line, column, message)
        return None
    if trouble := trouble_in(text):
        notes.note(trouble.rule, *position_of(text, trouble.at), trouble.message)
        return None
    return text


def _note_encoding(body: bytes, start: int, notes: Notebook) -> None:
    before = body[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = position_of(before + "?", len(before))
    meant = body[start : start + 1].decode("windows-1252", "replace")
    guess = f" It would be “{meant}” in Windows-1252." if meant.isprintable() else ""
    message = f"Byte {start + 1} of the text, 0x{body[start]:02X}, is not UTF-8.{guess} Save the file as UTF-8."
    notes.note(rules.ENCODING, line, column, message)
