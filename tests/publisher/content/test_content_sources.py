"""Git and a folder give the same content; nothing in either leads anywhere else."""

import os
from pathlib import Path

import pygit2
import pytest
from pygit2.enums import FileMode, ObjectType

from publisher.content.alone import read_slide_file
from publisher.content.source.sources import open_folder, open_source
from publisher.errors import ContentError
from publisher.model.content import Content
from tests.publisher.broken import EXPECTED, GOOD, GROUP, make_broken, slide, small_picture

SOMEBODY = pygit2.Signature("a carer", "carer@example.org", 1_750_000_000, 0)


def make_sound(folder: Path) -> None:
    for name in ("slides/heart", "playlists", "groups", "images/icons", "themes"):
        (folder / name).mkdir(parents=True)
    (folder / "slides/welcome.md").write_text(GOOD)
    picture = "picture:\n  file: images/stairs.png\n  alt: Stairs\n"
    (folder / "slides/heart/stairs.md").write_text(
        slide(front=picture, body="- ![](images/icons/a.png) **Slowly** does it")
    )
    (folder / "playlists/winter.yaml").write_text("title: Winter\nslides:\n  - welcome\n  - heart/stairs\n")
    (folder / "groups/friends.yaml").write_text(GROUP)
    (folder / "themes/moss.yaml").write_text('name: Moss\nbackground: "#ffffff"\n')
    (folder / "images/stairs.png").write_bytes(small_picture())
    (folder / "images/icons/a.png").write_bytes(small_picture())


def commit_folder(repo: pygit2.Repository, folder: Path) -> None:
    commit_tree(repo, write_tree(repo, folder))


def write_tree(repo: pygit2.Repository, folder: Path) -> pygit2.Oid:
    builder = repo.TreeBuilder()
    for path in folder.iterdir():
        if path.is_symlink():
            builder.insert(path.name, repo.create_blob(os.fsencode(path.readlink())), FileMode.LINK)
        elif path.is_dir():
            builder.insert(path.name, write_tree(repo, path), FileMode.TREE)
        else:
            builder.insert(path.name, repo.create_blob(path.read_bytes()), FileMode.BLOB)
    return builder.write()


def commit_tree(repo: pygit2.Repository, tree: pygit2.Oid, reference: str = "refs/heads/main") -> pygit2.Oid:
    known = repo.references.get(reference)
    parents = [known.target] if known else []
    return repo.create_commit(reference, SOMEBODY, SOMEBODY, "Slides", tree, parents)


def raw_tree(repo: pygit2.Repository, *entries: tuple[int, bytes, pygit2.Oid]) -> pygit2.Oid:
    """A tree as an attacker would write it, with whatever names."""
    data = b"".join(b"%o %s\0%s" % (mode, name, oid.raw) for mode, name, oid in entries)
    return repo.write(ObjectType.TREE, data)


def apart_from_commit(content: Content) -> tuple[object, ...]:
    return content.slides, content.drafts, content.playlists, content.groups, content.themes, content.findings


def places(content: Content) -> list[tuple[str, str]]:
    return [(finding.place.file, finding.code) for finding in content.findings]


@pytest.fixture
def repo(tmp_path: Path) -> pygit2.Repository:
    return pygit2.init_repository(str(tmp_path / "content.git"), bare=True)


def content_of(repo: pygit2.Repository) -> Content:
    return open_source(Path(repo.path)).read()


def test_git_and_a_folder_give_the_same_content(tmp_path, repo):
    make_sound(tmp_path / "folder")
    commit_folder(repo, tmp_path / "folder")
    from_folder = open_source(tmp_path / "folder").read()
    assert apart_from_commit(content_of(repo)) == apart_from_commit(from_folder)
    assert from_folder.findings == ()
    assert set(from_folder.slides) == {"welcome", "heart/stairs"}
    assert from_folder.slides["heart/stairs"].picture.data == small_picture()
    assert from_folder.slides["heart/stairs"].icons[0].path == "images/icons/a.png"


def test_git_and_a_folder_find_the_same_mistakes(tmp_path, repo):
    make_broken(tmp_path / "folder")
    commit_folder(repo, tmp_path / "folder")
    content = content_of(repo)
    assert apart_from_commit(content) == apart_from_commit(open_folder(tmp_path / "folder").read())
    assert len(content.findings) == len(EXPECTED)


def test_the_commit_is_the_id_at_the_head_of_main(tmp_path, repo):
    first = commit_tree(repo, repo.TreeBuilder().write())
    source = open_source(Path(repo.path))
    assert source.commit() == str(first)
    commit_tree(repo, repo.TreeBuilder().write(), "refs/heads/draft")
    assert source.commit() == str(first)
    second = commit_tree(repo, repo.TreeBuilder().write())
    assert source.commit() == source.read().commit == str(second)


