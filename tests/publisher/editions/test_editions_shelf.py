"""The shelf gives back what was put there, or says that it cannot."""

from dataclasses import replace
from datetime import date

import pytest

from player.contract.reading import read_manifest, write
from publisher.errors import ShelfError
from publisher.model.editions import Edition
from publisher.model.screens import Size
from publisher.shelf.shelf import Shelf
from publisher.shelf.summary import still_holds

from .samples import COMMIT, LANDSCAPE, PORTRAIT, edition, frame

KEY = "0123456789abcdef" * 4
CLIMBING = ["../../etc/passwd", "/etc/passwd", "metadata/../../keys/online.pem", "metadata/..", "keys/online.pem"]
ODD = [*CLIMBING, "metadata/", "metadata//x", "metadata/.draft-1", "metadata/x\n", "metadata/%2e%2e/x", "", "\0"]


def entry_ending(day: date | None) -> Edition:
    whole = edition()
    manifest = whole.manifests[0]
    ended = replace(manifest, entries=tuple(replace(entry, last_day=day) for entry in manifest.entries))
    return replace(whole, manifests=(ended,))


def test_a_frame_comes_back_as_it_was_put(shelf):
    digest = shelf.put_frame(frame())
    assert shelf.read_frame(digest) == frame().data
    assert shelf.frame_path(digest).read_bytes() == frame().data


def test_a_damaged_frame_is_never_read_and_putting_it_again_heals_it(shelf):
    digest = shelf.put_frame(frame())
    shelf.frame_path(digest).write_bytes(b"rotten")
    with pytest.raises(ShelfError, match="is damaged"):
        shelf.read_frame(digest)
    shelf.put_frame(frame())
    assert shelf.read_frame(digest) == frame().data


def test_a_missing_frame_is_named(shelf):
    with pytest.raises(ShelfError, match=r"is not there\. Build its playlist again"):
        shelf.read_frame("a" * 64)


def test_a_frame_whose_digest_is_not_its_own_is_refused(shelf):
    with pytest.raises(ShelfError, match="Draw it again"):
        shelf.put_frame(replace(frame(), data=b"other"))


def test_the_frame_of_a_key_is_recalled_while_it_is_there_undamaged(shelf):
    assert shelf.recall(KEY) is None
    shelf.remember(KEY, shelf.put_frame(frame()), len(frame().data))
    assert shelf.recall(KEY) == (frame().digest, len(frame().data))
    shelf.frame_path(frame().digest).write_bytes(b"rotten")
    assert shelf.recall(KEY) is None
    shelf.frame_path(frame().digest).unlink()
    assert shelf.recall(KEY) is None


def test_a_damaged_memory_is_forgotten(shelf):
    shelf.write(f"drawn/{KEY[:2]}/{KEY}", b"{")
    assert shelf.recall(KEY) is None


def test_an_edition_comes_back_with_its_manifest(shelf):
    shelf.put_frame(frame())
    shelf.put_edition(edition(3), "renderer")
    latest = shelf.latest("walks")
    assert (latest.number, latest.commit, latest.sizes) == (3, COMMIT, (LANDSCAPE,))
    assert read_manifest(shelf.manifest("walks", 3, LANDSCAPE)) == edition(3).manifests[0]
    assert shelf.manifest("walks", 3, PORTRAIT) is None
    assert shelf.playlists() == ("walks",)


def test_the_latest_edition_is_the_highest_number(shelf):
    shelf.put_frame(frame())
    for number in (9, 10, 2):
        shelf.put_edition(edition(number))
    assert shelf.latest("walks").number == 10
    assert shelf.latest("dementia") is None


def test_an_edition_never_changes(shelf):
    shelf.put_frame(frame())
    shelf.put_frame(frame("another"))
    shelf.put_edition(edition())
    shelf.put_edition(edition())
    with pytest.raises(ShelfError, match="never changes"):
        shelf.put_edition(edition(picture=frame("another")))
    assert shelf.manifest("walks", 1, LANDSCAPE) == write(edition().manifests[0])


def test_an_edition_needs_its_frames_on_the_shelf(shelf):
    with pytest.raises(ShelfError, match="door: its frame is not on the shelf"):
        shelf.put_edition(edition())
    assert shelf.latest("walks") is None


