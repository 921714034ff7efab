"""A build after some changes gives what a build of everything gives, and reads and draws only what changed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import distributed
import pygit2
import pytest

from player.contract.reading import read_manifest
from publisher import quick
from publisher.__main__ import main
from publisher.building.ledger import read_ledger
from publisher.building.pools import drawing_pool
from publisher.building.shelving import Shelving
from publisher.content.source.git import GitFiles
from publisher.content.source.repos import glance_at_head
from publisher.content.source.sources import open_source
from publisher.errors import PublisherError, SettingsError
from publisher.model.findings import Level
from publisher.model.screens import Size
from publisher.settings import SIZES, TIMEZONE, read_settings
from publisher.shelf.shelf import Shelf
from tests.publisher.broken import GROUP, small_picture

TODAY = date(2026, 11, 22)
SMALL = (Size(640, 360),)
SOMEBODY = pygit2.Signature("a carer", "carer@example.org", 1_750_000_000, 0)
SLIDE = """---
title: Slide {name} is here
kind: question
group: friends
owners: [A carer]
credit: The friends of the practice
agreed: 2026-11-01
review_by: {review_by}
{picture}---

{words}
"""


class Repo:
    """A content repo that somebody edits; each save is a commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self._repo = pygit2.init_repository(str(folder), bare=True)

    def slide(
        self, name: str, words: str = "What would you like to ask?", picture: str = "", until: str = "2028-01-01"
    ):
        front = f"picture: {{file: images/{picture}, alt: Stairs}}\n" if picture else ""
        self.files[f"slides/{name}.md"] = SLIDE.format(name=name, words=words, picture=front, review_by=until).encode()

    def playlist(self, name: str, *slides: str, theme: str = "light") -> None:
        rows = "".join(f"  - {slide}\n" for slide in slides)
        self.files[f"playlists/{name}.yaml"] = (
            f"title: {name}\ngroup: friends\ntheme: {theme}\nslides:\n{rows}".encode()
        )

    def commit(self) -> None:
        index = pygit2.Index()
        for path, data in self.files.items():
            index.add(pygit2.IndexEntry(path, self._repo.create_blob(data), pygit2.enums.FileMode.BLOB))
        known = self._repo.references.get("refs/heads/main")
        parents = [known.target] if known else []
        self._repo.create_commit("refs/heads/main", SOMEBODY, SOMEBODY, "Slides", index.write_tree(self._repo), parents)


@pytest.fixture
def repo(tmp_path):
    made = Repo(tmp_path / "content.git")
    made.files["groups/friends.yaml"] = GROUP.encode()
    made.files["images/stairs.png"] = small_picture()
    made.files["themes/moss.yaml"] = b'name: Moss\nbackground: "#ffffff"\n'
    for topic in ("a", "b", "c"):
        for number in range(3):
            made.slide(f"{topic}/{number}", picture="stairs.png" if number == 2 else "")
        made.playlist(topic, *(f"{topic}/{number}" for number in range(3)))
    made.commit()
    return made


def build(repo: Repo, shelf: Path, today: date = TODAY):
    return Shelving(open_source(repo.folder), Shelf(shelf), SMALL, today, None).build_all()


def drawn(built) -> dict[str, int]:
    return {one.playlist: one.drawn for one in built if one.changed}


def what_shows(shelf: Path) -> dict[str, object]:
    """The newest manifest of every playlist, apart from its number and commit."""
    on = Shelf(shelf)
    latest = {name: on.latest(name) for name in on.playlists()}
    return {
        name: read_manifest(on.manifest(name, summary.number, SMALL[0])).entries for name, summary in latest.items()
    }


@pytest.fixture
def blobs(monkeypatch):
    """Counts the blobs that are read, by their path."""
    counted: Counter[str] = Counter()
    read = GitFiles.read

    def count(self, file, most):
        counted[file.path] += 1
        return read(self, file, most)

    monkeypatch.setattr(GitFiles, "read", count)
    return counted


def test_a_build_with_nothing_changed_reads_no_file_of_the_content(repo, tmp_path, blobs):
    first = build(repo, tmp_path / "shelf")
    assert drawn(first) == {"a": 3, "b": 3, "c": 3}
    blobs.clear()
    again = build(repo, tmp_path / "shelf")
    assert [(one.playlist, one.number, one.changed) for one in again] == [(name, 1, False) for name in "abc"]
    assert not blobs


def test_one_changed_slide_draws_one_frame_and_reads_nothing_of_other_playlists(repo, tmp_path, blobs):
    build(repo, tmp_path / "shelf")
    repo.slide("b/1", "What helps you to sleep?")
    repo.commit()
    blobs.clear()
    built = build(repo, tmp_path / "shelf")
    assert drawn(built) == {"b": 1}
    assert [one.number for one in built] == [1, 2, 1]
    assert not {path for path in blobs if path.startswith(("slides/a", "slides/c", "playlists/a", "playlists/c"))}


