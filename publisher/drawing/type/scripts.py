"""Which typeface draws which letter: text divided into runs of one script each."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from publisher.drawing.type.faces import EMOJI, LATIN, TYPEFACES, characters_of, missing_characters, plain
from publisher.model.languages import arabic_face, code_of

_AS_EMOJI, _JOINER, _KEYCAP = "\ufe0f", "\u200d", "\u20e3"
_FOLLOWS_EMOJI = re.compile("[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_WIDE_IN_CHINESE = set("\u2018\u2019\u201c\u201d\u2026\u2014\u00b7")
"""Marks that Chinese draws as wide as its letters."""
_HYPHENS = {0x2010, 0x2011}
_OWN_SPACES = {"naskh", "nastaliq", "gurmukhi"}


class Script(NamedTuple):
    """A run of letters that one typeface draws; places are those in the whole text."""

    start: int
    end: int
    typeface: str


@lru_cache(2048)
def scripts_of(text: str, language: str) -> tuple[Script, ...]:
    """The text's runs in order."""
    if text.isascii():
        return (Script(0, len(text), LATIN),) if text else ()
    runs: list[Script] = []
    for at in range(len(text)):
        typeface = _typeface_at(text, at, language, runs[-1].typeface if runs else "")
        if runs and runs[-1].typeface == typeface:
            runs[-1] = Script(runs[-1].start, at + 1, typeface)
        else:
            runs.append(Script(at, at + 1, typeface))
    return tuple(runs)


def letters_without_typeface(text: str, language: str) -> tuple[str, ...]:
    """Characters that none of the packaged fonts can draw, each once, in order."""
    drawn = plain(text)
    if drawn.isascii():
        return ()
    runs = scripts_of(drawn, language)
    wanting = (mark for run in runs for mark in missing_characters(drawn[run.start : run.end], run.typeface))
    return tuple(dict.fromkeys(mark for mark in wanting if not _FOLLOWS_EMOJI.match(mark)))


def _typeface_at(text: str, at: int, language: str, before: str) -> str:
    mark = text[at]
    if _is_emoji(text, at, before):
        return EMOJI
    if _clings(mark, before, text[at + 1 : at + 2]) and not missing_characters(mark, before):
        return before
    return _by_coverage(mark, language)


def _clings(mark: str, before: str, after: str) -> bool:
    """Whether the mark takes the typeface of the letter before it: accents, joiners, and spaces between its words."""
    if mark == " ":
        return before in _OWN_SPACES and not after.isascii()
    return bool(before) and unicodedata.category(mark) in {"Mn", "Mc", "Me", "Cf"}


@lru_cache(8192)
def _by_coverage(mark: str, language: str) -> str:
    """The first typeface that has the letter, the language's own ones first; Latin if none has."""
    order = [LATIN, arabic_face(language), "naskh", *(name for name in TYPEFACES if name != LATIN)]
    if code_of(language) == "zh" and mark in _WIDE_IN_CHINESE:
        order.insert(0, "han")
    if ord(mark) in _HYPHENS:
        return LATIN
    return next((name for name in order if ord(mark) in characters_of(name)), LATIN)


def _is_emoji(text: str, at: int, before: str) -> bool:
    if not characters_of(EMOJI):
        return False
    mark, after = text[at], text[at + 1 : at + 2]
    if _FOLLOWS_EMOJI.match(mark):
        return before == EMOJI
    if mark.isascii():
        return text[at + 1 : at + 3] == _AS_EMOJI + _KEYCAP
    if ord(mark) not in characters_of(EMOJI):
        return False
    joined = before == EMOJI and text[at - 1] == _JOINER
    return joined or after == _AS_EMOJI or (_shows_as_emoji(mark) and after != "\ufe0e")


def _shows_as_emoji(mark: str) -> bool:
    from uniseg.emoji import emoji_presentation  # noqa: PLC0415 - takes long to load, and few slides need it

    return bool(emoji_presentation(mark))
