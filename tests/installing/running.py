"""The guide for operators, followed to the letter in a fresh Debian, until a screen shows and a manager looks at it.

As root, with a network: `make test-install`.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "player"))

from certificates import make_certificate
from fresh import ROOT
from guide import Piece, pieces
from machine import PATIENCE_SECONDS, Machine

NAME = "screens.example.org"
PROJECT = "/root/waiting-room-screens"
PLAYER = ("/opt/waiting-room-screens/bin/player",)
STATE = ("--state", "/root/player")
LEFT_OUT = {
    "Below a path": "another way to do it, which runs in the tests of the journey",
    "If a key was stolen": "no key was; the drill of a theft replaces each of them",
    "What people who set up screens need from you": "the package and its repository, which installing.py tries",
}
"""Headings whose code is not run here, and why."""
AFTER_A_LOSS = "publisher restore"
"""Nothing was lost here; the drills of backup and restore lose it in every way."""
OUTSIDE = ("apt-get", "make wheels", "pip install")
"""What fetches packages."""
MANAGER = """
import re, sys, http.cookiejar, urllib.parse, urllib.request as u
browser = u.build_opener(u.HTTPCookieProcessor(http.cookiejar.CookieJar()))
def read(answer): return answer.read().decode("utf-8-sig")
link = sys.argv[1]
key = re.search(r'name="form_key" value="([^"]+)"', read(browser.open(link)))[1]
form = {"form_key": key, "token": link.partition("token=")[2]}
home = link.partition("/sign-in")[0]
print(read(browser.open(home + "/sign-in", urllib.parse.urlencode(form).encode())))
print(read(browser.open(home + "/views.csv?period=all")))
"""


@pytest.fixture(scope="module", params=["trixie with PostgreSQL", "bookworm with SQLite"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def debian(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A fresh Debian with a certificate for its name, the project's folder, and slides somewhere to clone."""
    machine = Machine(kind.partition(" ")[0], Path(f"/var/tmp/running-test-{os.getpid()}"))
    try:
        machine.build()
        certificate, key = make_certificate(tmp_path_factory.mktemp("certificate"), host=NAME)
        machine.trust(certificate)
        place = machine.root / "etc/letsencrypt/live" / NAME
        place.mkdir(parents=True)
        shutil.copy(certificate, place / "fullchain.pem")
        shutil.copy(key, place / "privkey.pem")
        (machine.root / "etc/hosts").write_text(f"127.0.0.1 localhost {NAME}\n::1 localhost\n")
        (machine.root / "etc/gitconfig").write_text("[safe]\n\tdirectory = *\n")
        _offer(machine.root, "project", ROOT, tmp_path_factory.mktemp("project"))
        _offer(machine.root, "slides", ROOT / "content", tmp_path_factory.mktemp("slides"))
        subprocess.run(["git", "clone", "-q", machine.root / "srv/project.git", f"{machine.root}{PROJECT}"], check=True)
        subprocess.run(
            ["git", "-C", f"{machine.root}{PROJECT}", "remote", "set-url", "origin", "/srv/project.git"], check=True
        )
        machine.boot()
        yield machine
    finally:
        machine.close()


