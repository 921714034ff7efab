"""A screen that does not take what is new tells the publisher why, and how far it has come."""

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen

from player.contract.records import SeenEdition


@pytest.fixture
def settled(screen: Screen, stand: PublisherStand) -> Screen:
    stand.publish("winter", SlideOnStand("flu"), edition=5)
    stand.assign("winter", serial=5)
    assert screen.job().poll()
    return screen


def test_what_is_refused_is_told_with_the_numbers_that_were_seen(settled: Screen, stand: PublisherStand) -> None:
    assert stand.refusals == []
    stand.publish("winter", SlideOnStand("old"), edition=4)
    stand.assign("winter")
    job = settled.job()
    assert [job.poll(), job.poll()] == [False, False]
    told = stand.refusals[0]
    assert "edition/winter 4, but 5 was seen" in told.reason
    assert (told.serial, told.editions) == (5, (SeenEdition("winter", 5),))
    assert (told.content_version, told.programme_version) == (stand.contents.version, stand.programmes.version)
    assert len(stand.refusals) == 2  # with each try, so that whoever looks knows that it still holds
    stand.publish("winter", SlideOnStand("new"), edition=6)
    stand.assign("winter")
    assert job.poll()
    assert len(stand.refusals) == 2


def test_old_metadata_is_told_too(settled: Screen, stand: PublisherStand) -> None:
    before = dict(stand.contents.files)
    stand.show("winter", SlideOnStand("flu", "new"))
    assert settled.job().poll()
    stand.contents.files = before
    assert not settled.job().poll()
    assert "older than what this screen has seen" in stand.refusals[0].reason
    assert stand.refusals[0].content_version == stand.contents.version


@pytest.mark.parametrize("how", ["old", "hang", "500", "lose", "garbage"])
def test_a_publisher_that_does_not_listen_changes_nothing_else(
    how: str, settled: Screen, stand: PublisherStand
) -> None:
    stand.is_old = how == "old"
    if how != "old":
        stand.wrongs["/refusals"] = how
    stand.publish("winter", SlideOnStand("old"), edition=4)
    stand.assign("winter")
    job = settled.job()
    assert not job.poll()
    assert "5 was seen" in " ".join(settled.problems())
    assert job.report()
    assert settled.serial() == 5
