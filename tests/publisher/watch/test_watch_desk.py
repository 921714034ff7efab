"""The desk: what is read again when something changes, and what is kept when it breaks."""

from pathlib import Path

import pytest

from publisher.content.slides import parse_slide
from publisher.drawing.distance import CAP_HEIGHT, smallest_body
from publisher.model.screens import Size
from publisher.watch.desk import Desk
from publisher.watch.easel import Easel, View, tally
from publisher.watch.seat import seen_from_seat

from .conftest import TODAY

SLIDE = "heart-failure/early-signs"
FILE = f"slides/{SLIDE}.md"


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(folder)


@pytest.fixture
def easel(desk: Desk) -> Easel:
    return Easel(desk)


def look(easel: Easel, slide: str = SLIDE, shape: str = "landscape") -> View:
    return easel.view(slide, shape, "", TODAY)


def edit(folder: Path, desk: Desk, old: str, new: str) -> None:
    path = folder / FILE
    path.write_text(path.read_text().replace(old, new, 1))
    desk.take_in([FILE])


def test_an_edited_slide_gets_a_new_picture(folder, desk, easel):
    before = look(easel)
    edit(folder, desk, "title: Early signs", "title: First signs")
    after = look(easel)
    assert after.picture != before.picture and after.slide.title.startswith("First signs") and not after.stale
    assert easel.picture(after.picture)[:3] == b"\xff\xd8\xff" and desk.latest == SLIDE


def test_one_edited_slide_costs_one_parse_and_everything_else_stays_as_it_was(folder, desk, easel):
    others = {id: slide for id, slide in desk.content.slides.items() if id != SLIDE}
    picture = easel.picture(look(easel, "heart-failure/call-999").picture)
    parsed = parse_slide.cache_info().misses
    edit(folder, desk, "title: Early signs", "title: Seldom seen signs")
    assert parse_slide.cache_info().misses == parsed + 1
    assert all(desk.content.slides[id] is slide for id, slide in others.items())
    assert easel.picture(look(easel, "heart-failure/call-999").picture) is picture


def test_what_drawing_finds_moves_with_its_line_although_the_slide_means_the_same(folder, desk, easel):
    edit(folder, desk, "layout: signs", "layout: quote")
    (before,) = [found.place.line for found in look(easel).findings if found.code == "LE206"]
    revision = desk.slide(SLIDE).revision
    edit(folder, desk, "title:", "# to be looked at again\ntitle:")
    assert [found.place.line for found in look(easel).findings if found.code == "LE206"] == [before + 1]
    assert desk.slide(SLIDE).revision == revision


def test_the_same_look_is_drawn_once(easel):
    first = look(easel)
    assert easel.picture(first.picture) is easel.picture(look(easel).picture)


def test_files_that_did_not_change_are_not_read_again(folder, desk):
    (folder / "themes/moss.yaml").touch()
    before = desk.content.slides[SLIDE].picture or desk.content.slides["heart-failure/what-it-is"].picture
    desk.take_in(["themes/moss.yaml"])
    after = desk.content.slides[SLIDE].picture or desk.content.slides["heart-failure/what-it-is"].picture
    assert after.data is before.data


@pytest.mark.parametrize("text", ["", "---\ntitle: [\n---\n", "\xff\xfe", "---\ntitle: Ea"])
def test_a_broken_or_half_saved_slide_keeps_its_last_picture_and_says_what_is_wrong(text, folder, desk, easel):
    good = look(easel)
    whole = (folder / FILE).read_text()
    (folder / FILE).write_bytes(text.encode("latin-1"))
    desk.take_in([FILE])
    broken = look(easel)
    assert broken.picture == good.picture and broken.stale and not broken.gone
    assert broken.findings and all(found.place.file == FILE for found in broken.findings)
    (folder / FILE).write_text(whole)
    desk.take_in([FILE])
    assert look(easel) == good


def test_a_slide_saved_by_renaming_is_read(folder, desk, easel):
    draft = folder / "slides/heart-failure/.early-signs.md.swp"
    draft.write_text((folder / FILE).read_text().replace("title: Early signs", "title: First signs"))
    draft.rename(folder / FILE)
    desk.take_in([str(draft.relative_to(folder)), FILE])
    assert look(easel).slide.title.startswith("First signs")


def test_a_deleted_slide_keeps_its_last_picture_until_it_is_back(folder, desk, easel):
    good = look(easel)
    text = (folder / FILE).read_text()
    (folder / FILE).unlink()
    desk.take_in([FILE])
    assert look(easel).gone and look(easel).picture == good.picture
    (folder / FILE).write_text(text)
    desk.take_in([FILE])
    assert not look(easel).gone


def test_a_new_slide_is_there_and_its_playlist_no_longer_misses_it(folder, desk, easel):
    (folder / "slides/heart-failure/new.md").write_text((folder / FILE).read_text())
    desk.take_in(["slides/heart-failure/new.md"])
    assert look(easel, "heart-failure/new").picture and desk.latest == "heart-failure/new"


def test_a_picture_that_breaks_leaves_the_last_one_standing_with_a_finding(folder, desk, easel):
    slide = "heart-failure/what-it-is"
    good = look(easel, slide)
    path = good.slide.picture.path
    (folder / path).write_bytes((folder / path).read_bytes()[:2000])
    desk.take_in([path])
    broken = look(easel, slide)
    assert broken.picture == good.picture and broken.stale
    assert "PI201" in [found.code for found in broken.findings]


def test_a_changed_theme_is_seen_on_every_slide(folder, desk, easel):
    before = easel.view(SLIDE, "landscape", "moss", TODAY)
    path = folder / "themes/moss.yaml"
    path.write_text(path.read_text().replace(before.theme.accent, "#123321"))
    desk.take_in(["themes/moss.yaml"])
    after = easel.view(SLIDE, "landscape", "moss", TODAY)
    assert after.picture != before.picture and after.theme.accent == "#123321"


def test_findings_of_the_other_screen_shape_are_told_as_well(folder, desk, easel):
    edit(folder, desk, "Out of breath", "Pneumonoultramicroscopicsilicovolcanoconiosis")
    messages = [found.message for found in look(easel).findings if found.code == "LE202"]
    assert len(messages) == 1 and "1080x1920" in messages[0]


def test_findings_are_told_at_the_line_where_they_are_now(folder, desk, easel):
    edit(folder, desk, "Out of breath", "Pneumonoultramicroscopicsilicovolcanoconiosis")
    before = {found.place.line for found in look(easel).findings if found.code.startswith("WO")}
    edit(folder, desk, "owners:", "credit: a carer\nowners:")
    after = {found.place.line for found in look(easel).findings if found.code.startswith("WO")}
    assert after == {line + 1 for line in before}


def test_findings_are_counted_in_words(easel, folder, desk):
    assert tally(()) == "No errors, no warnings."
    edit(folder, desk, "kind: condition", "kind: rumour")
    assert tally(look(easel).findings).startswith("1 error, ")


def test_from_the_seat_a_43_inch_screen_at_5_metres_is_512_pixels_wide_at_arms_length():
    size = Size(1920, 1080)
    assert seen_from_seat(size) == (512, 288) and seen_from_seat(Size(1080, 1920)) == (288, 512)
    assert seen_from_seat(Size(3840, 2160)) == seen_from_seat(size)
    capital = smallest_body(size) * CAP_HEIGHT * 512 / 1920
    arcminute = 28 * 96 * 6.283 / 21600  # CSS pixels, by the same formula as the height of letters
    assert abs(capital / arcminute - 16) < 0.3
