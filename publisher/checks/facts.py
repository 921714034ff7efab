"""What several slides say stands once in the facts register, and no slide says otherwise."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from publisher.checks.phones import at_home, without_more
from publisher.checks.words.letters import with_plain_digits
from publisher.checks.words.reading import Said, place_of, said_on
from publisher.model.findings import Finding
from publisher.model.registers import Fact, Facts, PhoneLine
from publisher.model.slides import Slide
from publisher.rules import rules

_CALL = r"\b(?:call|phone|ring|dial) (\d{3})(?!\d|[ -]\d)"
_NUMBER = r"(?<![\d+])((?:\+44 ?(?:\(0\) ?)?|\(?0)\d{2,4}\)?(?:[ -]?\d){6,8})(?!\d)"
_PHONE = re.compile(f"{_CALL}|{_NUMBER}", re.IGNORECASE)
_NUMBER_OF = r"\d+(?:\.\d+)?"
_DIGITS = re.compile(_NUMBER_OF)
EVERYBODYS = frozenset({"999", "112", "111"})
"""Numbers that stand on slides everywhere, and change for nobody."""
_GAP = r"\s*"


def check_facts(facts: Facts, slides: Sequence[Slide]) -> Iterator[Finding]:
    """Numbers and phone lines on some slides, held against the register and against each other."""
    fitting = [(fact, _fitting(fact)) for fact in facts.numbers]
    known = {at_home(line.number) for line in facts.phones} | EVERYBODYS
    unknown = []
    for slide in slides:
        found = list(_phones_on(slide))
        unknown += [(slide, said, number) for said, number in found if not _is_among(number, known)]
        yield from _check_whose(slide, facts.phones, found)
        for said in said_on(slide):
            for fact, pattern in fitting if _DIGITS.search(said.text) else ():
                yield from _check_number(said, fact, pattern)
    yield from _check_unknown(unknown)


def _check_unknown(unknown: list[tuple[Slide, Said, str]]) -> Iterator[Finding]:
    """Numbers that the register lacks and that more than one slide has."""
    places: dict[str, set[str]] = defaultdict(set)
    for slide, _, number in unknown:
        places[number].add(slide.id)
    for _, said, number in unknown:
        if len(places[number]) > 1:
            message = f"{said.text} stands on {len(places[number])} slides and not in facts.yaml."
            yield rules.NOT_IN_REGISTER.at(said.place, f"{message} Write it there, under `phones`.")


def _check_number(said: Said, fact: Fact, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for found in pattern.finditer(said.text):
        if _plain(found[0]) not in {_plain(way) for way in (fact.says, *fact.also)}:
            message = f"“{found[0]}” is not what the facts register says: “{fact.says}”. Put one of the two right."
            yield rules.OTHER_NUMBER.at(said.place, message)


def _check_whose(slide: Slide, lines: Iterable[PhoneLine], found: list[tuple[Said, str]]) -> Iterator[Finding]:
    """A slide that names somebody gives the number that the register has for them."""
    words = " ".join(said.text for said in said_on(slide)).lower()
    meant = [line for line in lines if any(name.lower() in words for name in line.whose)]
    right = {at_home(line.number) for line in meant} | EVERYBODYS
    for said, number in found if meant else ():
        if not _is_among(number, right):
            names, numbers = meant[0].whose[0], " or ".join(line.number for line in meant)
            message = f"{said.text} is not the number that the facts register has for {names}: {numbers}."
            yield rules.OTHER_PHONE.at(said.place, f"{message} Put one of the two right.")


def _phones_on(slide: Slide) -> Iterator[tuple[Said, str]]:
    """Each phone number on a slide as it is written, with its place, and as it is dialled."""
    if slide.phone:
        yield Said(slide.phone, place_of(slide, "phone")), at_home(slide.phone)
    for said in said_on(slide):
        for found in _PHONE.finditer(with_plain_digits(said.text)):
            number = found[1] or without_more(found[2])
            yield Said(number, said.place), at_home(number)


def _is_among(number: str, known: Set[str]) -> bool:
    """Whether a number is known, or the one that its extension belongs to."""
    return number in known or number.partition(";")[0] in known


def _fitting(fact: Fact) -> re.Pattern[str]:
    """What says the same with any numbers: "2 kg in 3 days" also finds "3kg in 2 days"."""
    ways = (_NUMBER_OF.join(_loosely(part) for part in _DIGITS.split(way)) for way in (fact.says, *fact.also))
    return re.compile("|".join(rf"(?<![\w.]){way}(?!\w)" for way in ways), re.IGNORECASE)


def _loosely(part: str) -> str:
    """Words with any space between them, and none or some beside a number."""
    words = r"\s+".join(re.escape(word) for word in part.split())
    return f"{_GAP if part[:1].isspace() else ''}{words}{_GAP if part[-1:].isspace() else ''}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()
