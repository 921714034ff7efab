"""A guide as somebody follows it: its code, piece by piece, with the sentences before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

CODE = "    "


@dataclass(frozen=True)
class Piece:
    """Lines that somebody copies in one go, the heading that they stand below, and what was said before them."""

    heading: str
    before: str
    code: str

    @property
    def file(self) -> str:
        """The file that the lines are written into, or nothing if they are commands."""
        found = re.findall(r"into the new file `(/[^`]+)`", self.before)
        return found[-1] if found else ""


def pieces(guide: Path) -> Iterator[Piece]:
    """Every piece of code in the guide, in order; an empty line ends a piece."""
    heading, before = "", ""
    for part in re.split(r"\n\n+", guide.read_text()):
        if part.startswith("#"):
            heading, before = part.strip("# "), ""
        elif all(line.startswith(CODE) for line in part.splitlines() if line):
            yield Piece(heading, before, dedent(part) + "\n")
        else:
            before = part if not part.startswith("<!--") else before
