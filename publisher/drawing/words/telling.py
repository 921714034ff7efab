"""All that a slide puts on a screen, told in plain text: for alt text, notes, and whoever cannot see it.

It asks the same functions for their words as the layouts do, so what is drawn is told in the same words.
"""

from collections.abc import Iterator
from dataclasses import replace

from publisher.drawing.choice import layout_name
from publisher.drawing.flow import text_of
from publisher.drawing.furniture import credit_line, phone_line, source_line, speaker_line
from publisher.drawing.layouts.pair import halves_of, under_its_name
from publisher.drawing.type.isolation import isolated
from publisher.drawing.words.events import day_in_words, every_later_day, hours_in_words
from publisher.drawing.words.phrases import UNBROKEN, phrases_of
from publisher.model.groups import Group
from publisher.model.slides import Block, Bullets, Event, Picture, Slide

Line = tuple[str, str]
"""Words, and the language that they are in."""


def plain_text(slide: Slide, group: Group | None = None) -> str:
    """What a slide says, a line for each thing in the order of reading; numbers and names keep their direction."""
    return "\n".join(_told(*line) for line in _lines_of(slide, group) if line[0])


def told_title(slide: Slide) -> str:
    """The title as the plain text begins with it."""
    return _told(slide.title, slide.language)


def _told(text: str, language: str) -> str:
    return "\n".join(isolated(line, language) for line in text.replace(UNBROKEN, " ").split("\n"))


def _lines_of(slide: Slide, group: Group | None) -> Iterator[Line]:
    own = slide.language
    writers = credit_line(slide, group)
    yield slide.title, own
    yield from ((line, own) for line in (_event_lines(slide.event, own) if slide.event else ()))
    yield from _body_lines(slide)
    if layout_name(slide) == "quote":  # its credit stands below the words, and its group where others have their credit
        yield speaker_line(slide, group), own
        writers = credit_line(replace(slide, credit=""), group)
    yield from ((line, own) for line in (_picture_lines(slide.picture, own) if slide.picture else ()))
    yield from ((line, own) for line in (phone_line(slide), slide.link, source_line(slide), writers))


def _body_lines(slide: Slide) -> Iterator[Line]:
    """The blocks; side by side, each language under its name, as it is drawn."""
    halves = halves_of(slide)
    if layout_name(slide) == "pair":
        halves = (under_its_name(halves[0]), *halves[1:])
    for language, blocks in halves:
        yield from ((line, language) for block in blocks for line in _block_lines(block))


def _block_lines(block: Block) -> Iterator[str]:
    parts = [item.words for item in block.items] if isinstance(block, Bullets) else [block.words]
    return (text_of(words) for words in parts)


def _event_lines(event: Event, language: str) -> Iterator[str]:
    if event.days:
        first = day_in_words(min(event.days), language, with_year=event.with_year)
        yield f"{first}{phrases_of(language).comma}{hours_in_words(event, language)}"
        yield every_later_day(event, language)
    else:
        yield hours_in_words(event, language)
    yield event.place
    yield event.getting_there


def _picture_lines(picture: Picture, language: str) -> Iterator[str]:
    if picture.alt:
        yield phrases_of(language).picture.format(alt=picture.alt)
    yield picture.caption