def test_a_commit_that_changes_no_slide_makes_no_edition(repo, tmp_path):
    build(repo, tmp_path / "shelf")
    repo.files["README.md"] = b"Hello"
    repo.commit()
    assert drawn(build(repo, tmp_path / "shelf")) == {}
    assert [one.number for one in build(repo, tmp_path / "shelf")] == [1, 1, 1]


def test_a_slide_past_its_last_day_leaves_its_playlist_without_a_commit(repo, tmp_path):
    repo.slide("a/0", until="2026-11-25")
    repo.commit()
    build(repo, tmp_path / "shelf")
    later = build(repo, tmp_path / "shelf", date(2026, 11, 26))
    assert {one.playlist for one in later if one.changed} == {"a"}
    assert [entry.slide for entry in what_shows(tmp_path / "shelf")["a"]] == ["a/1", "a/2"]


@pytest.mark.parametrize("spoil", [b"", b"nonsense", b"ledger 2\nx\nend", b"ledger 2\nx\ty\t\t1\t1\na\nend"])
def test_a_damaged_ledger_is_as_good_as_none(repo, tmp_path, spoil):
    build(repo, tmp_path / "shelf")
    (tmp_path / "shelf/ledger").write_bytes(spoil)
    assert drawn(build(repo, tmp_path / "shelf")) == {}


def test_a_ledger_that_was_cut_short_is_as_good_as_none(repo, tmp_path):
    build(repo, tmp_path / "shelf")
    whole = (tmp_path / "shelf/ledger").read_bytes()
    assert read_ledger(tmp_path / "shelf") is not None
    for length in range(len(whole)):
        (tmp_path / "shelf/ledger").write_bytes(whole[:length])
        assert read_ledger(tmp_path / "shelf") is None


def test_an_edition_that_was_damaged_is_built_anew(repo, tmp_path):
    build(repo, tmp_path / "shelf")
    (tmp_path / "shelf/editions/b/1/edition.json").write_text("{}")
    built = build(repo, tmp_path / "shelf")
    assert [(one.playlist, one.number) for one in built] == [("a", 1), ("b", 2), ("c", 1)]


@pytest.mark.parametrize("seed", range(6 * (10 if os.environ.get("SOAK") else 1)))
def test_builds_after_random_edits_equal_a_build_of_everything(repo, tmp_path, seed):
    chance = random.Random(seed)
    for step in range(6):
        for _ in range(chance.randint(1, 3)):
            edit(repo, chance)
        repo.commit()
        results = []
        for shelf in (tmp_path / "grown", tmp_path / f"new-{step}"):
            try:
                build(repo, shelf)
            except PublisherError as error:
                findings = getattr(error, "findings", ())  # what a layout warns of is told when it is drawn
                results.append((str(error), [found for found in findings if found.level is Level.ERROR]))
        if results:
            assert len(results) == 2, "one refused what the other built"
            assert results[0] == results[1]
            repair(repo)
        else:
            grown, new = what_shows(tmp_path / "grown"), what_shows(tmp_path / f"new-{step}")
            assert {name: grown[name] for name in new} == new


def edit(repo: Repo, chance: random.Random) -> None:
    """One thing that authors do, right or wrong."""
    topic, number = chance.choice("abcd"), chance.randint(0, 4)
    name = f"{topic}/{number}"
    known = sorted(path[7:-3] for path in repo.files if path.startswith("slides/"))
    match chance.randint(0, 8):
        case 0 | 1 | 2:
            repo.slide(name, f"What number {chance.randint(2, 99)} would you ask?", chance.choice(["", "stairs.png"]))
        case 3:
            repo.playlist(topic, *chance.sample(known, 3), theme=chance.choice(["light", "dark", "moss"]))
        case 4:
            repo.files["images/stairs.png"] = small_picture() + bytes([chance.randint(0, 9)])
        case 5:
            repo.files["groups/friends.yaml"] = GROUP.replace("Friends", f"Friends {chance.randint(1, 9)}").encode()
        case 6:
            repo.files["themes/moss.yaml"] = f'name: M\nbackground: "#fffff{chance.randint(0, 9)}"\n'.encode()
        case 7:
            repo.files.pop(f"slides/{chance.choice(known)}.md")
        case _:
            repo.slide(name, "What would you ask?", "new.png")
            repo.files["images/new.png"] = small_picture()


