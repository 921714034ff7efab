"""What groups read is true: the examples pass `check`, and nothing that they can write is left out."""

import re
import shutil
from pathlib import Path

import pytest

from publisher.building.review import review
from publisher.checks.rule_pages import write_pages
from publisher.content.groups import KEYS as GROUP_KEYS
from publisher.content.playlists import KEYS as PLAYLIST_KEYS
from publisher.content.slides import KEYS as SLIDE_KEYS
from publisher.content.source.folders import FOLDERS, REGISTERS
from publisher.content.source.sources import open_folder
from publisher.drawing.choice import LAYOUTS
from publisher.model.screens import Size
from publisher.model.slides import Kind
from tests.publisher.broken import make_broken
from tests.publisher.checks.cases import TODAY
from tests.publisher.checks.content_of_examples import slide_text, write

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs/groups.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^`([\w./-]+\.(?:md|yaml))`:\n\n((?:(?: {4}.*)?\n)+)", GUIDE, re.MULTILINE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Everything that the guide shows, as somebody would copy it, beside the sample's pictures."""
    shutil.copytree(ROOT / "content/images", tmp_path / "images")
    for path, text in EXAMPLES.items():
        write(tmp_path, path, re.sub(r"^ {4}", "", text, flags=re.MULTILINE).strip("\n") + "\n")
    return tmp_path


def test_everything_that_the_guide_shows_passes(folder):
    assert {path.split("/")[0] for path in EXAMPLES} == {*FOLDERS, *REGISTERS} - {"images"}
    found = review(open_folder(folder).read(), TODAY, (Size(1920, 1080), Size(1080, 1920)))
    assert {finding.code for finding in found} <= {"GR104"}, found


def test_what_the_guide_says_of_translations_is_what_a_playlist_takes(folder):
    path = folder / "playlists/heart.yaml"
    entry = re.search(r" +- slide: \S+-pl\n.*although_stale.*\n", GUIDE)[0]
    path.write_text(path.read_text() + re.sub("^  ", "", entry, flags=re.MULTILINE))
    front = "translates: {slide: heart/early-signs, revision: 00000000, translator: an interpreter}\n"
    text = (folder / "slides/heart/early-signs.md").read_text().replace("---\n", f"---\nlanguage: pl\n{front}", 1)
    write(folder, "slides/heart/early-signs-pl.md", text)
    found = review(open_folder(folder).read(), TODAY, (Size(1920, 1080),))
    assert {finding.code for finding in found} == {"GR104", "TR102", "TR103"}


NAMES = {"slide": SLIDE_KEYS, "playlist": PLAYLIST_KEYS, "group": GROUP_KEYS, "layout": LAYOUTS, "kind": tuple(Kind)}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_every_name_that_can_be_written_stands_in_the_guide(names):
    written = set(re.findall(r"`([a-z_]+)`", GUIDE)) | set(re.findall(r"^ {4,8}(\w+):", GUIDE, re.MULTILINE))
    assert set(names) <= written


def test_what_a_missing_agreement_is_told_to_be_can_be_written_as_it_stands(folder):
    path = folder / "groups/heart.yaml"
    path.write_text(re.sub(r"agreeing:\n(?:  .*\n)+(?=words)", "", path.read_text()))
    (missing,) = [found.message for found in open_folder(folder).read().findings if found.code == "FM108"]
    path.write_text(path.read_text() + re.search(r"`(agreeing: .*)`", missing)[1] + "\n")
    assert {found.code for found in open_folder(folder).read().findings} == {"GR104"}


def test_the_top_part_of_a_slide_has_one_name(tmp_path):
    make_broken(tmp_path)
    write(tmp_path, "slides/top.md", "# Hello\n")
    write(tmp_path, "slides/text.md", slide_text(body="# Hello\n\n[link](nhs.uk) ![](images/stairs.png)"))
    write(tmp_path, "slides/nothing.md", slide_text("# no picture").partition("Tell")[0])
    told = [found.message for found in open_folder(tmp_path).read().findings]
    assert len([message for message in told if "top part" in message]) >= 5
    assert [text for text in (GUIDE, *told, *write_pages().values()) if "front matter" in text.lower()] == []


def test_every_picture_that_the_guide_names_is_in_the_sample():
    assert [name for name in re.findall(r"images/[\w/.-]+", GUIDE) if not (ROOT / "content" / name).exists()] == []
