"""A new screen shows its code until somebody types it in, for as long as that takes."""

import json
import time
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

from player.display.builtin import Builtin, builtin_picture
from player.identity import read_identity
from player.sync import sync


@pytest.fixture
def new_screen(tmp_path: Path, stand: PublisherStand):  # type: ignore[no-untyped-def]
    screen = Screen(tmp_path, stand)
    yield screen
    screen.close()


def test_a_new_screen_is_paired_over_a_missing_network_and_an_expired_code(
    new_screen: Screen, stand: PublisherStand
) -> None:
    stand.wrongs["enrolments"] = "500"
    process = new_screen.start("pair", "--publisher", stand.address)
    nobody = builtin_picture(Builtin.NOT_CONNECTED, 1920, 1080)
    wait_until(lambda: new_screen.panel.exists() and "500" in new_screen.said(), "a first try")
    assert new_screen.panel.read_bytes() == nobody
    secret = json.loads(new_screen.state.pairing.read_text())["secret"]
    stand.wrongs.clear()
    wait_until(lambda: new_screen.panel.read_bytes() == b"\xff\xd8\xffpairing picture K7MPQ2XW", "the code")
    assert new_screen.glance() == b"\xff\xd8\xffpairing picture K7MPQ2XW"  # a `show` beside it shows the same
    stand.code = None  # it expires
    wait_until(lambda: len([line for line in stand.asked if line == "POST /enrolments 201"]) == 2, "asked anew")
    stand.type_code()
    assert process.wait(timeout=10) == 0
    assert "Paired: this screen is Front desk of Oakfield." in new_screen.said()
    assert new_screen.said().count("500") == 1
    identity = read_identity(new_screen.state)
    assert identity is not None
    assert (identity.secret, identity.screen) == (secret, "oakfield-1")
    assert new_screen.panel.read_bytes() == builtin_picture(Builtin.STARTING, 1920, 1080)


def test_pairing_again_says_so_and_changes_nothing(screen: Screen) -> None:
    before = screen.state.identity.read_bytes()
    again = screen.run("pair", "--publisher", "https://elsewhere.example")
    assert again.returncode == 0
    assert "paired already: it is Front desk of Oakfield" in again.stdout
    assert screen.state.identity.read_bytes() == before


def test_pairing_anew_forgets_everything_but_not_under_a_running_player(screen: Screen, stand: PublisherStand) -> None:
    assert sync(screen.settings(), once=True) == 0
    screen.start("show")
    wait_until(screen.panel.exists, "the panel")
    refused = screen.run("pair", "--again", "--publisher", stand.address)
    assert (refused.returncode, "already runs" in refused.stderr) == (2, True)
    screen.kill("show")
    secret = stand.secret_sha256
    assert screen.run("pair", "--again", "--publisher", stand.address).returncode == 0
    assert stand.secret_sha256 != secret
    assert not screen.state.current.exists()


@pytest.mark.parametrize("address", ["http://screens.example.org", "screens.example.org", "ftp://x", ""])
def test_an_address_that_is_not_private_is_refused(address: str, new_screen: Screen) -> None:
    refused = new_screen.run("pair", "--publisher", address)
    assert refused.returncode == 2
    assert "https://" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_roots_that_are_not_signed_are_refused(new_screen: Screen, stand: PublisherStand) -> None:
    root = json.loads(stand.contents.first_root)
    root["signatures"] = root["signatures"][:1]
    stand.contents.first_root = json.dumps(root)
    stand.type_code()
    new_screen.start("pair", "--publisher", stand.address)
    wait_until(lambda: "first root is refused" in new_screen.said(), "the refusal")
    assert not new_screen.state.identity.exists()


def test_a_sync_that_started_first_goes_on_once_the_screen_is_paired(new_screen: Screen, stand: PublisherStand) -> None:
    stand.show("winter", SlideOnStand("flu"))
    new_screen.start("sync")
    wait_until(lambda: "not paired" in new_screen.said(), "waiting")
    time.sleep(2.5)  # it has looked again by now
    new_screen.pair()
    wait_until(lambda: new_screen.serial() == 1, "the programme")
    assert new_screen.said().count("not paired") == 1
