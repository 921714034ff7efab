"""A frame whose line is cut is gone on with, whatever the publisher makes of that; a wrong one is never kept."""

import os
import socket
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from raw_server import Manner, says, serving
from screen import Screen

from player.contract.errors import OfflineError, StorageError, TrustError
from player.contract.records import Entry
from player.keeping.frames import FrameDraft, fetch_missing
from player.keeping.quota import make_room, quota_bytes
from player.keeping.state import State
from player.line.client import Client

SLIDE = SlideOnStand("flu", picture=os.urandom(50_000))
FRAME = SLIDE.frame()
ENTRY = SLIDE.entry()
TAG = f'"{ENTRY.frame}"'


def ok(body: bytes, tag: str = TAG, length: int | None = None) -> bytes:
    length = len(body) if length is None else length
    return f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: {length}\r\n\r\n".encode() + body


def part(body: bytes, offered: str, status: str = "206 Partial Content") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Range: {offered}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def in_turn(*answers: bytes) -> Manner:
    left = list(answers)

    def manner(line: socket.socket) -> None:
        says(left.pop(0))(line)

    return manner


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


def fetch(state: State, address: str, *entries: Entry) -> None:
    client = Client(address, timeout_seconds=1)
    try:
        fetch_missing(state, client.fetch, {entry.frame: entry for entry in entries or (ENTRY,)})
    finally:
        client.close()


def fetch_in_vain(state: State, address: str) -> None:
    with pytest.raises(OfflineError):
        fetch(state, address)


