"""The forms of an English word, by rule: one entry in a word list finds all of them.

`administer` is also administers, administered and administering; `utilise` is also utilize and
utilisation. A wrong form that nobody writes does no harm. What no rule gives stands in the word list.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_SOFT_Y = re.compile(r"[^aeiou]y$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_ONE_CONSONANT = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
"""Such as `stop` and `occur`, whose last letter may be doubled."""
_WITH_S = re.compile(r"(?<=[^aeiou]i)s(?=e[sd]?$|ing$|ations?$)|(?<=y)s(?=e[sd]?$|ing$)")
"""The s of utilise and analyse, for which some write z."""


def _noun(word: str) -> Iterator[str]:
    """One and several."""
    yield word
    if _SOFT_Y.search(word):
        yield f"{word[:-1]}ies"
    elif word.endswith("sis"):
        yield f"{word[:-2]}es"
    elif _HISSING.search(word):
        yield f"{word}es"
    else:
        yield f"{word}s"


def _verb(word: str) -> Iterator[str]:
    """What somebody does, did and is doing; and for -ise the noun in -isation."""
    yield from _noun(word)
    if word.endswith("e"):
        stem = word[:-1]
        yield f"{word}d"
        yield f"{stem[:-1]}ying" if stem.endswith("i") else f"{word if stem[-1:] in 'eoy' else stem}ing"
        if word.endswith("ise"):
            yield from (f"{stem}ation", f"{stem}ations")
    else:
        yield f"{word[:-1]}ied" if _SOFT_Y.search(word) else f"{word}ed"
        yield f"{word}ing"
    if _ONE_CONSONANT.search(word):
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")


def _adjective(word: str) -> Iterator[str]:
    """How something is, and how it is done."""
    yield word
    for ending, stem in (("ic", f"{word}al"), ("le", word[:-2]), ("y", f"{word[:-1]}i")):
        if word.endswith(ending):
            yield f"{stem}ly"
            return
    yield f"{word}ly"


def _any(word: str) -> Iterator[str]:
    """Every form, for a word of which nobody said what it is; from several also to one."""
    one = word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith(("ss", "us", "is")) else word
    for each in dict.fromkeys((word, one)):
        yield from (*_verb(each), *_adjective(each))


def _fixed(word: str) -> Iterator[str]:
    yield word


KINDS: dict[str, Callable[[str], Iterator[str]]] = {
    "noun": _noun,
    "verb": _verb,
    "adjective": _adjective,
    "any": _any,
    "fixed": _fixed,
    "exactly": _fixed,
}
"""What an entry in a word list can be; `exactly` holds its capitals as well."""


@lru_cache(maxsize=4096)
def forms_of(word: str, kind: str) -> frozenset[str]:
    """Every form of one word in small letters, in British and in American spelling."""
    return frozenset(spelt for form in KINDS[kind](word) for spelt in _spellings(form))


def _spellings(form: str) -> Iterator[str]:
    """-ise and -ize, -yse and -yze, haem- and hem-."""
    yield form
    if "is" in form or "ys" in form:
        yield _WITH_S.sub("z", form)
    if "ae" in form or "oe" in form:
        yield form.replace("ae", "e").replace("oe", "e")
