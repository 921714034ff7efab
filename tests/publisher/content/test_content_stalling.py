"""Slides made to keep the worker busy for minutes, and what is said about them."""

import time
from pathlib import Path

import pytest

from publisher.content.alone import read_slide_file
from publisher.content.source.sources import open_folder
from publisher.content.themes import BUILT_IN
from publisher.drawing.compose import lay_out
from publisher.model.screens import Size

FRONT = "---\ntitle: {title}\nkind: local\ngroup: friends\n---\n"
MOST = 1_450

REFUSED = {
    "a letter under a pile of accents": ("a" + "\u0301" * 1_400, 6, 2, "RE114"),
    "eleven accents": ("Cafe" + "\u0301" * 11, 6, 5, "RE114"),
    "letters turned around": ("Tea\n\u202e\u2067" * 100, 7, 1, "RE115"),
    "letters turned around, spelt out": ("Tea\n\nTea &#x202e;eat", 8, 1, "RE115"),
    "accents, spelt out": ("Tea &#x301;" + "&#x301;" * 11, 6, 1, "RE114"),
    "a word without end": ("Tea is " + "w" * 101, 6, 8, "RE116"),
    "slashes without end": ("/.,:" * 300, 6, 1, "RE116"),
}
"""Each with its line, its column and its rule."""

VALUES = {
    "a title without end": ("w" * 101, "RE116"),
    "a title turned around by an escape": ('"Tea \\u202e eat"', "RE115"),
    "a title with a pile of accents": ('"e' + "\\u0301" * 11 + '"', "RE114"),
    "a title as long as a page": ("Tea " * 130, "FM109"),
    "an address that no code has room for": (f"Tea\nlink: nhs.uk/{'x' * 3_000}", "FM109"),
    "an address without end": (f"Tea\nlink: nhs.uk/{'x' * 200}", "RE116"),
}

ACCEPTED = {
    "Chinese": "心" * MOST,
    "Chinese in sentences": "心力衰竭，是什么。" * (MOST // 9),  # noqa: RUF001 - Chinese punctuation
    "headings": "\n\n".join("## é;" for _ in range(MOST // 7)),
    "emoji": "❤️ " * (MOST // 3),
    "letters of many kinds": "قa é/" * (MOST // 5),
    "words as long as they may be": ("/.,:" * 25 + " ") * (MOST // 101),
    "ten marks on each letter": ("a" + "\u0301" * 10 + " ") * (MOST // 12),
}


def written(folder: Path, title: str, body: str) -> Path:
    (folder / "slides").mkdir()
    file = folder / "slides" / "tea.md"
    file.write_text(FRONT.format(title=title) + body + "\n")
    return file


@pytest.mark.parametrize("name", REFUSED)
def test_a_text_that_would_stall_the_worker_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    body, line, column, code = REFUSED[name]
    written(tmp_path, "Tea", body)
    content = open_folder(tmp_path).read()
    found = [(one.place.line, one.place.column) for one in content.findings if one.code == code]
    assert found == [(line, column)]
    assert content.slides == {}


@pytest.mark.parametrize("name", VALUES)
def test_so_is_a_value_in_the_front_matter(tmp_path: Path, name: str) -> None:
    title, code = VALUES[name]
    written(tmp_path, title, "Tea helps.")
    content = open_folder(tmp_path).read()
    assert code in {finding.code for finding in content.findings}
    assert content.slides == {}


@pytest.mark.parametrize("text", ["Café é ë̈", "می‌خواهم \u200fSOS", "ਸ੍ਰੀ ਕਿੱਥੇ", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️", "心" * 300])
def test_what_people_write_in_any_script_is_read(tmp_path: Path, text: str) -> None:
    written(tmp_path, "Tea", text)
    content = open_folder(tmp_path).read()
    assert {finding.code for finding in content.findings} & {"RE114", "RE115", "RE116"} == set()
    assert "tea" in content.slides


@pytest.mark.parametrize("name", ACCEPTED)
def test_no_text_that_is_read_takes_long_to_lay_out(tmp_path: Path, name: str) -> None:
    slide, _ = read_slide_file(written(tmp_path, "Tea", ACCEPTED[name]))
    assert slide is not None
    assert slide.blocks
    begun = time.process_time()
    lay_out(slide, BUILT_IN["light"], Size(1920, 1080), None)
    assert time.process_time() - begun < 3  # a second, on a machine with nothing else to do
