"""Which layout a slide gets: the one it names, or the one that suits what it contains."""

from collections.abc import Callable

from publisher.drawing.flow import text_of
from publisher.drawing.layouts import people, pictured, reading
from publisher.drawing.layouts.pair import arrange_pair, halves_of
from publisher.drawing.layouts.signs import arrange_signs, is_call
from publisher.drawing.page import Page
from publisher.drawing.sheet import Sheet
from publisher.model.slides import Bullets, Kind, Paragraph, Quotation, Slide

Arrange = Callable[[Slide, Page], Sheet]

LAYOUTS: dict[str, Arrange] = {
    "text": reading.arrange_text,
    "picture": pictured.arrange_picture,
    "caption": pictured.arrange_caption,
    "big": reading.arrange_big,
    "list": reading.arrange_list,
    "signs": arrange_signs,
    "question": reading.arrange_question,
    "quote": people.arrange_quote,
    "event": people.arrange_event,
    "help": people.arrange_help,
    "pair": arrange_pair,
}
BIG_WORDS = 9
"""One paragraph of no more words than this stands alone and large."""

_SUITS: tuple[tuple[str, Callable[[Slide], bool]], ...] = (
    ("event", lambda slide: slide.event is not None),
    ("pair", lambda slide: len(halves_of(slide)) == 2),
    ("signs", lambda slide: any(is_call(block, slide.language) for block in slide.blocks)),
    ("caption", lambda slide: slide.picture is not None and not slide.blocks),
    ("picture", lambda slide: slide.picture is not None),
    ("question", lambda slide: slide.kind is Kind.QUESTION),
    ("quote", lambda slide: any(isinstance(block, Quotation) for block in slide.blocks)),
    ("list", lambda slide: any(isinstance(block, Bullets) and _has_icons(block) for block in slide.blocks)),
    ("help", lambda slide: bool(slide.phone)),
    ("big", lambda slide: len(slide.blocks) == 1 and _is_short(slide)),
)
_NEEDS: dict[str, tuple[str, Callable[[Slide], bool]]] = {
    "picture": ("a picture", lambda slide: slide.picture is not None),
    "caption": ("a picture", lambda slide: slide.picture is not None),
    "event": ("an event", lambda slide: slide.event is not None),
    "quote": ("a quotation (a line that starts with >)", _SUITS[6][1]),
    "pair": ("a heading that names the second language, such as ## Polski", _SUITS[1][1]),
    "big": ("text to make big", lambda slide: bool(slide.blocks)),
    "help": ("a phone number or a link", lambda slide: bool(slide.phone or slide.link)),
    "signs": ("a heading that says to call 999 or 111", _SUITS[2][1]),
}


def layout_name(slide: Slide) -> str:
    """The name of the layout that a slide gets."""
    if slide.layout in LAYOUTS and not lacks(slide):
        return str(slide.layout)
    return next((name for name, suits in _SUITS if suits(slide)), "text")


def lacks(slide: Slide) -> str:
    """What the layout that a slide names cannot do without, or nothing."""
    what, has = _NEEDS.get(slide.layout or "", ("", lambda slide: True))
    return "" if has(slide) else what


def _has_icons(block: Bullets) -> bool:
    return any(item.icon for item in block.items)


def _is_short(slide: Slide) -> bool:
    block = slide.blocks[0]
    return isinstance(block, Paragraph) and len(text_of(block.words).split()) <= BIG_WORDS
