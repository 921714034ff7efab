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
_ONE_ASKED = "A question mark stands inside a word. Put a space behind it; or, if it was a letter, type that anew"
_CONTROL = re.compile(r"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""What nobody can see or type: quotes, dashes and the like in Windows-1252, opened as Latin-1."""
_LATIN = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
_POLISH = "\u00b6\u00b9\u00b3\u00b1\u00bc\u00bf"
"""What becomes of Polish letters of which Western Europe has none."""
_NO_WORD = re.compile(
    rf"(?<!\w)[{_LATIN}]{{4,}}(?!\w)"  # Arabic or Russian in an encoding of Windows, opened as a western one
    rf"|(?<=[a-z{_LATIN}])[{_POLISH}](?=[a-z{_LATIN}{_POLISH}])|\u00b6(?=[a-z])"
    r"|(?:(?<=[a-z])|(?<=\b[A-Z]))\u00c3 (?=[a-z])"  # an à whose second half became a plain space
)
_HAN = re.compile("[\u4e00-\u9fff]{3,}")


def damage_in(text: str) -> tuple[int, str] | None:
    """Where the first damaged letters of a text stand, and what to do; None if there are none."""
    lost = text.find(_LOST)
    if lost >= 0:
        return lost, "The sign U+FFFD stands where a letter was lost. Type it anew."
    asked = _ASKED.search(text)
    if asked is not None and not _in_address(text, asked.start()):
        inside = len(asked[0]) == 1
        message = _ONE_ASKED if inside else "Question marks stand where letters were lost. Type them anew"
        return asked.start(), f"{message}, and save it as UTF-8."
    if text.isascii():
        return None
    misread = _misread(text) if _MAY_BE_DAMAGED.search(text) else None
    return misread or _of_other_letters(text)


def _of_other_letters(text: str) -> tuple[int, str] | None:
    """What ftfy leaves alone since each of its letters is one of some language, though no word has them together."""
    if found := _CONTROL.search(text):
        meant = found[0].encode("latin-1").decode("windows-1252")
        word = _word_at(text, found.start(), found[0])
        return found.start(), _wrong(word, f"“{word.replace(found[0], meant)}”")
    if found := _NO_WORD.search(text):
        return found.start(), _wrong(_word_at(text, found.start()), "")
    for run in _HAN.finditer(text):
        if meant := _meant_by(run[0]):
            return run.start(), _wrong(run[0], f"“{meant}”")
    return None


def _meant_by(letters: str) -> str:
    """The Chinese words behind letters that somebody opened as GBK, or nothing: they are rare ones, three for two."""
    try:
        packed = letters.encode("gbk")
    except UnicodeEncodeError:
        return ""
    meant = packed.decode("utf-8", "ignore")
    is_whole = len(meant.encode()) + 2 >= len(packed)
    return meant if is_whole and len(meant) > 1 and all(sign >= "\u3000" for sign in meant) else ""


def _wrong(was: str, right: str) -> str:
    shown = "".join(sign if sign.isprintable() else _LOST for sign in was)
    told = f"“{shown}” was probably {right}" if right else f"“{shown}” is no word"
    return f"This text was opened in a wrong encoding: {told}. Type it anew, and save it as UTF-8."


def _misread(text: str) -> tuple[int, str] | None:
    from ftfy import fix_encoding  # noqa: PLC0415 - few texts have letters that come here

    start = 0
    for line in text.split("\n"):
        meant = line if line.isascii() else fix_encoding(line)
        if meant != line:
            at = next(at for at, sign in enumerate(line) if meant[at : at + 1] != sign)
            word, right = _word_at(line, at), _word_at(meant, min(at, len(meant) - 1))
            return start + at, _wrong(word, f"“{right}”" if right.isprintable() else "")
        start += len(line) + 1
    return None


def _word_at(text: str, at: int, kept: str = "") -> str:
    """The word that a letter stands in, without what is not seen but for what is `kept`."""
    begin = max(text.rfind(" ", 0, at + 1), text.rfind("\n", 0, at + 1)) + 1
    word = text[begin:].replace("\n", " ").partition(" ")[0]
    return "".join(sign if sign.isprintable() or sign == kept else _LOST for sign in word)[:40]


def _in_address(text: str, at: int) -> bool:
    begin = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    return "/" in text[begin:at] or "." in text[begin:at]
