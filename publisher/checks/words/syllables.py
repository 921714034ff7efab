"""How many syllables an English word has, counted by its vowels.

Word lists with every pronunciation are megabytes; for a grade over a whole playlist it is enough
that the sum is right, and too many here balance too few there.
"""

import re
from functools import lru_cache

_GROUP = re.compile(r"[aeiouy]+")
_APART = re.compile(
    r"ia(?!l$|n$|ge)|i[ou](?!s|n)|eo(?!us)|ua(?!r|g)|uo|[aeiou]ing|[^tcsg]ious|ism$|ael|iu|ie(?:r|t|n)$|ay(?:er|ou)|oever"
)
"""Vowels that stand together and are spoken apart."""
_SILENT = re.compile(
    r"[^laeiouy]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyscxzhgl]es$|[aeiouy]les$|[^aeiouy]e(?:ly|ment|ful|less|ness)|"
    r"(?:ote|ame|ide|are|use)(?=b|w|l|n)"
)
"""An e that is written and not spoken."""
_KNOWN_BY_COUNT = {
    1: "heart once sure does goes shoes eyes our hour hours your fire breathe",
    2: "people being doing going every business create quiet diet tired disease careful something someone sometimes "
    "science breathless uk layout evening centre metre",
    3: "area idea medicine medicines everyday everything somebody different exercise",
    4: "everybody diabetes exercises experience",
}
_KNOWN = {word: count for count, words in _KNOWN_BY_COUNT.items() for word in words.split()}


@lru_cache(maxsize=16_384)
def count_syllables(word: str) -> int:
    """The syllables of one word; at least 1."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if letters in _KNOWN:
        return _KNOWN[letters]
    groups = len(_GROUP.findall(letters)) + len(_APART.findall(letters)) - len(_SILENT.findall(letters))
    return max(1, groups)
