"""How many years at school a whole playlist asks of its readers.

Flesch-Kincaid grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59; UK reading
age is about the grade + 5. It says little about one slide, so only a whole playlist is measured,
and it is only ever a warning: the NHS manual uses such formulas to see where to look first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from publisher.checks.words.reading import is_english, said_on, sentences
from publisher.checks.words.syllables import count_syllables
from publisher.model.content import Playlist
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.slides import Kind, Slide
from publisher.rules import rules

FEWEST_WORDS = 100
"""Below this the formula says more about chance than about the text."""
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)*")


def grade_of(texts: Iterable[str]) -> tuple[float, int]:
    """The Flesch-Kincaid grade of several texts taken together, and how many words they have."""
    said = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in said for word in _WORD.findall(sentence)]
    if not words:
        return 0.0, 0
    syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59, len(words)


def check_readability(
    playlist: Playlist, slides: Mapping[str, Slide], groups: Mapping[str, Group]
) -> Iterator[Finding]:
    """A playlist about one condition can be read by somebody who left school early."""
    about = [found for entry in playlist.entries if (found := slides.get(entry.slide)) and _counts(found)]
    if len({slide.group for slide in about}) != 1:
        return
    grade, words = grade_of(said.text for slide in about for said in said_on(slide))
    group = groups.get(playlist.group)
    hard, very_hard = rules.HARD_TO_READ.limit_for(group), rules.VERY_HARD_TO_READ.limit_for(group)
    if words < FEWEST_WORDS or grade <= hard:
        return
    place = Place(playlist.file, playlist.lines.get("slides", 1))
    age = f"The {words} words here read at grade {grade:.1f}, a reading age of about {grade + 5:.0f}."
    if grade > very_hard:
        message = f"{age} Most people in the room are shut out. Write short sentences and everyday words."
        yield rules.VERY_HARD_TO_READ.at(place, message)
    else:
        yield rules.HARD_TO_READ.at(place, f"{age} Look for long words and long sentences, and make them shorter.")


def _counts(slide: Slide) -> bool:
    return slide.kind is Kind.CONDITION and is_english(slide)
