"""The pages, in a real browser, held against WCAG."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from publisher.export.book import Book
from publisher.export.forms import export
from publisher.export.webpages import make_webpages
from publisher.model.slides import Heading, Paragraph, Text

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def named(book: Book, slide: str) -> str:
    return next(leaf.file_name("html") for leaf in book.leaves if leaf.entry.slide == slide)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_free_of_barriers_and_asks_nobody_for_anything(scheme, chromium, book, tall_book, tmp_path):
    slides = ("heart-failure/early-signs", "heart-failure/what-helped-stairs", "heart-failure/help-bhf")
    pages = [export(book, "html", tmp_path) / name for name in ("index.html", *(named(book, each) for each in slides))]
    events = export(tall_book, "html", tmp_path) / named(tall_book, "dementia/dementia-cafe")
    page = chromium.new_page(color_scheme=scheme, viewport={"width": 320, "height": 600})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (*pages, events):
        page.goto(path.as_uri())
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert len(asked) == len(pages) + 1
    page.close()


def test_one_can_go_from_slide_to_slide(chromium, book, tmp_path):
    page = chromium.new_page()
    page.goto((export(book, "html", tmp_path) / "index.html").as_uri())
    page.get_by_role("link", name="Early signs of heart failure").click()
    page.get_by_role("link", name="Next slide").click()
    page.get_by_role("link", name="All slides").click()
    assert page.title() == "Know your heart"
    page.close()


def test_a_page_has_the_slides_own_structure(book):
    page = make_webpages(book)[named(book, "heart-failure/early-signs")].decode()
    assert "<h1>Early signs of heart failure</h1>" in page and page.count("<li>") > 5
    assert '<h2 class="urgent">Call 999</h2>' in page and "<h2>Call 111</h2>" in page
    quoted = make_webpages(book)[named(book, "heart-failure/what-helped-stairs")].decode()
    assert "<blockquote><p>" in quoted


@pytest.mark.parametrize(
    ("heading", "stands_out"),
    [
        ("In an emergency 999", True),
        ("Call 112", True),
        ("اتصل على ٩٩٩", True),
        ("Call 111", False),
        ("999 people walked with us", False),
        ("Call 0141 999 0122", False),
    ],
)
def test_the_headings_that_stand_out_are_those_that_are_drawn_on_the_red_panel(heading, stands_out, book):
    leaf = book.leaves[0]
    slide = replace(leaf.slide, blocks=(Heading((Text(heading),), 9), Paragraph((Text("Do not wait."),), 10)))
    page = make_webpages(replace(book, leaves=(replace(leaf, slide=slide),)))[leaf.file_name("html")].decode()
    assert ('class="urgent"' in page) == stands_out


def test_a_page_shows_its_picture_within_itself(book, chromium, tmp_path):
    slide = next(leaf for leaf in book.leaves if leaf.slide and leaf.slide.picture and leaf.slide.picture.alt)
    page = chromium.new_page()
    page.goto((export(book, "html", tmp_path) / slide.file_name("html")).as_uri())
    picture = page.get_by_role("img", name=slide.slide.picture.alt)
    assert picture.evaluate("image => image.complete && image.naturalWidth") >= 600
    page.close()


def test_a_language_without_labels_of_its_own_says_that_they_are_english(book):
    leaf = book.leaves[0]
    welsh = replace(leaf, entry=replace(leaf.entry, language="cy"))
    page = make_webpages(replace(book, leaves=(welsh,)))[welsh.file_name("html")].decode()
    assert '<html lang="cy"' in page and '<header lang="en" dir="ltr">' in page


def test_an_events_days_are_times_that_a_program_can_read(tall_book):
    page = make_webpages(tall_book)[named(tall_book, "dementia/dementia-cafe")].decode()
    assert '<time datetime="2026-12-01">Tuesday 1 December 2026</time>' in page and "2pm to 4pm" in page


def test_a_language_is_marked_with_its_direction_and_has_its_own_labels(book):
    leaf = book.leaves[0]
    urdu = replace(leaf, entry=replace(leaf.entry, language="ur", title="دل کی کمزوری"))
    pages = make_webpages(replace(book, leaves=(urdu,)))
    page = pages[urdu.file_name("html")].decode()
    assert '<html lang="ur" dir="rtl">' in page and '<header lang="ur" dir="rtl">' in page
    assert "تمام سلائیڈیں" in page and "All slides" not in page
    assert 'lang="ur" dir="rtl">دل کی کمزوری</a>' in pages["index.html"].decode()


def test_what_somebody_writes_stays_words(book):
    leaf = book.leaves[0]
    sly = "<script>alert(1)</script>"
    slide = replace(leaf.slide, blocks=(Paragraph((Text(sly), Text("& more", True)), 1),))
    leaf = replace(leaf, slide=slide, entry=replace(leaf.entry, title=sly))
    for page in make_webpages(replace(book, leaves=(leaf,), title=sly)).values():
        assert b"<script" not in page and b"&lt;script&gt;" in page
    assert b"<strong>&amp; more</strong>" in page
