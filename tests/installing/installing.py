"""The player's package on a fresh Debian 12 and 13, from nothing to slides, through updates, and away again.

As root, with a network: `make test-install`.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "player"))

from fresh import CMDLINE, CONFIG, ROOT, Fresh
from publisher_stand import PublisherStand, SlideOnStand

from player import VERSION
from player.device.boot import EXAMPLE, NO_RAINBOW, WORDS

NEXT, AFTER = f"{VERSION}+next", f"{VERSION}+second"
NEEDED = ("passwd", "python3-pil", "python3-cryptography")
BUILD, REPOSITORY = (ROOT / "systemd" / "debian" / name for name in ("build.py", "repository.py"))


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in three versions."""
    into = tmp_path_factory.mktemp("packages")
    for version in (VERSION, NEXT, AFTER):
        words = [sys.executable, BUILD, "--uv", ROOT / ".venv/bin/uv", "--version", version, "--into", into / version]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return into


class Repository:
    """A signed apt repository on this machine."""

    def __init__(self, folder: Path, packages: Path) -> None:
        self._folder = folder
        self._packages = packages
        self._served = folder / "apt"
        handler = partial(Silent, directory=str(self._served))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, version: str, *more: str) -> None:
        words = ["--packages", self._packages / version, "--key", self._folder / "key", "--into", self._served, *more]
        said = subprocess.run([sys.executable, REPOSITORY, "--address", self.address, *words], check=True)
        assert said.returncode == 0

    def source(self) -> str:
        return (self._served / "waiting-room-screens.sources").read_text()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, packages: Path, debian: Fresh) -> Iterator[Repository]:
    """One for each Debian, so that none finds what the one before it was offered last."""
    repository = Repository(tmp_path_factory.mktemp(f"repository-{debian.suite}"), packages)
    yield repository
    repository.server.shutdown()


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def debian(request: pytest.FixtureRequest) -> Iterator[Fresh]:
    fresh = Fresh(request.param, Path(f"/var/tmp/install-test-{request.param}-{os.getpid()}"))
    try:
        fresh.build()
        yield fresh
    finally:
        fresh.remove()


@pytest.fixture(scope="module")
def before(debian: Fresh) -> dict[str, str]:
    """Its files before the player came; the Debian packages that it needs are there already."""
    debian.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *NEEDED)
    return debian.files()


def test_one_command_installs_it(debian: Fresh, before: dict[str, str], packages: Path) -> None:
    (package,) = (packages / VERSION).glob("*.deb")
    (debian.root / "root" / package.name).write_bytes(package.read_bytes())
    debian.run("apt", "install", "-y", "-q", "--no-install-recommends", f"/root/{package.name}")
    assert debian.run("player", "--version") == f"player {VERSION}\n"
    status = debian.attempt("player", "status")
    assert status.returncode == 1
    assert "Paired to:     nobody yet" in status.stdout
    assert "video" in debian.run("id", "wrplayer")
    for unit in ("player-show.service", "player-sync.service", "player-trial.service", "player-update.timer"):
        assert debian.run("systemctl", "is-enabled", unit) == "enabled\n"
    assert debian.attempt("systemctl", "is-enabled", "getty@tty1.service").stdout == "masked\n"


def test_its_units_are_sound_here(debian: Fresh) -> None:
    units = [f"/usr/lib/systemd/system/player-{name}" for name in ("show.service", "sync.service", "update.timer")]
    done = debian.attempt("systemd-analyze", "verify", *units)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_pi_starts_quietly_from_now_on(debian: Fresh) -> None:
    boot = debian.root / "boot/firmware"
    assert (boot / "cmdline.txt").read_text().split() == [*CMDLINE.split(), *WORDS]
    assert (boot / "config.txt").read_text() == CONFIG + NO_RAINBOW
    assert (boot / "player.toml").read_bytes() == EXAMPLE.read_bytes()


def test_it_pairs_shows_and_reports(debian: Fresh) -> None:
    stand = PublisherStand()
    stand.show("winter", SlideOnStand("flu"))
    (debian.root / "boot/firmware/player.toml").write_text(f'publisher = "{stand.address}"\r\nrotaton = 90\r\n')
    threading.Thread(target=lambda: (until(lambda: stand.code is not None), stand.type_code())).start()
    debian.run("install", "-d", "-o", "wrplayer", "-m", "0700", "/var/lib/waiting-room-player")
    debian.run("player", "pair", timeout=60)
    debian.run("player", "sync", "--once")
    debian.run("player", "show", "--once", "--display", "file:/var/lib/waiting-room-player/panel.jpg")
    panel = debian.root / "var/lib/waiting-room-player/panel.jpg"
    assert stand.slide_of(panel.read_bytes()) == "flu"
    debian.run("player", "sync", "--once")
    assert len(stand.views) == 1
    said = debian.attempt("player", "status").stdout
    assert "/boot/firmware/player.toml:2: 'rotaton' is not a setting" in said
    assert {path.owner() for path in panel.parent.rglob("*")} <= {debian_owner(debian)}
    stand.close()


