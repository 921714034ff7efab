"""Sentence case: capitals at the start of a title and for names, and nowhere else.

Nobody can list every name, so only words that are never a name on their own are noticed, and only
where no name stands beside them: "British Heart Foundation" keeps its capitals.
"""

import re
from collections.abc import Iterator

from publisher.checks.words.avoided import without_names
from publisher.checks.words.reading import Said
from publisher.checks.words.vocabulary import COMMON
from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.rules import rules

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|[.:;!?\u2013\u2014/]")
_JOINING = frozenset({"of", "and", "for", "the", "on", "in", "with", "to", "a", "an"})


def check_casing(said: Said, group: Group | None) -> Iterator[Finding]:
    """A title or heading is written as a sentence is; names keep their capitals."""
    if wrong := list(misplaced_capitals(without_names(said.text, group))):
        message = f"“{' '.join(wrong)}” has capitals in the middle. Write it in small letters, as in a sentence."
        yield rules.TITLE_CASE.at(said.place, message)


def misplaced_capitals(text: str) -> Iterator[str]:
    """Common words with a capital that neither start a sentence nor belong to a name."""
    words = _WORD.findall(text)
    for at, word in enumerate(words):
        starts = at == 0 or not words[at - 1][0].isalpha()
        if not starts and _is_capital(word) and word.lower() in COMMON and not _beside_name(words, at):
            yield word


def _beside_name(words: list[str], at: int) -> bool:
    return any(_is_name(word) for word in (_next(words, at, -1), _next(words, at, 1)))


def _next(words: list[str], at: int, step: int) -> str:
    """The nearest word on one side that is not a small joining word."""
    at += step
    while 0 <= at < len(words) and words[at] in _JOINING:
        at += step
    return words[at] if 0 <= at < len(words) else ""


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in COMMON


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
