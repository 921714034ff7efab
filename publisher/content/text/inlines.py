"""The words inside a paragraph: plain and bold, and the exact place of anything else."""

import re
from bisect import bisect_right
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from publisher.content.text.bodies import Icon
from publisher.content.text.marks import LooseMark, code_in, mark_at_start, mark_in
from publisher.content.text.notes import Notebook
from publisher.content.text.softbreaks import SOFT_BREAK, gap_between
from publisher.content.text.values import SPACES
from publisher.model.slides import Inline, Text
from publisher.rules import rules

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOT_HERE = {
    "em_open": (rules.ITALICS, "This is in italics. Take the signs away, or use `**bold**` sparingly."),
    "code_inline": (rules.CODE, "This is set as code. Take the ` signs away."),
    "html_inline": (rules.HTML, "This is HTML, which is never shown. Write it in plain words."),
    "link_open": (rules.LINK, "This is a link, which nobody can follow on a screen. Write `link` in the top part."),
    "image": (rules.LOOSE_PICTURE, "A picture stands in the text. Name it as `picture` in the top part."),
    "s_open": (rules.STRUCK, "These words are struck through. Take them out."),
}
_LINE_ENDS = frozenset({"softbreak", "hardbreak"})
_MARKS = {"html_inline": "<", "image": "![", "code_inline": "`", "softbreak": "\n", "hardbreak": "\n"}


class Ruler:
    """Finds the line and column of tokens, which Markdown parsers do not keep, by walking along the text."""

    def __init__(self, content: str, first_line: int, lines: list[str]) -> None:
        self._content = content
        self._rows = content.split("\n")
        self._starts = list(accumulate((len(row) + 1 for row in self._rows), initial=0))
        self._first_line = first_line
        self._lines = lines
        self._at = 0

    @property
    def start(self) -> tuple[int, int]:
        """Where the text starts."""
        return self._place(0)

    def find(self, token: "Token") -> tuple[int, int]:
        """Where a token starts; tokens are asked for in order."""
        mark = self._mark_of(token)
        found = self._content.find(mark, self._at) if mark else -1
        start = self._at if found < 0 else found
        self._at = start if found < 0 else found + len(mark)
        return self._place(start)

    def _mark_of(self, token: "Token") -> str:
        if token.type == "link_open":
            return "<" if token.markup == "autolink" else "["
        if token.type in _MARKS:
            return _MARKS[token.type]
        return token.markup or token.content

    def _place(self, index: int) -> tuple[int, int]:
        row = min(bisect_right(self._starts, index), len(self._rows)) - 1
        line = self._first_line + row
        written = self._lines[line - 1] if line <= len(self._lines) else ""
        indent = written.find(self._rows[row].strip())
        return line, max(indent, 0) + index - self._starts[row] + 1


def read_inline(token: "Token", ruler: Ruler, notes: Notebook, *, is_item: bool = False) -> Inline:
    """The runs of words of one inline token; the first of each kind of thing that is not words is noted.

    Below an item, a line that starts where items do, with another dash, is an item to whoever wrote it.
    """
    runs: list[Text] = []
    bold = 0
    noted: set[str] = set()
    starts_line = True
    for child in token.children or []:
        line, column = ruler.find(child)
        if child.type in _NOT_HERE and child.type not in noted:
            noted.add(child.type)
            rule, message = _NOT_HERE[child.type]
            notes.note(rule, line, column, message)
        elif child.type == "text" or child.content.startswith("\\"):
            opens = not runs or (is_item and column == 1)
            found = (mark_at_start(child.content, opens=opens) if starts_line else None) or mark_in(child.content)
            _note_mark(found, (line, column), notes, noted)
        starts_line = child.type in _LINE_ENDS or (starts_line and not child.content and not child.markup)
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        runs.append(Text(_words(child), bold > 0))
    words = tidied(runs)
    _note_mark(code_in("".join(run.text for run in words)), ruler.start, notes, noted)
    return words


def take_icon(token: "Token", ruler: Ruler) -> Icon | None:
    """Take the picture off the start of an item's words, if there is one."""
    children = token.children or []
    if not children or children[0].type != "image":
        return None
    line, column = ruler.find(children[0])
    token.children = children[1:]
    return Icon(str(children[0].attrs.get("src", "")), children[0].content, line, column)


def _note_mark(found: LooseMark | None, place: tuple[int, int], notes: Notebook, noted: set[str]) -> None:
    """Note a mark that is left over in a text, the first of each kind."""
    if found is not None and found.rule.code not in noted:
        noted.add(found.rule.code)
        notes.note(found.rule, place[0], place[1] + found.at, found.message)


def _words(token: "Token") -> str:
    if token.type in _LINE_ENDS:
        return SOFT_BREAK if token.type == "softbreak" else "\n"
    return token.content if token.type in {"text", "text_special", "code_inline"} else ""


def tidied(runs: list[Text]) -> Inline:
    """Neighbours of one weight joined, with single spaces between words and none at the ends.

    A line that goes on in the next line of the file goes on here as its script does; a line that was broken by two
    spaces or a backslash stays broken.
    """
    text = "".join(run.text for run in runs)
    weights = [run.bold for run in runs for _ in run.text]
    signs: list[tuple[str, bool]] = []
    at = 0
    for gap in SPACES.finditer(text):
        signs += zip(text[at : gap.start()], weights[at : gap.start()], strict=True)
        at = gap.end()
        between = _between(text, gap) if signs and text[at:].strip() else ""
        signs += [(between, weights[gap.start()])] if between else []
    signs += zip(text[at:], weights[at:], strict=True)
    by_weight = groupby(signs, key=lambda sign: sign[1])
    return tuple(Text("".join(sign for sign, _ in alike), bold) for bold, alike in by_weight)


def _between(text: str, gap: "re.Match[str]") -> str:
    """What stands for spaces and line ends between two words."""
    if "\n" in gap[0]:
        return "\n"
    return gap_between(text[: gap.start()], text[gap.end() :]) if SOFT_BREAK in gap[0] else " "