def repair(repo: Repo) -> None:
    """Every playlist names slides that are there."""
    for topic in {path[10:-5] for path in repo.files if path.startswith("playlists/")}:
        for number in range(3):
            repo.slide(f"{topic}/{number}")
        repo.playlist(topic, *(f"{topic}/{number}" for number in range(3)))


def test_the_head_is_read_as_git_reads_it(repo):
    plain = pygit2.Repository(str(repo.folder))
    head = str(plain.references["refs/heads/main"].target)
    assert glance_at_head(repo.folder) == head
    (repo.folder / "refs/heads/main").unlink()
    (repo.folder / "packed-refs").write_text(f"# pack-refs with: peeled fully-peeled sorted\n{head} refs/heads/main\n")
    assert glance_at_head(repo.folder) == head == open_source(repo.folder).commit()
    (repo.folder / "packed-refs").write_text(f"{head} refs/heads/other\n")
    assert glance_at_head(repo.folder) is None
    (repo.folder / "refs/heads/main").write_text("ref: refs/heads/other\n")
    assert glance_at_head(repo.folder) is None


def test_a_command_with_nothing_to_do_is_answered_without_the_libraries_that_draw(repo, tmp_path):
    words = ["build", str(repo.folder), "-o", str(tmp_path / "shelf")]
    assert quick.answer(words) is None
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUBLISHER_")}
    subprocess.run([sys.executable, "-m", "publisher", *words], env=kept, check=True, capture_output=True)
    ask = (
        "import sys; from publisher.__main__ import main; sys.argv[1:] = sys.argv[1:]; main(); "
        "print(sorted({'click', 'PIL', 'yaml', 'pygit2', 'uharfbuzz', 'publisher.model'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", ask, *words], env=kept, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == [*(f"{name}: edition 1, nothing changed." for name in "abc"), "[]"]
    assert quick.answer([*words, "--json"]) is None
    assert main.__doc__


def test_the_quick_answer_knows_the_same_defaults_as_the_settings():
    assert (SIZES.variable, SIZES.default) == quick.SIZES
    assert (TIMEZONE.variable, TIMEZONE.default) == quick.TIMEZONE


def test_ctrl_c_leaves_whole_files_and_the_next_build_finishes(repo, tmp_path):
    for number in range(40):
        repo.slide(f"long/{number}", f"What is number {number}?")
    repo.playlist("long", *(f"long/{number}" for number in range(40)))
    repo.commit()
    shelf = tmp_path / "shelf"
    words = [sys.executable, "-m", "publisher", "build", str(repo.folder), "-o", str(shelf), "--size", "1920x1080"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + 60
    while not any((shelf / "frames").glob("*/*")):
        assert time.monotonic() < until
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process hears it
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode in (130, -signal.SIGINT)  # a shell says 130 of both
    assert said.endswith("publisher: stopped. Nothing half-done was left behind.\n")
    assert "Traceback" not in said
    assert not list((shelf / "drafts").iterdir())
    on = Shelf(shelf)
    assert all(on.has_frame(frame.name) for frame in (shelf / "frames").glob("*/*"))
    subprocess.run(words, check=True, capture_output=True)
    assert {"a", "b", "c", "long"} == set(on.playlists())


def test_a_few_drawings_start_no_process_and_many_times_a_few_do():
    with drawing_pool(1, here=5) as pool:
        assert [pool.leaves_here(count) for count in (6, 3, 2, 1)] == [False, True, True, False]
        assert pool.submit(os.getpid).result() != os.getpid()


def test_a_dask_cluster_draws_what_processes_draw(repo, tmp_path):
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        with drawing_pool(executor=address) as executor:
            built = Shelving(open_source(repo.folder), Shelf(tmp_path / "far"), SMALL, TODAY, executor).build_all()
    assert drawn(built) == {"a": 3, "b": 3, "c": 3}
    build(repo, tmp_path / "near")
    assert what_shows(tmp_path / "far") == what_shows(tmp_path / "near")


def test_a_cluster_that_does_not_answer_is_named(monkeypatch):
    client = distributed.Client
    monkeypatch.setattr(distributed, "Client", lambda address, timeout: client(address, timeout=timeout / 20))
    with (
        pytest.raises(SettingsError, match=r"no Dask scheduler answers at 127\.0\.0\.1:9"),
        drawing_pool(executor="dask://127.0.0.1:9"),
    ):
        pass
    with pytest.raises(SettingsError, match="PUBLISHER_EXECUTOR"):
        read_settings({"PUBLISHER_EXECUTOR": "dask:/nowhere"})
    assert json.dumps(read_settings({"PUBLISHER_EXECUTOR": "dask://a:8786"}).executor) == '"dask://a:8786"'
