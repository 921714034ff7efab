"""What a command reads, files or a commit: it is said where they differ, and chosen in the same words everywhere."""

import os
import subprocess
import sys
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher import quick
from publisher.cli import publisher
from publisher.content.source.sources import open_source
from publisher.watch.server import watch_folder
from publisher.worker.publishing import publish_playlist
from tests.journey import conftest as journey
from tests.publisher.broken import slide
from tests.publisher.content.repos import commit, git, make_repo

TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEFORE, NOW = "Tea is ready.", "Tea and cake."
SET = {"PUBLISHER_SIZES": "640x360", "PUBLISHER_PROCESSES": "1", "PUBLISHER_CONTENT": "/nowhere"}
COMMIT_IS_READ = "The commit is read, without them. Commit them, or read the files as they stand with --files."


@pytest.fixture
def repo(tmp_path):
    """A repo in which one slide was changed since, and one is new."""
    made = make_repo(tmp_path / "repo")
    (made / "slides/tea.md").write_text(slide(body=NOW))
    (made / "slides/new.md").write_text(slide(body=f"{NOW} Cups, too."))
    return made


def differ(repo: Path) -> str:
    head = git(repo, "rev-parse", "--short=12", "main")
    return f"2 files differ from the last commit of main, {head}: slides/new.md (new), slides/tea.md (changed)."


def run(*words: str | Path, expect: int = 0):
    done = CliRunner().invoke(publisher, [str(word) for word in words], env=SET)
    assert done.exit_code == expect, (done.output, done.exception)
    return done


def exported(repo: Path, tmp_path: Path, *options: str) -> tuple[str, str]:
    done = run("export", "winter", "--content", repo, "-o", tmp_path / "out", "--form", "text", *options)
    return (tmp_path / "out/winter-text/words.txt").read_text(), done.stderr


def test_an_export_takes_the_commit_and_names_what_is_not_in_it(repo, tmp_path):
    words, said = exported(repo, tmp_path)
    assert BEFORE in words and NOW not in words
    assert said == f"publisher: {differ(repo)} {COMMIT_IS_READ}\n"


def test_an_export_of_files_or_of_a_named_commit_says_nothing_more(repo, tmp_path):
    for option, words in ((["--files"], NOW), (["--commit", "main"], BEFORE)):
        found, said = exported(repo, tmp_path, *option)
        assert words in found and said == ""


@pytest.mark.parametrize("command", ["check", "build", "contact-sheet", "export"])
def test_files_and_a_commit_at_once_are_two_things(repo, tmp_path, command):
    words = {
        "check": ("check", repo),
        "build": ("build", repo, "-o", tmp_path / "shelf"),
        "contact-sheet": ("contact-sheet", repo, "-o", tmp_path / "out"),
        "export": ("export", "winter", "--content", repo, "-o", tmp_path / "out", "--form", "text"),
    }[command]
    assert "Write --files or --commit, not both." in run(*words, "--files", "--commit", "main", expect=2).output


def test_an_edition_is_neither_files_nor_a_commit(tmp_path):
    words = ("export", "winter", "-o", tmp_path, "--form", "text", "--edition", "1", "--files")
    assert "An edition is what was published." in run(*words, expect=2).output


def test_check_reads_the_files_and_says_that_others_take_the_commit(repo):
    (repo / "slides/tea.md").write_text(slide(body="Chronic tea."))
    done = run("check", repo, "--today", "2026-11-22", expect=1)
    others = "`build`, `export` and `publish` take the commit; read that with --commit main."
    assert f"publisher: {differ(repo)} The files are read as they stand. {others}\n" in done.stderr
    assert "slides/tea.md:6:1: WO" in done.stdout
    assert "slides/tea.md" not in run("check", repo, "--commit", "main").output
    assert "differ" not in run("check", repo, "--files", expect=1).output


def test_what_is_all_committed_is_not_spoken_of(repo, tmp_path):
    commit(repo)
    assert run("check", repo).stderr == "0 errors, 0 warnings.\n"
    assert exported(repo, tmp_path)[1] == ""


def test_check_reads_the_last_commit_of_a_bare_repo(repo, tmp_path):
    git(tmp_path, "clone", "--quiet", "--bare", repo, tmp_path / "bare.git")
    done = run("check", tmp_path / "bare.git")
    assert done.stdout == ""
    assert done.stderr == "publisher: This git repo is bare, so the last commit is read.\n0 errors, 0 warnings.\n"
    assert "bare: it has commits, and no files." in str(
        run("check", tmp_path / "bare.git", "--files", expect=1).exception
    )


