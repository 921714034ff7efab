"""The typefaces within a page: of each only the letters that the page has, so that no machine has to have them."""

import base64
from collections.abc import Iterable, Iterator
from functools import lru_cache

import uharfbuzz as hb

from publisher.drawing.faces import EMOJI, LATIN, TYPEFACES, characters_of, font_file, font_name
from publisher.drawing.languages import arabic_face

FAMILY = "Slides"
_FACE = (
    '@font-face {{ font-family: "{family}"; font-weight: {weight}; size-adjust: {size:.0%}; src: url("{address}"); }}'
)


def faces_of(page: str, languages: Iterable[str]) -> str:
    """Rules of CSS that bring the typefaces for every letter of a page in these languages, and name them in order."""
    wanted = frozenset(map(ord, page))
    arabic = {arabic_face(language) for language in languages}
    used = [name for name in TYPEFACES if _is_used(name, wanted, arabic)]
    faces = "\n".join(rule for name in used for rule in _rules(name, wanted & characters_of(name)))
    by_language = "\n".join(
        f":lang({language}) {{ font-family: {_families(used, language)}; }}" for language in sorted(set(languages))
    )
    return f"{faces}\n{by_language}"


def _is_used(name: str, wanted: frozenset[int], arabic: set[str]) -> bool:
    if name in {"naskh", "nastaliq"} and name not in arabic:
        return False
    return name == LATIN or bool((wanted & characters_of(name)) - characters_of(LATIN))


def _families(used: Iterable[str], language: str) -> str:
    """The order in which a browser looks for a letter: as slides are drawn, Latin ones first."""
    hand = arabic_face(language)
    order = sorted(used, key=lambda name: (name != LATIN, name != hand))
    return ", ".join((*(f'"{FAMILY} {name}"' for name in order), "Verdana", "sans-serif"))


def _rules(name: str, wanted: frozenset[int]) -> Iterator[str]:
    for weight, bold in ((400, False), (700, True)):
        if bold and name == EMOJI:
            continue
        address = f"data:font/ttf;base64,{base64.b64encode(_subset(font_name(name, bold), wanted)).decode()}"
        size = TYPEFACES[name].size
        yield _FACE.format(family=f"{FAMILY} {name}", weight=weight, size=size, address=address)


@lru_cache(64)
def _subset(font: str, wanted: frozenset[int]) -> bytes:
    """A font with these characters alone, and all that shaping makes of them."""
    asked = hb.SubsetInput()
    asked.sets(hb.SubsetInputSets.UNICODE).update(wanted)
    made = hb.subset(hb.Face(hb.Blob.from_file_path(str(font_file(font)))), asked)
    return bytes(made.blob.data)
