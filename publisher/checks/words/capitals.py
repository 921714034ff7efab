"""Block capitals: words that are shouted, told apart from initialisms.

An initialism is one of the list, one of the group's own, one that the slide explains (`body mass index
(BMI)`), or letters that nobody can read as a word, such as PTSD.
"""

import re
from collections.abc import Iterable, Iterator

from publisher.checks.words.lists import word_lists
from publisher.checks.words.phrases import tokens_of
from publisher.checks.words.reading import Said
from publisher.checks.words.vocabulary import SHOUTED
from publisher.model.findings import Finding
from publisher.model.groups import Group
from publisher.rules import rules

_LETTERS = re.compile(r"[A-Z]{2,}")
_IN_BRACKETS = re.compile(r"\(([A-Z]{2,})s?\)")
_BEFORE_BRACKETS = re.compile(r"\b([A-Z]{2,})s?\s*\(([^()]*)\)")
_STARTS = """
BL BR CH CL CR DR DW FL FR GL GN GR KN PH PL PR QU RH SC SCH SCR SH SHR SK SL SM SN SP SPH SPL SPR SQU ST STR SW TH
THR TR TW WH WR
"""
_ENDS = """
CK CT CH FF FT FTH GHT GH GN LB LD LF LK LL LM LP LS LT LTH MB MN MP MPT NC NCH ND NG NGTH NK NN NS NT NTH NX PT RB RC
RCH RD RF RG RK RL RLD RM RN RP RR RS RSH RST RT RTH SH SK SM SP SS ST TCH TH TT WL WN XT ZZ
"""
"""Letters with which English words begin and end; an S may follow the second."""
_ONE = "[B-DF-HJ-NP-TV-XZ]"
_READS = re.compile(
    rf"(?:{_ONE}|{'|'.join(_STARTS.split())})?[AEIOUY](?:.*[AEIOUY])?(?:{_ONE}|{'|'.join(_ENDS.split())})?S?"
)
"""Letters that begin and end as English words do, with a vowel between."""


def check_capitals(said: Said, known: frozenset[str]) -> Iterator[Finding]:
    """One finding for all the shouted words of a text."""
    words = [token.written for token in tokens_of(said.text)]
    shouted = [word for word in words if word.isupper() and _is_shouted(word.removesuffix("'S"), known)]
    if shouted:
        message = f"“{' '.join(shouted)}” is in block capitals. Write it in small letters."
        if any(len(word) > 3 for word in shouted):
            message += " Letters that your readers know go under `initialisms` in the group's file."
        yield rules.CAPITALS.at(said.place, message)


def known_letters(texts: Iterable[str], group: Group | None) -> frozenset[str]:
    """Initialisms that may stand on a slide besides those of the list: of its group, and what it explains itself."""
    own = () if group is None else (known.text for known in group.initialisms)
    explained = [letters for text in texts for letters in _explained_in(text)]
    return frozenset((*own, *explained))


def _explained_in(text: str) -> Iterator[str]:
    for found in _IN_BRACKETS.finditer(text):
        if _stand_for(found[1], text[: found.start()]):
            yield found[1]
    for found in _BEFORE_BRACKETS.finditer(text):
        if _stand_for(found[1], found[2]):
            yield found[1]


def _stand_for(letters: str, text: str) -> bool:
    """Whether words begin with these letters, in their order."""
    firsts = iter([token.small[0].upper() for token in tokens_of(text) if not token.written.isupper()])
    return all(letter in firsts for letter in letters)


def _is_shouted(word: str, known: frozenset[str]) -> bool:
    if word in known or word in word_lists().initialisms or not _LETTERS.search(word):
        return False
    return word in SHOUTED if len(word) <= 3 else _READS.fullmatch(word.replace("'", "")) is not None