def test_check_of_a_repo_without_a_commit_checks_the_files_and_says_so(repo):
    git(repo, "update-ref", "-d", "refs/heads/main")
    done = run("check", repo)
    assert "nothing is committed yet. Commit the slides to main first." in done.stderr
    assert done.stderr.endswith("0 errors, 0 warnings.\n")


def test_a_contact_sheet_takes_the_commit_and_names_what_is_not_in_it(repo, tmp_path):
    done = run("contact-sheet", repo, "-o", tmp_path / "out")
    assert done.stderr.startswith(f"publisher: {differ(repo)} {COMMIT_IS_READ}\n")
    assert "differ" not in run("contact-sheet", repo, "-o", tmp_path / "out", "--files").stderr


def built(repo: Path, shelf: Path, *options: str) -> tuple[str, str]:
    words = [sys.executable, "-m", "publisher", "build", str(repo), "-o", str(shelf), *options]
    done = subprocess.run(words, env={**os.environ, **SET}, capture_output=True, text=True, check=True)
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if line.startswith("publisher: "))


def test_a_build_takes_the_commit_and_names_what_is_not_in_it_each_time(repo, tmp_path):
    said = f"publisher: {differ(repo)} {COMMIT_IS_READ}"
    assert built(repo, tmp_path / "shelf") == ("winter: edition 1, 2 drawn, 0 used again.\n", said)
    assert built(repo, tmp_path / "shelf") == ("winter: edition 1, nothing changed.\n", said)
    files = built(repo, tmp_path / "shelf", "--files")
    assert files == ("winter: edition 2, 1 drawn, 1 used again.\n", "")


def test_a_refused_build_says_first_that_the_cure_is_not_committed(repo, tmp_path):
    (repo / "slides/tea.md").write_text(slide(body="Chronic tea."))
    commit(repo)
    (repo / "slides/tea.md").write_text(slide(body=NOW))
    done = run("build", repo, "-o", tmp_path / "shelf", expect=1)
    assert "1 file differs from the last commit of main" in done.stderr and "slides/tea.md:6:1: WO" in done.stdout


def test_a_build_with_nothing_to_do_is_quick_only_as_long_as_nobody_touches_a_file(repo, tmp_path, monkeypatch):
    for name, value in SET.items():
        monkeypatch.setenv(name, value)
    commit(repo)
    words = ["build", str(repo), "-o", str(tmp_path / "shelf")]
    built(repo, tmp_path / "shelf")
    assert quick.answer(words) == ["winter: edition 1, nothing changed."]
    for touch in (
        lambda: (repo / "slides/tea.md").write_text(slide(body=BEFORE)),
        lambda: (repo / "slides/more.md").write_text(slide(body=BEFORE)),
        (repo / "slides/chairs.md").unlink,
        lambda: git(repo, "add", "--all"),
    ):
        touch()
        assert quick.answer(words) is None
        assert built(repo, tmp_path / "shelf")[1] != ""
        assert quick.answer(words) is None
    git(repo, "reset", "--quiet", "--hard")
    assert built(repo, tmp_path / "shelf")[1] == ""
    assert quick.answer(words) == ["winter: edition 1, nothing changed."]


def test_watch_says_of_each_slide_whether_what_it_shows_is_committed(repo):
    with watch_folder(repo, "", 0, TODAY.date) as address:
        pages = {name: page_of(address, name) for name in ("tea", "new", "chairs")}
    assert "slides/tea.md (changed)." in pages["tea"] and "slides/new.md" not in pages["tea"]
    assert "slides/new.md (new)." in pages["new"]
    assert "differ" not in pages["chairs"]


def page_of(address: str, name: str) -> str:
    with urllib.request.urlopen(f"{address}slides/{name}") as answer:
        return str(answer.read().decode())


def test_watch_has_nothing_to_show_of_a_bare_repo(repo, tmp_path):
    git(tmp_path, "clone", "--quiet", "--bare", repo, tmp_path / "bare.git")
    assert "bare: it has commits, and no files." in str(run("watch", tmp_path / "bare.git", expect=1).exception)


content, make_publisher, workshop = journey.content, journey.make_publisher, journey.workshop


def test_publishing_takes_the_commit_and_the_job_names_what_is_not_in_it(repo, workshop):
    inside = replace(workshop, settings=replace(workshop.settings, content=repo))
    said = publish_playlist(inside, "winter", TODAY, lambda done, total: None)
    outcome, line = said.split("\n")
    assert outcome.startswith("winter is out as edition 1, ")
    assert line == f"{differ(repo)} The commit was published, without them. Commit them, and publish again."
    assert inside.shelf.latest("winter").commit == open_source(repo).commit()
    commit(repo)
    assert "differ" not in publish_playlist(inside, "winter", TODAY, lambda done, total: None)
