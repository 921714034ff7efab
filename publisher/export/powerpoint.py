"""A PowerPoint file that runs by itself: one picture a slide, its time, and its words for those who cannot see it."""

from datetime import UTC, datetime, time
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Show
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame
from pptx.util import Emu

from publisher.drawing.type.isolation import CLOSE, OPEN, leads_leftwards, without_isolates
from publisher.export.book import Book, Leaf

LONGER_SIDE = Emu(12_192_000)
"""13 1/3 inches, the width of a wide slide in PowerPoint."""
TITLE_ONLY = 5
"""The place of the layout with a title and nothing else in the library's own empty file."""
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_PROPERTIES = "presProps"
_MARK = "\u200e"


def make_powerpoint(book: Book) -> bytes:
    """The slides as a show that starts again at its end; no clicks are needed, and one goes on."""
    show = Presentation()
    scale = LONGER_SIDE / max(book.size.width, book.size.height)
    show.slide_width, show.slide_height = Emu(round(book.size.width * scale)), Emu(round(book.size.height * scale))
    for leaf in book.leaves:
        _add(show, leaf)
    _describe(show, book)
    _repeat(show)
    target = BytesIO()
    show.save(target)
    return target.getvalue()


def _add(show: Show, leaf: Leaf) -> None:
    page = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    _title(show, page, leaf)
    shape = page.shapes.add_picture(BytesIO(leaf.picture), 0, 0, show.slide_width, show.slide_height)
    shape.name = leaf.entry.slide
    shape._element.nvPicPr.cNvPr.set("descr", _in_order(leaf.words))  # the library has no name of its own for alt text
    _advance(page, leaf.entry.dwell_seconds)
    _write_notes(page, leaf)


def _title(show: Show, page: Page, leaf: Leaf) -> None:
    """A title above the slide's edge: not seen in the show, but read out and listed in the outline."""
    title = page.shapes.title
    height = show.slide_height // 8
    title.left, title.top, title.width, title.height = 0, -height, show.slide_width, height
    title.text_frame.text = _in_order(leaf.entry.title)
    _in_language(title.text_frame, leaf.entry.language)


def _advance(page: Page, seconds: int) -> None:
    """Go on by itself after so many seconds; the schema wants this before timing and extensions."""
    transition = etree.Element(f"{{{_P}}}transition", advClick="1", advTm=str(seconds * 1000))
    page._element.clrMapOvr.addnext(transition)


def _write_notes(page: Page, leaf: Leaf) -> None:
    frame = page.notes_slide.notes_text_frame
    frame.text = _in_order(leaf.words)
    _in_language(frame, leaf.entry.language)


def _in_order(text: str) -> str:
    """The text with marks of direction in its isolates: Office knows these, and not every version knows isolates."""
    return text.replace(OPEN, f"{OPEN}{_MARK}").replace(CLOSE, f"{_MARK}{CLOSE}")


def _in_language(frame: TextFrame, language: str) -> None:
    for paragraph in frame.paragraphs:
        if leads_leftwards(without_isolates(paragraph.text).replace(_MARK, ""), language):
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", language)


def _describe(show: Show, book: Book) -> None:
    about = show.core_properties
    about.title, about.language, about.author, about.last_modified_by = book.title, book.language, "", ""
    about.subject = f"{book.playlist}, {book.origin}"
    about.created = about.modified = datetime.combine(book.day, time(), UTC)


def _repeat(show: Show) -> None:
    """Start again after the last slide, and keep each slide's time."""
    part = next(rel.target_part for rel in show.part.rels.values() if rel.reltype.endswith(f"/{_PROPERTIES}"))
    root = etree.fromstring(part.blob)
    root.insert(0, etree.Element(f"{{{_P}}}showPr", loop="1", useTimings="1"))
    root[0].append(etree.Element(f"{{{_P}}}present"))
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
