"""A new screen shows its code until somebody types it in, for as long as that takes."""

import json
import time
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand, digest_of
from screen import Screen, wait_until

from player.contract.records import Showing
from player.keeping.files import read_hint, write_lightly
from player.keeping.identity import begin_pairing, read_identity
from player.showing.builtin import Builtin, builtin_picture
from player.showing.onscreen import OnScreen
from player.syncing.sync import sync

SLOW_CARD = """
import os, sys, time
quick = os.fsync
def fsync(descriptor):
    time.sleep(0.4)
    quick(descriptor)
os.fsync = fsync
from player.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A player on a card that takes longer to write than `show` takes from one look to the next."""
LOST_PICTURE = """
import os, sys
lost = []
def lose(event, words):
    if event == "open" and not lost and str(words[0]).endswith("/pairing.jpg"):
        lost.append(words[0])
        os.unlink(words[0])
sys.addaudithook(lose)
from player.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A player whose pairing picture is removed, once, between its look for the file and its reading of it."""
PAIRING_PICTURE = b"\xff\xd8\xffpairing picture K7MPQ2XW"


def shown_by(screen: Screen) -> Showing:
    on_screen = read_hint(OnScreen, screen.state.showing)
    assert on_screen is not None
    return on_screen.showing


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
    wait_until(lambda: new_screen.panel.read_bytes() == PAIRING_PICTURE, "the code")
    assert new_screen.glance() == PAIRING_PICTURE  # a `show` beside it shows the same
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


def test_status_says_what_keeps_a_screen_from_being_paired(new_screen: Screen, stand: PublisherStand) -> None:
    assert "Write the publisher's address into player.toml" in new_screen.run("status").stdout
    new_screen.more_environment = {"PLAYER_PUBLISHER": "http://127.0.0.1:9"}
    new_screen.start("sync")
    wait_until(lambda: "127.0.0.1:9" in new_screen.run("status").stdout, "the reason")
    said = new_screen.run("status").stdout
    assert "It asks http://127.0.0.1:9 for a code, and has none yet." in said
    assert said.count("Look at:") >= 2  # and why
    new_screen.kill("sync")
    new_screen.more_environment = {"PLAYER_PUBLISHER": stand.address}
    assert f"Start `player sync`: it asks {stand.address} for a code." in new_screen.run("status").stdout
    new_screen.start("sync")
    wait_until(
        lambda: stand.code is not None and f"Type the code {stand.code} in" in new_screen.run("status").stdout, "a code"
    )
    wait_until(lambda: new_screen.run("status").stdout.count("Look at:") == 1, "nothing in the way")
    new_screen.start("show")
    wait_until(lambda: f"Shows now:     the code {stand.code}\n" in new_screen.run("status").stdout, "the code")
    assert f"State folder:  {new_screen.state.root}\n" in new_screen.run("status").stdout


def test_pairing_again_says_so_and_changes_nothing(screen: Screen) -> None:
    before = screen.state.identity.read_bytes()
    again = screen.run("pair", "--publisher", "https://elsewhere.example")
    assert again.returncode == 0
    assert "paired already: it is Front desk of Oakfield" in again.stdout
    assert screen.state.identity.read_bytes() == before


def test_pairing_anew_forgets_everything(screen: Screen, stand: PublisherStand) -> None:
    assert sync(screen.settings(), once=True) == 0
    secret = stand.secret_sha256
    assert screen.run("pair", "--again", "--publisher", stand.address).returncode == 0
    assert stand.secret_sha256 != secret
    assert sorted(path.name for path in screen.state.root.iterdir() if path.suffix != ".lock") == [
        "identity.json",
        "pairing.json",
    ]


def test_pairing_anew_under_a_running_player_sends_what_waits_and_shows_a_code(
    screen: Screen, stand: PublisherStand
) -> None:
    stand.show("winter", *(SlideOnStand(name) for name in ("flu", "cold")))
    stand.assign("winter", report_seconds=3600)
    screen.start("show")
    screen.start("sync")
    wait_until(lambda: screen.journal().waiting() >= 1, "a view that waits")
    stand.paired = False
    stand.code = None
    screen.start("pair", "--again")
    wait_until(lambda: screen.panel.read_bytes() == PAIRING_PICTURE, "the code on the screen")
    assert stand.views
    wait_until(lambda: "Pairing code: K7MPQ2XW. Type it in at http://127" in screen.said(), "the code at the desk")
    assert not screen.state.frames.exists()
    stand.type_code()
    assert screen.processes["pair"].wait(timeout=10) == 0
    wait_until(lambda: screen.slide_up() in {"flu", "cold"}, "the programme again")