CUT = ok(FRAME[:20_000], length=50_000)
REST = part(FRAME[20_000:], "bytes 20000-49999/50000")
LIES = {
    "it ignores ranges": [ok(FRAME)],
    "its tag has changed": [ok(FRAME, '"another"')],
    "other bytes than were asked for": [part(FRAME[10_000:], "bytes 10000-49999/50000"), ok(FRAME)],
    "another length": [part(FRAME[20_000:], "bytes 20000-49999/60000"), ok(FRAME)],
    "no range at all": [part(FRAME[20_000:], "garbage"), ok(FRAME)],
    "it has no such bytes": [part(b"", "bytes */50000", "416 Range Not Satisfiable"), ok(FRAME)],
    "cut again": [part(FRAME[20_000:], "bytes 20000-49999/50000")[:9000], part(b"", ""), ok(FRAME)],
    "an error, and then the rest": [b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", REST],
    "not found, and then the rest": [b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", REST],
}


def test_what_came_before_the_line_was_cut_counts(state: State) -> None:
    with serving(in_turn(CUT, REST)) as (address, asked):
        fetch_in_vain(state, address)
        assert [path.name for path in state.frames.iterdir()] == [f"{ENTRY.frame}.part"]
        fetch(state, address)
    assert f"Range: bytes=20000-\r\nIf-Range: {TAG}\r\n".encode() in asked[1]
    assert (state.frames / ENTRY.frame).read_bytes() == FRAME
    assert [path.name for path in state.frames.iterdir()] == [ENTRY.frame]


@pytest.mark.parametrize("lie", LIES)
def test_going_on_lives_with_a_publisher_that_does_not(lie: str, state: State) -> None:
    with serving(in_turn(CUT, *LIES[lie])) as (address, _):
        for _ in LIES[lie]:
            fetch_in_vain(state, address)
        fetch(state, address)
    assert (state.frames / ENTRY.frame).read_bytes() == FRAME


def test_without_a_tag_that_stands_for_the_very_bytes_a_frame_is_begun_anew(state: State) -> None:
    for tag in (f"W/{TAG}", "none"):
        with serving(in_turn(ok(FRAME[:20_000], tag, 50_000), ok(FRAME))) as (address, asked):
            fetch_in_vain(state, address)
            fetch(state, address)
        assert b"Range" not in asked[1]
        (state.frames / ENTRY.frame).unlink()


def test_a_rest_that_does_not_fit_its_beginning_is_thrown_away(state: State) -> None:
    with serving(in_turn(CUT, part(b"x" * 30_000, "bytes 20000-49999/50000"))) as (address, _):
        fetch_in_vain(state, address)
        with pytest.raises(TrustError, match="not the one that was signed"):
            fetch(state, address)
    assert not list(state.frames.iterdir())


def test_a_part_that_a_power_cut_left_is_hashed_before_going_on(state: State) -> None:
    state.frames.mkdir()
    draft = FrameDraft(state.frames / ENTRY.frame)
    draft.begin(TAG)
    draft.write(FRAME[:19_000] + bytes(1000))  # the last piece never reached the disk
    draft.close()
    with serving(in_turn(REST, ok(FRAME))) as (address, _):
        with pytest.raises(TrustError):
            fetch(state, address)
        fetch(state, address)
    assert (state.frames / ENTRY.frame).read_bytes() == FRAME


def test_a_whole_part_is_not_asked_for_again(state: State) -> None:
    state.frames.mkdir()
    draft = FrameDraft(state.frames / ENTRY.frame)
    draft.write(FRAME)
    draft.close()
    fetch(state, "http://127.0.0.1:9")
    assert (state.frames / ENTRY.frame).read_bytes() == FRAME


def test_a_part_that_is_too_long_is_begun_anew(state: State) -> None:
    state.frames.mkdir()
    (state.frames / f"{ENTRY.frame}.part").write_bytes(FRAME * 2)
    with serving(says(ok(FRAME))) as (address, asked):
        fetch(state, address)
    assert b"Range" not in asked[0]


def test_a_killed_sync_goes_on_where_it_was(screen: Screen, stand: PublisherStand) -> None:
    stand.show("winter", SLIDE)
    stand.wrongs["/frames/"] = "truncated"
    assert screen.run("sync", "--once").returncode == 1
    stand.wrongs.clear()
    assert screen.run("sync", "--once").returncode == 0
    assert [line.split()[2] for line in stand.asked if "/frames/" in line] == ["206"]
    assert screen.glance() == FRAME


def test_a_programme_that_does_not_fit_is_refused_in_plain_words(screen: Screen, stand: PublisherStand) -> None:
    screen.more_environment["PLAYER_QUOTA_MB"] = "1"
    stand.show("winter", SlideOnStand("flu", picture=os.urandom(500_000)))
    assert screen.run("sync", "--once").returncode == 0
    stand.show("winter", SlideOnStand("flu", picture=os.urandom(600_000)))
    refused = screen.run("sync", "--once")
    assert refused.returncode == 1
    assert "need 1.1 MB, and this player may keep 1.0 MB" in refused.stderr
    assert screen.serial() == 2
    assert len(list(screen.state.frames.iterdir())) == 1


def test_the_programme_before_makes_room_when_it_must(screen: Screen, stand: PublisherStand) -> None:
    screen.more_environment["PLAYER_QUOTA_MB"] = "1"
    for _ in range(3):
        stand.show("winter", SlideOnStand("flu", picture=os.urandom(400_000)))
        assert screen.run("sync", "--once").returncode == 0
    assert screen.serial() == stand.serial
    assert len(list(screen.state.frames.iterdir())) == 2


def test_a_fifth_of_the_disk_or_a_gigabyte_is_the_most(state: State) -> None:
    disk = os.statvfs(state.root)
    assert quota_bytes(state, 0) == min(10**9, disk.f_blocks * disk.f_frsize // 5)
    assert quota_bytes(state, 7) == 7_000_000
    with pytest.raises(StorageError, match=r"need 1\.0 MB"):
        make_room(state, {"a" * 64: SlideOnStand("flu", picture=b"x" * 1_000_001).entry()}, 1)


def test_news_still_arrives_when_an_old_frame_is_nowhere_any_more(screen: Screen, stand: PublisherStand) -> None:
    stand.show("winter", SlideOnStand("flu"), SlideOnStand("cold"))
    job = screen.job()
    assert job.poll()
    lost = next(screen.state.frames.iterdir())
    lost.unlink()
    kept = stand.frames.pop(lost.name)
    assert not job.poll()
    assert "answered 404 for a frame" in screen.problems()[0]
    stand.show("winter", SlideOnStand("cough"))
    assert job.poll()
    assert screen.serial() == stand.serial
    assert kept not in stand.frames.values()
