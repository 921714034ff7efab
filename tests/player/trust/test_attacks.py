"""Whatever somebody does to the publisher's answers, the screen keeps what it has and says why, once."""

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest
from publisher_stand import SCREEN, PublisherStand, SlideOnStand
from screen import Screen, wait_until
from signed import new_key

from player.keeping.floor import read_floor

Attack = Callable[[PublisherStand, Screen], None]
NEWS = (SlideOnStand("flu", "new"), SlideOnStand("cold"), SlideOnStand("cough", "new"))


def with_news(part: str, how: str) -> Attack:
    """News is published, and one part of it does not arrive as it should."""

    def attack(stand: PublisherStand, screen: Screen) -> None:
        stand.show("winter", *NEWS)
        stand.wrongs[part] = how

    return attack


def signed_by_a_stranger(stand: PublisherStand, screen: Screen) -> None:
    key, stand.contents.targets_key = stand.contents.targets_key, new_key()
    stand.show("winter", *NEWS)
    stand.contents.targets_key = key


def signed_online_by_a_stranger(stand: PublisherStand, screen: Screen) -> None:
    key, stand.programmes.online_key = stand.programmes.online_key, new_key()
    stand.show("winter", *NEWS)
    stand.programmes.online_key = key


def edition_goes_back(stand: PublisherStand, screen: Screen) -> None:
    stand.publish("winter", SlideOnStand("old"), edition=4)
    stand.assign("winter")


def serial_goes_back(stand: PublisherStand, screen: Screen) -> None:
    stand.assign("winter", serial=4)


def metadata_goes_back(stand: PublisherStand, screen: Screen) -> None:
    before = dict(stand.programmes.files)
    stand.assign("winter")
    assert screen.job().poll()
    stand.programmes.files = before


def metadata_goes_back_once_the_players_is_lost(stand: PublisherStand, screen: Screen) -> None:
    metadata_goes_back(stand, screen)
    shutil.rmtree(screen.state.trust("programme"))


def timestamp_is_frozen(stand: PublisherStand, screen: Screen) -> None:
    stand.contents.publish(days=-1)


def programme_timestamp_is_frozen(stand: PublisherStand, screen: Screen) -> None:
    stand.programmes.publish(days=-1)


def programme_asks_for_what_no_group_signed(stand: PublisherStand, screen: Screen) -> None:
    files = dict(stand.contents.files)
    stand.show("winter", *NEWS)
    stand.contents.files = files


def programme_of_another_screen(stand: PublisherStand, screen: Screen) -> None:
    stand.assign("winter", screen="next-door")


def programme_of_another_size(stand: PublisherStand, screen: Screen) -> None:
    manifest = stand.publish("winter", *NEWS)
    target = "playlists/winter/1080x1920.json"
    stand.contents.publish({target: stand.contents.targets["playlists/winter/1920x1080.json"]})
    assert manifest.width == 1920
    stand.assign("winter", width=1080, height=1920)


def root_signed_by_one_of_three(stand: PublisherStand, screen: Screen) -> None:
    stand.contents.online_key = new_key()
    stand.contents.sign_root(stand.contents.root_keys[:1])
    stand.show("winter", *NEWS)


ATTACKS: dict[str, tuple[Attack, str]] = {
    "tampered programme timestamp": (with_news(f"{SCREEN}/metadata/timestamp", "tampered"), "refused"),
    "tampered content timestamp": (with_news("content/metadata/timestamp", "tampered"), "refused"),
    "tampered targets metadata": (with_news("targets.json", "tampered"), "refused"),
    "tampered programme": (with_news(f"{SCREEN}/targets", "tampered"), "refused"),
    "tampered manifest": (with_news("targets/playlists", "tampered"), "refused"),
    "tampered frame": (with_news("/frames/", "tampered"), "not the one that was signed"),
    "truncated frame": (with_news("/frames/", "truncated"), "before its answer is whole"),
    "endless frame": (with_news("/frames/", "longer"), "are the most"),
    "endless metadata": (with_news("snapshot.json", "longer"), "are the most"),
    "garbage for everything": (with_news("/", "garbage"), "answered by something else: a web page"),
    "errors for everything": (with_news("/", "500"), "answered 500"),
    "a captive portal": (with_news("/", "redirect"), "answered by something else: a redirect to http://127.0.0.1:9"),
    "a hanging publisher": (with_news("/", "hang"), "it is silent"),
    "a line cut at every answer": (with_news("/", "lose"), "before its answer is whole"),
    "a stranger's targets key": (signed_by_a_stranger, "refused"),
    "a stranger's online key": (signed_online_by_a_stranger, "refused"),
    "an old edition": (edition_goes_back, "edition/winter 4, but 5 was seen"),
    "an old serial": (serial_goes_back, "serial 4, but 5 was seen"),
    "old metadata": (metadata_goes_back, "refused"),
    "old metadata, ours being lost": (metadata_goes_back_once_the_players_is_lost, "was seen before"),
    "a frozen content timestamp": (timestamp_is_frozen, "out of date"),
    "a frozen programme timestamp": (programme_timestamp_is_frozen, "out of date"),
    "an edition that no group signed": (programme_asks_for_what_no_group_signed, "group's signature"),
    "another screen's programme": (programme_of_another_screen, "is for the screen next-door"),
    "another size's manifest": (programme_of_another_size, "edition and size"),
    "a root with too few signatures": (root_signed_by_one_of_three, "refused"),
}


