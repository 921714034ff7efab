"""The words inside a paragraph: plain and bold, and the exact place of anything else."""

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from publisher.checks import rules
from publisher.content.bodies import Icon
from publisher.content.notes import Notebook
from publisher.content.values import SPACES
from publisher.model import Inline, Text

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


def read_inline(token: "Token", ruler: Ruler, notes: Notebook) -> Inline:
    """The runs of words of one inline token; the first of each kind of thing that is not words is noted."""
    runs: list[Text] = []
    bold = 0
    noted: set[str] = set()
    for child in token.children or []:
        line, column = ruler.find(child)
        if child.type in _NOT_HERE and child.type not in noted:
            noted.add(child.type)
            rule, message = _NOT_HERE[child.type]
            notes.note(rule, line, column, message)
        elif "](" in child.content:
            notes.note(rules.LINK, line, column, "This looks like a link or a picture gone wrong. Take it away.")
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        runs.append(Text(_words(child), bold > 0))
    return tidied(runs)


def take_icon(token: "Token", ruler: Ruler) -> Icon | None:
    """Take the picture off the start of an item's words, if there is one."""
    children = token.children or []
    if not children or children[0].type != "image":
        return None
    line, column = ruler.find(children[0])
    token.children = children[1:]
    return Icon(str(children[0].attrs.get("src", "")), children[0].content, line, column)


def _words(token: "Token") -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "text_special", "code_inline"} else ""


def tidied(runs: list[Text]) -> Inline:
    """Neighbours of one weight joined, with single spaces between words and none at the ends."""
    joined: list[Text] = []
    for run in runs:
        before = joined[-1] if joined else None
        text = SPACES.sub(" ", run.text)
        if not joined or joined[-1].text.endswith(" "):
            text = text.lstrip()
        if not text:
            continue
        if before is not None and before.bold == run.bold:
            joined[-1] = Text(before.text + text, run.bold)
        else:
            joined.append(Text(text, run.bold))
    if joined:
        joined[-1] = Text(joined[-1].text.rstrip(), joined[-1].bold)
    return tuple(run for run in joined if run.text)
