"""Signs that people type as marks and that would be drawn as they stand: stars, bullets, tags, codes of web pages.

What is ordinary in a sentence stays: 5 * 3, an A*, C#, #1, 2 - 3, A&E, [sic], a minus, and whatever has a backslash
in front of it in the text below.
"""

# ruff: noqa: RUF001 - the signs that look like others are what this file is about

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from publisher.rules import rules
from publisher.rules.rule import Rule

_ITEM = "Start each item with `- `."
_BOLD = "For bold, write ** right before and right after the words, with no space inside."
_AWAY = "Take it away."
_ANYWHERE: tuple[tuple[Rule, str, str], ...] = (
    (rules.LOOSE_MARK, r"\*\*+|__+|＊＊+|＿＿+", _BOLD),
    (rules.ITALICS, r"(?<![\w*])\*(?=[^\W\d_])|(?<!\w)_(?=[^\W_])|(?<=[^\W_])_(?!\w)|(?<=[\u3000-\uffef])_", _AWAY),
    (rules.CODE, "`+", "Take it away; an apostrophe is this sign: '"),
    (rules.STRUCK, "~~+", "Take it away, and the words that are struck through."),
    (
        rules.LOOSE_PICTURE,
        r"!\[(?![^\]]*\]\()",
        "An icon is written `![](images/icon.png) `, without a space inside.",
    ),
    (rules.LOOSE_MARK, r"\[\^[^\]]*\]?", "A slide has no footnotes. Name the source in the top part."),
    (rules.LINK, r"^\[[^\]]+\]:(?=\s)", "This names a link, which nobody can follow. Take the line away."),
    (
        rules.LINK,
        r"\]\[|!?\[[^\[\]]*\]\(|\]\(|\] \((?=https?:|www\.)",
        "It looks like a link or a picture gone wrong. Take it away.",
    ),
    (rules.LOOSE_MARK, r"\[[ xX✓✔]?\](?!\w)", "A slide has no boxes to tick. Take it away."),
    (rules.HTML, r"</?[A-Za-z][^<>]*>?|<!--|-->", "Write it in plain words."),
    (rules.HTML, r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w+);|&(?:nbsp|amp|lt|gt|quot|apos)\b", "Type the sign itself."),
    (rules.LOOSE_MARK, r"==+|:::+|\[\[|\]\]|\{\{|\}\}|\{[%:#.]|%\}|\\|~[^\s~]+~|\^[^\s^]+\^", _AWAY),
    (rules.HEADING, r"##+", "A heading stands on a line of its own that starts with `## `."),
    (rules.TABLE, r"^\s*\|.*\|\s*$", "Write a short list."),
)
_BULLETS = "•·∙⋅●○◦◉■□▪▫◆◇►▶▸▹‣⁃➤➢➔→★☆✓✔☑✗✘✚❖・◎\uf0a7\uf0b7\uf0d8\uf076"
_STARTS: tuple[tuple[Rule, str, str], ...] = (
    (
        rules.HEADING,
        r"[#＃]{2,}|＃|#(?=[^\W\d])|#{1,6}$",
        "Write `## `, with a space, in front of a heading; a hashtag stands behind a word.",
    ),
    (rules.LIST_KIND, rf"[{_BULLETS}](?=\s*\S)", _ITEM),
    (rules.LIST_KIND, r"[-+](?=[^\W\d])", f"{_ITEM} There is a space after the dash."),
    (rules.LIST_KIND, r"[*＊](?=\s)", _ITEM),
    (rules.LIST_KIND, r"[(（]?\d{1,2}(?:[)）、．]|[.](?=[^\W\d]))", _ITEM),
    (
        rules.LIST_KIND,
        r"[①-⑳➀-➓]|(?![0-9])\d{1,2}[.．)）、ـ-](?=\s|[^\W\d])|[一二三四五六七八九十]{1,2}[、．](?=\S)",
        _ITEM,
    ),
    (rules.LIST_KIND, r"\(?(?:[a-hA-H]|i{1,3}|i?[vx]|vi{1,3})\)(?=\s)|(?:[a-h]|i{1,3}|i?[vx]|vi{1,3})[.](?=\s)", _ITEM),
    (rules.LOOSE_MARK, "[＞>](?=.)", "Somebody's words start with `> `."),
    (rules.RULE_LINE, r"[-–—―_=*~•·☆★⸺ ]{3,}$", "Take it away, or make two slides."),
    (rules.LOOSE_MARK, r"\+\+\+$", _AWAY),
)
_DASH = (
    (
        rules.LIST_KIND,
        re.compile(r"(?:[–—―‒‐‑−－]|--+)(?=\s|[^\W\d])"),
        "Items start with `- `, and somebody's words with `> `; whose words they are stands in `credit`.",
    ),
)
_PICTOGRAM = "emoji"
_FOUND_ANYWHERE = tuple((rule, re.compile(pattern), cure) for rule, pattern, cure in _ANYWHERE)
_FOUND_AT_START = tuple((rule, re.compile(pattern), cure) for rule, pattern, cure in _STARTS)
_MAY_BE_MARKED = re.compile(r"[^\w\s.,;'\"’“”!?()/£%:-]|::|__|^[-\d(a-hivxA-H]|(?<!\w)_|_(?!\w)|[\u3000-\uffef]_")
"""Nothing is a mark in a text without one of these; nearly all texts are, and are looked at no further."""


