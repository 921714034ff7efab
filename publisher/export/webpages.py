"""Slides as pages for a phone or a screen reader: headings, lists and links, and no program at all."""

import re
from datetime import date
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from publisher.checks.calls import called_number
from publisher.checks.phones import dialled
from publisher.drawing.flow import text_of
from publisher.drawing.furniture import credit_line
from publisher.drawing.layouts.pair import halves_of
from publisher.drawing.type.isolation import isolated, leads_leftwards, needs_override, parts_of, without_isolates
from publisher.drawing.words.events import day_in_words, hours_in_words
from publisher.drawing.words.phrases import phrases_of
from publisher.export.book import Book, Leaf
from publisher.export.fonts import faces_of
from publisher.export.images import within_page
from publisher.export.labels import labels_of
from publisher.export.languages import direction_of
from publisher.model.languages import language_of_letters, runs_leftwards
from publisher.model.slides import Block, Bullets, Heading, Inline, Paragraph, Quotation, Slide, Text

_FONTS_GO_HERE = "/* typefaces */"
_LANGUAGE = re.compile(r'(?<= lang=")[\w-]+')


def make_webpages(book: Book) -> dict[str, bytes]:
    """A page for each slide, and one that lists them."""
    pages = _environment()
    names = [leaf.file_name("html") for leaf in book.leaves]
    made = {"index.html": pages.get_template("index.html").render(book=book, names=names)}
    for at, leaf in enumerate(book.leaves):
        near = {"before": names[at - 1] if at else "", "after": names[at + 1] if at + 1 < len(names) else ""}
        made[names[at]] = pages.get_template("slide.html").render(book=book, leaf=leaf, **near)
    return {name: _with_fonts(page).encode() for name, page in made.items()}


def _with_fonts(page: str) -> str:
    """The page with the typefaces for what it says, now that this is known."""
    return page.replace(_FONTS_GO_HERE, faces_of(page, _LANGUAGE.findall(page)))


def _environment() -> Environment:
    pages = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {
        "words": _words,
        "line": _line,
        "isolated": isolated,
        "with_languages": _with_languages,
        "called": _called,
        "kind": _kind,
        "direction": direction_of,
        "long_day": _long_day,
        "hours": hours_in_words,
        "dialled": dialled,
        "address": _address,
        "rest": _rest,
        "labels": labels_of,
        "within_page": within_page,
        "phone_label": _phone_label,
        "credit": _credit,
    }
    return pages


def _words(words: Inline, language: str) -> Markup:
    """Words with their weights, each stretch that keeps its own order in a `bdi`; all, if they run the other way."""
    text, weights = text_of(words), [run.bold for run in words for _ in run.text]
    told, at = Markup(), 0
    for part, alone in parts_of(text, language):
        told += _isolate(part, _weighed(part, weights[at:])) if alone else _weighed(part, weights[at:])
        at += len(part)
    leftwards = leads_leftwards(text, language)
    if leftwards == runs_leftwards(language):
        return told
    return Markup('<bdi dir="{}">{}</bdi>').format("rtl" if leftwards else "ltr", told)


def _isolate(part: str, told: Markup) -> Markup:
    element = "bdo" if needs_override(part) else "bdi"
    return Markup('<{0} dir="ltr">{1}</{0}>').format(element, told)


def _weighed(text: str, weights: list[bool]) -> Markup:
    """The text with its bold stretches marked."""
    runs = groupby(zip(text, weights, strict=False), key=lambda pair: pair[1])
    told = (("".join(sign for sign, _ in pairs), bold) for bold, pairs in runs)
    return Markup().join(
        Markup("<strong>{}</strong>").format(_broken(run)) if bold else _broken(run) for run, bold in told
    )


def _line(text: str, language: str) -> Markup:
    """One line of plain text, whether or not it carries signs that isolate."""
    return _words((Text(without_isolates(text)),), language)


def _with_languages(slide: Slide) -> list[tuple[Block, str]]:
    """Each block with the language that it is in: that of its half, or one that its letters show."""
    return [(block, _language_of(block, language)) for language, blocks in halves_of(slide) for block in blocks]


def _language_of(block: Block, language: str) -> str:
    items = block.items if isinstance(block, Bullets) else (block,)
    text = " ".join(text_of(item.words) for item in items)
    leftwards = leads_leftwards(text, language)
    return language if leftwards == runs_leftwards(language) else language_of_letters(text, leftwards)


def _broken(text: str) -> Markup:
    """A text with the line breaks that its author wrote."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _called(words: Inline, language: str) -> str:
    return called_number(text_of(words), language)


def _kind(block: Block) -> str:
    names = {Paragraph: "paragraph", Bullets: "list", Heading: "heading", Quotation: "quotation"}
    return names[type(block)]


def _long_day(day: date, language: str = "en") -> str:
    return day_in_words(day, language, with_year=True)


def _credit(leaf: Leaf) -> str:
    return credit_line(leaf.slide, leaf.group) if leaf.slide else ""


def _phone_label(slide: Slide) -> str:
    return phrases_of(slide.language).phone.format(number="").strip()


def _address(link: str) -> str:
    return link if "://" in link else f"https://{link}"


def _rest(leaf: Leaf) -> list[str]:
    """What a slide of an earlier edition says below its title, line by line."""
    return [line for line in leaf.words.splitlines()[1:] if line]
