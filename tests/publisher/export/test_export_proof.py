"""The proof on paper, opened with poppler's tools."""

import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from publisher.export.book import Book
from publisher.export.proof import make_proof


def asked(tool: str, *words: str | Path) -> str:
    return subprocess.run([tool, *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def proof(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("proof") / "proof.pdf"
    path.write_bytes(make_proof(book))
    return path


def test_it_has_one_page_a_slide_on_the_paper_that_was_asked_for(book, proof, tmp_path):
    about = asked("pdfinfo", proof)
    assert f"Pages:           {len(book.leaves)}" in about and "841.89 x 595.28 pts (A4)" in about
    large = tmp_path / "a3.pdf"
    large.write_bytes(make_proof(book, "A3"))
    assert "1190.55 x 841.89 pts (A3)" in asked("pdfinfo", large)


def test_the_pictures_in_it_are_the_frames_byte_for_byte(book, proof, tmp_path):
    asked("pdfimages", "-all", proof, tmp_path / "picture")
    found = [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    assert found == [leaf.picture for leaf in book.leaves]


def test_every_word_can_be_found_on_its_page(book, proof):
    pages = asked("pdftotext", proof, "-").split("\f")
    for page, leaf in zip(pages, book.leaves, strict=False):
        assert set(leaf.words.split()) <= set(page.split())


def test_the_foot_says_which_slide_and_which_state_this_is(book, proof):
    page = asked("pdftotext", "-f", "2", "-l", "2", proof, "-")
    assert f"heart-failure/early-signs, revision {book.leaves[1].entry.revision[:12]}" in page
    assert book.origin in page and book.origin.startswith("files ") and "2 of 17" in page and "Notes" in page


@pytest.mark.parametrize("which", ["book", "tall_book"])
def test_there_are_lines_to_write_on_and_they_are_the_only_thing_there(which, request, tmp_path):
    book = request.getfixturevalue(which)
    path = tmp_path / "proof.pdf"
    path.write_bytes(make_proof(replace(book, leaves=book.leaves[:1])))
    asked("pdftoppm", "-r", "72", "-png", path, tmp_path / "page")
    with Image.open(next(tmp_path.glob("page*.png"))) as page:
        column = page.convert("L").crop((740, 0, 741, page.height)).tobytes()
    dark = [y for y, light in enumerate(column) if light < 230]
    steps = {second - first for first, second in pairwise(dark) if second - first > 1}
    assert len(dark) >= 5 and steps <= {24, 25, 26, 27}


def test_a_blind_reader_hears_what_the_picture_says(book, proof):
    assert "Tagged:          yes" in asked("pdfinfo", proof)
    tags = asked("pdfinfo", "-struct-text", proof)
    assert tags.count("Figure") == len(book.leaves)
    alone = make_proof(replace(book, leaves=book.leaves[:1]))
    assert b"/Alt (" in alone and b"/Lang (en)" in alone


@pytest.mark.parametrize(
    ("language", "words"),
    [("ur", "دل کی کمزوری"), ("ar", "في حالات الطوارئ"), ("pa", "ਦਿਲ ਕਮਜ਼ੋਰ ਹੈ"), ("zh", "心力衰竭并不表示")],
)
def test_words_in_every_script_that_is_drawn_can_be_found(language, words, book, tmp_path):
    leaf = book.leaves[0]
    other = replace(leaf, entry=replace(leaf.entry, language=language, alt=f"{words}\n{words} 999"))
    path = tmp_path / "proof.pdf"
    path.write_bytes(make_proof(replace(book, leaves=(other,))))
    text = asked("pdftotext", path, "-")
    assert text.count(words) == 2 and "999" in text


def test_words_in_a_script_that_the_typeface_lacks_are_left_to_the_alt_text(book, tmp_path):
    leaf = book.leaves[0]
    mixed = replace(leaf, entry=replace(leaf.entry, alt="Your heart\n\U00012000\U00012001"))
    path = tmp_path / "proof.pdf"
    path.write_bytes(make_proof(replace(book, leaves=(mixed,))))
    text = asked("pdftotext", path, "-")
    assert "Your heart" in text and "\U00012000" not in text


def test_the_same_book_gives_the_same_bytes(book):
    few = replace(book, leaves=book.leaves[:2])
    assert make_proof(few) == make_proof(few)
    with Image.open(BytesIO(few.leaves[0].picture)) as picture:
        assert picture.size == (1280, 720)
