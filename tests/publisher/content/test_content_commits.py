"""Files and commits are two things: which of them is read, how they differ, and what is said where a branch is gone."""

import os
import subprocess
from pathlib import Path

import pytest

from publisher.content.source.sources import Chosen, open_desk, open_source
from publisher.content.source.work_tree import uncommitted
from publisher.errors import ContentError
from publisher.model.content import Content
from tests.publisher.broken import slide
from tests.publisher.content.repos import commit, git, make_repo, write_content

TEA = slide(body="Tea and cake.")


@pytest.fixture
def repo(tmp_path):
    return make_repo(tmp_path / "repo")


def words_of(content: Content, name: str = "tea") -> str:
    return content.slides[name].blocks[0].words[0].text


def differing(folder: Path) -> dict[str, str]:
    found = uncommitted(folder)
    return found.files if found else {}


def change(folder: Path) -> None:
    (folder / "slides/tea.md").write_text(TEA)


def test_each_way_to_differ_is_told_and_what_is_no_content_or_ignored_is_not(repo):
    (repo / ".gitignore").write_text("*.bak\n")
    for name in ("a", "b", "c", "d"):
        (repo / f"slides/{name}.md").write_text(slide())
    commit(repo)
    assert uncommitted(repo) is None
    change(repo)
    (repo / "slides/a.md").write_text(TEA)
    git(repo, "add", "slides/a.md")
    (repo / "slides/b.md").unlink()
    git(repo, "rm", "--quiet", "slides/c.md")
    git(repo, "mv", "slides/d.md", "slides/e.md")
    (repo / "images/icons").mkdir(parents=True)
    (repo / "images/icons/new.png").write_bytes(b"new")
    (repo / "consent.yaml").write_text("a: {uses: [story], given: 2026-11-01, kept: here}\n")
    for path in ("slides/old.bak", "slides/.tea.md.swp", "README.md"):
        (repo / path).write_text("x\n")
    assert differing(repo) == {
        "consent.yaml": "new",
        "images/icons/new.png": "new",
        "slides/a.md": "changed, staged",
        "slides/b.md": "deleted",
        "slides/c.md": "deleted, staged",
        "slides/d.md": "deleted, staged",
        "slides/e.md": "new, staged",
        "slides/tea.md": "changed",
    }


def test_a_message_names_a_few_files_and_counts_the_others(repo):
    change(repo)
    head = git(repo, "rev-parse", "--short=12", "HEAD")
    assert str(uncommitted(repo)) == f"1 file differs from the last commit of main, {head}: slides/tea.md (changed)."
    for number in range(12):
        (repo / f"slides/n{number:02}.md").write_text(slide())
    said = str(uncommitted(repo))
    assert said.startswith(f"13 files differ from the last commit of main, {head}: slides/n00.md (new), ")
    assert said.endswith("slides/n07.md (new) and 5 more.")


