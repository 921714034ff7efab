"""Which headings say to call for help, and so get a panel: red for 999 and 112, quieter for 111.

In English a heading that names one of these numbers is a call if a word such as "call" or "ring" goes before it, or
if nothing that is counted stands after it: "Call 999", "In an emergency 999", "999 or 111", and not "999 people
walked with us". In any other language every heading with one of them is a call: counting people to just these
numbers is rare, and its readers may have no other words for help in their language on the wall.
"""

import re

from publisher.checks.words.letters import as_seen, with_plain_digits
from publisher.model.languages import code_of

_NUMBER = re.compile(r"(?<![\d+.,#£$€])(?<!\d\d[ -])(999|112|111)(?!\d|[.,]\d|%|[ -]\d{3})")
_SPELT = re.compile(r"(?<!\d)(?:9([ .-])9\1 ?9|1([ .-])1\2 ?[12])(?!\d)|\bnine[ -]nine[ -]nine\b|\btriple nine\b")
_VERB = r"(?:call|phone|ring|dial|telephone|contact|tell|tel|use|try|ask)(?:s|ing|ed)?"
_CALLS = re.compile(rf"\b{_VERB}\b")
_NOT_CALLS = re.compile(rf"\b(?:not|never|don'?t|without|instead of|no need to) (?:to )?{_VERB}\b")
_NOT_THIS = re.compile(r"\b(?:not|instead of|rather than|never|before|no)\s+(?:to\s+)?(?:call\s+|on\s+)?$")
_PLACE = re.compile(r"\b(?:room|ward|bus|route|flat|bay|desk|floor|unit|page|step|day|bed|clinic)s?\s+$")
_GOES_ON = re.compile(
    r"\s*+(?:(?:or|and|if|for|now|when|at|straight|immediately|first|right|is|in|on|as|because|any|anytime|always|then|"
    r"before|unless|but|not|urgently|quickly|once|about|with|without|by|so|while|after|until|free|day|night|service|today|to|"
    r"nhs|can|will|please|instead|only)\b|(?![a-z]))"
)
"""Words after a number that go on about calling it, where any other word may be what is counted."""


_EMERGENCY = re.compile(
    r"\bemergenc(?:y|ies)\b|\blife[ -]threatening\b|\bnag\u0142(?:y|ym|ych|ego)\b|\bratun(?:ek|ku|kow\w+)\b|"
    "\u00e8iginn|\u06c1\u0646\u06af\u0627\u0645\u06cc|\u0627\u06cc\u0645\u0631\u062c\u0646\u0633\u06cc|\u0637\u0648\u0627\u0631\u0626|\u0637\u0627\u0631\u0626|"
    "\u0a10\u0a2e\u0a30\u0a1c\u0a48\u0a02\u0a38\u0a40|\u7d27\u6025|\u7dca\u6025|\u6025\u6551"
)
"""An emergency in the languages that have words of their own here, in all small letters."""


def called_number(words: str, language: str) -> str:
    """The number whose panel a heading gets, 999 or 111, or nothing if it does not say to call; 112 is as 999."""
    text = _simple(words)
    named = _named_in(text)
    if not named or (code_of(language) == "en" and not _is_call(text, named)):
        return ""
    meant = [number for number in named if not _NOT_THIS.search(text[: number.start()])] or named
    return "999" if any(number[1] != "111" for number in meant) else "111"


def names_a_call(words: str) -> bool:
    """Whether a heading has one of the numbers in it, also spelt as 9-9-9 or in words; a room's number is none."""
    text = _simple(words)
    return bool(_named_in(text)) or _SPELT.search(text) is not None


def names_an_emergency(words: str) -> bool:
    """Whether a heading says that what stands below it is for an emergency."""
    return _EMERGENCY.search(_simple(words)) is not None


def _named_in(text: str) -> "list[re.Match[str]]":
    return [number for number in _NUMBER.finditer(text) if not _PLACE.search(text[: number.start()])]


def _is_call(text: str, named: "list[re.Match[str]]") -> bool:
    if _NOT_CALLS.search(text[: named[0].start()]):
        return False
    return any(_CALLS.search(text[: number.start()]) or _GOES_ON.match(text[number.end() :]) for number in named)


def _simple(words: str) -> str:
    """As it is seen, in small letters, with plain spaces, and with the digits of every script as 0 to 9."""
    return " ".join(with_plain_digits(as_seen(words)).lower().split())
