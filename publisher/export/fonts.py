"""The typefaces of pages, so that no machine has to have them: within a page to pass on, or beside a served one."""

import base64
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from publisher.drawing.type.faces import EMOJI, LATIN, TYPEFACES, characters_of, font_file, font_name
from publisher.model.languages import arabic_face

FAMILY = "Slides"
_FACE = (
    '@font-face {{ font-family: "{family}"; font-weight: {weight}; size-adjust: {size:.0%}; '
    'src: url("{address}"); {more}}}'
)
_BLOCKS = {
    "naskh": "U+600-6FF, U+750-77F, U+8A0-8FF, U+FB50-FDFF, U+FE70-FEFC",
    "nastaliq": "U+600-6FF, U+750-77F, U+8A0-8FF, U+FB50-FDFF, U+FE70-FEFC",
    "gurmukhi": "U+964-965, U+A00-A7F",
    "han": "U+2E80-9FFF, U+F900-FAFF, U+FF00-FFEF",
    EMOJI: "U+203C, U+2049, U+20E3, U+2139-27BF, U+2934-2B55, U+FE0F, U+1F000-1FAFF",
}
"""Unicode's blocks of each script, for which a browser fetches its typeface."""


def faces_of(page: str, languages: Iterable[str]) -> str:
    """Rules of CSS that bring the typefaces for every letter of a page in these languages, and name them in order.

    Of each typeface they have only the letters of the page.
    """
    wanted = frozenset(map(ord, page))
    hands = {arabic_face(language) for language in languages}
    used = [name for name in TYPEFACES if _is_used(name, wanted, hands)]
    faces = "\n".join(_rules(used, lambda name, font: _within(font, wanted & characters_of(name)), lambda name: ""))
    orders = (
        f":lang({language}) {{ font-family: {_families(used, language)}; }}" for language in sorted(set(languages))
    )
    return "\n".join((faces, *orders))


def faces_at(address_of: Callable[[str], str], first: str) -> str:
    """The same for pages that are served: all typefaces beside `first`, each fetched when a letter needs it."""
    beside = [name for name in _BLOCKS if characters_of(name)]
    faces = "\n".join(
        _rules(beside, lambda name, font: address_of(font), lambda name: f"unicode-range: {_BLOCKS[name]}; ")
    )
    orders = (
        f"{who} {{ font-family: {first}, {_families(beside, language)}; }}"
        for who, language in (("body", "ar"), (":lang(ur), :lang(ks)", "ur"), (":lang(ar), :lang(en)", "ar"))
    )
    return "\n".join((faces, *orders))


def served_fonts() -> dict[str, Path]:
    """The files that `faces_at` names, by the names of their fonts."""
    there = [name for name in _BLOCKS if characters_of(name)]
    return {font_name(name, bold): font_file(font_name(name, bold)) for name in there for bold in (False, True)}


def _is_used(name: str, wanted: frozenset[int], hands: set[str]) -> bool:
    if name in {"naskh", "nastaliq"} and name not in hands:
        return False
    return name == LATIN or bool((wanted & characters_of(name)) - characters_of(LATIN))


def _families(used: Iterable[str], language: str) -> str:
    """The order in which a browser looks for a letter: as slides are drawn, Latin ones first."""
    hand = arabic_face(language)
    order = sorted(used, key=lambda name: (name != LATIN, name != hand))
    return ", ".join((*(f'"{FAMILY} {name}"' for name in order), "Verdana", "sans-serif"))


def _rules(names: Iterable[str], address_of: Callable[[str, str], str], more: Callable[[str], str]) -> Iterator[str]:
    for name in names:
        for weight, bold in ((400, False), (700, True)):
            if not (bold and name == EMOJI):
                address, size = address_of(name, font_name(name, bold)), TYPEFACES[name].size
                family = f"{FAMILY} {name}"
                yield _FACE.format(family=family, weight=weight, size=size, address=address, more=more(name))


def _within(font: str, wanted: frozenset[int]) -> str:
    return f"data:font/ttf;base64,{base64.b64encode(_subset(font, wanted)).decode()}"


@lru_cache(64)
def _subset(font: str, wanted: frozenset[int]) -> bytes:
    """A font with these characters alone, and all that shaping makes of them."""
    asked = hb.SubsetInput()
    asked.sets(hb.SubsetInputSets.UNICODE).update(wanted)
    made = hb.subset(hb.Face(hb.Blob.from_file_path(str(font_file(font)))), asked)
    return bytes(made.blob.data)
