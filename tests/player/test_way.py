"""The player's own way: paired, fetched, shown, counted once."""

import json

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import GlanceDisplay, Screen, wait_until

from player.device.clock import uptime_ms
from player.keeping.stopping import Stopping
from player.showing.show import Show


def test_what_is_published_is_shown_and_counted(screen: Screen, stand: PublisherStand) -> None:
    screen.start("sync")
    screen.start("show")
    wait_until(lambda: len(stand.views) >= 4, "four views")
    slides = screen.slides_counted()
    assert slides[:4] == ["flu", "cold", "cough", "flu"]
    assert all(1000 <= view.held_ms < 1500 for view in stand.views.values())
    assert not stand.conflicts


def test_a_publisher_of_a_newer_version_is_understood(screen: Screen, stand: PublisherStand) -> None:
    stand.is_newer = True
    stand.show("winter", SlideOnStand("sneeze"))
    screen.start("sync")
    screen.start("show")
    wait_until(lambda: "sneeze" in screen.slides_counted(), "a slide of the newer publisher")
    assert not stand.conflicts


def test_a_changed_slide_comes_up_at_once(screen: Screen, stand: PublisherStand) -> None:
    slides = [SlideOnStand(name, dwell_seconds=60) for name in ("flu", "cold", "cough")]
    stand.show("winter", *slides)
    screen.start("sync")
    screen.start("show")
    wait_until(lambda: screen.slide_up() == "flu", "the first slide")
    stand.show("winter", *slides[:2], SlideOnStand("cough", "a new text", dwell_seconds=60))
    wait_until(lambda: screen.slide_up() == "cough", "the changed slide", seconds=5)
    assert not stand.views  # what was cut short is not a view


class SleepyMachine(GlanceDisplay):
    """A lid is closed over the first picture, and opened the next morning."""

    slept_ms = 0

    def attend(self) -> None:
        self.slept_ms = 12 * 3_600_000

    def now(self) -> int:
        return uptime_ms() + self.slept_ms


def test_a_picture_over_which_the_machine_slept_is_no_view(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """The publisher would take a slide that was up all night for the word of a thief."""
    assert screen.job().poll()
    machine, journal = SleepyMachine(), screen.journal()
    monkeypatch.setattr("player.showing.show.uptime_ms", machine.now)
    job = Show(screen.state, screen.clock(), journal, machine, Stopping(), (1920, 1080))
    assert not job.show_next()
    assert journal.waiting() == 0
    assert job.show_next()
    assert journal.waiting() == 1


def test_an_unchanged_sync_asks_two_questions_over_one_connection(screen: Screen, stand: PublisherStand) -> None:
    stand.assign("winter", report_seconds=3600)
    screen.start("sync")
    wait_until(lambda: screen.serial() == 2 and stand.asked[-1].endswith(" 304"), "an unchanged poll")
    connections = stand.connections
    stand.asked.clear()
    wait_until(lambda: len([line for line in stand.asked if line.endswith(" 304")]) >= 6, "unchanged polls")
    asked = [line for line in stand.asked if not line.startswith("POST")]
    assert set(asked[-4:]) == {
        "GET /screens/oakfield-1/metadata/timestamp.json 304",
        "GET /content/metadata/timestamp.json 304",
    }
    assert stand.connections == connections


def test_a_restarted_sync_still_knows_what_it_verified(screen: Screen, stand: PublisherStand) -> None:
    assert screen.run("sync", "--once").returncode == 0
    stand.asked.clear()
    assert screen.run("sync", "--once").returncode == 0
    assert [line.split()[-1] for line in stand.asked] == ["304", "304", "202"]


def test_both_jobs_end_within_two_seconds_when_asked(screen: Screen, stand: PublisherStand) -> None:
    stand.wrongs["timestamp.json"] = "hang"  # in the middle of waiting for an answer
    processes = [screen.start("sync"), screen.start("show")]
    wait_until(lambda: screen.panel.exists() and stand.connections, "both at work")
    for process in processes:
        process.terminate()
    assert [process.wait(timeout=2) for process in processes] == [0, 0]


def test_a_second_show_on_the_same_state_is_refused(screen: Screen) -> None:
    screen.start("show")
    wait_until(screen.panel.exists, "the first show")
    second = screen.run("show", "--display", f"file:{screen.panel}")
    assert second.returncode == 2
    assert "already runs" in second.stderr


def test_status_tells_the_desk_how_things_are(screen: Screen, stand: PublisherStand) -> None:
    screen.start("sync")
    screen.start("show")
    wait_until(lambda: len(stand.views) >= 1 and screen.slide_up(), "a view")
    found = screen.run("status", "--json")
    status = json.loads(found.stdout)
    assert status["name"] == "Front desk"
    assert status["showing"].startswith("About ")
    assert status["last_contact_seconds"] < 10
    assert (status["problems"], found.returncode) == ([], 0)
    screen.kill("show")
    plain = screen.run("status")
    assert "`player show` is not running" in plain.stdout
    assert plain.returncode == 1


def test_the_publisher_hears_what_is_up(screen: Screen, stand: PublisherStand) -> None:
    screen.start("sync")
    screen.start("show")
    wait_until(lambda: any(report.showing and report.showing.slide for report in stand.reports), "a report with it")
    showing = next(report.showing for report in stand.reports if report.showing and report.showing.slide)
    assert (showing.playlist, showing.edition, showing.serial) == ("winter", 1, 1)
