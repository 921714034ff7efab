"""A value of a YAML file as its author meant it, and where it and each sign of it stands."""

import re
from dataclasses import dataclass

from yaml.nodes import Node, ScalarNode

from publisher.content.text.softbreaks import SOFT_BREAK, joined

BROKEN = "A line break stands in this value, and would be lost. Write it on one line, or take out the empty lines."

INSTEAD = "has a meaning of its own between double quotes. Use single quotes; a path is written with /."
ESCAPED = {"\\n": "is a line break, and ", "\\t": "is a tab, and "}
_ESCAPED = re.compile(r'"(?:[^"\\]|\\["\\/ \nxuU])*(\\[^"\\/ \nxuU])', re.DOTALL)
"""An escape of YAML that nobody types on purpose: all but quotes, backslashes and characters by their number."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that somebody wrote, and where it stands; `written` is what the file has there, with its quotes."""

    text: str
    line: int
    column: int
    written: str = ""

    def place_of(self, sign: str) -> tuple[int, int]:
        """The line and column of a sign of the text; where the text starts if the file spells it in another way."""
        at = self.written.find(sign)
        if at < 0:
            return self.line, self.column
        above = self.written[:at].rpartition("\n")
        return self.line + self.written.count("\n", 0, at), (1 if above[1] else self.column) + len(above[2])


def start_of(node: Node) -> Spot:
    """Where a node starts."""
    return Spot("", node.start_mark.line + 1, node.start_mark.column + 1)


def spot_of(node: ScalarNode) -> Spot:
    """A value with its lines joined as its script joins them."""
    start, end = node.start_mark, node.end_mark
    written = (start.buffer or "")[start.pointer : end.pointer].rstrip()
    return Spot(joined(node.value.strip()), start.line + 1, start.column + 1, written)


def escape_in(spot: Spot) -> str:
    """The backslash and letter between double quotes that stand for a sign of their own, or nothing."""
    found = _ESCAPED.match(spot.written) if spot.written.startswith('"') else None
    return found[1] if found else ""


def is_broken(node: ScalarNode) -> bool:
    """Whether a value has a line break of its own: an empty line, an escaped one, or one that | keeps."""
    text = node.value.strip()
    return "\n" in text or SOFT_BREAK * 2 in text or (node.style == "|" and SOFT_BREAK in text)
