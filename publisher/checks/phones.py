"""Phone numbers as people dial them in the United Kingdom, and how a phone dials one that is written on a page.

Which numbers there are is Google's libphonenumber's to know. Beside them stand the numbers that Ofcom keeps for
films and examples, and those that all of Europe keeps for help (116 123 and others).
"""

import re
from collections.abc import Iterator

from publisher.checks.words.letters import with_plain_digits
from publisher.checks.words.reading import said_on
from publisher.model.findings import Finding
from publisher.model.slides import Slide
from publisher.rules import rules

EXAMPLE = '"0808 157 0111"'
_SIGNS = re.compile(r"[+(\d][\d ().\u2010-\u2013-]*")
_EXTENSION = re.compile(r",? *(?:extension|ext\.?|x) *(\d{1,5})$", re.IGNORECASE)
_HOURS = r"(?![0-2]\d[0-5]\d ?[-\u2013] ?[0-2]\d[0-5]\d(?!\d))"
"""Hours as `0900-1700`, which look like a number of eight digits."""
_LAST_GROUP = re.compile(r"[ ()-]+\d+$")
_IN_TEXT = re.compile(rf"{_HOURS}(?<![\w+/.#-])(?:\+44|\(?0\d{{2,4}})(?:[ ()-]{{0,2}}\d){{5,11}}+(?![\d/]|[.,:]\d|-\d)")
_AFTER_COUNTRY = "(0)"
_ABROAD = ("+", "00")
_TWO_ZEROS = re.compile(r"(?:\+|00)440")
"""A 0 that is dialled only in the country, and a country before it: no call goes there."""
_RELAY = re.compile(r"1800[12] +(?=[(\d])")
"""What is dialled before any number so that Relay UK joins in, which turns speech into text and back (Ofcom, 2018)."""
_FOR_EXAMPLES = re.compile(r"(?:0|\+?44)(?:1632960|7700900)\d{3}|116\d{3}")
"""Ofcom, numbers for use in TV and radio drama; European Commission Decision 2007/116/EC."""
_QUOTES = "“”‘’„«»\"'`"  # noqa: RUF001 - these are the signs that are meant
_NOT_SEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2066\u2069\u061c\u00ad\u2060"))


def phone(text: str) -> str:
    """A phone number with single spaces and the digits 0 to 9; raises ValueError with what to write instead."""
    typed = _typed(text)
    number, extension = _parts_of(typed)
    if any(sign in _QUOTES for sign in typed):
        raise ValueError(f"Curly quotation marks are no part of a number. Write it in straight ones: {EXAMPLE}.")
    if not _SIGNS.fullmatch(number):
        raise ValueError(f"Write one number in digits, such as {EXAMPLE}; whose it is stands in the text.")
    if not _can_be_dialled(number):
        count = sum(sign.isdigit() for sign in number)
        raise ValueError(f"Nobody can dial it: no number of {count} digits starts so. Write it whole, as {EXAMPLE}.")
    return f"{number} ext. {extension}" if extension else number


def dialled(text: str) -> str:
    """A number as a phone dials it (RFC 3966): `+44 (0)141 496 0122 ext. 5` is +441414960122;ext=5."""
    number, extension = _parts_of(_typed(text))
    plain = number.replace(_AFTER_COUNTRY, "") if number.startswith(_ABROAD) else number
    digits = "".join(sign for sign in plain if sign.isdigit() or sign == "+")
    return f"{digits};ext={extension}" if extension else digits


def at_home(text: str) -> str:
    """A number as it is dialled in the United Kingdom: `+44 (0)141 496 0122` and `(0141) 4960122` are 01414960122.

    Relay UK leads to the same telephone.
    """
    number = dialled(_RELAY.sub("", _typed(text), count=1))
    return f"0{number.removeprefix('+44').lstrip('0')}" if number.startswith("+44") else number


def check_phones(slide: Slide) -> Iterator[Finding]:
    """Each number in a slide's words that looks like a phone number and that nobody can dial."""
    for said in said_on(slide):
        for found in _IN_TEXT.finditer(_typed(said.text)):
            if not _can_be_dialled(without_more(found[0])):
                message = f"Nobody can dial {found[0]}: there is no such number. Look it up, and write all of it."
                yield rules.NO_SUCH_NUMBER.at(said.place, message)


def without_more(number: str) -> str:
    """The number without digits behind it that are of something else, as in `0141 496 0122 9am to 5pm`."""
    shorter = number
    while not _can_be_dialled(shorter):
        found = _LAST_GROUP.search(shorter)
        if found is None:
            return number
        shorter = shorter[: found.start()]
    return shorter


def _parts_of(typed: str) -> tuple[str, str]:
    """The number and its extension."""
    found = _EXTENSION.search(typed)
    return (typed[: found.start()], found[1]) if found else (typed, "")


def _typed(text: str) -> str:
    """The text in the digits of a keyboard, with plain spaces."""
    digits = with_plain_digits(text.translate(_NOT_SEEN))
    return " ".join(digits.replace("\uff0b", "+").replace("\uff08", "(").replace("\uff09", ")").split())


def _can_be_dialled(number: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse  # noqa: PLC0415 - few slides have one
    from phonenumbers.shortnumberinfo import is_valid_short_number_for_region  # noqa: PLC0415

    number = _RELAY.sub("", number, count=1)
    if _TWO_ZEROS.match(dialled(number)):
        return False
    try:
        read = parse(number, "GB")
    except NumberParseException:
        return False
    is_short = not number.startswith(("0", "+")) and is_valid_short_number_for_region(read, "GB")
    return is_short or is_valid_number(read) or _FOR_EXAMPLES.fullmatch(dialled(number)) is not None
