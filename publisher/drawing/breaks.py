"""Where a line may end: the Unicode line breaking algorithm (UAX #14)."""

import re
from functools import lru_cache

_LETTERS = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0620-\u064a\u0671-\u06d3\u0a05-\u0a39"
# Letters or numbers, perhaps an apostrophe between them, then perhaps a mark that ends a clause.
_PLAIN_WORD = re.compile(rf"[{_LETTERS}]+('[A-Za-z]+)?[.,;:!?]?")


@lru_cache(2048)
def line_ends(text: str) -> tuple[int, ...]:
    """Each place in the text at which a line may end, the end of the text included.

    Between plain words and single spaces the algorithm can only break after a space, which is
    found much faster than by running it.
    """
    words = text.split(" ")
    if all(_PLAIN_WORD.fullmatch(word) for word in words):
        ends, at = [], 0
        for word in words:
            at += len(word) + 1
            ends.append(at)
        return (*ends[:-1], len(text))
    from uniseg.linebreak import line_break_boundaries  # noqa: PLC0415 - takes long to load, and few slides need it

    return tuple(at for at in line_break_boundaries(text) if at)
