"""From a slide to its layout, with everything about it that cannot be read from a seat."""

import math
from collections.abc import Iterator

from publisher.checks.calls import called_number, names_a_call, names_an_emergency
from publisher.drawing.boxes import Layout, Photo, mirrored
from publisher.drawing.choice import LAYOUTS, lacks, layout_name
from publisher.drawing.contrast import ERROR_BELOW, WARNING_BELOW, contrast, pairs
from publisher.drawing.distance import USUAL_SEAT
from publisher.drawing.flow import text_of
from publisher.drawing.furniture import credit_line, source_line
from publisher.drawing.page import Page
from publisher.drawing.pictures.header import PictureError, upright_size
from publisher.drawing.pictures.pictures import inspect_picture
from publisher.drawing.sheet import Sheet
from publisher.drawing.type.faces import has_extra_fonts
from publisher.drawing.type.isolation import doubtful_numbers
from publisher.drawing.type.scripts import letters_without_typeface
from publisher.drawing.words.wording import words_of
from publisher.model.findings import Finding, Place
from publisher.model.groups import Group
from publisher.model.languages import NAMES, runs_leftwards
from publisher.model.screens import Seat, Size
from publisher.model.slides import Block, Bullets, Heading, Inline, Slide
from publisher.model.themes import Theme
from publisher.rules.drawing import (
    COARSE_PICTURE,
    LOW_CONTRAST,
    NO_GLYPH,
    NO_LAYOUT,
    NO_PANEL,
    NOT_SHOWN,
    NUMBERS_MEET,
    TOO_MUCH,
    TOO_WIDE,
    WEAK_CONTRAST,
    found,
)

_NOT_WORDS = 1.1
"""A tenth more than the share that has no room, as gaps and ends of lines go only with whole lines."""
_INSTALL = "for Chinese and emoji install the extra `fonts`: pip install 'waiting-room-screens[fonts]'"
_A_SCRIPT = 4
"""Letters that a typeface lacks before it is a whole script that it lacks."""
_COARSE = 1.6
"""A picture drawn this much larger than it is looks soft."""


def lay_out(slide: Slide, theme: Theme, size: Size, group: Group | None, seat: Seat = USUAL_SEAT) -> Layout:
    """Everything on a slide in its place, at the largest size that fits.

    What does not fit, or cannot be read from a seat, is in the layout's findings.
    """
    page = Page(size, theme, group, slide.language, seat)
    sheet = LAYOUTS[layout_name(slide)](slide, page)
    piece = mirrored(sheet.piece, size.width) if runs_leftwards(slide.language) else sheet.piece
    layout = Layout(size, sheet.background, piece.panels, piece.boxes)
    findings = (
        *_about_layout(slide),
        *_about_calls(slide),
        *_about_letters(slide, page),
        *_about_numbers(slide),
        *_about_room(slide, sheet, page),
        *_about_contrast(layout, theme),
        *_about_pictures(slide, layout),
    )
    return Layout(size, layout.background, layout.panels, layout.boxes, findings)


def _about_layout(slide: Slide) -> list[Finding]:
    place = Place(slide.file, slide.lines.get("layout", 1))
    if slide.layout and slide.layout not in LAYOUTS:
        names = ", ".join(LAYOUTS)
        return [found(NO_LAYOUT, place, f"There is no layout '{slide.layout}'. Use one of: {names}.")]
    if lacks(slide):
        message = f"The layout '{slide.layout}' needs {lacks(slide)}. Add it, or take the line `layout:` out."
        return [found(NO_LAYOUT, place, message)]
    return []


def _about_calls(slide: Slide) -> list[Finding]:
    """A warning for each heading that names 999, 111 or 112 and gets no panel, and for such a title alone."""
    headings = [(block.line, text_of(block.words)) for block in slide.blocks if isinstance(block, Heading)]
    on_panels = layout_name(slide) == "signs"
    panels = {text for _, text in headings if on_panels and called_number(text, slide.language)}
    bare = [(line, text) for line, text in headings if names_a_call(text) and text not in panels]
    if not panels and called_number(slide.title, slide.language) and not called_number(slide.phone, "en"):
        bare.insert(0, (slide.lines.get("title", 1), slide.title))
    if not any(called_number(text, slide.language) == "999" for text in panels):
        bare += _calls_in_words(slide)
    message = "names a number to call for help, without its panel. Write `## Call 999`; the layout is `signs`."
    return [found(NO_PANEL, Place(slide.file, line), f"“{text}” {message}") for line, text in sorted(bare)]


def _calls_in_words(slide: Slide) -> Iterator[tuple[int, str]]:
    """Calls for 999 that are headings in all but their mark: bold words, or words below an emergency's heading."""
    above: Heading | None = None
    for block in slide.blocks:
        if isinstance(block, Heading):
            above = block if names_an_emergency(text_of(block.words)) else None
            continue
        for line, words in _lines_of(block):
            if called_number(text_of(words), slide.language) == "999":
                if above is not None:
                    yield above.line, f"{text_of(above.words)}: {text_of(words)}"
                elif all(run.bold for run in words):
                    yield line, text_of(words)


def _lines_of(block: Block) -> Iterator[tuple[int, Inline]]:
    parts = block.items if isinstance(block, Bullets) else (block,)
    return ((part.line, part.words) for part in parts)


