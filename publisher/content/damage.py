"""Text that was damaged before it came: saved in one encoding and opened in another, or with letters lost on the way.

What the damaged letters were is found by ftfy, which looks for sequences of letters that no language has, and that
turn into sensible ones when the mistake is undone.
"""

import re

_MAY_BE_DAMAGED = re.compile(r"[\u0080-\u02ff\u0370-\u03ff\u2010-\u2bff][^\x00-\x7f]|[ÂÃ] ")
"""Where one letter is opened as two or more; nearly all texts have none, and are not looked at."""
_LOST = "\ufffd"
_ASKED = re.compile(r"(?<![\w/.=?&-])(?:\?{2,}[ ,.]+\?{2,}|\?{4,})(?!\w)|(?<=[a-z])\?(?=[a-z])(?!\S*[/=])")
"""Question marks that stand for letters: words of nothing else, or one inside a word, as in don?t."""


def damage_in(text: str) -> tuple[int, str] | None:
    """Where the first damaged letters of a text stand, and what to do; None if there are none."""
    lost = text.find(_LOST)
    if lost >= 0:
        return lost, "The sign U+FFFD stands where a letter was lost. Type it anew."
    asked = _ASKED.search(text)
    if asked is not None and not _in_address(text, asked.start()):
        return (
            asked.start(),
            "Question marks stand where letters were lost. Type them anew, and save it as UTF-8.",
        )
    if text.isascii() or not _MAY_BE_DAMAGED.search(text):
        return None
    return _misread(text)


def _misread(text: str) -> tuple[int, str] | None:
    from ftfy import fix_encoding  # noqa: PLC0415 - few texts have letters that come here

    start = 0
    for line in text.split("\n"):
        meant = line if line.isascii() else fix_encoding(line)
        if meant != line:
            at = next(at for at, sign in enumerate(line) if meant[at : at + 1] != sign)
            word, right = _word_at(line, at), _word_at(meant, min(at, len(meant) - 1))
            was = f"“{word}” was probably “{right}”" if right.isprintable() else f"“{word}” is no word"
            return start + at, f"This text was opened in a wrong encoding: {was}. Type it anew, and save it as UTF-8."
        start += len(line) + 1
    return None


def _word_at(line: str, at: int) -> str:
    """The word that a letter stands in, without what is not seen."""
    begin, end = line.rfind(" ", 0, at + 1) + 1, line.find(" ", at + 1)
    word = line[begin : end if end >= 0 else None]
    return "".join(sign if sign.isprintable() else _LOST for sign in word)[:40]


def _in_address(text: str, at: int) -> bool:
    begin = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    return "/" in text[begin:at] or "." in text[begin:at]
