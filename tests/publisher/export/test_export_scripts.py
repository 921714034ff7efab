"""Every script in every form: numbers from left to right, and typefaces that no machine has to have."""

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from publisher.drawing.type.faces import font_file
from publisher.export.book import Book
from publisher.export.forms import export
from publisher.export.proof import make_proof

from .scripts import HOURS, NAME, NUMBER, SAID, bind_scripts

LEFTWARDS = ("ur", "ar")
PLACES = """() => {
    const places = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.length; at++) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const rect = range.getBoundingClientRect();
            const line = node.parentElement.closest("p, li, h1, h2");
            if (rect.width) places.push([node.data[at], rect.left, rect.bottom, line.dataset.n]);
        }
    }
    return places;
}"""
NUMBERED = """() => document.querySelectorAll("p, li, h1, h2").forEach((each, at) => { each.dataset.n = at; })"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return bind_scripts(tmp_path_factory.mktemp("scripts") / "content")


@pytest.fixture(scope="module")
def bare_chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a machine with one typeface, which has Latin letters alone; without any it does not run at all."""
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "installed").mkdir()
    shutil.copy(font_file("regular"), folder / "installed/latin.ttf")
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{folder}/installed</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox"],
            env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        )
        yield browser
        browser.close()


def opened(browser: Browser, book: Book, slide: str, tmp_path: Path) -> Page:
    leaf = next(leaf for leaf in book.leaves if leaf.entry.slide == slide)
    page = browser.new_page(viewport={"width": 900, "height": 1200})
    page.goto((export(book, "html", tmp_path) / leaf.file_name("html")).as_uri())
    page.evaluate("() => document.fonts.ready")
    return page


def lines_seen(page: Page) -> list[str]:
    """The lines of the page's slide as an eye sees them, its characters from left to right."""
    page.evaluate(NUMBERED)
    places = [(number, round(bottom / 30), left, sign) for sign, left, bottom, number in page.evaluate(PLACES)]
    lines = groupby(sorted(places), key=lambda place: place[:2])
    return ["".join(sign for *_, sign in line) for _, line in lines]


@pytest.mark.parametrize("slide", SAID)
def test_a_page_shows_numbers_times_and_names_from_left_to_right(slide, bare_chromium, scripts, tmp_path):
    page = opened(bare_chromium, scripts, slide, tmp_path)
    seen = "\n".join(lines_seen(page))
    page.close()
    assert seen.count(NUMBER) >= 3 and HOURS in seen and NAME in seen


def test_a_paragraph_of_another_direction_is_one_on_its_page(bare_chromium, scripts, tmp_path):
    page = opened(bare_chromium, scripts, "mixed", tmp_path)
    seen = "\n".join(lines_seen(page))
    directions = page.evaluate("() => [...document.querySelectorAll('main p')].map((p) => [p.dir, p.lang])")
    page.close()
    assert seen.count(NUMBER) == 2
    assert directions == [["", ""], ["rtl", "ur"], ["rtl", "ar"]]


@pytest.mark.parametrize("slide", [*SAID, "mixed"])
def test_a_page_brings_every_typeface_that_it_needs(slide, bare_chromium, scripts, tmp_path):
    page = opened(bare_chromium, scripts, slide, tmp_path)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body *"})["nodeIds"]
    used = [font for node in nodes for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]]
    page.close()
    assert used and all(font["isCustomFont"] for font in used), {font["familyName"] for font in used}
    families = {font["familyName"] for font in used}
    hands = {"ur": "Nastaliq", "ar": "Naskh", "pa": "Gurmukhi", "zh": "SC", "mixed": "Nastaliq"}
    assert slide not in hands or any(hands[slide] in family for family in families), families


def test_plain_text_isolates_what_reads_from_left_to_right(scripts, tmp_path):
    folder = export(scripts, "text", tmp_path)
    for slide in LEFTWARDS:
        (path,) = folder.glob(f"*-{slide}.txt")
        said = path.read_text("utf-8")
        for unit in (NUMBER, HOURS, NAME):
            assert f"\u2066{unit}\u2069" in said, (slide, unit)
    assert "\u2066" not in (next(folder.glob("*-gd.txt"))).read_text("utf-8")


def test_powerpoint_isolates_it_in_title_alt_text_and_notes(scripts, tmp_path):
    with zipfile.ZipFile(export(scripts, "powerpoint", tmp_path)) as show:
        parts = {name: show.read(name).decode() for name in show.namelist() if name.endswith(".xml")}
    for number, leaf in enumerate(scripts.leaves, 1):
        slide, notes = parts[f"ppt/slides/slide{number}.xml"], parts[f"ppt/notesSlides/notesSlide{number}.xml"]
        if leaf.entry.slide not in LEFTWARDS:
            continue
        isolated = f"\u2066\u200e{NUMBER}\u200e\u2069"
        assert slide.count(isolated) >= 2 and isolated in notes
        texts = re.findall(r"<a:t>([^<]*)</a:t>", slide + notes)
        assert all(isolated in text for text in texts if NUMBER in text)
        assert 'rtl="1"' in slide and f'lang="{leaf.entry.language}"' in notes


@pytest.fixture(scope="module")
def proof(scripts: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("proof") / "proof.pdf"
    path.write_bytes(make_proof(scripts))
    return path


@pytest.mark.parametrize("slide", SAID)
def test_the_words_in_a_pdf_stand_from_left_to_right(slide, scripts, proof):
    number = next(leaf.number for leaf in scripts.leaves if leaf.entry.slide == slide)
    words = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), proof, "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.replace("&apos;", "'")
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', words)
    rows = groupby(sorted((round(float(y)), float(x), word) for x, y, word in found), key=lambda row: row[0])
    lines = [" ".join(word for *_, word in row) for _, row in rows]
    assert sum(NUMBER in line for line in lines) >= 3, lines
    assert any(HOURS in line for line in lines) and any(NAME in line for line in lines), lines


@pytest.mark.parametrize(("slide", "notes"), [("gd", "Notaichean"), ("zh", "笔记"), ("pa", "ਨੋ"), ("ur", "نوٹس")])
def test_the_label_of_the_notes_is_in_the_slides_language(slide, notes, scripts, proof):
    number = next(leaf.number for leaf in scripts.leaves if leaf.entry.slide == slide)
    pages = ["-f", str(number), "-l", str(number)]
    text = subprocess.run(["pdftotext", *pages, proof, "-"], capture_output=True, text=True, check=True).stdout
    assert notes in text.replace(" ", "") and "Notes" not in text
    assert f"{number} " in text and "6" in text