def test_the_commit_id_is_known_even_if_every_object_is_lost(tmp_path, repo):
    head = commit_tree(repo, repo.TreeBuilder().write())
    for path in (Path(repo.path) / "objects").rglob("*"):
        if path.is_file():
            path.unlink()
    source = open_source(Path(repo.path))
    assert source.commit() == str(head)
    with pytest.raises(ContentError, match="cannot be read"):
        source.read()


def test_a_repo_with_files_beside_git_is_read_from_its_commits(tmp_path):
    make_sound(tmp_path)
    repo = pygit2.init_repository(str(tmp_path), initial_head="main")
    commit_folder(repo, tmp_path / "slides")
    (tmp_path / "slides" / "late.md").write_text(GOOD)
    assert "late" not in open_source(tmp_path).read().slides
    assert "late" in open_folder(tmp_path).read().slides


def test_a_repo_without_main_is_read_from_its_head(tmp_path):
    repo = pygit2.init_repository(str(tmp_path), initial_head="trunk")
    make_sound(tmp_path / "folder")
    commit_tree(repo, write_tree(repo, tmp_path / "folder"), "refs/heads/trunk")
    assert "welcome" in open_source(tmp_path).read().slides


def test_an_empty_repo_and_a_missing_folder_are_said_in_a_sentence(tmp_path, repo):
    with pytest.raises(ContentError, match="nothing is committed yet"):
        open_source(Path(repo.path)).commit()
    with pytest.raises(ContentError, match="there is no such folder"):
        open_source(tmp_path / "nowhere")


def test_symlinks_and_submodules_in_git_are_findings_and_never_followed(repo):
    target = repo.create_blob(b"../../../../etc/passwd")
    commit = commit_tree(repo, repo.TreeBuilder().write(), "refs/heads/other")
    slides = raw_tree(repo, (0o120000, b"a.md", target), (0o160000, b"b", commit))
    root = raw_tree(repo, (0o120000, b"images", target), (0o40000, b"slides", slides), (0o160000, b"theirs", commit))
    commit_tree(repo, root)
    found = places(content_of(repo))
    assert found == [("images", "RE103"), ("slides/a.md", "RE103"), ("slides/b", "RE104"), ("theirs", "RE113")]


@pytest.mark.parametrize("name", [b"..", b".", b"..\\evil.md", b"a\\..\\b.md", b"C:evil.md", b"a\x01.md", b"\xff.md"])
def test_names_that_lead_elsewhere_are_refused(repo, name):
    blob = repo.create_blob(GOOD.encode())
    commit_tree(repo, raw_tree(repo, (0o40000, b"slides", raw_tree(repo, (0o100644, name, blob)))))
    content = content_of(repo)
    assert [finding.code for finding in content.findings] == ["RE105"]
    assert content.slides == content.drafts == {}


def test_a_folder_named_dot_dot_is_not_entered(repo):
    blob = repo.create_blob(GOOD.encode())
    up = raw_tree(repo, (0o100644, b"evil.md", blob))
    commit_tree(repo, raw_tree(repo, (0o40000, b"slides", raw_tree(repo, (0o40000, b"..", up)))))
    assert places(content_of(repo)) == [("slides/..", "RE105")]


def test_a_huge_blob_is_refused_by_its_size(repo):
    blob = repo.create_blob(bytes(3_000_000))
    slides = raw_tree(repo, (0o100644, b"huge.md", blob))
    commit_tree(repo, raw_tree(repo, (0o40000, b"slides", slides)))
    assert places(content_of(repo)) == [("slides/huge.md", "RE102")]


def test_a_small_tree_that_describes_millions_of_files_ends_soon(repo):
    tree = raw_tree(repo, *((0o100644, b"%02d.md" % at, repo.create_blob(b"x")) for at in range(40)))
    for _ in range(6):
        tree = raw_tree(repo, *((0o40000, b"%02d" % at, tree) for at in range(40)))
    commit_tree(repo, raw_tree(repo, (0o40000, b"images", tree), (0o40000, b"slides", repo.TreeBuilder().write())))
    codes = {finding.code for finding in content_of(repo).findings}
    assert "RE107" in codes


def test_folders_that_go_too_deep_are_not_entered(tmp_path):
    make_sound(tmp_path)
    deep = tmp_path / "slides" / "/".join("abcdefgh")
    deep.mkdir(parents=True)
    (deep / "deep.md").write_text(GOOD)
    assert places(open_folder(tmp_path).read()) == [("slides/a/b/c/d/e/f/g/h", "RE107")]


