"""A thief who signs with numbers so high that nothing honest comes after them, and the new root that ends it."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until
from signed import SignedRepository, new_key, soon

from player.contract.limits import LARGEST_NUMBER
from player.keeping.cache import read_current, read_previous
from player.keeping.floor import read_floor

FAR = 2**40
NEWS = SlideOnStand("flu", "after the theft")
Theft = Callable[[PublisherStand], None]


def fast_forward(repository: SignedRepository, days: float = 7) -> None:
    repository.version = FAR
    repository.publish(days=days)


def online_key(stand: PublisherStand) -> None:
    fast_forward(stand.contents)


def every_content_key(stand: PublisherStand) -> None:
    stand.publish("winter", SlideOnStand("flu", "by the thief"), edition=LARGEST_NUMBER)
    fast_forward(stand.contents)
    stand.assign("winter")


def programme_key(stand: PublisherStand) -> None:
    stand.assign("winter", serial=FAR)
    fast_forward(stand.programmes)


def every_key(stand: PublisherStand) -> None:
    every_content_key(stand)
    programme_key(stand)


THEFTS: dict[str, tuple[Theft, tuple[str, ...]]] = {
    "online": (online_key, ("contents",)),
    "online and targets": (every_content_key, ("contents",)),
    "programme": (programme_key, ("programmes",)),
    "all": (every_key, ("contents", "programmes")),
}


def go_on_honestly(stand: PublisherStand, before: dict[str, int]) -> None:
    """The publisher never saw what the thief signed: its numbers go on from where they were."""
    stand.contents.version, stand.programmes.version = before["contents"] + 5, before["programmes"] + 5
    stand.publish("winter", NEWS, edition=6)
    stand.assign("winter", serial=6)


def replace_keys(repository: SignedRepository) -> None:
    repository.targets_key, repository.online_key = new_key(), new_key()
    repository.sign_root(repository.root_keys[1:])


@pytest.fixture
def settled(screen: Screen, stand: PublisherStand) -> Screen:
    stand.publish("winter", SlideOnStand("flu"), edition=5)
    stand.assign("winter", serial=5)
    assert screen.job().poll()
    return screen


@pytest.mark.parametrize("name", THEFTS)
def test_a_new_root_lets_the_screen_take_news_again_and_refuse_the_thief_for_ever(
    name: str, settled: Screen, stand: PublisherStand
) -> None:
    steal, repositories = THEFTS[name]
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    steal(stand)
    assert settled.job().poll()
    stolen = {each: deepcopy(getattr(stand, each).files) for each in repositories}
    go_on_honestly(stand, before)
    assert not settled.job().poll()

    for repository in repositories:
        replace_keys(getattr(stand, repository))
    go_on_honestly(stand, before)
    assert settled.job().poll(), settled.problems()
    adopted = read_current(settled.state)
    assert adopted is not None
    assert (adopted.programme.serial, adopted.programme.assigned[0].edition) == (6, 6)

    for each, files in stolen.items():
        getattr(stand, each).files.update({path: data for path, data in files.items() if "root" not in path})
    assert not settled.job().poll()
    assert "not signed with a key that this screen knows" in " ".join(settled.problems())
    assert settled.serial() == 6


@pytest.mark.parametrize("name", THEFTS)
def test_a_root_that_replaces_no_key_lets_nothing_fall(name: str, settled: Screen, stand: PublisherStand) -> None:
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    THEFTS[name][0](stand)
    assert settled.job().poll()
    stand.contents.sign_root(stand.contents.root_keys[1:])
    stand.programmes.sign_root(stand.programmes.root_keys[1:])
    go_on_honestly(stand, before)
    assert not settled.job().poll()


def test_a_root_that_replaces_one_key_lets_nothing_fall_that_another_signed(
    settled: Screen, stand: PublisherStand
) -> None:
    replace_keys(stand.contents)
    stand.assign("winter", serial=4)
    stand.contents.publish()
    assert not settled.job().poll()
    assert "serial 4, but 5 was seen" in " ".join(settled.problems())


def test_an_edition_number_that_no_report_could_name_is_refused(settled: Screen, stand: PublisherStand) -> None:
    stand.publish("winter", NEWS, edition=FAR)
    stand.assign("winter")
    assert not settled.job().poll()
    stand.publish("winter", NEWS, edition=6)
    stand.assign("winter")
    assert settled.job().poll()


def test_what_the_thief_had_shown_is_not_kept_as_the_programme_before(settled: Screen, stand: PublisherStand) -> None:
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    every_key(stand)
    assert settled.job().poll()
    for repository in (stand.contents, stand.programmes):
        replace_keys(repository)
    go_on_honestly(stand, before)
    assert settled.job().poll()
    assert read_previous(settled.state) is None
    assert [path.name for path in settled.state.programmes.iterdir()] == ["6"]
    settled.state.current.write_bytes(b"torn")
    assert settled.serial() == 6


@pytest.mark.parametrize("days", [200, 20_000])
def test_a_screen_without_a_clock_finds_back_from_the_future(days: int, settled: Screen, stand: PublisherStand) -> None:
    """A thief of all keys dates them as far ahead as the root holds; no further date is believed at all."""
    settled.wall_error = timedelta(days=-4000)
    assert settled.job().poll()
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    for repository in (stand.contents, stand.programmes):
        fast_forward(repository, days)
    assert settled.job().poll() == (days == 200)
    ahead = read_floor(settled.state).time - datetime.now(UTC)
    assert ahead > timedelta(days=190) if days == 200 else ahead < timedelta(0)
    for repository in (stand.contents, stand.programmes):
        replace_keys(repository)
    go_on_honestly(stand, before)
    assert settled.job().poll(), settled.problems()
    assert abs(read_floor(settled.state).time - datetime.now(UTC)) < timedelta(minutes=1)


def test_one_stolen_key_does_not_move_the_time(settled: Screen, stand: PublisherStand) -> None:
    settled.wall_error = timedelta(days=-4000)
    fast_forward(stand.contents, 200)
    assert settled.job().poll()
    assert read_floor(settled.state).time < soon(1)


def test_a_floor_from_before_keys_were_kept_falls_with_the_next_keys_and_not_before(
    settled: Screen, stand: PublisherStand
) -> None:
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    every_key(stand)
    assert settled.job().poll()
    as_it_was = json.loads(settled.state.floor.read_bytes())
    del as_it_was["signers"]
    as_it_was["marks"] = [mark for mark in as_it_was["marks"] if not mark["name"].endswith("/time")]
    settled.state.floor.write_text(json.dumps(as_it_was))
    go_on_honestly(stand, before)
    assert not settled.job().poll()
    settled.state.floor.write_text(json.dumps(as_it_was))
    for repository in (stand.contents, stand.programmes):
        replace_keys(repository)
    go_on_honestly(stand, before)
    assert settled.job().poll(), settled.problems()


def test_a_lost_floor_starts_from_what_is_shown_and_falls_with_its_keys_too(
    settled: Screen, stand: PublisherStand
) -> None:
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    every_key(stand)
    assert settled.job().poll()
    settled.state.floor.unlink()
    go_on_honestly(stand, before)
    assert not settled.job().poll()
    settled.state.floor.unlink()
    for repository in (stand.contents, stand.programmes):
        replace_keys(repository)
    go_on_honestly(stand, before)
    assert settled.job().poll(), settled.problems()


def test_a_power_cut_between_root_and_floor_loses_neither(settled: Screen, stand: PublisherStand) -> None:
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    every_key(stand)
    assert settled.job().poll()
    floor = settled.state.floor.read_bytes()
    for repository in (stand.contents, stand.programmes):
        replace_keys(repository)
    go_on_honestly(stand, before)
    stand.wrongs["timestamp"] = "lose"
    settled.job().poll()
    settled.state.floor.write_bytes(floor)  # as if the new root had reached the card, and the floor had not
    stand.wrongs.clear()
    assert settled.job().poll(), settled.problems()


def test_real_processes_come_through_a_theft(settled: Screen, stand: PublisherStand) -> None:
    settled.start("show")
    settled.start("sync")
    before = {"contents": stand.contents.version, "programmes": stand.programmes.version}
    every_key(stand)
    wait_until(lambda: settled.serial() == FAR, "the thief's programme is adopted")
    for repository in (stand.contents, stand.programmes):
        replace_keys(repository)
    go_on_honestly(stand, before)
    wait_until(lambda: settled.serial() == 6, "the honest programme is adopted")
    counted = len(stand.views)
    wait_until(lambda: len(stand.views) >= counted + 2, "views go on")
