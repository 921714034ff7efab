"""Content written to fill the memory or to take for ever: what is wrong is told within seconds, the rest is read."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pygit2
import pytest
from pygit2.enums import FileMode
from test_content_sources import commit_folder, commit_tree, make_sound, raw_tree, write_tree

from publisher.content.source import folder as folders
from publisher.content.source.files import Entry, Thing
from publisher.content.source.folder import Folder
from publisher.content.source.sources import open_folder, open_source
from publisher.limits import MAX_ENTRIES, MAX_FILES, MAX_PICTURE_BYTES

MOST_SECONDS, MOST_MEBIBYTES = 10, 200
TREE, BLOB = FileMode.TREE, FileMode.BLOB


READ = """
import sys, time
from pathlib import Path
from publisher.checks.checking import check_content
from publisher.content.source.sources import open_source
from publisher.rules.findings import lines_of
import datetime
content = open_source(Path(sys.argv[1])).read()
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
print(peak, time.process_time(), lines_of(check_content(content, datetime.date(2026, 12, 1))), sep="\\n")
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and what it took."""

    said: str
    seconds: float
    mebibytes: int


def checked(content: Path) -> Checked:
    """All that is found in a repo or folder, read and checked in a process of its own."""
    command = [sys.executable, "-c", READ, str(content)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    peak, seconds, said = done.stdout.split("\n", 2)
    return Checked(said, float(seconds), int(peak))


def demand_bounded(done: Checked, *words: str) -> None:
    assert all(word in done.said for word in words), done.said[-2000:]
    assert done.seconds < MOST_SECONDS and done.mebibytes < MOST_MEBIBYTES, (done.seconds, done.mebibytes)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    make_sound(folder)
    return folder


def deep_flow(depth: int) -> str:
    return "name: " + "[" * depth + "]" * depth + "\n"


def deep_block(depth: int) -> str:
    return "".join(f"{' ' * level}a:\n" for level in range(depth))


FILES = {
    "a theme nested 500 deep": ("themes/moss.yaml", deep_block(500), "nested too deep"),
    "a theme of 100,000 brackets": ("themes/moss.yaml", deep_flow(100_000), "nested too deep"),
    "a group with 7,000 rules": (
        "groups/friends.yaml",
        "name: Friends\nrules:\n" + "".join(f"  AB{n:04}: {{level: note, why: Why}}\n" for n in range(6500)),
        f"at most {MAX_ENTRIES} entries",
    ),
    "a playlist of 120,000 slides": ("playlists/winter.yaml", "slides: [" + "a," * 120_000 + "]", "at most"),
    "80,000 empty mappings": ("playlists/winter.yaml", "slides: [" + "{}," * 80_000 + "]", "at most"),
    "25,000 names": ("themes/moss.yaml", "".join(f"k{n}: b\n" for n in range(25_000)), "at most"),
    "lists of lists": ("facts.yaml", "numbers: [" + ("[" + "a," * 900 + "],") * 100 + "]", "at most"),
    "a billion laughs": ("themes/moss.yaml", "a: &a [x, x]\nb: [*a, *a]\n", "is an anchor"),
    "a value of 250,000 letters": ("groups/friends.yaml", f"name: {'x' * 250_000}\n", "signs"),
    "250,000 signs of one kind": ("groups/friends.yaml", "!" * 250_000, "groups/friends.yaml:1"),
    "a number without end": (
        "playlists/winter.yaml",
        f"slides:\n- slide: welcome\n  dwell: {'9' * 400}\n",
        "has 400 signs",
    ),
    "a text of a megabyte of brackets": ("slides/welcome.md", "---\ntitle: a\n---\n" + "[" * 1_000_000, "64 kB"),
    "a text of as many brackets as may be": ("slides/welcome.md", "---\ntitle: a\n---\n" + "[ " * 740, "welcome.md"),
    "quotations in quotations": ("slides/welcome.md", "---\ntitle: a\n---\n" + "> " * 700 + "a", "welcome.md"),
    "lists in lists": ("slides/welcome.md", "---\ntitle: a\n---\n" + "- " * 700 + "a", "welcome.md"),
    "bold in bold": ("slides/welcome.md", "---\ntitle: a\n---\n" + "**a *b " * 200, "welcome.md"),
    "backticks of every length": (
        "slides/welcome.md",
        "---\ntitle: a\n---\n" + " ".join("`" * n for n in range(1, 50)),
        "welcome.md",
    ),
    "a top part of thousands of names": (
        "slides/welcome.md",
        "---\n" + "".join(f"k{n}: 1\n" for n in range(4000)) + "---\nTea.\n",
        "characters",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_written_to_keep_everybody_waiting_is_told_in_seconds(name: str, content: Path):
    path, text, words = FILES[name]
    (content / path).write_text(text)
    demand_bounded(checked(content), path, words)


def test_a_file_of_three_gigabytes_is_told_and_not_read(content: Path):
    for path in ("images/huge.png", "slides/huge.md", "themes/huge.yaml", "images/stairs.png"):
        with (content / path).open("wb") as file:
            file.truncate(3_000_000_000)
    demand_bounded(checked(content), "slides/huge.md", "themes/huge.yaml", "images/stairs.png has 3000 MB")


def test_a_change_in_a_file_too_large_to_be_read_changes_the_folders_name(content: Path):
    with (content / "images/huge.png").open("wb") as file:
        file.truncate(MAX_PICTURE_BYTES + 1)
    before = open_folder(content).commit()
    assert open_folder(content).commit() == before
    os.truncate(content / "images/huge.png", MAX_PICTURE_BYTES + 2)
    assert open_folder(content).commit() != before


def test_a_file_that_grows_while_it_is_read_is_not_read_to_its_end(content: Path):
    path = content / "slides/welcome.md"
    with pytest.raises(OSError, match="more than 10 bytes"):
        Folder(content).read(Entry("slides/welcome.md", Thing.FILE), 10)
    assert folders.read_plain(path, 10_000) == path.read_bytes()


def test_what_is_no_file_is_told_and_never_waited_for(content: Path):
    os.mkfifo(content / "slides/pipe.md")
    os.mkfifo(content / "images/pipe.png")
    (content / "slides/zero.md").symlink_to("/dev/zero")
    (content / "images/endless").symlink_to(content)
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(content / "slides")
        listening.bind("socket.md")
    demand_bounded(checked(content), "slides/pipe.md", "slides/zero.md", "slides/socket.md", "images/endless")


@pytest.mark.parametrize("path", ["pipe", "/dev/zero", "/dev/urandom", "/proc/self/mem"])
def test_a_slide_drawn_by_its_name_is_a_plain_file(path: str, tmp_path: Path):
    file = tmp_path / path
    if path == "pipe":
        os.mkfifo(file)
    command = [sys.executable, "-m", "publisher", "draw", str(file), "--output", str(tmp_path / "a.jpg")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2 and "Traceback" not in done.stderr and str(file) in done.stderr, done.stderr


@pytest.mark.parametrize("inside", ["images", "slides", ""])
def test_a_folder_of_very_many_files_ends_after_so_many(inside: str, content: Path):
    for number in range(MAX_FILES + 500):
        (content / inside / f"x{number}.txt").touch()
    demand_bounded(checked(content), f"more than {MAX_FILES} files")


def test_folders_in_folders_without_end_are_told(content: Path):
    deep = content / "slides" / "/".join("a" * 200)
    deep.mkdir(parents=True)
    demand_bounded(checked(content), "more than 8 deep")


@pytest.fixture
def repo(content: Path, tmp_path: Path) -> pygit2.Repository:
    made = pygit2.init_repository(tmp_path / "repo", bare=True)
    commit_folder(made, content)
    return made


def with_folder(repo: pygit2.Repository, content: Path, name: str, tree: pygit2.Oid) -> None:
    """Commit the sound content with this tree in it."""
    top = repo.TreeBuilder(write_tree(repo, content))
    top.insert(name, tree, TREE)
    commit_tree(repo, top.write())


def bomb(repo: pygit2.Repository, leaf: list[tuple[int, bytes, pygit2.Oid]], width: int, depth: int) -> pygit2.Oid:
    """Trees in trees: `width` to the power of `depth` of the leaf, in a kilobyte or two."""
    tree = raw_tree(repo, *leaf)
    for _ in range(depth):
        tree = raw_tree(repo, *((TREE, b"t%03d" % number, tree) for number in range(width)))
    return tree


@pytest.mark.parametrize("folder", ["slides", "images", "themes"])
@pytest.mark.parametrize("kind", ["files", "links", "nothing", "bad names", "deep"])
def test_trees_in_trees_end_after_so_many_names(folder: str, kind: str, repo, content: Path, tmp_path: Path):
    blob = repo.create_blob(b"a")
    leaves = {
        "files": [(BLOB, b"a.md", blob)],
        "links": [(FileMode.LINK, b"a.md", blob)],
        "nothing": [],
        "bad names": [(BLOB, b"a:b", blob), (BLOB, b"\xff\xfe", blob)],
        "deep": [(BLOB, b"a.md", blob)],
    }
    tree = bomb(repo, leaves[kind], 40, 30 if kind == "deep" else 6)
    with_folder(repo, content, folder, tree)
    demand_bounded(checked(tmp_path / "repo"), f"more than {MAX_FILES} files")
    source = open_source(tmp_path / "repo")
    assert source.changes(str(repo.revparse_single("main~1").id), source.commit()) is None


def test_a_folder_of_100000_names_or_of_endless_ones_is_told_and_the_rest_is_read(repo, content: Path, tmp_path: Path):
    blob = repo.create_blob(b"a")
    many = raw_tree(repo, *((BLOB, b"a%06d.png" % number, blob) for number in range(100_000)))
    with_folder(repo, content, "images", raw_tree(repo, (TREE, b"many", many), (BLOB, b"x" * 60_000 + b".png", blob)))
    demand_bounded(checked(tmp_path / "repo"), "images/many", "longer than a disk can hold")
    assert set(open_source(tmp_path / "repo").read().playlists) == {"winter"}


def test_a_huge_blob_is_told_and_not_unpacked(repo, content: Path, tmp_path: Path):
    (content / "slides/huge.md").write_bytes(bytes(60_000_000))
    (content / "images/stairs.png").write_bytes(bytes(60_000_001))
    commit_folder(repo, content)
    demand_bounded(checked(tmp_path / "repo"), "slides/huge.md", "images/stairs.png has 60 MB")


def test_all_pictures_together_have_a_bound_and_one_under_many_names_counts_once(
    repo, content: Path, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr("publisher.content.album.MAX_PICTURES_BYTES", 5_000_000)
    slide = (content / "slides/heart/stairs.md").read_text()
    for number in range(8):
        (content / f"images/same{number}.png").write_bytes(bytes(3_000_000))
        (content / f"slides/same{number}.md").write_text(slide.replace("stairs.png", f"same{number}.png"))
    commit_folder(repo, content)
    told = [found.message for found in open_source(tmp_path / "repo").read().findings if "together" in found.message]
    assert told == []
    told = [found.message for found in open_folder(content).read().findings if "together" in found.message]
    assert len(told) == 7 and "images/same1.png was not read" in told[0]


def test_what_changed_between_two_commits_is_told_as_before(repo, content: Path, tmp_path: Path):
    before = str(repo.revparse_single("main").id)
    (content / "slides/welcome.md").write_text("---\ntitle: other\n---\nTea.\n")
    (content / "slides/heart/stairs.md").unlink()
    (content / "images/more").mkdir()
    (content / "images/more/new.png").write_bytes(b"new")
    commit_folder(repo, content)
    changed = open_source(tmp_path / "repo").changes(before, open_source(tmp_path / "repo").commit())
    assert {"slides/welcome.md", "slides/heart/stairs.md", "images/more/new.png"} <= changed
    assert not {path for path in changed if path.startswith(("groups", "playlists", "themes"))}