def test_line_ends_that_git_changes_by_itself_are_no_difference(repo, tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", repo, clone)
    assert b"\r\n" in (clone / "slides/tea.md").read_bytes()
    for file in (clone / "slides").iterdir():
        os.utime(file, (1, 1))  # so that git has to look inside
    assert uncommitted(clone) is None
    read, built = open_desk(clone).read().slides, open_source(clone).read().slides
    assert {name: one.revision for name, one in read.items()} == {name: one.revision for name, one in built.items()}
    change(clone)
    assert differing(clone) == {"slides/tea.md": "changed"}
    git(clone, "switch", "--quiet", "--create", "draft")
    commit(clone)
    assert differing(clone) == {"slides/tea.md": "changed"}  # main is what is published


def test_the_desk_has_files_and_the_source_has_the_commit_unless_somebody_chooses(repo):
    change(repo)
    before, now = "Tea is ready.", "Tea and cake."
    assert (words_of(open_desk(repo).read()), words_of(open_source(repo).read())) == (now, before)
    for opened in (open_desk, open_source):
        assert words_of(opened(repo, Chosen(files=True)).read()) == now
        assert words_of(opened(repo, Chosen(commit="main")).read()) == before


def test_a_commit_is_chosen_by_branch_tag_or_id(repo):
    first = git(repo, "rev-parse", "HEAD")
    git(repo, "tag", "winter")
    git(repo, "tag", "--annotate", "--message", "Agreed", "agreed")
    change(repo)
    second = commit(repo)
    git(repo, "branch", "draft/tea")
    for name, commit_id in {
        "winter": first,
        "agreed": first,
        first[:9]: first,
        "draft/tea": second,
        "HEAD~1": first,
    }.items():
        assert open_source(repo, Chosen(commit=name)).read().commit == commit_id
    for name in ("nope", "0" * 40, "-x", "a b"):
        with pytest.raises(ContentError, match=r"there is no commit `.*`\. There are the branches: draft/tea, main\."):
            open_source(repo, Chosen(commit=name)).commit()


def test_a_bare_repo_has_no_files_and_is_read_by_both(repo, tmp_path):
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", repo, bare)
    assert open_desk(bare).read().slides.keys() == open_source(bare).read().slides.keys() == {"tea", "chairs"}
    assert uncommitted(bare) is None
    with pytest.raises(ContentError, match=r"bare: it has commits, and no files\. Clone it"):
        open_source(bare, Chosen(files=True))


def test_a_linked_work_tree_is_held_against_main_and_not_against_its_own_branch(repo, tmp_path):
    beside = tmp_path / "beside"
    git(repo, "worktree", "add", "--quiet", "-b", "draft", beside)
    assert uncommitted(beside) is None
    change(beside)
    (beside / "slides/new.md").write_text(slide())
    (beside / "slides/chairs.md").unlink()
    told = {"slides/chairs.md": "deleted", "slides/new.md": "new", "slides/tea.md": "changed"}
    assert differing(beside) == told
    commit(beside)
    assert differing(beside) == told
    assert str(uncommitted(beside)).startswith("3 files differ from the last commit of main, ")
    assert words_of(open_source(beside).read()) == "Tea is ready."
    assert words_of(open_desk(beside).read()) == "Tea and cake."


def test_a_folder_inside_of_a_repo_is_read_as_files_and_its_commits_by_name(tmp_path):
    repo = make_repo(tmp_path / "repo", below="texts/content")
    inside = repo / "texts/content"
    change(inside)
    assert words_of(open_desk(inside).read()) == words_of(open_source(inside).read()) == "Tea and cake."
    assert uncommitted(inside) is None  # nobody reads its commit unless it is named
    source = open_source(inside, Chosen(commit="main"))
    assert words_of(source.read()) == "Tea is ready."
    before = source.commit()
    assert source.changes(before, commit(repo)) == {"slides/tea.md"}
    (repo / "empty").mkdir()
    with pytest.raises(ContentError, match="there is no folder empty in the commit"):
        open_source(repo / "empty", Chosen(commit="main")).read()


def test_a_plain_folder_keeps_no_commits(tmp_path):
    write_content(tmp_path)
    assert uncommitted(tmp_path) is None
    with pytest.raises(ContentError, match="plain folder, which keeps no commits"):
        open_source(tmp_path, Chosen(commit="main"))


@pytest.mark.parametrize("branch", ["master", "trunk", "slides/winter"])
def test_another_branch_than_main_is_read_where_there_is_no_main(tmp_path, branch):
    repo = make_repo(tmp_path / "repo", branch)
    change(repo)
    assert words_of(open_source(repo).read()) == "Tea is ready."
    assert str(uncommitted(repo)).startswith(f"1 file differs from the last commit of {branch}, ")


def test_a_detached_head_is_read_where_there_is_no_main(repo):
    git(repo, "switch", "--quiet", "--detach")
    change(repo)
    assert differing(repo) == {"slides/tea.md": "changed"}
    git(repo, "branch", "--quiet", "--delete", "--force", "main")
    assert words_of(open_source(repo).read()) == "Tea is ready."
    assert str(uncommitted(repo)).startswith("1 file differs from the last commit of HEAD, ")


def test_a_shallow_clone_is_read_like_any_other(repo, tmp_path):
    first = git(repo, "rev-parse", "HEAD")
    change(repo)
    commit(repo)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repo}", tmp_path / "shallow")
    source = open_source(tmp_path / "shallow")
    assert words_of(source.read()) == "Tea and cake."
    assert uncommitted(tmp_path / "shallow") is None
    assert source.changes(first, source.commit()) is None
    with pytest.raises(ContentError, match="there is no commit"):
        open_source(tmp_path / "shallow", Chosen(commit=first)).commit()


def test_a_repo_of_another_account_says_how_to_trust_it(repo):
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    subprocess.run([*as_root, "chown", "-R", "65534:65534", str(repo)], check=True)
    with pytest.raises(ContentError, match=rf"another account.*config --global --add safe\.directory {repo}$"):
        open_source(repo)


def test_a_bare_clone_whose_branch_was_renamed_names_those_that_are_there(repo, tmp_path):
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", repo, bare)
    git(bare, "branch", "--move", "main", "trunk")
    git(bare, "symbolic-ref", "HEAD", "refs/heads/main")
    git(bare, "branch", "winter", "trunk")
    with pytest.raises(ContentError) as told:
        open_source(bare).commit()
    assert str(told.value) == (
        f"{bare}/: the branch main, which HEAD names, is not there. There are: trunk, winter. Name the one with the "
        f"slides: --commit trunk. Or let it be main: git -C {bare} branch -m trunk main"
    )
    assert open_source(bare, Chosen(commit="trunk")).read().slides.keys() == {"tea", "chairs"}
    git(bare, *str(told.value).partition("git -C ")[2].split()[1:])
    assert open_source(bare).read().slides.keys() == {"tea", "chairs"}


def test_a_clone_that_has_only_the_branches_of_its_origin_names_those(repo, tmp_path):
    git(repo, "branch", "--move", "main", "trunk")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--no-checkout", repo, clone)
    git(clone, "symbolic-ref", "HEAD", "refs/heads/main")
    git(clone, "branch", "--quiet", "--delete", "--force", "trunk")
    with pytest.raises(ContentError, match=r"There are: origin/trunk\..*--commit origin/trunk\.") as told:
        open_source(clone).commit()
    git(clone, *str(told.value).partition("git -C ")[2].split()[1:])
    assert open_source(clone).read().slides.keys() == {"tea", "chairs"}


def test_an_empty_repo_says_that_nothing_is_committed_yet(tmp_path):
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", "repo")
    write_content(tmp_path / "repo")
    for ask in (lambda: open_source(tmp_path / "repo").commit(), lambda: uncommitted(tmp_path / "repo")):
        with pytest.raises(ContentError, match=r"nothing is committed yet\. Commit the slides to main first"):
            ask()
    assert open_desk(tmp_path / "repo").read().slides.keys() == {"tea", "chairs"}


def test_a_damaged_index_is_told(repo):
    (repo / ".git/index").write_bytes(b"nonsense")
    with pytest.raises(ContentError, match="it cannot be told which files are committed"):
        uncommitted(repo)
