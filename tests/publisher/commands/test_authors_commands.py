"""What people who write slides see when they check, draw and build."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.journey.conftest import PLAYLIST, slide, square
from tests.journey.stage import GROUP, ContentRepo
from tests.publisher.broken import EXPECTED, make_broken

ROOT = Path(__file__).parents[3]


def run(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "publisher", *map(str, words)]
    environment = {
        **os.environ,
        "PUBLISHER_CONTENT": "/nowhere",
        "PUBLISHER_SIZES": "640x360",
        "PUBLISHER_PROCESSES": "1",
    }
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


@pytest.fixture
def repo(tmp_path: Path) -> ContentRepo:
    """A git repo with three slides and one playlist."""
    repo = ContentRepo(tmp_path / "content.git")
    files = {"groups/sample.yaml": GROUP, "playlists/waiting.yaml": PLAYLIST, "images/square.png": square()}
    slides = {"slides/tea.md": slide("Tea"), "slides/chairs.md": slide("Chairs"), "slides/books.md": slide("Books")}
    repo.save(**files, **slides)
    return repo


def test_the_sample_content_is_clean() -> None:
    done = run("check", ROOT / "content", "--today", "2026-11-22", "--size", "1920x1080", "--size", "1080x1920")
    assert all(" note: " in line for line in done.stdout.splitlines()), done.stdout
    assert done.returncode == 0
    assert done.stderr == "0 errors, 0 warnings.\n"


def test_every_mistake_in_a_folder_is_told_at_once_in_one_line_each(tmp_path: Path) -> None:
    make_broken(tmp_path)
    done = run("check", tmp_path)
    lines = done.stdout.splitlines()
    for file, line, column, code in EXPECTED:
        told = [one for one in lines if one.startswith(f"{file}:{line}:{column}: {code} error: ")]
        assert len(told) == 1, f"{file}:{line}:{column}: {code} in\n{done.stdout}"
    for file in ("slides/huge-photo.md", "slides/bomb.md"):
        assert len([one for one in lines if one.startswith(f"{file}:") and "PI201" in one]) == 1
    assert done.returncode == 1


def test_a_script_reads_the_same_findings_as_json(tmp_path: Path) -> None:
    make_broken(tmp_path)
    records = json.loads(run("check", tmp_path, "--json").stdout)
    assert {tuple(record) for record in records} == {("file", "line", "column", "code", "level", "message", "source")}
    assert {(one["file"], one["line"], one["column"], one["code"]) for one in records} >= EXPECTED
    assert all(one["message"] and one["source"] for one in records)


def test_a_slide_is_drawn_at_the_size_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "early-signs.jpg"
    slide_file = ROOT / "content/slides/heart-failure/early-signs.md"
    done = run("draw", slide_file, "--size", "1080x1920", "-o", out)
    assert done.returncode == 0, done.stderr
    with Image.open(out) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1080, 1920))


def test_a_broken_slide_is_not_drawn_and_the_reason_is_told(tmp_path: Path) -> None:
    make_broken(tmp_path)
    done = run("draw", tmp_path / "slides/unknown-key.md", "-o", tmp_path / "out.jpg")
    assert done.returncode == 1
    assert "slides/unknown-key.md:5:1: FM105" in done.stdout
    assert not (tmp_path / "out.jpg").exists()


def test_a_build_with_nothing_changed_reads_nothing_but_the_commit_id(repo: ContentRepo, tmp_path: Path) -> None:
    first = run("build", repo.folder, "-o", tmp_path / "shelf")
    assert "waiting: edition 1, 3 drawn, 0 used again." in first.stdout, first.stderr
    shutil.rmtree(repo.folder / "objects")  # whatever it read would now be missed
    (repo.folder / "objects").mkdir()
    again = run("build", repo.folder, "-o", tmp_path / "shelf")
    assert again.stdout == "waiting: edition 1, nothing changed.\n", again.stderr


def test_a_build_with_one_slide_changed_draws_one_slide_at_each_size(repo: ContentRepo, tmp_path: Path) -> None:
    sizes = ["--size", "640x360", "--size", "360x640"]
    run("build", repo.folder, "-o", tmp_path / "shelf", *sizes)
    repo.save(**{"slides/tea.md": slide("Tea and cake")})
    done = run("build", repo.folder, "-o", tmp_path / "shelf", *sizes, "--json")
    assert json.loads(done.stdout) == [{"playlist": "waiting", "edition": 2, "drawn": 2, "reused": 4}]


def test_a_build_with_an_error_leaves_the_shelf_as_it_was(repo: ContentRepo, tmp_path: Path) -> None:
    run("build", repo.folder, "-o", tmp_path / "shelf")
    before = sorted(tmp_path.glob("shelf/**/*"))
    repo.save(**{"slides/tea.md": slide("Tea", "![](https://example.org/cup.png)")})
    done = run("build", repo.folder, "-o", tmp_path / "shelf")
    assert done.returncode == 1
    assert "slides/tea.md:" in done.stdout
    assert sorted(tmp_path.glob("shelf/**/*")) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "content", "-o", "shelf", "--playlist", "flu"], "There is no playlist 'flu'. The content has: "),
        (["draw", "content/slides/heart-failure/early-signs.md", "--size", "big", "-o", "x.jpg"], "is not a size"),
        (["check", "nowhere"], "There is no folder 'nowhere'. Name the one that slides/ is in."),
        (["check", "content/slides"], f"Name the folder above it: {ROOT / 'content'}"),
        (["check", "content/slides/heart-failure/early-signs.md"], f"Name the folder above it: {ROOT / 'content'}"),
        (["watch", "content/playlists"], f"Name the folder above it: {ROOT / 'content'}"),
        (["contact-sheet", "content/themes/moss.yaml", "-o", "shelf"], f"Name the folder above it: {ROOT / 'content'}"),
        (["check", "content/facts.yaml"], "is a file. Name the folder that slides/ is in."),
        (
            ["export", "heart-failure", "-o", "shelf", "--form", "pdf"],
            "Write it after --content, such as: --content content",
        ),
        (["draw", "content/slides/heart-failure/early-signs.md", "-o", "x.png"], "Write a name that ends in .jpg."),
    ],
)
def test_a_wrong_word_on_the_command_line_is_answered_in_one_sentence(
    words: list[str], said: str, tmp_path: Path
) -> None:
    placed = [str(ROOT / word) if word.startswith("content") else word for word in words]
    placed = [str(tmp_path / word) if word in {"shelf", "x.jpg", "x.png"} else word for word in placed]
    done = run(*placed)
    assert done.returncode == 2
    assert said in done.stderr.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in done.stderr
