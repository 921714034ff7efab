"""YAML as nearly everybody writes it, read line by line in a twentieth of the time that all of YAML takes.

Names and values, lists below them, and short ones in brackets. At the first sign of anything
else it gives up, and the whole text is read by PyYAML, which then says what is wrong with it.
"""

import re

from publisher.content.nodes import MappingNode, Node, ScalarNode, SequenceNode

_NAME = re.compile(r"( *)([a-z][a-z0-9_]*):(?: (?=\S)|$)")
_DASH = re.compile(r"( *)- (?=\S)")
_WORDS = re.compile(r"(?!.*(?:: | #|:$))[^\W_](?:.*\S)?")
"""A value without quotes: it starts with a letter or a digit, and has nothing in it that would end it."""
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")
_SHORT = re.compile(r"[^\W_](?:[^,:?#\[\]{}\"']*[^\s,:?#\[\]{}\"'])?")
"""A value in brackets."""
_SHORT_NAME = re.compile(r"([a-z][a-z0-9_]*): (?=\S)")
_FOLDED = re.compile(r"\S(?:.*\S)?")
_SPACES = re.compile(" *")
_ODD = re.compile("[\t\ufeff]")


class _NotPlainError(Exception):
    """Something that is not read here."""


def read_plain(text: str) -> MappingNode | None:
    """The one mapping that a text holds, or None if it takes all of YAML to read it."""
    if _ODD.search(text):
        return None
    lines = _Lines(text)
    try:
        node = lines.mapping(0) if lines.row() is not None else None
    except _NotPlainError:
        return None
    return node if node is not None and lines.row() is None else None


class _Lines:
    """Goes from line to line; empty ones and comments mean nothing."""

    def __init__(self, text: str) -> None:
        self._written = text.split("\n")
        self._rows = ["" if row.lstrip(" ").startswith("#") else row for row in self._written]
        self._at = 0

    def row(self) -> str | None:
        """The line at hand, or None at the end."""
        while self._at < len(self._rows) and not self._rows[self._at]:
            self._at += 1
        return self._rows[self._at] if self._at < len(self._rows) else None

    def mapping(self, indent: int, first: int = 0) -> MappingNode:
        """The names and values of one indentation; the first may stand behind a dash, `first` letters in."""
        pairs: list[tuple[Node, Node]] = []
        line = self._at + 1
        while (row := self.row()) is not None:
            start = first if first and not pairs else 0
            found = _NAME.match(row, start)
            if found is None or found.end(1) < indent:
                break
            if found.end(1) > indent:
                raise _NotPlainError
            key = ScalarNode(found[2], self._at + 1, indent + 1)
            pairs.append((key, self._value(row, found.end(), indent)))
        if not pairs:
            raise _NotPlainError
        return MappingNode(pairs, line, indent + 1)

    def _value(self, row: str, start: int, indent: int) -> Node:
        if row[start:] == ">-":
            return self._folded(start, indent)
        if start < len(row):
            node = _inline(row, start, self._at + 1)
            self._at += 1
            return node
        self._at += 1
        below = self.row() or ""
        deeper = len(below) - len(below.lstrip(" "))
        if deeper <= indent:
            raise _NotPlainError
        return self._sequence(deeper) if _DASH.match(below) else self.mapping(deeper)

    def _folded(self, start: int, indent: int) -> ScalarNode:
        """Words over several lines, each as far in as the first; the last is followed by something less far in."""
        line, rows = self._at + 1, []
        inside = len(_SPACES.match(self._written[line])[0]) if line < len(self._written) else 0  # type: ignore[index]
        for row in self._written[line:]:
            if len(row) - len(row.lstrip(" ")) < inside:
                break
            rows.append(row[inside:])
        if inside <= indent or not all(_FOLDED.fullmatch(row) for row in rows):
            raise _NotPlainError
        self._at += 1 + len(rows)
        if (after := self.row()) is not None and after.startswith(" " * inside):
            raise _NotPlainError
        return ScalarNode(" ".join(rows), line, start + 1)

    def _sequence(self, indent: int) -> SequenceNode:
        items: list[Node] = []
        line = self._at + 1
        while (row := self.row()) is not None:
            found = _DASH.match(row)
            if found is None or found.end(1) < indent:
                break
            if found.end(1) > indent:
                raise _NotPlainError
            items.append(self._item(row, found.end()))
        return SequenceNode(items, line, indent + 1)

    def _item(self, row: str, start: int) -> Node:
        if _NAME.match(row, start):
            return self.mapping(start, start)
        node = _inline(row, start, self._at + 1)
        self._at += 1
        return node


def _inline(row: str, start: int, line: int) -> Node:
    """A value that ends with its line."""
    if row[start] == "[":
        return SequenceNode([_short(*part, line) for part in _parts(row, start, "]")], line, start + 1)
    if row[start] == "{":
        return MappingNode([_pair(*part, line) for part in _parts(row, start, "}")], line, start + 1)
    return _scalar(row[start:], start, line, _WORDS)


def _parts(row: str, start: int, end: str) -> list[tuple[str, int]]:
    """What stands between two brackets, divided at the commas, with where each part starts."""
    if len(row) < start + 3 or not row.endswith(end):
        raise _NotPlainError
    parts, at = [], start + 1
    for text in row[at:-1].split(","):
        parts.append((text.strip(" "), at + len(text) - len(text.lstrip(" "))))
        at += len(text) + 1
    return parts


def _pair(text: str, start: int, line: int) -> tuple[Node, Node]:
    found = _SHORT_NAME.match(text)
    if found is None:
        raise _NotPlainError
    return ScalarNode(found[1], line, start + 1), _short(text[found.end() :], start + found.end(), line)


def _short(text: str, start: int, line: int) -> Node:
    return _scalar(text, start, line, _SHORT)


def _scalar(text: str, start: int, line: int, unquoted: re.Pattern[str]) -> ScalarNode:
    if unquoted.fullmatch(text):
        return ScalarNode(text, line, start + 1)
    if _QUOTED.fullmatch(text):
        return ScalarNode(text[1:-1], line, start + 1)
    raise _NotPlainError