def _offer(root: Path, name: str, folder: Path, draft: Path) -> None:
    """Put the files of a folder, as they are now, into a git repo of the machine."""
    listed = ["git", "-C", folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for file in filter(None, subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split("\0")):
        if (folder / file).is_file():
            (draft / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / file, draft / file)
    who = ["-c", "user.name=a carer", "-c", "user.email=group@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], [*who, "commit", "-q", "-m", "As it is"]):
        subprocess.run(["git", "-C", draft, *words], check=True)
    subprocess.run(["git", "clone", "-q", "--bare", draft, root / "srv" / f"{name}.git"], check=True)


class Follower:
    """Somebody who does what the guide says, with their own names in it."""

    def __init__(self, machine: Machine, database: str) -> None:
        self.machine = machine
        self._database = database
        self.said: dict[str, str] = {}
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        self.own = {
            "https://git.example.org/slides.git": "/srv/slides.git",
            "mon-fri 08:00-18:30, sat 09:00-12:00": "mon-sun 00:00-24:00",
            '"2026-11-30 18:00"': f'"{tomorrow:%Y-%m-%d} 18:00"',
            "--until 2026-11-30": f"--until {tomorrow:%Y-%m-%d}",
        }

    def follow(self) -> None:
        for piece in pieces(ROOT / "docs" / "running.md"):
            if (
                piece.heading in LEFT_OUT
                or AFTER_A_LOSS in piece.code
                or (piece.heading == "The database" and self._database == "SQLite")
            ):
                continue
            if "publisher claim" in piece.code:
                self._switch_a_screen_on()
            self._do(piece)

    def _do(self, piece: Piece) -> None:
        code = piece.code
        for written, own in self.own.items():
            code = code.replace(written, own)
        if piece.file:
            with (self.machine.root / piece.file.strip("/")).open("a") as file:  # an empty line in it parts two pieces
                file.write(code)
            return
        # Whoever types it sees when a line fails; here, the shell that `su` begins has to end then.
        strict = re.sub(r"^(su -s .*)$", r"\1\nset -e", code, flags=re.MULTILINE)
        outside = any(word in code for word in OUTSIDE)
        said = self.machine.run("bash", "-e", said=f"cd {PROJECT}\n{strict}", outside=outside)
        self.said[piece.heading] = self.said.get(piece.heading, "") + said

    def _switch_a_screen_on(self) -> None:
        words = ("--publisher", f"https://{NAME}", "--display", "file:/root/panel.jpg")
        self.pairing = self.machine.start(*PLAYER, "pair", *STATE, *words)
        assert self.pairing.stdout is not None
        codes = (re.search(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", line) for line in self.pairing.stdout)
        self.own["K7R-4MD"] = next(code.group() for code in codes if code)


@pytest.fixture(scope="module")
def follower(debian: Machine, kind: str) -> Follower:
    follower = Follower(debian, kind.rpartition(" ")[2])
    follower.follow()
    return follower


def test_the_guide_can_be_followed_to_its_end(follower: Follower, kind: str) -> None:
    assert "is paired. Choose what it shows" in follower.said["Every day"]
    assert "oakfield-front-desk: Front desk" in follower.said["Every day"]
    settings = follower.said["Accounts, folders and settings"]
    assert f"PUBLISHER_ADDRESS=https://{NAME}\n" in settings
    url = "postgresql:///screens" if "PostgreSQL" in kind else "sqlite:////var/lib"
    assert f"PUBLISHER_DATABASE={url}" in (follower.machine.root / "etc/waiting-room-screens/publisher.env").read_text()


def test_the_processes_run_in_their_own_accounts_and_log_no_trouble(follower: Follower) -> None:
    machine = follower.machine
    for unit, account in (("publisher-worker", "publisher"), ("publisher-web", "publisher-web"), ("nginx", "root")):
        assert machine.run("systemctl", "is-active", unit) == "active\n"
        process = machine.run("systemctl", "show", "--property=MainPID", "--value", unit).strip()
        assert machine.run("ps", "-o", "user:20=", "-p", process).strip() == account
    log = machine.run("journalctl", "--no-pager", "-u", "publisher-worker", "-u", "publisher-web")
    assert "Traceback" not in log
    for account, folder in (("publisher-web", "keys"), ("nobody", "shelf"), ("nobody", "keys")):
        words = ("runuser", "-u", account, "--", "test", "-r", f"/var/lib/waiting-room-screens/{folder}")
        assert machine.run("sh", "-c", f"{' '.join(words)} && echo yes || echo no") == "no\n"


def sync(machine: Machine) -> None:
    """Fetch and report, as soon as the web process is back from the guide's last restart."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (done := machine.attempt(*PLAYER, "sync", "--once", *STATE)).returncode != 0:
        log = machine.run("journalctl", "--no-pager", "-b", "-u", "publisher-web", "-u", "publisher-worker")
        assert time.monotonic() < until, done.stderr + log
        time.sleep(1)


def test_a_screen_shows_and_reports(follower: Follower) -> None:
    machine = follower.machine
    assert follower.pairing.wait(60) == 0
    sync(machine)
    machine.run(*PLAYER, "show", "--once", "--display", "file:/root/panel.jpg", *STATE)
    assert (machine.root / "root/panel.jpg").read_bytes().startswith(b"\xff\xd8")
    sync(machine)


def test_a_manager_signs_in_by_the_link_and_sees_what_was_shown(follower: Follower) -> None:
    test_a_screen_shows_and_reports(follower)
    link = follower.said["Every day"].strip().splitlines()[-1]
    assert link.startswith(f"https://{NAME}/sign-in?token=")
    page = follower.machine.run("/opt/waiting-room-screens/bin/python", "-c", MANAGER, link)
    assert "Front desk" in page
    assert "Oakfield Medical Practice" in page
    assert re.search(r",heart-failure/[a-z-]+,[0-9a-f]{12},1,", page)


def test_after_the_machine_was_switched_off_everything_comes_back(follower: Follower) -> None:
    machine = follower.machine
    machine.switch_off()
    machine.boot()
    sync(machine)
    assert machine.run("systemctl", "is-active", "publisher-worker") == "active\n"
