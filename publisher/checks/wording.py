"""Plain English: short sentences, short lists, words that people know.

The limits are those of the NHS digital service manual. Quotations keep a person's own words:
only the length of their sentences is looked at.
"""

import re
from collections.abc import Iterator

from publisher.checks import rules
from publisher.checks.casing import check_casing
from publisher.checks.numerals import check_numerals
from publisher.checks.reading import Said, count_words, is_english, place_of, plain, said_on, sentences
from publisher.checks.vocabulary import AVOIDED, INITIALISMS, LATIN, NEGATIVES, SHOUTED
from publisher.model import Bullets, Finding, Group, Paragraph, Place, Slide, Word

_AVOIDED = re.compile("|".join(re.escape(word.avoid) for word in AVOIDED), re.IGNORECASE)
"""Whether a closer look is worth the while."""
_LATIN = re.compile(r"(?<![\w.])(e\.?g|i\.?e|etc)\b(?!\.\w)", re.IGNORECASE)
_AND = re.compile(r"&")
_A_AND_E = re.compile(r"\bA ?& ?E\b")
_NEGATIVE = re.compile(rf"\b({'|'.join(NEGATIVES)})\b", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z][A-Z\u2019']*[A-Z]\b")


def check_wording(slide: Slide, group: Group | None) -> Iterator[Finding]:
    """Everything about a slide's words: how long, how many, and which."""
    yield from check_title(slide, group)
    yield from check_lengths(slide, group)
    if is_english(slide):
        yield from check_casing(slide)
    for said in said_on(slide):
        yield from check_sentences(said, group)
        if is_english(slide) and not said.quoted:
            yield from check_english(said)
        if group is not None and not said.quoted:
            yield from check_group_words(said, group.words)


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


def check_english(said: Said) -> Iterator[Finding]:
    """Capitals, short forms, signs, and words that many people do not know."""
    yield from _capitals(said)
    yield from _latin(said)
    yield from _ampersand(said)
    yield from _negatives(said)
    yield from check_numerals(said)
    for word in AVOIDED if _AVOIDED.search(said.text) else ():
        if _has(said.text, word.avoid):
            message = f"“{word.avoid}” is hard for many people. Write “{word.instead}”, or say it in another way."
            yield rules.AVOIDED_WORD.at(said.place, message)


def check_group_words(said: Said, words: tuple[Word, ...]) -> Iterator[Finding]:
    """Words that confused people in the group, and what they say instead."""
    for word in words:
        if _has(said.text, word.avoid):
            why = f" {word.why.rstrip('.')}." if word.why else ""
            message = f"The group does not write “{word.avoid}”.{why} Write “{word.instead}”."
            yield rules.GROUP_WORD.at(said.place, message)


def _capitals(said: Said) -> Iterator[Finding]:
    shouted = [word for word in _CAPITALS.findall(said.text) if _is_shouted(word)]
    if shouted:
        message = f"“{' '.join(shouted)}” is in block capitals. Write it in small letters."
        yield rules.CAPITALS.at(said.place, message)


def _latin(said: Said) -> Iterator[Finding]:
    for found in _LATIN.finditer(said.text):
        instead = LATIN[found[1].replace(".", "").lower()]
        yield rules.LATIN.at(said.place, f"“{found[1]}” is Latin cut short. Write {instead}.")


def _ampersand(said: Said) -> Iterator[Finding]:
    if _AND.search(_A_AND_E.sub("", said.text)):
        yield rules.AMPERSAND.at(said.place, "“&” stands for a word. Write “and”; only A&E keeps its sign.")


def _negatives(said: Said) -> Iterator[Finding]:
    for found in _NEGATIVE.finditer(said.text.replace("\u2019", "'")):
        message = f"“{found[1]}” is a short form. Write “{NEGATIVES[found[1].lower()]}”."
        yield rules.CONTRACTION.at(said.place, message)


def _is_shouted(word: str) -> bool:
    short = len(word) <= 3
    return word in SHOUTED if short else word not in INITIALISMS


def _has(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}s?(?!\w)", text, re.IGNORECASE) is not None


def _start(sentence: str) -> str:
    words = sentence.split()
    return sentence if len(words) <= 6 else f"{' '.join(words[:6])} …"
