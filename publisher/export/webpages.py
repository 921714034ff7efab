"""Slides as pages for a phone or a screen reader: headings, lists and links, and no program at all."""

from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from publisher.checks.phones import dialled
from publisher.drawing.events import day_in_words, hours_in_words
from publisher.drawing.phrases import phrases_of
from publisher.export.book import Book, Leaf
from publisher.export.images import within_page
from publisher.export.labels import labels_of
from publisher.export.languages import direction_of
from publisher.model import Block, Bullets, Heading, Inline, Paragraph, Quotation, Slide


def make_webpages(book: Book) -> dict[str, bytes]:
    """A page for each slide, and one that lists them."""
    pages = _environment()
    names = [leaf.file_name("html") for leaf in book.leaves]
    made = {"index.html": pages.get_template("index.html").render(book=book, names=names)}
    for at, leaf in enumerate(book.leaves):
        near = {"before": names[at - 1] if at else "", "after": names[at + 1] if at + 1 < len(names) else ""}
        made[names[at]] = pages.get_template("slide.html").render(book=book, leaf=leaf, **near)
    return {name: page.encode() for name, page in made.items()}


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
    }
    return pages


def _words(words: Inline) -> Markup:
    return Markup().join(
        Markup("<strong>{}</strong>").format(_broken(run.text)) if run.bold else _broken(run.text) for run in words
    )


def _broken(text: str) -> Markup:
    """A text with the line breaks that its author wrote."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _kind(block: Block) -> str:
    names = {Paragraph: "paragraph", Bullets: "list", Heading: "heading", Quotation: "quotation"}
    return names[type(block)]


def _long_day(day: date, language: str = "en") -> str:
    return day_in_words(day, language, with_year=True)


def _phone_label(slide: Slide) -> str:
    return phrases_of(slide.language).phone.format(number="").strip()


def _address(link: str) -> str:
    return link if "://" in link else f"https://{link}"


def _rest(leaf: Leaf) -> list[str]:
    """What a slide of an earlier edition says below its title, line by line."""
    return [line for line in leaf.words.splitlines()[1:] if line]
