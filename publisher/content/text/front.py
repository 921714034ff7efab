"""A slide file's two parts: the front matter between its two lines of `---`, and the text below."""

import re
from dataclasses import dataclass

from publisher.content.names import shown
from publisher.content.text.notes import Notebook
from publisher.limits import MAX_FRONT_CHARACTERS
from publisher.rules import rules

FENCE = "---"
_ALMOST = re.compile(r"\s*(?:[-\u2010-\u2015\u2212\u2500_=*~+]{2,}|[\u2014\u2015]|\.{3})\s*$")
"""A line that somebody wrote in place of `---`, or that a word processor made of it."""
_NAMED = re.compile(r"[a-z_]+ *[:\uff1a]")


@dataclass(frozen=True, slots=True)
class Parts:
    """The two parts, each with empty lines in front of it so that its line numbers are the file's."""

    front: str
    body: str


def split_front(text: str, notes: Notebook) -> Parts | None:
    """The two parts of a slide, or None after a finding; empty lines above them mean nothing."""
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if line.strip())
    if lines[start].rstrip() != FENCE:
        _note_start(lines[start], start + 1, notes)
        return None
    end = next((at for at, line in enumerate(lines[start + 1 :], start + 1) if line.rstrip() == FENCE), None)
    if end is None:
        _note_end(lines, start, notes)
        return None
    front = "\n".join([*[""] * (start + 1), *lines[start + 1 : end], ""])
    if len(front) > MAX_FRONT_CHARACTERS:
        message = f"The top part has {len(front)} characters; {MAX_FRONT_CHARACTERS} is the most. Cut it."
        notes.note(rules.LONG_FRONT, 1, 1, message)
        return None
    return Parts(front, "\n" * (end + 1) + "\n".join(lines[end + 1 :]))


def _note_start(line: str, number: int, notes: Notebook) -> None:
    message = "A slide starts with its top part. Write `---`, lines such as `title: What helps`, and `---`."
    if _ALMOST.match(line):
        message = f"`{shown(line.strip())}` does not start the top part. Write `---`: three dashes at its start."
    elif _NAMED.match(line):
        message = "The top part starts with a line of `---`, which is missing above this one. Write it there."
    notes.note(rules.NO_FRONT, number, 1, message)


def _note_end(lines: list[str], start: int, notes: Notebook) -> None:
    almost = next((at for at, line in enumerate(lines) if at > start and _ALMOST.match(line)), None)
    if almost is None:
        message = "The top part starts here and does not end. Write a line of `---` below it."
        notes.note(rules.NO_END, start + 1, 1, message)
        return
    message = f"`{shown(lines[almost].strip())}` does not end the top part. Write `---`: three dashes at its start."
    notes.note(rules.NO_END, almost + 1, 1, message)