def test_a_screen_that_is_unpaired_forgets_everything_and_shows_a_new_code_by_itself(
    screen: Screen, stand: PublisherStand
) -> None:
    screen.start("show")
    screen.start("sync")
    wait_until(lambda: screen.slide_up() and stand.views, "the programme")
    secret = json.loads(screen.state.pairing.read_text())["secret"]
    stand.unpair()
    wait_until(lambda: screen.panel.read_bytes() == PAIRING_PICTURE, "the code on the screen")
    assert json.loads(screen.state.pairing.read_text())["secret"] != secret
    assert not [name for name in ("identity.json", "frames", "trust") if (screen.state.root / name).exists()]
    assert screen.journal().waiting() == 0
    stand.type_code()
    wait_until(lambda: screen.slide_up() in {"flu", "cold", "cough"}, "the programme again")
    assert "was unpaired: its keys, its pictures and its journal are removed" in screen.said()
    assert screen.said().count("It has to forget everything, and to ask for a new code.") == 1
    assert not [words for words in ("goes on", "pair --again") if words in screen.said()]


def test_a_screen_with_a_slow_card_shows_its_new_code_as_well(screen: Screen, stand: PublisherStand) -> None:
    assert sync(screen.settings(), once=True) == 0
    screen.start("show")
    wait_until(screen.slide_up, "the programme")
    screen.start_python(SLOW_CARD, "sync")
    wait_until(lambda: stand.views, "a view")
    stand.unpair()
    wait_until(lambda: screen.panel.read_bytes() == PAIRING_PICTURE, "the code on the screen")
    assert not screen.state.journal.exists()
    wait_until(lambda: shown_by(screen).frame is None, "word of it")
    assert shown_by(screen).problem is None


def test_a_pairing_picture_that_goes_away_as_it_is_read_does_not_end_the_show(new_screen: Screen) -> None:
    write_lightly(new_screen.state.pairing_picture, PAIRING_PICTURE)
    new_screen.more_environment["PLAYER_DISPLAY"] = f"file:{new_screen.panel}"
    show = new_screen.start_python(LOST_PICTURE, "show")
    wait_until(lambda: new_screen.panel.exists() or show.poll() is not None, "a picture")
    assert (show.poll(), new_screen.said()) == (None, "")
    assert new_screen.panel.read_bytes() == builtin_picture(Builtin.NOT_CONNECTED, 1920, 1080)
    assert not new_screen.state.pairing_picture.exists()


def test_a_pairing_picture_that_goes_away_as_it_is_read_is_fetched_anew(
    new_screen: Screen, stand: PublisherStand
) -> None:
    new_screen.more_environment["PLAYER_PUBLISHER"] = stand.address
    pair = new_screen.start_python(LOST_PICTURE, "pair")
    said = f"Pairing code: K7MPQ2XW. Type it in at {stand.address}."
    wait_until(lambda: said in new_screen.said().splitlines() or pair.poll() is not None, "the code")
    assert pair.poll() is None
    assert "Traceback" not in new_screen.said()
    assert len([line for line in stand.asked if "picture" in line]) == 2


def test_a_secret_of_a_screen_that_is_no_more_is_replaced(new_screen: Screen, stand: PublisherStand) -> None:
    pairing = begin_pairing(new_screen.state, stand.address, 1920, 1080)
    stand.unpaired.add(digest_of(pairing.secret.encode()))
    new_screen.start("sync")
    wait_until(new_screen.state.pairing_picture.is_file, "a code all the same")
    assert json.loads(new_screen.state.pairing.read_text())["secret"] != pairing.secret


def test_a_parking_page_where_the_publisher_was_unpairs_nobody(screen: Screen, stand: PublisherStand) -> None:
    assert sync(screen.settings(), once=True) == 0
    stand.wrongs["screens"] = "for sale"
    job = screen.job()
    assert not job.poll()
    assert "answered 410" in screen.problems()[0]
    assert screen.serial() == 1


def test_a_fresh_device_with_an_address_asks_for_its_code_by_itself(new_screen: Screen, stand: PublisherStand) -> None:
    stand.show("winter", SlideOnStand("flu"))
    new_screen.more_environment["PLAYER_PUBLISHER"] = stand.address
    new_screen.start("show")
    new_screen.start("sync")
    wait_until(lambda: new_screen.panel.exists() and new_screen.panel.read_bytes() == PAIRING_PICTURE, "the code")
    stand.type_code()
    wait_until(lambda: new_screen.slide_up() == "flu", "the programme")
    assert not new_screen.state.pairing_picture.exists()


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
