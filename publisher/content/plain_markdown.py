"""Slides as nearly everybody writes them, read line by line in a fraction of the time that all of Markdown takes.

Paragraphs, `- ` lists with or without icons, `## ` headings, `> ` quotations and **bold** words. At the
first sign of anything else it gives up, and a Markdown parser reads the whole text and says what is wrong.
"""

import re

from publisher.content.bodies import Body, Icon
from publisher.content.inlines import tidied
from publisher.model import Block, Bullets, Heading, Inline, Item, Paragraph, Quotation, Text

_PLAIN = re.compile(r"(?!\d{1,9}[.)])(?:\*\*[^\W_]|[^\W_]|[“‘(£€'\"])(?:.*\S)?")  # noqa: RUF001 - a quotation mark
"""A line of words: it starts with a letter, a digit or a sign that starts nothing else, and ends with no space."""
_SIGNS = re.compile(r"[\\`*_\[\]<>|~#\t]|&[#\w]*;")
"""Signs that mean something in Markdown wherever they stand."""
_BOLD = re.compile(r"(?:(?<=\s)|^)\*\*([^\W_](?:[^*\n]*(?:[^\W_]|[.,:;?!]))?)\*\*(?=[\s.,:;?!]|$)", re.MULTILINE)
_ITEM = re.compile(r"- (?:!\[([\w ]*)\]\(([A-Za-z0-9][A-Za-z0-9/.-]*)\) )?(?=\S)")
_ICON_COLUMN = 3


class _NotPlainError(Exception):
    """Something that is not read here."""


def read_plain(text: str) -> Body | None:
    """The blocks and icons of a slide's text, or None if it takes all of Markdown to read it."""
    icons: list[Icon] = []
    try:
        blocks = [_block(rows, first + 1, icons) for first, rows in _groups(text.split("\n"))]
    except _NotPlainError:
        return None
    return Body(tuple(_joined(blocks)), tuple(icons))


def _groups(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Lines that belong together, with where they start: those between empty ones, and each heading alone."""
    groups: list[tuple[int, list[str]]] = []
    open_group = False
    for at, line in enumerate(lines):
        if line and open_group:
            groups[-1][1].append(line)
        elif line:
            groups.append((at, [line]))
        open_group = bool(line) and not line.startswith("## ")
    return groups


def _block(rows: list[str], line: int, icons: list[Icon]) -> Block:
    if rows[0].startswith("## "):
        return Heading(_words([rows[0][3:]]), line)
    if rows[0].startswith("> "):
        return Quotation(_words([_after("> ", row) for row in rows]), line)
    if rows[0].startswith("- "):
        return Bullets(tuple(_item(row, line + at, icons) for at, row in enumerate(rows)), line)
    return Paragraph(_words(rows), line)


def _after(mark: str, row: str) -> str:
    if not row.startswith(mark):
        raise _NotPlainError
    return row.removeprefix(mark)


def _item(row: str, line: int, icons: list[Icon]) -> Item:
    found = _ITEM.match(row)
    if found is None:
        raise _NotPlainError
    words = _words([row[found.end() :]])
    if found[2]:
        icons.append(Icon(found[2], found[1], line, _ICON_COLUMN))
    return Item(words, line, found[2])


def _words(rows: list[str]) -> Inline:
    if not all(_PLAIN.fullmatch(row) for row in rows):
        raise _NotPlainError
    parts = _BOLD.split("\n".join(rows))  # every second one is bold
    if any(_SIGNS.search(part) for part in parts):
        raise _NotPlainError
    return tidied([Text(part, at % 2 == 1) for at, part in enumerate(parts)])


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks, with lists that have nothing but empty lines between them as one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Bullets) and isinstance(last, Bullets):
            joined[-1] = Bullets((*last.items, *block.items), last.line)
        else:
            joined.append(block)
    return joined
