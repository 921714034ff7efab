"""Plain English: short sentences, short lists, words that people know.

The limits are those of the NHS digital service manual. Quotations keep a person's own words:
only the length of their sentences is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from publisher.checks.words.avoided import check_avoided, check_group_words, without_names
from publisher.checks.words.capitals import check_capitals, known_letters
from publisher.checks.words.casing import check_casing
from publisher.checks.words.letters import as_seen
from publisher.checks.words.numerals import check_numerals
from publisher.checks.words.reading import Said, count_words, in_english, place_of, plain, said_on, sentences
from publisher.checks.words.vocabulary import LATIN, SHORT_FORMS
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.slides import Bullets, Paragraph, Slide
from publisher.rules import rules

_LATIN = re.compile(
    r"(?<![\w./@-])((?:e\.? ?g\.|i\.? ?e\.)(?=\W|$)|(?-i:[eE]\.?g|[iI]\.?e)\b|etc)(?!\.?\w)", re.IGNORECASE
)
_AND = re.compile(r"&")
_A_AND_E = re.compile(r"\bA ?& ?E\b")
_SHORT = re.compile(rf"\b({'|'.join(SHORT_FORMS)})\b", re.IGNORECASE)
_HEADING_DONT = re.compile(r"\W*don'?ts?\W*", re.IGNORECASE)
"""The heading of a list of what not to do, which the manual allows."""
_PLURAL_IN_BRACKETS = re.compile(r"\b(\w{2,})\((e?s)\)")


def check_wording(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """Everything about a slide's words: how long, how many, and which."""
    yield from check_title(slide, group)
    yield from check_lengths(slide, group)
    texts = said_on(slide)
    seen = tuple(replace(said, text=as_seen(said.text)) for said in texts)
    known = known_letters((said.text for said in seen if in_english(said)), group)
    for said, as_read in zip(texts, seen, strict=True):
        yield from check_sentences(said, group)
        if in_english(said) and not said.quoted:
            yield from check_english(as_read, group, known)
        if group is not None and not said.quoted:
            yield from check_group_words(as_read, group)


def check_title(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """A title is taken in at a glance."""
    most = rules.LONG_TITLE.limit_for(group)
    if len(slide.title) > most:
        message = f"The title has {len(slide.title)} characters. Cut it to {most:g} or fewer."
        yield rules.LONG_TITLE.at(place_of(slide, "title"), message)


def check_lengths(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """Paragraphs of few sentences, lists of few items."""
    most_items, most_sentences = rules.LONG_LIST.limit_for(group), rules.LONG_PARAGRAPH.limit_for(group)
    for block in slide.blocks:
        place = Place(slide.file, block.line)
        if isinstance(block, Bullets) and len(block.items) > most_items:
            message = f"This list has {len(block.items)} items. Keep the {most_items:g} that matter most."
            yield rules.LONG_LIST.at(place, message)
        if isinstance(block, Paragraph) and len(sentences(plain(block.words))) > most_sentences:
            message = f"This paragraph has {len(sentences(plain(block.words)))} sentences."
            yield rules.LONG_PARAGRAPH.at(place, f"{message} Cut it to {most_sentences:g}, or split it.")


def check_sentences(said: Said, group: Group | None) -> Iterator[Finding]:
    """Sentences of at most 20 words."""
    most = rules.LONG_SENTENCE.limit_for(group)
    for sentence in sentences(said.text):
        words = count_words(sentence)
        if words > most:
            message = f"The sentence “{_start(sentence)}” has {words} words."
            yield rules.LONG_SENTENCE.at(said.place, f"{message} Cut it to {most:g}, or make two of it.")


def check_english(said: Said, group: Group | None, known: frozenset[str]) -> Iterator[Finding]:
    """Capitals, short forms, signs, and words that many people do not know."""
    if said.heading:
        yield from check_casing(said, group)
    plainly = replace(said, text=without_names(said.text, group))
    yield from check_capitals(plainly, known)
    yield from _latin(plainly)
    yield from _ampersand(plainly)
    yield from _short_forms(plainly)
    yield from _plurals_in_brackets(plainly)
    yield from check_numerals(plainly)
    yield from check_avoided(said, group)


def _latin(said: Said) -> Iterator[Finding]:
    for found in _LATIN.finditer(said.text):
        instead = LATIN[re.sub(r"[. ]", "", found[1]).lower()]
        yield rules.LATIN.at(said.place, f"“{found[1]}” is Latin cut short. Write {instead}.")


def _ampersand(said: Said) -> Iterator[Finding]:
    if _AND.search(_A_AND_E.sub("", said.text)):
        yield rules.AMPERSAND.at(said.place, "“&” stands for a word. Write “and”; only A&E keeps its sign.")


def _short_forms(said: Said) -> Iterator[Finding]:
    for found in () if _HEADING_DONT.fullmatch(said.text) else _SHORT.finditer(said.text):
        message = f"“{found[1]}” is a short form. Write “{SHORT_FORMS[found[1].lower()]}”."
        yield rules.CONTRACTION.at(said.place, message)


def _plurals_in_brackets(said: Said) -> Iterator[Finding]:
    for found in _PLURAL_IN_BRACKETS.finditer(said.text):
        message = f"“{found[0]}” means one or several. Write “{found[1]}{found[2]}”, which covers both."
        yield rules.PLURAL_IN_BRACKETS.at(said.place, message)


def _start(sentence: str) -> str:
    words = sentence.split()
    return sentence if len(words) <= 6 else f"{' '.join(words[:6])} …"
