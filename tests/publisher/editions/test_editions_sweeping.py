"""What a sweep takes from a shelf, and what it never does."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from publisher.errors import ShelfError
from publisher.shelf.shelf import Shelf
from publisher.shelf.sweeping import KEPT_DAYS, KEPT_EDITIONS, find_unneeded, remove_unneeded
from publisher.signing.signing import ContentRepository

from .samples import NOW, edition, frame

DAY = timedelta(days=1)
LONG_AGO = NOW - (KEPT_DAYS + 1) * DAY


def put(shelf: Shelf, number: int, out_at: datetime, playlist: str = "walks") -> str:
    """An edition with a frame of its own that came out at this time; the frame's digest."""
    picture = frame(f"{playlist} {number}")
    shelf.put_frame(picture)
    shelf.remember(frame(f"inputs of {playlist} {number}").digest, picture.digest, len(picture.data))
    shelf.put_edition(edition(number, playlist, picture))
    for path in (shelf.root / "editions" / playlist / str(number)).iterdir():
        date(path, out_at)
    for folder in ("frames", "drawn"):
        for path in (shelf.root / folder).rglob("*"):
            date(path, LONG_AGO)
    return picture.digest


def sweep(shelf: Shelf, *shown: tuple[str, int]) -> set[str]:
    """The digests of the frames that go."""
    unneeded = find_unneeded(shelf, shown, NOW)
    remove_unneeded(shelf, unneeded)
    return {name.rpartition("/")[2] for name in unneeded.frames}


def date(path: Path, at: datetime) -> None:
    """Let a file have been written at this time."""
    os.utime(path, (at.timestamp(), at.timestamp()))


def memory_of(shelf: Shelf, key: str) -> Path:
    """The file that remembers which frame came of the inputs behind this key."""
    return shelf.root / "drawn" / key[:2] / key


def test_frames_that_were_out_long_ago_go_and_their_editions_stay(shelf):
    digests = [put(shelf, number, LONG_AGO - DAY) for number in range(1, 7)]
    unneeded = find_unneeded(shelf, [], NOW)
    assert len(unneeded.memories) == len(unneeded.frames) == 3
    assert unneeded.size_bytes == sum(len(shelf.read_frame(digest)) for digest in digests[:-KEPT_EDITIONS])
    assert sweep(shelf) == set(digests[:-KEPT_EDITIONS])
    assert [shelf.has_frame(digest) for digest in digests] == [False] * 3 + [True] * 3
    assert shelf.recall(frame("inputs of walks 1").digest) is None
    assert shelf.recall(frame("inputs of walks 6").digest) is not None
    assert shelf.manifest("walks", 1, shelf.summary("walks", 1).sizes[0])
    assert sweep(shelf) == set()


def test_what_was_the_newest_within_a_season_stays_for_players_that_were_off(shelf):
    """An edition was out until the next one came, however old it is itself."""
    out = [LONG_AGO - 300 * DAY, LONG_AGO - 200 * DAY, NOW - KEPT_DAYS * DAY, *(NOW - day * DAY for day in (3, 2, 1))]
    digests = [put(shelf, number, at) for number, at in enumerate(out, 1)]
    assert sweep(shelf) == {digests[0]}


def test_what_is_signed_stays_however_old_it_is(shelf, content_repository: ContentRepository):
    digests = [put(shelf, number, LONG_AGO - DAY) for number in range(1, 8)]
    content_repository.publish(edition(2, "walks", frame("walks 2")), NOW)
    assert sweep(shelf) == {digests[0], *digests[2:4], frame().digest}


def test_what_a_screen_says_it_shows_stays(shelf):
    digests = [put(shelf, number, LONG_AGO - DAY) for number in range(1, 6)]
    assert sweep(shelf, ("walks", 1), ("walks", 99), ("no-such", 1)) == {digests[1]}


def test_what_two_playlists_share_stays_for_the_one_that_needs_it(shelf):
    picture = frame("walks 1")
    for number in range(1, 6):
        put(shelf, number, LONG_AGO - DAY)
    shelf.put_edition(edition(1, "memory", picture))
    assert picture.digest not in sweep(shelf)


def test_what_was_drawn_lately_stays_though_no_edition_has_it_yet(shelf):
    shelf.put_frame(frame("being built"))
    assert find_unneeded(shelf, [], datetime.now(NOW.tzinfo)).frames == ()
    assert find_unneeded(shelf, [], datetime.now(NOW.tzinfo) + (KEPT_DAYS + 1) * DAY).frames


def test_a_memory_that_was_younger_than_its_frame_goes_once_it_is_old_too(shelf):
    """Inputs of another kind can give a frame that is there already, and only the memory of them is new."""
    for number in range(1, 6):
        put(shelf, number, LONG_AGO - DAY)
    young = frame("other inputs of walks 1").digest
    shelf.remember(young, frame("walks 1").digest, 1)
    date(memory_of(shelf, young), NOW)
    assert frame("walks 1").digest in sweep(shelf)
    assert memory_of(shelf, young).exists()
    date(memory_of(shelf, young), LONG_AGO)
    sweep(shelf)
    assert not memory_of(shelf, young).exists()


def test_a_damaged_memory_goes_once_it_is_old_and_a_sound_one_of_a_frame_that_stays_does_not(shelf):
    put(shelf, 1, LONG_AGO - DAY)
    put(shelf, 2, LONG_AGO - DAY)
    damaged, sound = (memory_of(shelf, frame(f"inputs of walks {number}").digest) for number in (1, 2))
    damaged.write_bytes(damaged.read_bytes()[:20])
    date(damaged, NOW)
    sweep(shelf)
    assert damaged.exists()
    date(damaged, LONG_AGO)
    sweep(shelf)
    assert (damaged.exists(), sound.exists()) == (False, True)


@pytest.mark.parametrize("damaged", ["editions/walks/5/1920x1080.json", "content/targets"])
def test_nothing_goes_while_a_needed_edition_cannot_be_read(shelf, content_repository, damaged):
    for number in range(1, 6):
        put(shelf, number, LONG_AGO - DAY)
    content_repository.publish(edition(5, "walks", frame("walks 5")), NOW)
    path = shelf.root / damaged
    (path if path.is_file() else next(path.rglob("*.json"))).write_bytes(b"{}")
    with pytest.raises(ShelfError):
        find_unneeded(shelf, [], NOW)
