"""Phrases of a word list, and where they stand in a text.

A phrase is one or more words. In the names of conditions and services `*` stands for one or two words
that mean something, `^` for one to three words with a capital, and `*itis` for a word with this ending;
a word that is written with a capital there has one in the text.
Words of a phrase may be joined by a space or a hyphen in the text, and be followed by 's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from publisher.checks.words.forms import forms_of
from publisher.checks.words.letters import as_seen

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e"
"""Signs of vowels, which belong to the letter before them; Python's \\w leaves them out."""
_LETTERS = rf"(?:(?![{_HAN}])[^\W_]|[{_MARKS}])+"
_WORD = re.compile(rf"[{_HAN}]|{_LETTERS}(?:'{_LETTERS})*|[&%+£€$\u2600-\u27bf\U0001f000-\U0001faff]")
"""A word, or a sign that stands for one; in Chinese and Japanese, which have no spaces, each sign."""
_NAME_WORD = re.compile(rf"[*^]\w*|{_WORD.pattern}")
_GAP = re.compile(r"\s*[-\u2013/]?\s*")
"""What may stand between two words of a phrase."""
_SMALL = "a an and are as at be by for from has have if in is it more of on or than that the their they this to was we"
_SMALL_WORDS = frozenset(
    f"{_SMALL} were when which who will with you your but can not may might should do does".split()
)
"""Words that hold a sentence together: `*` never stands for one."""
_REACH = {"*": (1, 2), "^": (1, 2, 3)}
"""How many words a sign stands for."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text as it was written, and where; `small` is in small letters, without 's."""

    written: str
    small: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for; each word in all of its forms. `name` is what found phrases are told apart by."""

    words: tuple[frozenset[str], ...]
    name: str
    exactly: bool = False
    """Whether capitals count."""


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """Where in a text a phrase stands, and which."""

    start: int
    end: int
    name: str = ""

    def within(self, other: "Sighting") -> bool:
        """Whether another one covers this."""
        return other.start <= self.start and self.end <= other.end


def has_words(text: str) -> bool:
    """Whether there is anything in a text that could be looked for."""
    return _WORD.search(as_seen(text)) is not None


def phrases_of(text: str, kind: str, name: str) -> Iterator[Phrase]:
    """An entry of a word list as phrases, with its hyphens written and left out.

    Of several words a verb changes its first, a noun its last, and every other kind none.
    """
    seen = as_seen(text)
    yield _phrase(seen, kind, name)
    if "-" in seen:
        yield _phrase(seen.replace("-", ""), kind, name)


def names_of(text: str, name: str = "") -> Iterator[Phrase]:
    """The name of a condition or a service, in each length that its signs allow."""
    words = _NAME_WORD.findall(as_seen(text))
    for lengths in product(*(_REACH.get(word, (1,)) for word in words)):
        spread = [word for word, times in zip(words, lengths, strict=True) for _ in range(times)]
        yield Phrase(tuple(_one_or_several(word) for word in spread), name)


def _one_or_several(word: str) -> frozenset[str]:
    if word[0] in "*^" or not (word.isascii() and word.isalpha()):
        return frozenset({word})
    forms = forms_of(word.lower(), "noun")
    return frozenset(form.capitalize() for form in forms) if word[0].isupper() else forms


def _phrase(text: str, kind: str, name: str) -> Phrase:
    exactly = kind == "exactly"
    words = _WORD.findall(text if exactly else text.lower())
    changing = {"verb": 0, "noun": len(words) - 1}.get(kind, 0 if len(words) == 1 else -1)
    forms = (forms_of(word, kind) if at == changing else frozenset({word}) for at, word in enumerate(words))
    return Phrase(tuple(forms), name, exactly)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    return tuple(Token(found[0], _small(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))


def _small(word: str) -> str:
    return word.lower().removesuffix("'s")


class Index:
    """Phrases by a word of each, so that looking up a text costs as much as the text is long."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        for phrase in phrases:
            anchor = next(at for at, words in enumerate(phrase.words) if not _is_sign(words))
            for word in phrase.words[anchor]:
                self._by_word[word.lower()].append((anchor, phrase))

    def find(self, text: str) -> Iterator[Sighting]:
        """Every place in the text at which a phrase stands; hyphenated words are also looked up as one."""
        tokens = tokens_of(text)
        yield from self._find(text, tokens)
        if "-" in text:
            yield from self._find(text, _joined(text, tokens))

    def _find(self, text: str, tokens: tuple[Token, ...]) -> Iterator[Sighting]:
        for at, token in enumerate(tokens):
            for anchor, phrase in (*self._by_word.get(token.small, ()), *self._whole(token)):
                first, past = at - anchor, at - anchor + len(phrase.words)
                if first >= 0 and past <= len(tokens) and _stands(phrase, tokens[first:past], text):
                    yield Sighting(tokens[first].start, tokens[past - 1].end, phrase.name)

    def _whole(self, token: Token) -> list[tuple[int, Phrase]]:
        """Phrases that are written with the 's themselves."""
        return self._by_word.get(token.written.lower(), []) if token.written.lower() != token.small else []


def _joined(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with those between which a hyphen stands as one."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last is not None and text[last.end : token.start] == "-":
            joined[-1] = Token(last.written + token.written, last.small + token.small, last.start, token.end)
        else:
            joined.append(token)
    return tuple(joined)


def _stands(phrase: Phrase, tokens: tuple[Token, ...], text: str) -> bool:
    return (
        all(_GAP.fullmatch(text, one.end, other.start) for one, other in pairwise(tokens))
        and all(_matches(words, token, phrase.exactly) for words, token in zip(phrase.words, tokens[:-1], strict=False))
        and any(_matches(phrase.words[-1], last, phrase.exactly) for last in (tokens[-1], _without_s(tokens[-1])))
    )


def _without_s(token: Token) -> Token:
    """A word that something belongs to, such as the clinician in "the clinician's letter"."""
    return Token(token.written.removesuffix("'s"), token.small, token.start, token.end)


def _matches(words: frozenset[str], token: Token, exactly: bool) -> bool:
    if exactly:
        return token.written in words
    sign = next(iter(words)) if _is_sign(words) else ""
    if sign == "^":
        return token.written[:1].isupper()
    if sign:
        return token.small.endswith(sign[1:]) and token.small not in _SMALL_WORDS
    return token.written in words or token.written.lower() in words


@lru_cache(maxsize=4096)
def _is_sign(words: frozenset[str]) -> bool:
    return len(words) == 1 and next(iter(words))[0] in "*^"
