"""What reads from left to right wherever it stands: phone numbers, times, prices, addresses, Latin names.

Each is found by the kinds of its characters, in any script, and with every sign that holds it together.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from publisher.drawing.type.bidi import class_of

Stretch = tuple[int, int]
"""Where something starts and ends in a text."""

_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SIGNS = dict.fromkeys("([{", "(") | dict.fromkeys(")]}", ")") | dict.fromkeys("*#", "#")
_SIGNS |= dict.fromkeys("/\\|\u2044\u2215", "/") | dict.fromkeys("<>=~\u00b1\u00d7\u00f7\u2248\u2264\u2265", "=")
_SIGNS |= dict.fromkeys("%\u2030\u00b0\u2032\u2033\u2103\u2109", "%") | {"\u2212": "-", "\u060c": "r", "\u066a": "r"}
"""Signs that do the same, each under one name. The Arabic comma and percent sign belong to what is around."""
_SIGNS |= {"\u200e": "a", "\u200f": "r", "\u061c": "r"}
"""Marks of direction that somebody wrote do what they are for."""
_BY_CLASS = {"L": "a", "EN": "9", "AN": "9", "WS": " "} | dict.fromkeys(("R", "AL", "B", "S", "RLE", "RLO"), "r")
_BY_CLASS |= dict.fromkeys(("LRE", "LRO", "PDF", "LRI", "RLI", "FSI", "PDI"), "r")
_BY_CATEGORY = {"No": "9", "Zs": " ", "Pd": "-", "Sc": "$"}

# In a pattern a is a letter, 9 a digit, r a letter from right to left; other signs stand for themselves and their like.
_BEFORE = r"(?:\((?=[^r]*\))|\+(?=[(9])|\$ ?(?=[9(])|#(?=[a9#])|@(?=[a9])|= ?(?=[9$(+.-])|(?<![ar9)%])-(?=[$9.]))*"
_AFTER = r"(?:(?<=[9)%$+])(?:[%+#]| ?%(?![9a])| ?\$(?! ?9))|(?<=a)\++(?![a9])|(?<=[a9])/(?![^ ).,:;])|\))*"
_GROUPS = r"[^ ra9]{1,4}|[%+$#)]{0,3}(?: {1,3}| ?[-/=+] ?)(?=[(+$#=.-]{0,3}9)"
"""Between digits and digits: `24/7`, `9:00-17:00`, the groups of a phone number, `10 - 12`."""
_NEXT_PART = ", (?=(?:9+, )*9+(?:[-/]9+)? ?a)"
"""Between a number and others before letters: `Flat 3/2, 12 High Street`, `5, 10 or 20 mg`."""
_COUNTED = r"[%+$#)]{0,3}(?: {1,3}%?|[,:;] )(?=[(@]{0,2}a)"
"""Between a number and letters: `24 hours`, `38 °C`."""
_INITIALS = r"(?<![a9])(?:a\.){2,}"
_NUMBER = f"{_BEFORE}9+(?:(?:{_GROUPS}){_BEFORE}9+)*{_AFTER}"
_CORE = f"(?:{_INITIALS}|a+|9+)"
_JOIN = rf"(?:(?<=a)[^ra9]{{1,6}}|(?<=a\.) {{1,2}}|(?<=9)(?:{_GROUPS}|{_COUNTED}|{_NEXT_PART}))?"
_ISOLATE = f"{_BEFORE}{_CORE}(?:{_JOIN}{_BEFORE}{_CORE})*{_AFTER}"


def reads_both_ways(text: str) -> bool:
    """Whether any letter of the text runs from right to left."""
    return not text.isascii() and _LEFTWARDS.search(text) is not None


@lru_cache(2048)
def isolates_in(text: str) -> tuple[Stretch, ...]:
    """Where letters and digits from left to right stand, each stretch with the signs that hold it together."""
    shape = shape_of(text)
    return tuple(_matches(_compiled(_ISOLATE), shape, 0, len(shape)))


@lru_cache(2048)
def numbers_in(text: str) -> tuple[Stretch, ...]:
    """The same of digits and their signs alone: phone numbers, times, dates, ranges, prices."""
    shape = shape_of(text)
    return tuple(_matches(_compiled(_NUMBER), shape, 0, len(shape)))


def shape_of(text: str) -> str:
    """The text with one sign for each kind of character: `0141 (x)` is `9999 (a)`."""
    shape = ""
    for mark in text:
        clings = class_of(mark) in {"NSM", "BN"} and bool(shape)
        shape += shape[-1] if clings else _kind_of(mark)
    return shape


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(4096)
def _kind_of(mark: str) -> str:
    if mark in _SIGNS:
        return _SIGNS[mark]
    category = unicodedata.category(mark)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    return _BY_CLASS.get(class_of(mark)) or (mark if mark in "+.,:;@" else "o")


def _matches(pattern: re.Pattern[str], shape: str, start: int, end: int) -> Iterator[Stretch]:
    """What the pattern finds; a bracket whose partner stands elsewhere parts what is on its two sides."""
    for match in pattern.finditer(shape, start, end):
        alone = _single_brackets(shape, *match.span())
        if not alone:
            yield match.span()
            continue
        for before, after in pairwise((match.start() - 1, *alone, match.end())):
            yield from _matches(pattern, shape, before + 1, after)


def _single_brackets(shape: str, start: int, end: int) -> list[int]:
    """The places of brackets that have no partner between `start` and `end`."""
    opened, closed = [], []
    for at in range(start, end):
        if shape[at] == "(":
            opened.append(at)
        elif shape[at] == ")" and opened:
            opened.pop()
        elif shape[at] == ")":
            closed.append(at)
    return sorted((*opened, *closed))
