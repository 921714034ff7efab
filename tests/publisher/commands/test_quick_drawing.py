"""A slide asked for in the usual words is drawn without loading what reads unusual ones; nobody sees a difference."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import quick_drawing
from publisher.commands.drawing import draw

ROOT = Path(__file__).parents[3]
SLIDE = ROOT / "content/slides/heart-failure/early-signs.md"
LOADED = "import sys; from publisher.__main__ import main; main(); print(*sorted(sys.modules))"


def run(*words: str | Path, code: str = "from publisher.__main__ import main; main()"):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_the_usual_words_load_neither_the_command_line_nor_git(tmp_path):
    done = run("draw", SLIDE, "-o", tmp_path / "a.jpg", code=LOADED)
    said, loaded = done.stdout.splitlines()
    assert said == f"{tmp_path / 'a.jpg'} is 1920x1080."
    assert not {"click", "pygit2", "uniseg", "segno", "sqlalchemy"} & set(loaded.split())


def test_both_ways_draw_the_same_picture(tmp_path):
    quick = run("draw", SLIDE, "-o", tmp_path / "a.jpg", "--size", "640x360", "--theme", "dark")
    full = run("draw", "-o", tmp_path / "b.jpg", "--theme=dark", "--size=640x360", SLIDE)
    assert (quick.returncode, full.returncode, quick.stderr, full.stderr) == (0, 0, "", "")
    assert quick.stdout.replace("a.jpg", "b.jpg") == full.stdout
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()


def test_the_defaults_are_those_of_the_command():
    defaults = {param.name: param.default for param in draw.params}
    assert {"size": defaults["size"], "theme": defaults["theme_id"]} == quick_drawing.DEFAULTS
    assert {way for param in draw.params for way in param.opts if way.startswith("-")} == quick_drawing.OPTIONS.keys()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        [str(SLIDE)],
        [str(SLIDE), "-o"],
        [str(SLIDE), "-o", "--size"],
        [str(SLIDE), "-oa.jpg"],
        [str(SLIDE), "-o", "a.png"],
        [str(SLIDE), str(SLIDE), "-o", "a.jpg"],
        [str(SLIDE), "-o", "a.jpg", "--output", "b.jpg"],
        [str(SLIDE), "-o", "a.jpg", "--size", "large"],
        [str(SLIDE), "-o", "a.jpg", "--theme", "none"],
        ["nowhere.md", "-o", "a.jpg"],
        [str(SLIDE), "-o", "/proc/nowhere/a.jpg"],
        ["--", str(SLIDE), "-o", "a.jpg"],
    ],
)
def test_anything_unusual_or_wrong_is_left_to_the_command(words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert not quick_drawing.answer(["draw", *words])
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_warnings_are_told_and_the_picture_is_drawn(tmp_path):
    (tmp_path / "slide.md").write_text("---\ntitle: A slide\nkind: question\nfoot: a\n---\n\nWords.\n")
    quick, full = (run("draw", *order) for order in orders(tmp_path))
    assert (quick.returncode, quick.stdout, quick.stderr) == (full.returncode, full.stdout, full.stderr)


def orders(folder: Path) -> tuple[list[str], list[str]]:
    slide, picture = str(folder / "slide.md"), str(folder / "a.jpg")
    return [slide, "-o", picture], [slide, f"--output={picture}"]
