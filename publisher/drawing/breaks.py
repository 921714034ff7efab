"""Where a line may end: the Unicode line breaking algorithm (UAX #14)."""

import re
from functools import lru_cache

from uniseg.linebreak import line_break_boundaries

# Letters or numbers, perhaps an apostrophe between them, then perhaps a mark that ends a clause.
_PLAIN_WORD = re.compile(r"[A-Za-z0-9\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017F]+('[A-Za-z]+)?[.,;:!?]?")


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
    return tuple(at for at in line_break_boundaries(text) if at)
