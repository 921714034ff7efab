"""Numerals for numbers, where a word is surely a number."""

import re
from collections.abc import Iterator

from publisher.checks.words.reading import Said
from publisher.model.findings import Finding
from publisher.rules import rules

_ONES = ["two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {
    **{word: at for at, word in enumerate((*_ONES, *_TEENS), start=2)},
    **{word: at * 10 for at, word in enumerate(_TENS, start=2)},
    "one": 1,
}
_COUNTED = "tablet|pill|dose|glass|cup|spoon|hour|week|month|minute|litre|pint|kilogram|unit|visit"
_MANY = "|".join((*_ONES, *_TEENS, *_TENS))
_WORD = re.compile(
    rf"(?<![\w-])(?:one(?= (?:{_COUNTED}))|(?:{'|'.join(_TENS)})[- ](?:one|{'|'.join(_ONES)})(?![\w-])|"
    rf"(?:{_MANY})(?:(?![\w-])|(?=-(?:{_COUNTED}|day|year)s?(?!\w))))",
    re.IGNORECASE,
)
_PARTS = "halves|thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths"
_IDIOM = re.compile(
    rf"\b(?:an? \w+ or two|one or two|two or three|(?:{_MANY}) (?:{_PARTS})|no two|"
    r"the (?:two|three) of (?:you|us|them)|(?:put|takes?) two and two|in two minds|at sixes and sevens|nine to five|"
    r"cloud nine|one (?:hour|week|month|minute) at a time)\b",
    re.IGNORECASE,
)
"""Phrases in which nobody counts, and shares of a whole."""
_NAME = re.compile(rf"(?<=[\w,] )(?-i:[A-Z])(?i:{'|'.join(word[1:] for word in _NUMBERS)}) (?=[A-Z])")
"""A number with a capital in the middle of a sentence before another: Seven Oaks."""


def check_numerals(said: Said) -> Iterator[Finding]:
    """ "2 tablets", and not "two tablets"; "one" only where something is counted."""
    for found in _WORD.finditer(_NAME.sub("", _IDIOM.sub("", said.text))):
        numeral = sum(_NUMBERS[word] for word in re.split("[- ]", found[0].lower()))
        yield rules.NUMBER_WORD.at(said.place, f"“{found[0]}” is a number in words. Write {numeral}.")
