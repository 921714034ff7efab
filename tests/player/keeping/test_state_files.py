"""Whatever file is lost or damaged, the screen shows something at once, and `sync` makes it whole again."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen, wait_until

from player.keeping.cache import is_complete, known_manifest, read_current
from player.keeping.digests import sha256_hex
from player.keeping.floor import read_floor
from player.showing.builtin import Builtin, builtin_picture
from player.syncing.sync import sync

FILES = (
    "current",
    "floor.json",
    "identity.json",
    "pairing.json",
    "contact.json",
    "clock.json",
    "showing.json",
    "journal.db",
    "programmes/*/programme.json",
    "programmes/*/*.json",
    "frames/*",
    "trust/content/timestamp.json",
    "trust/content/snapshot.json",
    "trust/programme/targets.json",
    "trust/programme/root_history/1.root.json",
    "trust/*/*.json",
    "proofs/*",
    "programmes",
    "frames",
    "trust",
    "proofs",
)
DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "garbled": lambda path: path.write_bytes(b"\x00\xffgarbage" * 50),
    "gone": lambda path: shutil.rmtree(path) if path.is_dir() else path.unlink(),
}


def lengthened(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


@pytest.fixture
def settled(screen: Screen) -> Screen:
    assert sync(screen.settings(), once=True) == 0
    (screen.state.showing).write_bytes(b"{}")
    screen.journal().waiting()
    for journal in screen.journals:
        journal.close()
    return screen


@pytest.mark.parametrize("file", FILES)
def test_it_recovers(file: str, settled: Screen, stand: PublisherStand) -> None:
    for damage in ("emptied", "garbled", "gone"):
        paths = list(settled.state.root.glob(file))
        assert paths
        for path in paths:
            DAMAGES["gone" if path.is_dir() else damage](path)
        if file.startswith(("trust", "proofs")):
            stand.assign("winter")  # what was verified is looked at again when something changes
        recover(settled, stand)


def recover(settled: Screen, stand: PublisherStand) -> None:
    up = settled.glance()
    assert stand.slide_of(up) or up in {builtin_picture(name, 1920, 1080) for name in Builtin}
    assert sync(settled.settings(), once=True) == 0
    assert is_complete(settled.state, read_current(settled.state))
    assert {mark.name for mark in read_floor(settled.state).marks} >= {"serial", "content/timestamp"}
    assert stand.slide_of(settled.glance()) == "flu"


def test_a_damaged_frame_is_passed_over_deleted_and_fetched_again(settled: Screen, stand: PublisherStand) -> None:
    frame = settled.state.frames / SlideOnStand("flu").entry().frame
    lengthened(frame)  # in its full length, so that only its digest tells
    assert stand.slide_of(settled.glance()) == "cold"
    assert not frame.exists()
    stand.asked.clear()
    assert settled.job().poll()
    assert f"GET /frames/{frame.name} 200" in stand.asked
    assert frame.read_bytes() == SlideOnStand("flu").frame()


def test_a_manifest_that_cannot_be_read_is_fetched_again(settled: Screen, stand: PublisherStand) -> None:
    (path,) = settled.state.programmes.glob(f"1/{'?' * 64}.json")
    path.unlink()
    path.symlink_to("/proc/self/mem")  # a file whose first byte nobody can read
    assert path.is_file()
    with pytest.raises(OSError, match="Input/output"):
        path.read_bytes()
    stand.assign("winter")
    stand.asked.clear()
    assert settled.job().poll(), settled.problems()
    assert settled.serial() == 2
    assert [line for line in stand.asked if "/playlists/winter/" in line and line.endswith(" 200")]


def test_a_manifest_is_the_bytes_that_were_hashed(settled: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = settled.state.programmes.glob(f"1/{'?' * 64}.json")
    manifest = path.read_bytes()

    def sha256_hex_and_then_damage(data: bytes) -> str:
        path.write_bytes(b"damaged")
        return sha256_hex(data)

    monkeypatch.setattr("player.keeping.cache.sha256_hex", sha256_hex_and_then_damage)
    assert known_manifest(settled.state, path.stem) == manifest
    assert known_manifest(settled.state, path.stem) is None


def test_frames_that_neither_programme_needs_are_removed(settled: Screen, stand: PublisherStand) -> None:
    names = []
    for text in ("second", "third", "fourth"):
        stand.show("winter", SlideOnStand("flu", text))
        assert settled.job().poll()
        names.append(SlideOnStand("flu", text).entry().frame)
    assert {path.name for path in settled.state.frames.iterdir()} == set(names[-2:])
    assert {path.name for path in settled.state.programmes.iterdir()} == {"3", "4"}


def test_a_full_disk_keeps_the_programme_that_is_there(settled: Screen, stand: PublisherStand) -> None:
    stand.show("winter", SlideOnStand("flu", picture=b"large" * 20_000))
    full = subprocess.run(
        settled.command_on_a_full_disk(50_000, "sync", "--once"),
        env=settled.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert full.returncode == 1
    assert "Make room on the disk" in full.stderr
    assert settled.serial() == 1
    assert not list(settled.state.frames.glob("*.part"))
    assert sync(settled.settings(), once=True) == 0
    assert settled.serial() == 2


def test_a_disk_too_full_for_the_journal_still_shows(settled: Screen, stand: PublisherStand) -> None:
    for path in settled.state.root.glob("journal.db*"):
        path.unlink()
    with settled.log.open("ab") as log:
        show = subprocess.Popen(
            settled.command_on_a_full_disk(3000, "show", "--display", f"file:{settled.panel}"),
            stderr=log,
        )
    settled.processes["show"] = show
    wait_until(lambda: settled.slide_up() == "cold", "the second slide")
    wait_until(lambda: settled.slide_up() == "cough", "the third slide")
    assert settled.said().count("Views are kept in memory") == 1


def test_the_secrets_are_for_the_player_alone(settled: Screen) -> None:
    for path in (settled.state.identity, settled.state.pairing):
        assert path.stat().st_mode & 0o777 == 0o600
        assert json.loads(path.read_text())["secret"]


def test_what_is_worth_one_boot_lies_in_memory_if_there_is_a_place(
    screen: Screen, stand: PublisherStand, tmp_path: Path
) -> None:
    memory = tmp_path / "memory"
    memory.mkdir()
    screen.more_environment["RUNTIME_DIRECTORY"] = str(memory)
    screen.start("show")
    screen.start("sync")
    wait_until(lambda: stand.views, "a view")
    assert {"showing.json", "contact.json"} <= {path.name for path in memory.iterdir()}
    assert not {"showing.json", "contact.json", "clock.json"} & {path.name for path in screen.state.root.iterdir()}
    assert json.loads(screen.run("status", "--json").stdout)["showing"].startswith("About ")
    shutil.rmtree(memory)  # a boot
    assert read_current(screen.state) is not None
    wait_until(
        lambda: screen.state.showing.parent == screen.state.root and screen.state.showing.exists(), "the next slide"
    )


def test_a_new_state_folder_is_for_its_owner_alone_and_one_that_was_there_stays_as_it_is(
    tmp_path: Path, stand: PublisherStand
) -> None:
    for name, before in (("new", None), ("chosen", 0o750)):
        screen = Screen(tmp_path / name, stand)
        if before is not None:
            screen.state.root.mkdir(parents=True)
            screen.state.root.chmod(before)
        assert screen.run("show", "--once", "--display", f"file:{screen.panel}").returncode == 1
        assert screen.state.root.stat().st_mode & 0o777 == (before or 0o700)
