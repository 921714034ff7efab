"""Brackets that belong together, as the bidirectional algorithm needs them (Unicode's BidiBrackets.txt)."""

import unicodedata
from functools import cache

_NOT_NEIGHBOURS = {
    "[": "]",
    "{": "}",
    "\u298d": "\u2990",
    "\u298f": "\u298e",
    "\uff3b": "\uff3d",
    "\uff5b": "\uff5d",
}
"""Pairs whose closing bracket is not the next character."""
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""Brackets that are the same as others, written another way."""


@cache
def closing_of(mark: str) -> str:
    """The bracket that closes this one, in its usual form, or nothing."""
    if unicodedata.category(mark) != "Ps" or not _mirrored(mark):
        return ""
    return usual(_NOT_NEIGHBOURS.get(mark, chr(ord(mark) + 1)))


@cache
def is_closing(mark: str) -> bool:
    """Whether this closes a pair of brackets."""
    return unicodedata.category(mark) == "Pe" and _mirrored(mark)


def usual(mark: str) -> str:
    """The bracket in the form that its other forms are equal to."""
    return _SAME.get(mark, mark)


def _mirrored(mark: str) -> bool:
    return bool(unicodedata.mirrored(mark)) and unicodedata.bidirectional(mark) == "ON"