def debian_owner(debian: Fresh) -> str:
    """The player's account as this machine names its number."""
    panel = debian.root / "var/lib/waiting-room-player/panel.jpg"
    number = int(debian.run("id", "-u", "wrplayer"))
    assert panel.stat().st_uid == number
    return panel.owner()


def test_everybody_else_is_told_to_use_sudo(debian: Fresh) -> None:
    words = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "player", "status")
    assert "Put `sudo` in front" in debian.attempt(*words).stderr


def test_without_a_repository_there_is_nothing_to_update(debian: Fresh) -> None:
    assert debian.update().returncode == 0
    assert debian.version() == f"ii {VERSION}"


def test_a_good_version_is_taken(debian: Fresh, repository: Repository) -> None:
    repository.publish(VERSION)
    repository.publish(NEXT)
    (debian.root / "etc/apt/sources.list.d/waiting-room-screens.sources").write_text(repository.source())
    done = debian.update()
    assert (done.returncode, debian.version()) == (0, f"ii {NEXT}"), done
    assert [path.name for path in kept(debian)] == [f"waiting-room-player_{NEXT}.deb"]


def test_what_a_stranger_signed_is_not_taken(debian: Fresh, repository: Repository) -> None:
    repository.publish(AFTER)
    source = debian.root / "etc/apt/sources.list.d/waiting-room-screens.sources"
    middle = repository.source().index("\n .\n") + 40
    ours = repository.source()[middle]
    source.write_text(repository.source()[:middle] + ("A" if ours != "A" else "B") + repository.source()[middle + 1 :])
    done = debian.update()
    assert (done.stdout, debian.version()) == ("", f"ii {NEXT}")
    source.write_text(repository.source())


def test_what_was_signed_for_a_time_is_not_taken_after_it(debian: Fresh, repository: Repository) -> None:
    repository.publish(AFTER, "--valid-days", "-1")
    done = debian.update()
    assert (done.stdout.count("apt-get update: "), debian.version()) == (1, f"ii {NEXT}"), done
    repository.publish(AFTER)


def test_a_bad_version_gives_way_and_is_never_taken_again(debian: Fresh, repository: Repository) -> None:
    (debian.root / "root/bad").write_text(f"{AFTER}\n")
    done = debian.update()
    assert (done.returncode, debian.version()) == (1, f"ii {NEXT}"), done
    assert f"{AFTER} did not do well. {NEXT} is back" in done.stdout
    debian.run("apt-get", "upgrade", "-y", "-q")
    assert debian.version() == f"ii {NEXT}"
    assert (debian.update().stdout, debian.version()) == ("", f"ii {NEXT}")


def test_a_trial_that_a_power_cut_interrupted_comes_to_its_end(debian: Fresh) -> None:
    (debian.root / "etc/apt/preferences.d/waiting-room-player").unlink()
    words = ["chroot", debian.root, "python3", "-B", "-I", "-c", debian.update_words()]
    trial = subprocess.Popen(words, stdout=subprocess.DEVNULL, start_new_session=True)
    until(lambda: debian.version() == f"ii {AFTER}")
    os.killpg(trial.pid, signal.SIGKILL)
    trial.wait()
    assert (debian.root / "var/lib/waiting-room-player-keep/trial.json").exists()
    done = debian.update()
    assert (done.returncode, debian.version()) == (1, f"ii {NEXT}"), done


def test_purged_nothing_of_it_is_left(debian: Fresh, before: dict[str, str]) -> None:
    (debian.root / "boot/firmware/player.toml").write_bytes(EXAMPLE.read_bytes())
    (debian.root / "etc/apt/sources.list.d/waiting-room-screens.sources").unlink()
    debian.run("apt-get", "purge", "-y", "-q", "waiting-room-player")
    after = debian.files()
    assert {name for name in after.keys() ^ before.keys() if "__pycache__" not in name} == set()
    assert {name: text for name, text in after.items() if text} == {name: text for name, text in before.items() if text}
    assert debian.attempt("getent", "passwd", "wrplayer").returncode != 0


def kept(debian: Fresh) -> list[Path]:
    return sorted((debian.root / "var/lib/waiting-room-player-keep").glob("*.deb"))


def until(done: object, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not done():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.1)