def test_a_lost_blob_is_a_finding_and_the_rest_is_read(repo):
    good, lost = repo.create_blob(GOOD.encode()), repo.create_blob(b"lost")
    slides = raw_tree(repo, (0o100644, b"good.md", good), (0o100644, b"lost.md", lost))
    group = raw_tree(repo, (0o100644, b"friends.yaml", repo.create_blob(GROUP.encode())))
    commit_tree(repo, raw_tree(repo, (0o40000, b"groups", group), (0o40000, b"slides", slides)))
    (Path(repo.path) / "objects" / str(lost)[:2] / str(lost)[2:]).unlink()
    content = content_of(repo)
    assert places(content) == [("slides/lost.md", "RE112")]
    assert set(content.slides) == {"good"}


def test_symlinked_files_and_folders_on_disk_are_never_followed(tmp_path):
    make_sound(tmp_path / "content")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "evil.md").write_text(GOOD)
    (tmp_path / "content/slides/more").symlink_to(outside)
    (tmp_path / "content/images/link.png").symlink_to("/etc/hostname")
    (tmp_path / "content/slides/a.md").write_text(slide(front="picture:\n  file: images/link.png\n"))
    content = open_folder(tmp_path / "content").read()
    assert places(content) == [("images/link.png", "RE103"), ("slides/a.md", "PI103"), ("slides/more", "RE103")]
    assert set(content.slides) == {"welcome", "heart/stairs"}


def test_what_is_neither_file_nor_folder_is_not_opened(tmp_path):
    make_sound(tmp_path)
    os.mkfifo(tmp_path / "slides" / "pipe.md")
    assert places(open_folder(tmp_path).read()) == [("slides/pipe.md", "RE112")]


def test_files_that_are_not_read_are_mentioned(tmp_path):
    make_sound(tmp_path)
    (tmp_path / "playlists/spring.yml").write_text("title: Spring\n")
    (tmp_path / "slides/Flu Jabs.md").write_text(GOOD)
    (tmp_path / "slides/.hidden.md.swp").write_text("x")
    (tmp_path / "README.md").write_text("About us")
    assert places(open_folder(tmp_path).read()) == [("playlists/spring.yml", "RE110"), ("slides/Flu Jabs.md", "RE105")]


def test_a_folder_without_slides_says_so(tmp_path):
    assert places(open_folder(tmp_path).read()) == [("slides", "RE111")]


def test_a_folder_has_another_name_after_every_change(tmp_path):
    make_sound(tmp_path)
    source = open_folder(tmp_path)
    before = source.commit()
    assert before == source.commit() == source.read().commit
    assert before.startswith("folder-")
    (tmp_path / "slides/welcome.md").rename(tmp_path / "slides/hello.md")
    renamed = source.commit()
    (tmp_path / "images/stairs.png").write_bytes(b"other")
    assert len({before, renamed, source.commit()}) == 3


def test_a_revision_changes_with_the_text_and_with_each_picture(tmp_path):
    make_sound(tmp_path)
    source = open_folder(tmp_path)

    def revision() -> str:
        return source.read().slides["heart/stairs"].revision

    seen = [revision(), revision()]
    (tmp_path / "images/icons/a.png").write_bytes(small_picture() + b"x")
    seen.append(revision())
    file = tmp_path / "slides/heart/stairs.md"
    file.write_text(file.read_text().replace("Slowly", "Gently"))
    seen.append(revision())
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3


def test_one_slide_is_read_with_the_content_around_it(tmp_path):
    make_sound(tmp_path)
    found, content = read_slide_file(tmp_path / "slides/heart/stairs.md")
    assert found is not None
    assert (found.id, found.file) == ("heart/stairs", "slides/heart/stairs.md")
    assert content.groups["friends"].name == "Friends of the practice"


def test_a_slide_that_stands_alone_is_read_alone(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images/stairs.png").write_bytes(small_picture())
    (tmp_path / "hello.md").write_text(slide(front="picture:\n  file: images/stairs.png\n"))
    (tmp_path / "other.md").write_text("nonsense")
    found, content = read_slide_file(tmp_path / "hello.md")
    assert found is not None
    assert (found.file, found.picture.data, content.findings) == ("hello.md", small_picture(), ())
    assert {"light", "dark"} <= set(content.themes)
    assert found.group in content.groups


def test_a_lone_slide_with_a_mistake_comes_with_its_finding(tmp_path):
    (tmp_path / "hello.md").write_text(slide(front="laguage: en\n"))
    found, content = read_slide_file(tmp_path / "hello.md")
    assert found is not None
    assert places(content) == [("hello.md", "FM105")]
    (tmp_path / "hello.md").write_bytes(b"\xff")
    assert read_slide_file(tmp_path / "hello.md")[0] is None
