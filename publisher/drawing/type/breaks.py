"""Where a line may end: the Unicode line breaking algorithm (UAX #14)."""

import re
from functools import lru_cache

_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0620-\u064a\u0671-\u06d3\u0a05-\u0a39\u0a59-\u0a5e"
_MARKS = "\u064b-\u0655\u0670\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71"
"""Arabic and Gurmukhi vowels and other signs, which never leave the letter before them."""
_WORD = f"(?:[{_LETTERS}0-9][{_MARKS}]*)+"
_NUMBER = "[0-9]+(?:[.,:][0-9]+)*"
_PLAIN_WORD = re.compile(
    rf"[(]?(?:'?{_WORD}(?:(?:['\u2019]|-(?![0-9])){_WORD})*'?|{_NUMBER})[)]?[.,:;!?\u060c\u061b\u061f\u06d4\u0964]?"
)
"""Letters, perhaps with apostrophes or hyphens between them, or a number; perhaps in brackets.

A mark that ends a clause may follow."""


@lru_cache(2048)
def line_ends(text: str) -> tuple[int, ...]:
    """Each place in the text at which a line may end, the end of the text included.

    In plain words with single spaces the algorithm can only break after a space, and after a hyphen
    between two letters, which is found much faster than by running it.
    """
    if all(_PLAIN_WORD.fullmatch(word) for word in text.split(" ")):
        return (*(at for at, sign in enumerate(text, start=1) if sign in " -"), len(text))
    from uniseg.linebreak import line_break_boundaries  # noqa: PLC0415 - takes long to load, and few slides need it

    return tuple(at for at in line_break_boundaries(text) if at)
