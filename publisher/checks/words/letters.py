"""One spelling for what looks the same: rules of wording read a text as a reader sees it.

A word processor writes curly apostrophes, hyphens that keep a line whole and soft hyphens that nobody
sees; a Mac may write é as two signs. None of that makes a word another word.
"""

import unicodedata

_UNSEEN = "Cf"
"""Signs that have no shape of their own, such as soft hyphens and joiners (Unicode's general category)."""
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\uff07"
_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"
_TYPED = {
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, _QUOTES), '"'),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
}


def with_plain_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return text if text.isascii() else "".join(str(unicodedata.digit(sign, sign)) for sign in text)


def as_seen(text: str) -> str:
    """The text in the letters that a keyboard types, without signs that cannot be seen (NFKC)."""
    if text.isascii():
        return text
    seen = "".join(sign for sign in text if unicodedata.category(sign) != _UNSEEN)
    return unicodedata.normalize("NFKC", seen.translate(_TYPED))