@pytest.fixture
def settled(screen: Screen, stand: PublisherStand) -> Screen:
    """A screen that shows edition 5 under serial 5."""
    stand.publish("winter", SlideOnStand("flu"), SlideOnStand("cold"), edition=5)
    stand.assign("winter", serial=5)
    assert screen.job().poll()
    return screen


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused_and_the_screen_keeps_what_it_has(
    name: str, settled: Screen, stand: PublisherStand, caplog: pytest.LogCaptureFixture
) -> None:
    attack, said = ATTACKS[name]
    attack(stand, settled)
    kept = settled.state.current.read_bytes()
    job = settled.job()
    with caplog.at_level(logging.INFO):
        caplog.clear()
        assert [job.poll(), job.poll()] == [False, False]
    assert [said in message for message in caplog.messages] == [True], caplog.messages
    assert settled.state.current.read_bytes() == kept
    parts = [part.stat().st_size for part in settled.state.frames.glob("*.part")]
    assert parts == ([360] if name == "truncated frame" else [])  # half of it came, and is gone on with


def test_all_is_well_again_once_the_publisher_is(
    settled: Screen, stand: PublisherStand, caplog: pytest.LogCaptureFixture
) -> None:
    timestamp_is_frozen(stand, settled)
    stand.wrongs["/frames/"] = "truncated"
    job = settled.job()
    assert not job.poll()
    stand.wrongs.clear()
    stand.show("winter", *NEWS)
    with caplog.at_level(logging.INFO):
        assert job.poll()
    assert "programme: well again" in caplog.messages
    assert settled.serial() == 6


def test_a_root_that_was_rotated_by_two_of_three_is_followed(settled: Screen, stand: PublisherStand) -> None:
    stale = stand.contents.online_key
    stand.contents.online_key = new_key()
    stand.contents.sign_root(stand.contents.root_keys[1:])
    stand.show("winter", *NEWS)
    assert settled.job().poll()
    assert settled.serial() == 6
    stand.contents.online_key = stale
    stand.show("winter", SlideOnStand("flu", "by the old key"))
    assert not settled.job().poll()
    assert settled.serial() == 6


def test_a_timestamp_that_never_changes_is_refused_once_it_has_expired(settled: Screen, stand: PublisherStand) -> None:
    settled.later = timedelta(days=6)
    assert settled.job().poll()
    settled.later = timedelta(days=8)
    assert not settled.job().poll()
    assert "out of date" in " ".join(settled.problems())
    assert settled.serial() == 5


def test_the_floor_rises_with_what_was_signed(settled: Screen, stand: PublisherStand) -> None:
    marks = {mark.name: mark.highest for mark in read_floor(settled.state).marks}
    assert (marks["serial"], marks["edition/winter"]) == (5, 5)
    assert marks["content/timestamp"] == stand.contents.version
    assert marks["programme/targets"] == stand.programmes.version


def test_real_processes_go_on_showing_through_it_all(settled: Screen, stand: PublisherStand) -> None:
    settled.start("show")
    settled.start("sync")
    for attack, said in (ATTACKS["a stranger's targets key"], ATTACKS["a frozen content timestamp"]):
        attack(stand, settled)
        wait_until(lambda said=said: said in settled.said(), said)  # type: ignore[misc]
    counted = len(stand.views)
    wait_until(lambda: len(stand.views) >= counted + 2, "views go on")
    assert {view.slide for view in stand.views.values()} <= {"flu", "cold"}
