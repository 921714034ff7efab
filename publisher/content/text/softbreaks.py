"""Lines of a file that are one line of a text: joined with a space, or with none where a script has none.

The rule is that of CSS Text 4, 4.1.3: no space between two wide letters (Chinese, Japanese), nor between one of
them and punctuation. Korean parts its words with spaces, and Thai its phrases, so both keep theirs.
"""

import unicodedata
from functools import reduce

SOFT_BREAK = "\u2028"
"""What stands in a text where it goes on in the next line of the file, until its lines are joined."""
_HANGUL = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\ua960", "\ua97f"), ("\uac00", "\ud7ff"), ("\uffa0", "\uffdc"))


def joined(text: str) -> str:
    """One line made of several."""
    rows = (row.strip() for row in text.split(SOFT_BREAK))
    return reduce(lambda before, after: f"{before}{gap_between(before, after)}{after}", rows)


def gap_between(before: str, after: str) -> str:
    """What stands between the end of one line and the start of the next: a space or nothing."""
    last, first = before.rstrip()[-1:], after.lstrip()[:1]
    if not last or not first:
        return " "
    packed = _is_packed(last), _is_packed(first)
    closed = all(packed) or (any(packed) and (_is_punctuation(last) or _is_punctuation(first)))
    return "" if closed else " "


def _is_packed(sign: str) -> bool:
    """Whether a sign is of a script that is written without spaces, and as wide as high."""
    wide = unicodedata.east_asian_width(sign) in {"W", "F", "H"} and unicodedata.category(sign)[0] in "LP"
    return wide and not any(first <= sign <= last for first, last in _HANGUL)


def _is_punctuation(sign: str) -> bool:
    """Punctuation that Chinese shares with others, such as “ and …, or has for itself, such as 。."""
    return unicodedata.category(sign)[0] == "P" and unicodedata.east_asian_width(sign) in {"W", "F", "H", "A"}
