"""Numerals for numbers, where a word is surely a number."""

import re
from collections.abc import Iterator

from publisher.checks import rules
from publisher.checks.reading import Said
from publisher.model import Finding

_ONES = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {
    **{word: str(at) for at, word in enumerate(f"{_ONES} eighteen nineteen".split(), start=2)},
    **{word: f"{at}0" for at, word in enumerate(_TENS.split(), start=2)},
}
_COUNTED = "tablet|pill|dose|glass|cup|spoon|hour|week|month|minute|litre|pint|kilogram|unit|visit"
_WORD = re.compile(
    rf"(?<![\w-])(?:(?P<one>one)(?= (?:{_COUNTED}))|(?P<many>{'|'.join(_NUMBERS)})(?![\w-]))", re.IGNORECASE
)
_IDIOM = re.compile(
    r"\b(?:one or two|two or three|the (?:two|three) of (?:you|us|them)|two thirds|three quarters|"
    r"(?:put|takes?) two and two|in two minds|at sixes and sevens|nine to five|cloud nine|"
    r"one (?:hour|week|month|minute) at a time)\b",
    re.IGNORECASE,
)
"""Phrases in which nobody counts."""


def check_numerals(said: Said) -> Iterator[Finding]:
    """ "2 tablets", and not "two tablets"; "one" only where something is counted."""
    for found in _WORD.finditer(_IDIOM.sub("", said.text)):
        word = found["one"] or found["many"]
        numeral = _NUMBERS.get(word.lower(), "1")
        yield rules.NUMBER_WORD.at(said.place, f"“{word}” is a number in words. Write {numeral}.")
