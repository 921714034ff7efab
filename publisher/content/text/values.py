"""What an author's text means: days, times, whole numbers, yes and no.

Each function takes the text as it was written and raises ValueError with what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from publisher.content.text.marks import LooseMark, dash_before, mark_at_start, mark_in


class MarkedError(ValueError):
    """A value has a mark in it, which would be drawn as it stands."""

    def __init__(self, mark: LooseMark) -> None:
        super().__init__(f"“{mark.sign}” would be drawn as it stands. Marks mean nothing here; take it away.")
        self.mark = mark


Choice = TypeVar("Choice", bound=StrEnum)

SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Spaces of any kind but the two that no line ends at."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CODES = {
    **{"english": "en", "gaelic": "gd", "scottish gaelic": "gd", "g\u00e0idhlig": "gd", "welsh": "cy", "cymraeg": "cy"},
    **{"polish": "pl", "polski": "pl", "urdu": "ur", "arabic": "ar", "punjabi": "pa", "panjabi": "pa", "scots": "sco"},
    **{"chinese": "zh", "mandarin": "zh", "cantonese": "zh-Hant", "french": "fr", "spanish": "es", "romanian": "ro"},
    **{"\u0627\u0631\u062f\u0648": "ur", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629": "ar", "\u4e2d\u6587": "zh"},
    **{"en_gb": "en-GB", "en_us": "en", "zh_cn": "zh-Hans", "zh_tw": "zh-Hant", "pl_pl": "pl"},
}
"""Codes of languages by what people write for them."""
_OLD_CODES = {
    "en-uk": "en-GB",
    "eng": "en",
    "pol": "pl",
    "gla": "gd",
    "urd": "ur",
    "ara": "ar",
    "pan": "pa",
    "zho": "zh",
}
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:-([a-zA-Z]{4}))?(?:-([a-zA-Z]{2}|\d{3}))?")


def words(text: str) -> str:
    """Any words, with single spaces; a space that no line may end at stays."""
    return SPACES.sub(" ", text).strip()


def prose(text: str) -> str:
    """Words that are drawn or read out; raises MarkedError at a sign that was meant as a mark."""
    mark = dash_before(text) or mark_at_start(text) or mark_in(text)
    if mark is not None and mark.sign != "#":
        raise MarkedError(mark)
    return words(text)


def day(text: str) -> date:
    """A day such as 2026-11-22."""
    if not _DAY.fullmatch(text):
        raise ValueError("Write the day as year, month, day, such as 2026-11-22.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("There is no such day. Look it up in a calendar.") from error


def clock_time(text: str) -> time:
    """A time of day such as 14:00, with or without quotes around it."""
    found = _TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError('Write the time on the 24-hour clock, such as "14:00".')
    return time(int(found[1]), int(found[2]))


def whole(lowest: int, highest: int, example: str) -> Callable[[str], int]:
    """A reader of whole numbers between two bounds."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not lowest <= int(text) <= highest:
            raise ValueError(f"Write a whole number from {lowest} to {highest}, such as `{example}`.")
        return int(text)

    return read


def number(lowest: float, highest: float, example: str) -> Callable[[str], float]:
    """A reader of numbers between two bounds."""

    def read(text: str) -> float:
        if not _NUMBER.fullmatch(text) or not lowest <= float(text) <= highest:
            raise ValueError(f"Write a number from {lowest:g} to {highest:g}, such as `{example}`.")
        return float(text)

    return read


def one_of(kind: type[Choice]) -> Callable[[str], Choice]:
    """A reader of one of a few words."""

    def read(text: str) -> Choice:
        try:
            return kind(text)
        except ValueError as error:
            raise ValueError(f"Write one of: {', '.join(kind)}.") from error

    return read


def yes_or_no(text: str) -> bool:
    """Written as true or false."""
    if text not in {"true", "false"}:
        raise ValueError("Write true or false.")
    return text == "true"


def language(text: str) -> str:
    """A BCP 47 code such as en, cy or zh-Hant; `no` is Norwegian here."""
    found = _LANGUAGE.fullmatch(text)
    if not found or text.lower() in _OLD_CODES:
        code = _CODES.get(text.lower(), "") or _OLD_CODES.get(text.lower(), "")
        like = f"Write its code: `{code}`." if code else "Write the language's code, such as en, cy, ur or zh-Hant."
        raise ValueError(like)
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


def colour(text: str) -> str:
    """A colour such as #1f4a37, in small letters."""
    if not _COLOUR.fullmatch(text):
        raise ValueError('Write it in quotes, such as "#1f4a37".')
    return text.lower()