def test_an_edition_that_no_player_could_read_is_refused(shelf):
    shelf.put_frame(frame())
    wrong = replace(edition().manifests[0], width=1)
    with pytest.raises(ShelfError, match="players could not read this edition"):
        shelf.put_edition(replace(edition(), manifests=(wrong,)))


def test_a_damaged_manifest_is_never_read(shelf):
    shelf.put_frame(frame())
    shelf.put_edition(edition())
    shelf.write("editions/walks/1/1920x1080.json", b"{}")
    with pytest.raises(ShelfError, match="this manifest is damaged"):
        shelf.manifest("walks", 1, LANDSCAPE)


def test_an_edition_whose_summary_is_missing_does_not_count(shelf):
    shelf.put_frame(frame())
    shelf.put_edition(edition(1))
    shelf.write("editions/walks/2/1920x1080.json", write(edition(2).manifests[0]))
    assert shelf.latest("walks").number == 1
    assert shelf.manifest("walks", 2, LANDSCAPE) is None


def test_a_number_that_a_different_edition_took_gives_the_next_free_one(shelf):
    shelf.put_frame(frame())
    shelf.put_frame(frame("another"))
    shelf.put_edition(edition(4))
    assert shelf.number_for(edition(4)) == 4
    assert shelf.number_for(edition(4, picture=frame("another"))) == 5


@pytest.mark.parametrize("name", ODD)
def test_no_name_leads_out_of_the_shelf(shelf, name):
    for ask in (
        lambda: shelf.content_file(name),
        lambda: shelf.screen_file("oakfield-1", name),
        lambda: shelf.screen_file(name, "metadata/timestamp.json"),
        lambda: shelf.frame_path(name),
        lambda: shelf.read_frame(name),
        lambda: shelf.recall(name),
        lambda: shelf.latest(name),
        lambda: shelf.manifest(name, 1, LANDSCAPE),
    ):
        with pytest.raises(ShelfError):
            ask()


def test_the_names_of_signed_files_lead_to_them(shelf, tmp_path):
    inside = tmp_path / "shelf" / "content" / "metadata" / "7.root.json"
    assert shelf.content_file("metadata/7.root.json") == inside
    target = f"targets/playlists/heart-failure/{'a' * 64}.1920x1080.json"
    assert shelf.content_file(target) == tmp_path / "shelf" / "content" / target
    screen = tmp_path / "shelf" / "screens" / "oakfield-1" / "metadata" / "timestamp.json"
    assert shelf.screen_file("oakfield-1", "metadata/timestamp.json") == screen


def test_nobody_is_given_a_root_that_is_not_there(shelf):
    with pytest.raises(ShelfError, match="Run `publisher init`"):
        shelf.content_root()


def test_an_edition_holds_until_the_day_after_a_slides_last_day(shelf):
    shelf.put_frame(frame())
    shelf.put_edition(entry_ending(date(2026, 12, 3)), "r1")
    latest = shelf.latest("walks")
    assert latest.next_change_day == date(2026, 12, 4)
    assert still_holds(latest, COMMIT, (LANDSCAPE,), date(2026, 12, 3), "r1")
    assert not still_holds(latest, COMMIT, (LANDSCAPE,), date(2026, 12, 4), "r1")


def test_another_commit_size_or_drawing_makes_another_edition(shelf):
    shelf.put_frame(frame())
    shelf.put_edition(entry_ending(None), "r1")
    latest, today = shelf.latest("walks"), date(2036, 1, 1)
    assert still_holds(latest, COMMIT, [LANDSCAPE], today, "r1")
    assert not still_holds(None, COMMIT, [LANDSCAPE], today, "r1")
    assert not still_holds(latest, "another", [LANDSCAPE], today, "r1")
    assert not still_holds(latest, COMMIT, [LANDSCAPE, Size(800, 600)], today, "r1")
    assert not still_holds(latest, COMMIT, [LANDSCAPE], today, "r2")


def test_a_shelf_of_which_nothing_can_be_read_says_so(tmp_path):
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "frames").symlink_to(tmp_path / "shelf" / "frames")
    with pytest.raises(ShelfError, match="Check the disk"):
        Shelf(tmp_path / "shelf").read_frame("a" * 64)
