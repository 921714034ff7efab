"""What one group puts into the content, whatever it is, keeps no other group's playlist from the screens."""

from datetime import UTC, datetime
from pathlib import Path

import pygit2
import pytest
from pygit2.enums import FileMode, ObjectType

from publisher.building.pools import DrawingPool
from publisher.building.selection import select
from publisher.content.source.folder import Folder
from publisher.content.source.sources import open_source
from publisher.errors import ContentError, TooMuchError
from publisher.limits import MAX_PROCESS_BYTES
from publisher.worker.apart import SourceApart, read_as_needed
from publisher.worker.round import Round
from publisher.worker.workshop import Workshop
from tests.journey.conftest import slide
from tests.journey.stage import ContentRepo
from tests.journey.test_worker import answer, ask, work_off

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SAMPLES = Path(__file__).resolve().parents[2] / "content"


def bomb(repo: pygit2.Repository, leaf: list[tuple[int, bytes, pygit2.Oid]]) -> pygit2.Oid:
    """Forty trees in each of forty trees, six deep: four thousand million leaves in a few kilobytes."""
    entries = leaf
    for _ in range(6):
        tree = repo.write(ObjectType.TREE, b"".join(b"%o %s\0%s" % (mode, name, id.raw) for mode, name, id in entries))
        entries = [(FileMode.TREE, b"t%02d" % number, tree) for number in range(40)]
    return tree


def put(repo: pygit2.Repository, folder: str, tree: pygit2.Oid) -> None:
    """Commit a tree as slides/another or images/another."""
    head = repo.references["refs/heads/main"]
    top = repo[head.target].tree
    inner = repo.TreeBuilder(top[folder].id) if folder in top else repo.TreeBuilder()
    inner.insert("another", tree, FileMode.TREE)
    outer = repo.TreeBuilder(top)
    outer.insert(folder, inner.write(), FileMode.TREE)
    somebody = pygit2.Signature("a carer", "nobody@example.org", 0, 0)
    repo.create_commit("refs/heads/main", somebody, somebody, "Write", outer.write(), [head.target])


@pytest.mark.parametrize("folder", ["slides", "images", "groups"])
def test_trees_without_end_of_one_group_keep_no_other_from_its_screens(
    workshop: Workshop, content: ContentRepo, folder: str
) -> None:
    worker = Round(workshop, lambda: NOW)
    content.save(**{"slides/tea.md": slide("Tea", "A new sentence.")})
    repo = pygit2.Repository(str(content.folder))
    put(repo, folder, bomb(repo, [(FileMode.BLOB, b"a.md", repo.create_blob(b"a"))]))
    published = ask(workshop, "publish", "waiting", NOW)
    work_off(worker)
    assert "waiting is out as edition 1" in answer(workshop, published)


def test_a_repo_that_takes_too_long_fails_its_job_with_the_reason_and_the_worker_goes_on(
    workshop: Workshop, content: ContentRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Round(workshop, lambda: NOW)
    with monkeypatch.context() as quick:
        quick.setattr("publisher.worker.apart.MAX_READING_SECONDS", 0)
        failed = ask(workshop, "publish", "waiting", NOW)
        work_off(worker)
    assert "took longer than 0 seconds" in answer(workshop, failed)
    published = ask(workshop, "publish", "waiting", NOW)
    work_off(worker)
    assert "waiting is out as edition 1" in answer(workshop, published)


def test_a_reader_that_dies_or_asks_for_all_memory_is_replaced() -> None:
    pool = DrawingPool(1)
    source = SourceApart(SAMPLES, pool)
    try:
        with pytest.raises(MemoryError):
            pool.submit(bytearray, MAX_PROCESS_BYTES).result(60)
        commit = source.commit()
        for process in dict(pool._pool._processes).values():
            process.kill()
        with pytest.raises(TooMuchError, match="was ended"):
            source.read(commit)
        assert source.read(commit).playlists
    finally:
        pool.kill()


def test_what_is_wrong_is_told_through_the_process_as_without_it(tmp_path: Path) -> None:
    pool = DrawingPool(1)
    try:
        with pytest.raises(ContentError, match="no such folder"):
            SourceApart(tmp_path / "nowhere", pool).commit()
        assert SourceApart(SAMPLES, pool).read() == open_source(SAMPLES).read()
    finally:
        pool.kill()


def test_a_playlist_read_alone_is_the_same_as_read_with_all_others() -> None:
    source = open_source(SAMPLES)
    commit = source.commit()
    whole = source.read(commit)
    assert len(whole.playlists) > 3
    for playlist in whole.playlists:
        alone = source.read_for(commit, playlist)
        assert select(alone, playlist, NOW.date()) == select(whole, playlist, NOW.date())
        assert len(alone.slides) < len(whole.slides)


def test_content_within_the_bounds_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    listed = Folder.list_folder
    monkeypatch.setattr(Folder, "list_folder", lambda self, folder: opened.append(folder.path) or listed(self, folder))
    source = open_source(SAMPLES)
    commit = source.commit()
    assert read_as_needed(source, commit, "heart-failure") == source.read(commit)
    assert opened.count("slides") == 5  # once for each look at the folder, and never for the playlist alone
