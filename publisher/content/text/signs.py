"""Signs that no text needs, and that show other words than were agreed or take minutes to draw."""

import re
import unicodedata
from dataclasses import dataclass

from publisher.content.text.damage import damage_in
from publisher.rules import rules
from publisher.rules.rule import Rule

MOST_MARKS = 10
"""Marks on one letter; the most that any script writes is about four."""
MOST_SIGNS = 100
"""Signs in one word; the longest that anybody writes has half as many."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn whole stretches of text around. A mark that has only a direction, such as U+200F, is no trouble."""
_PACKED = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""Chinese and Japanese letters, which stand without spaces, and a line may end after each."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a text, from which character on, and what to do."""

    rule: Rule
    at: int
    message: str


def trouble_in(text: str) -> Trouble | None:
    """The first sign that nobody can have agreed to, if there is one."""
    if damaged := damage_in(text):
        return Trouble(rules.DAMAGED, *damaged)
    if unseen := _UNPRINTABLE.search(text):
        message = f"The character U+{ord(unseen[0]):04X} cannot be seen or drawn. Take it away."
        return Trouble(rules.CONTROL, unseen.start(), message)
    if text.isascii():
        return None
    if not _TURNING.isdisjoint(text):
        at, sign = next((at, sign) for at, sign in enumerate(text) if sign in _TURNING)
        message = f"The character U+{ord(sign):04X} turns the letters after it around. Take it away."
        return Trouble(rules.TURNING, at, message)
    piled = _piled(text)
    if piled is None:
        return None
    message = f"More than {MOST_MARKS} marks such as U+{ord(text[piled]):04X} stand on one letter. Take them away."
    return Trouble(rules.PILED_MARKS, piled, message)


def long_word_in(text: str) -> Trouble | None:
    """The first word that is longer than any word is, if there is one."""
    words = text.replace("\n", " ").replace("\t", " ").split(" ")
    if max(map(len, words)) <= MOST_SIGNS:
        return None
    found = re.search(rf"[^ \n\t{_PACKED}]{{{MOST_SIGNS + 1},}}", text)  # compiled only here, for that takes long
    if found is None:
        return None
    message = f"The word '{found[0][:20]}…' has {len(found[0])} signs; {MOST_SIGNS} is the most. Write a shorter one."
    return Trouble(rules.ENDLESS_WORD, found.start(), message)


def _piled(text: str) -> int | None:
    """Where the first mark of too many on one letter stands."""
    marks = 0
    for at, sign in enumerate(text):
        marks = marks + 1 if sign > "\u02ff" and unicodedata.category(sign).startswith("M") else 0
        if marks > MOST_MARKS:
            return at - MOST_MARKS
    return None
