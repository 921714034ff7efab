"""Words to avoid, each with what to write; names of conditions and services stay as they are.

A hard word may stand where the slide explains it: `kidney (renal)`, `called hypertension`, or in
quotation marks. The guides allow that, since people will hear the word from their doctor.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from publisher.checks.words.lists import REASONS, Avoided, word_lists
from publisher.checks.words.phrases import Index, Sighting, phrases_of
from publisher.checks.words.reading import Said
from publisher.model.findings import Finding, Level
from publisher.model.groups import Group, Word
from publisher.rules import rules

_NEAR = 80
"""How many signs before and after a word may explain it."""
_OPEN_BRACKET = re.compile(r"\w[^()]*\(\s*(?:\w+\s+){0,2}$")
_CLOSE_BRACKET = re.compile(r"(?:\s+\w+){0,2}\s*\)")
_EXPLAINED_AFTER = re.compile(
    r"\s*\((?!s\))[^()]*[a-z]{3}|\s+(?:means|is when|is another (?:word|name)|is the medical)\b"
)
_NAMED_BEFORE = re.compile(
    r"\b(?:(?:called|known as|named|the words?|the term|term is|name (?:is|for (?:it|this) is))\s+(?:an? |the )?|"
    r"(?:may|might|will|often|people|doctors|nurses|staff) call (?:[\w-]+ ){1,5})$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<!\S)[^\s@]+@\S+|\bhttps?://\S+|(?<![\w.-])(?:[\w-]+\.)+(?:[a-z]{2,}/\S*|(?:co|com|eu|gov|ie|info|net|nhs|org|scot|uk|wales)\b)",
    re.IGNORECASE,
)
"""An address of a page or of mail, which is copied as it stands."""
_QUOTED = re.compile(r"""(?<!\w)["'](?:[^"'\s]+\s+){0,3}$""")
_UNQUOTED = re.compile(r"""(?:\s+[^"'\s]+){0,3}[.,]?["']""")


def check_avoided(said: Said, group: Group | None) -> Iterator[Finding]:
    """Each word to avoid once, by the longest phrase that it is part of."""
    lists = word_lists()
    kept = (*names_in(said.text, group), *lists.unless.find(said.text))
    meant = {span.name for span in lists.beside.find(said.text)}
    for span in longest(said.text, lists.to_avoid.find(said.text), kept):
        entry = lists.avoided[span.name]
        if span.name not in meant and not _is_explained(said.text, span, entry):
            yield _finding(said, said.text[span.start : span.end], entry)


def check_group_words(said: Said, group: Group) -> Iterator[Finding]:
    """Words that confused people in the group, in all their forms, and what they say instead."""
    kept = tuple(_own_names_in(said.text, group))
    for span in longest(said.text, _group_words(group.words).find(said.text), kept):
        word = group.words[int(span.name)]
        why = f" {word.why.rstrip('.')}." if word.why else ""
        message = f"The group does not write “{said.text[span.start : span.end]}”.{why} Write “{word.instead}”."
        yield rules.GROUP_WORD.at(said.place, message)


def names_in(text: str, group: Group | None) -> tuple[Sighting, ...]:
    """Where something stands that stays as it is: names of the list, the group's own, and addresses."""
    return (*word_lists().to_keep.find(text), *_own_names_in(text, group))


def _own_names_in(text: str, group: Group | None) -> Iterator[Sighting]:
    yield from (Sighting(found.start(), found.end()) for found in _ADDRESS.finditer(text))
    if group is not None:
        yield from _names(tuple(known.text for known in group.names)).find(text)


def without_names(text: str, group: Group | None) -> str:
    """The text with each name that stays as it is blotted out, at the same length."""
    for span in names_in(text, group):
        text = f"{text[: span.start]}{'_' * (span.end - span.start)}{text[span.end :]}"
    return text


def longest(text: str, found: Iterable[Sighting], kept: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """What was found and may not stand, without what is only part of something longer; in order."""
    chosen: list[Sighting] = []
    for span in sorted(set(found), key=lambda span: _rank(text, span)):
        if not any(_keeps(name, span) for name in kept) and not any(_overlap(span, other) for other in chosen):
            chosen.append(span)
    return tuple(sorted(chosen))


def _rank(text: str, span: Sighting) -> tuple[int, bool, int, int]:
    """The longest first; of entries that find the same words, the one that is nearest to what was written."""
    return span.start - span.end, text[span.start : span.end].lower() != span.name, -len(span.name), span.start


def _keeps(name: Sighting, span: Sighting) -> bool:
    """Whether a name covers a word: any word, or only the one that it is an exception of."""
    return span.within(name) and name.name in {"", span.name}


def _overlap(one: Sighting, other: Sighting) -> bool:
    return one.start < other.end and other.start < one.end


def _finding(said: Said, written: str, entry: Avoided) -> Finding:
    rule = rules.AVOIDED_WORD if entry.level is Level.ERROR else rules.DOUBTFUL_WORD
    message = f"“{written}” {REASONS[entry.table]}. {entry.advice}"
    return replace(rule.at(said.place, message), source=entry.source)


def _is_explained(text: str, span: Sighting, entry: Avoided) -> bool:
    before, after = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    if _QUOTED.search(before) and _UNQUOTED.match(after):
        return True
    return entry.table == "health" and bool(
        (_OPEN_BRACKET.search(before) and _CLOSE_BRACKET.match(after))
        or _EXPLAINED_AFTER.match(after)
        or _NAMED_BEFORE.search(before)
    )


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> Index:
    return Index(phrase for name in names for phrase in phrases_of(name, "noun", ""))


@lru_cache(maxsize=64)
def _group_words(words: tuple[Word, ...]) -> Index:
    return Index(phrase for at, word in enumerate(words) for phrase in phrases_of(word.avoid, "any", str(at)))
