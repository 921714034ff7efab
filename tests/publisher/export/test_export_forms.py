"""Where exports are put, what refuses them, and the command that makes them."""

import shutil
from datetime import date

import pytest
from click.testing import CliRunner
from PIL import Image

from publisher.building.build import build_edition
from publisher.cli import publisher
from publisher.content.source.sources import open_folder
from publisher.errors import ShelfError, SlidesRefusedError
from publisher.export.book import bind_edition
from publisher.export.forms import FORMS, export
from publisher.export.languages import direction_of
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf

from .conftest import CONTENT, TODAY


def test_pictures_are_numbered_in_the_order_of_the_playlist(book, tmp_path):
    folder = export(book, "pictures", tmp_path)
    names = sorted(path.name for path in folder.iterdir())
    assert names[:2] == ["01-heart-failure-what-it-is.jpg", "02-heart-failure-early-signs.jpg"] and len(names) == 17
    with Image.open(folder / names[0]) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1280, 720))


def test_plain_text_has_a_file_for_each_slide_and_one_for_all(book, tmp_path):
    folder = export(book, "text", tmp_path)
    assert (folder / "04-heart-failure-call-999.txt").read_text() == (
        "Your heart: when to call 999\nCall 999\nYou are fighting for breath\n"
        "Your chest hurts and it does not stop\nYou pass out\nDo not drive yourself.\n"
        "Sources: NHS, British Heart Foundation, NHS 24, checked November 2026\n"
        "Written by Heart failure group (sample)\n"
    )
    assert all(leaf.words in (folder / "words.txt").read_text() for leaf in book.leaves)


@pytest.mark.parametrize("form", FORMS)
def test_a_second_export_takes_the_place_of_the_first_and_leaves_no_drafts(form, book, tmp_path):
    assert export(book, form, tmp_path) == export(book, form, tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_an_earlier_export_with_more_slides_leaves_nothing_behind(book, tall_book, tmp_path):
    folder = export(book, "pictures", tmp_path)
    (folder / "99-gone.jpg").write_bytes(b"an older slide")
    export(book, "pictures", tmp_path)
    assert not (folder / "99-gone.jpg").exists()


def test_a_folder_with_somebodys_own_files_is_not_touched(book, tmp_path):
    folder = export(book, "pictures", tmp_path)
    (folder / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(ShelfError, match=r"holiday\.jpg is not from an export"):
        export(book, "pictures", tmp_path)
    assert (folder / "holiday.jpg").read_bytes() == b"mine"


def test_a_slide_with_an_error_keeps_everything_from_being_made(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    slide = content / "slides/heart-failure/early-signs.md"
    slide.write_text(slide.read_text().replace("kind: condition", "kind: rumour"))
    ran = CliRunner().invoke(publisher, ["export", "heart-failure", "-o", str(tmp_path / "out"), "--form", "pdf",
                                         "--content", str(content)])  # fmt: skip
    assert isinstance(ran.exception, SlidesRefusedError) and not (tmp_path / "out").exists()
    assert "slides/heart-failure/early-signs.md:" in ran.output and "rumour" in ran.output


def test_an_edition_is_exported_as_it_was_published(tall_book, tmp_path):
    shelf, size = Shelf(tmp_path / "shelf"), Size(720, 1280)
    build_edition(open_folder(CONTENT).read(), "dementia", [size], 1, TODAY, shelf)
    bound = bind_edition(shelf, "dementia", 1, size, date(2027, 5, 1))
    assert [(leaf.picture, leaf.words) for leaf in bound.leaves] == [
        (leaf.picture, leaf.words) for leaf in tall_book.leaves
    ]
    assert bound.origin == f"edition 1, {tall_book.origin}" and bound.language == "en"
    for form in FORMS:
        export(bound, form, tmp_path / "out")
    page = (tmp_path / "out/dementia-html/01-dementia-what-it-is.html").read_text()
    assert all(f"<p>{line}</p>" in page for line in bound.leaves[0].words.splitlines()[1:])


def test_an_edition_that_is_not_there_gives_one_clear_line(tmp_path):
    with pytest.raises(ShelfError, match="no edition 7 at 1280x720"):
        bind_edition(Shelf(tmp_path), "dementia", 7, Size(1280, 720), TODAY)


def test_the_command_makes_every_form_that_it_is_asked_for(tmp_path):
    ran = CliRunner().invoke(publisher, ["export", "waiting-room", "-o", str(tmp_path), "--content", str(CONTENT),
                                         "--size", "1280x720", "--today", "2026-11-22",
                                         *(word for form in FORMS for word in ("--form", form))])  # fmt: skip
    assert ran.exit_code == 0, ran.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "waiting-room-html",
        "waiting-room-pictures",
        "waiting-room-text",
        "waiting-room.pdf",
        "waiting-room.pptx",
    ]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("gd", "ltr"), ("ur", "rtl"), ("ar-SY", "rtl"), ("pa", "ltr"), ("pa-Arab-PK", "rtl"),
     ("zh-Hans", "ltr"), ("ur-Latn", "ltr"), ("he", "rtl")],
)  # fmt: skip
def test_each_language_has_its_direction(language, direction):
    assert direction_of(language) == direction
