"""Text that runs both ways, with what reads from left to right kept in its own order.

In text from right to left the bidirectional algorithm takes the groups of `0141 496 0122` for numbers
of their own and sets the last one first. So each such stretch is isolated, as the standard's own
isolates do it (UAX #9, 2.4): from outside it counts as one neutral sign, and inside it runs from left
to right. Frames, pages, PDF and plain text all ask here.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from publisher.drawing.type.bidi import class_of, levels_of
from publisher.drawing.type.isolates import Stretch, isolates_in, numbers_in, reads_both_ways, shape_of
from publisher.model.languages import runs_leftwards

OPEN, OPEN_LEFTWARDS, CLOSE = "\u2066", "\u2067", "\u2069"
_WITHOUT = {ord(sign): None for sign in (OPEN, OPEN_LEFTWARDS, CLOSE)}
_MARK = "\u200e"
_BETWEEN_GROUPS = re.compile(r"(?<=\D)(?=\d)")
_NEUTRAL = "\ufffc"
_SIDE_BY_SIDE = re.compile(r"\d+(?:\s\d+)+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\s\d{3})+")
_FEWEST_DIALLED = 7
"""Digits of the shortest phone number that is written in groups."""


@lru_cache(2048)
def leads_leftwards(text: str, language: str) -> bool:
    """Whether a text as a whole runs from right to left, as its language does unless its letters say otherwise.

    On a slide in Urdu any Urdu letter decides. On a slide in English most of the letters have to be Urdu, and it
    must not begin and end in English.
    """
    by_language = runs_leftwards(language)
    if text.isascii() and not by_language:
        return False
    strong = [name == "L" for mark in text if (name := class_of(mark)) in {"L", "R", "AL"}]
    if by_language:
        return not strong or not all(strong)
    return sum(strong) * 2 < len(strong) and not (strong[0] and strong[-1])


def levels_in(text: str, language: str) -> tuple[int, ...]:
    """The level of each character of a paragraph: even from left to right, odd from right to left."""
    base = int(leads_leftwards(text, language))
    if not (base or reads_both_ways(text)):
        return levels_of(text, base)
    stretches = _isolates(text, base)
    reduced, at = "", 0
    for start, end in stretches:
        reduced += text[at:start] + _NEUTRAL
        at = end
    outside = list(levels_of(reduced + text[at:], base))
    for start, end in stretches:
        around = outside[start]
        outside[start : start + 1] = [around + around % 2] * (end - start)
    return tuple(outside)


def parts_of(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether it has to be isolated; a plain number need not be."""
    base, at = int(leads_leftwards(text, language)), 0
    stretches = _isolates(text, base) if base or reads_both_ways(text) else ()
    for start, end in (stretch for stretch in stretches if set(shape_of(text[slice(*stretch)])) != {"9"}):
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def isolated(text: str, language: str) -> str:
    """Plain text with the signs that isolate, for whatever shows nothing but text; one paragraph in its language."""
    marked = "".join(f"{OPEN}{_in_order(part)}{CLOSE}" if alone else part for part, alone in parts_of(text, language))
    leftwards = leads_leftwards(text, language)
    if not text or leftwards == runs_leftwards(language):
        return marked
    return f"{OPEN_LEFTWARDS if leftwards else OPEN}{marked}{CLOSE}"


def without_isolates(text: str) -> str:
    """The text without the signs that `isolated` puts around."""
    return text.translate(_WITHOUT)


def needs_override(part: str) -> bool:
    """Whether there are Arabic-Indic digits, whose groups are turned around even in an isolate from left to right."""
    return any(class_of(mark) == "AN" for mark in part)


def doubtful_numbers(text: str) -> tuple[str, ...]:
    """Numbers with only a space between: one from left to right, or two in the other order."""
    if not reads_both_ways(text):
        return ()
    stretches = (text[start:end] for start, end in numbers_in(text) if not _is_in_code(text, start, end))
    found = (run.group() for stretch in stretches for run in _SIDE_BY_SIDE.finditer(stretch))
    return tuple(run for run in found if not _is_one_number(run))


def _is_in_code(text: str, start: int, end: int) -> bool:
    """Whether Latin letters touch the digits, as in the postcode ML3 6AB."""
    return any(sign.isascii() and sign.isalpha() for sign in (text[start - 1 : start], text[end : end + 1]))


def _is_one_number(run: str) -> bool:
    return sum(mark.isdigit() for mark in run) >= _FEWEST_DIALLED or _THOUSANDS.fullmatch(run) is not None


def _isolates(text: str, base: int) -> tuple[Stretch, ...]:
    """In text from left to right only numbers between letters of the other direction are in danger."""
    return isolates_in(text) if base else numbers_in(text)


def _in_order(part: str) -> str:
    """The part with a mark of direction before each group, where it needs that."""
    return _BETWEEN_GROUPS.sub(_MARK, part) if needs_override(part) else part