def _about_letters(slide: Slide, page: Page) -> list[Finding]:
    """A finding for each line whose letters the typeface lacks."""
    wanting: dict[int, dict[str, None]] = {}
    furniture = [(1, source_line(slide)), (1, credit_line(slide, page.group))]
    for line, text in (*words_of(slide), *furniture):
        for mark in letters_without_typeface(text, slide.language):
            wanting.setdefault(line, {})[mark] = None
    remedy = "Write it another way." if has_extra_fonts() else f"Write it another way, or {_INSTALL}."
    if _of_another_script(wanting):
        known = ", ".join(sorted(set(NAMES.values())))
        remedy = f"Slides have letters for {known} and what shares their scripts, and none for this language."
    return [
        found(NO_GLYPH, Place(slide.file, line), f"The typeface has no {_named(marks)}. {remedy}")
        for line, marks in sorted(wanting.items())
    ]


def _of_another_script(wanting: dict[int, dict[str, None]]) -> bool:
    """Whether so many letters are wanting that they are a script, and no slip."""
    letters = {mark for marks in wanting.values() for mark in marks if mark.isalpha()}
    return len(letters) >= _A_SCRIPT and (has_extra_fonts() or not any("\u3000" < mark < "\ua000" for mark in letters))


def _about_numbers(slide: Slide) -> list[Finding]:
    """A note for each pair of numbers that one cannot tell from one number in two groups."""
    return [
        found(
            NUMBERS_MEET,
            Place(slide.file, line),
            f"'{number}' is drawn as one number, its first group at the left. "
            "If it is two, put a comma or a word between them.",
        )
        for line, text in words_of(slide)
        for number in doubtful_numbers(text)
    ]


def _named(marks: dict[str, None]) -> str:
    some = [f"'{mark}' (U+{ord(mark):04X})" for mark in list(marks)[:8]]
    more = len(marks) - len(some)
    return ", ".join(some) + (f" and {more} more" if more > 0 else "")


def _about_room(slide: Slide, sheet: Sheet, page: Page) -> list[Finding]:
    """What does not fit at the smallest size, and about how much shorter it has to be."""
    place = Place(slide.file, slide.blocks[0].line if slide.blocks else slide.lines.get("title", 1))
    long_words = ", ".join(f"'{word}'" for word in dict.fromkeys(sheet.piece.too_wide))
    findings = []
    if sheet.excess > 0:
        count = sum(len(text.split()) for _, text in words_of(slide))
        lose = min(count, max(1, math.ceil(count * sheet.excess * _NOT_WORDS)))
        message = (
            f"At {page.size} the words do not fit at a size that can be read from {page.seat.distance_m:g} m. "
            f"Take out about {lose} of {count} words, or make two slides of it."
        )
        findings.append(found(TOO_MUCH, place, message))
    if long_words:
        message = f"At {page.size} {long_words} is longer than a line. Use a shorter word, or one with a hyphen."
        findings.append(found(TOO_WIDE, place, message))
    return findings


def _about_contrast(layout: Layout, theme: Theme) -> list[Finding]:
    findings = []
    for ink, behind in pairs(layout):
        ratio = contrast(ink, behind)
        if ratio < WARNING_BELOW:
            rule = LOW_CONTRAST if ratio < ERROR_BELOW else WEAK_CONTRAST
            message = (
                f"The theme '{theme.id}' draws {ink} on {behind}, a contrast of {ratio:.1f} to 1. "
                f"Choose colours with at least {WARNING_BELOW:g} to 1."
            )
            findings.append(found(rule, Place(theme.file), message))
    return findings


def _about_pictures(slide: Slide, layout: Layout) -> list[Finding]:
    pictures = [picture for picture in (slide.picture, *slide.icons) if picture is not None]
    drawn = {box.content.file: box.rect for box in layout.boxes if isinstance(box.content, Photo)}
    boxes = {path: (rect.width, rect.height) for path, rect in drawn.items()}
    refused = {picture.path: inspect_picture(picture, slide.file, boxes.get(picture.path)) for picture in pictures}
    findings = [finding for found_in in refused.values() for finding in found_in]
    lines = {picture.path: picture.line for picture in pictures}
    for box in layout.boxes:
        if isinstance(box.content, Photo) and not refused[box.content.file]:
            findings += _about_sharpness(box.content, box.rect.width, Place(slide.file, lines[box.content.file]))
    if slide.picture and slide.picture.path not in drawn:
        message = (
            f"{slide.picture.path} is not shown at {layout.size}: the words leave no room for it. "
            "Take some words out, make two slides of it, or take the picture out."
        )
        findings.append(found(NOT_SHOWN, Place(slide.file, slide.picture.line), message))
    return list(dict.fromkeys(findings))


def _about_sharpness(photo: Photo, drawn_px: int, place: Place) -> list[Finding]:
    try:
        width = upright_size(photo.data)[0]
    except PictureError:
        return []
    if drawn_px <= width * _COARSE:
        return []
    message = f"{photo.file} is {width} pixels wide and drawn {drawn_px} wide. Use a larger one, or it looks soft."
    return [found(COARSE_PICTURE, place, message)]