@dataclass(frozen=True, slots=True)
class LooseMark:
    """A sign that would be drawn as it stands: which, from which character on, and what to do."""

    rule: Rule
    at: int
    sign: str
    cure: str

    @property
    def message(self) -> str:
        """The sign and its cure in a sentence each."""
        return f"“{self.sign}” would be drawn as it stands. {self.cure}"


def mark_in(text: str) -> LooseMark | None:
    """The first mark inside a text, if there is one."""
    if not _MAY_BE_MARKED.search(text):
        return None
    found = [LooseMark(rule, sign.start(), sign[0][:20], cure) for rule, sign, cure in _all_in(text)]
    return min(found, key=lambda mark: mark.at, default=None)


def mark_at_start(text: str, *, opens: bool = True) -> LooseMark | None:
    """The mark that a line starts with, if there is one; spaces before it do not count.

    A dash is one where a text `opens` with it; before its last line it may say whose words they are.
    """
    start = len(text) - len(text.lstrip())
    for rule, pattern, cure in (*_FOUND_AT_START, *(_DASH if opens else ())):
        if found := pattern.match(text, start):
            return LooseMark(rule, start, found[0].strip()[:20], cure)
    return None


def dash_before(text: str) -> LooseMark | None:
    """The dash or plus with a space behind it that a value starts with; in the text below it would be an item."""
    return LooseMark(rules.LIST_KIND, 0, text[0], _ITEM) if re.match(r"[-+]\s+[^\W\d]", text) else None


def code_in(text: str) -> LooseMark | None:
    """The code of a web page that stands in words which were made from another such code, as in &amp;nbsp;."""
    found = re.search(r"&[A-Za-z]+\d*;", text)
    if found is None or html.unescape(found[0]) == found[0]:
        return None
    return LooseMark(rules.HTML, found.start(), found[0], "Type the sign itself.")


def repeated_sign(rows: Sequence[str]) -> int | None:
    """Which of several lines of one paragraph is the first of two that start with one sign, or with any emoji."""
    starts = ["" if not (sign := _sign_of(row)) else _PICTOGRAM if _is_pictogram(sign) else sign for row in rows]
    at = 0
    for sign, alike in groupby(starts):
        number = len(list(alike))
        if sign and number > 1:
            return at
        at += number
    return None


def _all_in(text: str) -> "list[tuple[Rule, re.Match[str], str]]":
    every = [(rule, sign, cure) for rule, pattern, cure in _FOUND_ANYWHERE if (sign := pattern.search(text))]
    return [one for one in every if not one[1][0].startswith("&") or html.unescape(one[1][0]) != one[1][0]]


def _sign_of(row: str) -> str:
    """What a line starts with, if that is a sign with a space after it."""
    first, _, rest = row.partition(" ")
    if not first or not rest:
        return ""
    if first == "o" or _is_pictogram(first):
        return first  # "o" is what word processors make of a round bullet
    is_sign = len(first) <= 4 and not any(sign.isalnum() or sign in "\"'(“‘«¿¡-" for sign in first)
    return first if is_sign else ""


def _is_pictogram(first: str) -> bool:
    """Whether it is an emoji, or a digit in a key's frame."""
    return first.endswith("\u20e3") or unicodedata.category(first[0]) == "So"
