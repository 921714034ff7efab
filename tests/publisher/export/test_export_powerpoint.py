"""The PowerPoint file, opened again with the library that Python people read such files with."""

from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from pptx import Presentation

from publisher.export.book import Book
from publisher.export.powerpoint import make_powerpoint

NAMES = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def opened(book: Book):
    return Presentation(BytesIO(make_powerpoint(book)))


def pictures_of(show):
    return [next(shape for shape in page.shapes if shape.shape_type == 13) for page in show.slides]


def test_each_slide_is_one_picture_from_edge_to_edge(book):
    show = opened(book)
    pictures = pictures_of(show)
    assert [picture.image.blob for picture in pictures] == [leaf.picture for leaf in book.leaves]
    edges = {(each.left, each.top, each.width, each.height) for each in pictures}
    assert edges == {(0, 0, show.slide_width, show.slide_height)}


@pytest.mark.parametrize(("which", "shape"), [("book", 16 / 9), ("tall_book", 9 / 16)])
def test_the_slides_have_the_shape_of_the_screen(which, shape, request):
    show = opened(request.getfixturevalue(which))
    assert show.slide_width / show.slide_height == pytest.approx(shape, rel=1e-4)


def test_alt_text_and_notes_say_what_the_slide_says(book):
    show = opened(book)
    words = [leaf.words for leaf in book.leaves]
    assert [each._element.nvPicPr.cNvPr.get("descr") for each in pictures_of(show)] == words
    assert [page.notes_slide.notes_text_frame.text for page in show.slides] == words


def test_each_slide_has_a_title_that_nobody_sees(book):
    for page, leaf in zip(opened(book).slides, book.leaves, strict=True):
        title = page.shapes.title
        assert title.text == leaf.entry.title and title.top + title.height <= 0


def test_each_slide_goes_on_after_its_own_time(book):
    for page, leaf in zip(opened(book).slides, book.leaves, strict=True):
        (transition,) = page._element.findall("p:transition", NAMES)
        assert transition.get("advTm") == str(leaf.entry.dwell_seconds * 1000)
        order = [etree.QName(each).localname for each in page._element]
        assert order.index("transition") == order.index("clrMapOvr") + 1


def test_the_show_starts_again_at_its_end(book):
    (part,) = [rel.target_part for rel in opened(book).part.rels.values() if rel.reltype.endswith("presProps")]
    (shown,) = etree.fromstring(part.blob).findall("p:showPr", NAMES)
    assert (shown.get("loop"), shown.get("useTimings")) == ("1", "1")


def test_words_carry_their_language_and_direction(book):
    leaf = book.leaves[0]
    urdu = replace(leaf, entry=replace(leaf.entry, language="ur", title="دل", alt="دل\nمدد مانگیں"))
    page = opened(replace(book, leaves=(urdu,))).slides[0]
    for frame in (page.shapes.title.text_frame, page.notes_slide.notes_text_frame):
        for paragraph in frame.paragraphs:
            assert paragraph._p.pPr.get("rtl") == "1"
            assert [run._r.rPr.get("lang") for run in paragraph.runs] == ["ur"]


def test_the_same_book_gives_the_same_slides(book):
    first, second = opened(book), opened(book)
    assert [etree.tostring(page._element) for page in first.slides] == [
        etree.tostring(page._element) for page in second.slides
    ]
    assert first.core_properties.title == "Know your heart" and first.core_properties.author == ""
