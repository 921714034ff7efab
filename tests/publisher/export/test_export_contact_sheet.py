"""The contact sheet: a row for each layout, a column for each language, and nothing left out in silence."""

import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publisher.content.source.sources import open_folder
from publisher.drawing.choice import LAYOUTS
from publisher.export.contact_sheet import CELL_PX, GAP_PX, GROUND, OVERVIEW_BYTES, make_sheets
from publisher.model.content import Content
from publisher.model.findings import has_errors

TODAY = date(2026, 11, 22)
SPECIMENS = Path(__file__).parents[2] / "specimens"


@pytest.fixture(scope="module")
def specimens() -> Content:
    return open_folder(SPECIMENS).read()


def only(content: Content, *slides: str) -> Content:
    return replace(content, slides={id: content.slides[id] for id in slides})


def test_there_is_a_specimen_of_every_layout_in_every_language(specimens):
    languages = {slide.language for slide in specimens.slides.values()}
    assert languages == {"en", "pl", "gd", "ur", "ar", "pa", "zh-Hans"}
    made = {(slide.layout, slide.language) for slide in specimens.slides.values()}
    assert made == {(layout, language) for layout in LAYOUTS for language in languages}
    assert not has_errors(found for found in specimens.findings if found.code.startswith(("FM", "MD", "PI")))


def test_each_screen_has_a_sheet_and_all_have_an_overview(specimens):
    sheets = make_sheets(only(specimens, "en/text", "en/help", "gd/text"), specimens.themes["light"], TODAY)
    assert list(sheets.pictures) == ["landscape", "portrait", "4k", "overview"] and sheets.findings == ()
    wide = Image.open(BytesIO(sheets.pictures["landscape"]))
    assert wide.size == (GAP_PX + 2 * (CELL_PX + GAP_PX), GAP_PX + 2 * (CELL_PX * 9 // 16 + GAP_PX))
    assert len(sheets.pictures["overview"]) <= OVERVIEW_BYTES
    empty = wide.getpixel((wide.width - CELL_PX // 2, wide.height - CELL_PX // 4))
    ground = tuple(bytes.fromhex(GROUND[1:]))
    assert all(abs(one - other) < 4 for one, other in zip(empty, ground, strict=True))


def test_two_slides_of_one_layout_stand_one_above_the_other(specimens):
    text, again = specimens.slides["en/text"], replace(specimens.slides["en/text"], id="en/text-2", title="Another")
    both = replace(specimens, slides={text.id: text, again.id: again})
    wide = Image.open(BytesIO(make_sheets(both, specimens.themes["light"], TODAY).pictures["landscape"]))
    assert wide.size == (GAP_PX + CELL_PX + GAP_PX, GAP_PX + 2 * (CELL_PX * 9 // 16 + GAP_PX))


def test_a_slide_that_does_not_fit_is_left_out_and_told(specimens, tmp_path):
    folder = Path(shutil.copytree(SPECIMENS, tmp_path / "specimens"))
    path = folder / "slides/en/text.md"
    path.write_text(path.read_text() + "\n" + "One more thing to know before you go home. " * 30 + "\n")
    crowded = only(open_folder(folder).read(), "en/text") if "en/text" in open_folder(folder).read().slides else None
    assert crowded is not None
    sheets = make_sheets(crowded, specimens.themes["light"], TODAY)
    assert {found.code for found in sheets.findings} == {"LE201"}
