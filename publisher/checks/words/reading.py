"""What there is to read on a slide: its texts with their lines, its sentences, its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher.checks.words.vocabulary import ABBREVIATIONS
from publisher.model.findings import Place
from publisher.model.languages import code_of, language_named
from publisher.model.slides import Block, Bullets, Heading, Inline, Item, Quotation, Slide

_STOP = re.compile(r"[.!?…]+[\"'\u201d\u2019)\]]*(?=\s|$)|[\u3002\uff01\uff1f\u061f\u0964]+")
"""Where a sentence ends, with closing quotation marks; and in Chinese, Japanese, Arabic and Hindi."""
_CJK = r"[぀-ヿ㐀-䶿一-鿿가-힯豈-﫿]"
"""Compiled when the first text needs it, which takes as long as reading a slide."""
_TYPED = {
    **dict.fromkeys(map(ord, "\u00a0\u202f\n"), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c"), None),
}
_LETTER = re.compile(r"\w")
CJK_CHARACTERS_PER_WORD = 2
"""Scripts without spaces: about two characters take the time of one English word (ours)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text on a slide and where it stands; `quoted` words are somebody's own, a title is a `heading`."""

    text: str
    place: Place
    quoted: bool = False
    language: str = "en"
    heading: bool = False


def place_of(slide: Slide, key: str) -> Place:
    """Where a front matter key stands, or the top of the file if it was not written."""
    return Place(slide.file, slide.lines.get(key, 1))


def left_out(slide: Slide, key: str) -> bool:
    """Whether a key was not written; one that was written wrongly was reported when it was read."""
    return key not in slide.lines


def plain(words: Inline) -> str:
    """The words without their weight, with the spaces that a keyboard types."""
    return _typed("".join(run.text for run in words))


def parts_of(block: Block) -> tuple[Item | Block, ...]:
    """The items of a list, or the block itself."""
    return block.items if isinstance(block, Bullets) else (block,)


def body_of(slide: Slide) -> Iterator[Said]:
    """Every text below the title, in order; below a heading that names a language, in that language."""
    language = slide.language
    for block in slide.blocks:
        if isinstance(block, Heading):
            language = language_named(plain(block.words)) or language
        for part in parts_of(block):
            if not isinstance(part, Bullets):
                place = Place(slide.file, part.line)
                yield Said(plain(part.words), place, isinstance(block, Quotation), language, isinstance(block, Heading))


def said_on(slide: Slide) -> tuple[Said, ...]:
    """Everything that a slide says in words: title, text, caption, and the event's place and way there."""
    said = [Said(slide.title, place_of(slide, "title"), language=slide.language, heading=True), *body_of(slide)]
    if slide.picture is not None and slide.picture.caption:
        said.append(Said(slide.picture.caption, Place(slide.file, slide.picture.line), language=slide.language))
    if slide.event is not None:
        place = Place(slide.file, slide.event.line)
        said += [Said(text, place, language=slide.language) for text in (slide.event.place, slide.event.getting_there)]
    return tuple(replace(text, text=_typed(text.text)) for text in said if text.text)


def _typed(text: str) -> str:
    """The text as a keyboard types it, as rules of wording are written: plain spaces, no signs that nobody sees."""
    return text if text.isascii() and "\n" not in text else text.translate(_TYPED)


def headings_of(slide: Slide) -> tuple[str, ...]:
    """The title and the headings below it."""
    return (slide.title, *(plain(block.words) for block in slide.blocks if isinstance(block, Heading)))


def sentences(text: str) -> tuple[str, ...]:
    """A text cut into sentences; "Dr. Shah", "9.30am" and "A&E" stay whole."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if not _is_abbreviation(text[start : stop.start()]):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return tuple(sentence for sentence in (*found, text[start:].strip()) if sentence)


def count_words(text: str) -> int:
    """How many words a text takes to read; two Chinese or Japanese characters count as one."""
    packed = 0 if text.isascii() else len(re.findall(_CJK, text))
    rest = re.sub(_CJK, " ", text) if packed else text
    spaced = sum(1 for word in rest.split() if _LETTER.search(word) or word == "&")
    return spaced + -(-packed // CJK_CHARACTERS_PER_WORD)


def words_on(slide: Slide) -> int:
    """How many words there are to read on a slide."""
    return sum(count_words(said.text) for said in said_on(slide))


def is_english(slide: Slide) -> bool:
    """Whether the slide as a whole is in English."""
    return code_of(slide.language) == "en"


def in_english(said: Said) -> bool:
    """Whether the rules for English wording apply to a text."""
    return code_of(said.language) == "en"


def _is_abbreviation(before: str) -> bool:
    word = before.rsplit(maxsplit=1)[-1].lower().lstrip("(\"'\u201c\u2018") if before.strip() else ""
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word not in {"a", "i"})
