"""The machine as an update sees it: apt, dpkg and systemd."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from player.contract.errors import StorageError
from player.debian.updates import Clock, Look, UpdateError, update
from player.keeping.files import write_whole

KEEP = Path("/var/lib/waiting-room-player-keep")
PACKAGE = "waiting-room-player"
SOURCE = Path("/etc/apt/sources.list.d/waiting-room-screens.sources")
REFUSED = Path("/etc/apt/preferences.d/waiting-room-player")
STATE = Path("/var/lib/waiting-room-player")
SHOWING = (STATE / "run" / "showing.json", STATE / "showing.json")
"""What is up now: in memory, or on the card where there was no place in memory."""
UNITS = ("player-show.service", "player-sync.service")
LIVELY_SECONDS = 600
INSTALL = (
    "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "--allow-downgrades", "--reinstall",
    "-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold", "-o", "DPkg::Lock::Timeout=600",
)  # fmt: skip
SLOW_SECONDS = 1800


class Debian:
    """A real machine; packages are kept in one folder, and `source` says where they come from."""

    def __init__(self, keep: Path, source: Path = SOURCE) -> None:
        self._keep = keep
        self._source = source

    def finish_interrupted(self) -> None:
        """Let dpkg end what a power cut interrupted."""
        _run("dpkg", "--configure", "--pending")

    def installed(self) -> str:
        """The version that is installed; empty if it is not whole."""
        said = _run("dpkg-query", "--show", "--showformat=${db:Status-Abbrev}${Version}", PACKAGE).stdout
        return said[3:] if said.startswith("ii ") else ""

    def candidate(self) -> str:
        """The newer version that our repository offers; empty if there is none. Raises UpdateError."""
        if not self._source.is_file():
            return ""
        _demand("apt-get", "update", "--quiet", *self._only_ours())
        policy = _run("apt-cache", "policy", *self._only_ours(), PACKAGE).stdout
        found = re.search(r"^ *Candidate: (\S+)$", policy, re.MULTILINE)
        version = found.group(1) if found else ""
        newer = version and not _run("dpkg", "--compare-versions", version, "gt", self.installed()).returncode
        return version if newer else ""

    def keep_installed(self, version: str) -> None:
        """Make the package of the installed version anew from its files, unless it is at hand; raises UpdateError."""
        if self._package(version).is_file():
            return
        tree = self._keep / "tree"
        shutil.rmtree(tree, ignore_errors=True)
        _copy_installed(tree)
        draft = self._keep / "draft.deb"
        _demand("dpkg-deb", "--build", "--root-owner-group", "-Zgzip", str(tree), str(draft))
        draft.replace(self._package(version))
        shutil.rmtree(tree)

    def fetch(self, version: str) -> None:
        """Get the package of another version from our repository, which signed it; raises UpdateError."""
        _run("apt-get", "update", "--quiet")  # what it depends on may be new as well; without, it is tried all the same
        _demand("apt-get", "download", "--quiet", *self._only_ours(), f"{PACKAGE}={version}", folder=self._keep)
        fetched = next(self._keep.glob(f"{PACKAGE}_{version.replace(':', '%3a')}_*.deb"), None)
        if fetched is None:
            raise UpdateError(f"apt-get download did not bring {PACKAGE} {version}.")
        fetched.replace(self._package(version))

    def install(self, version: str) -> bool:
        """Install the package of a version that is at hand; whether that went well."""
        return self._package(version).is_file() and not _run(*INSTALL, str(self._package(version))).returncode

    def refuse(self, version: str) -> None:
        """Tell apt never to take this version, whoever asks for upgrades."""
        before = REFUSED.read_text() if REFUSED.is_file() else ""
        pin = f"Package: {PACKAGE}\nPin: version {version}\nPin-Priority: -1\n"
        if pin not in before:
            write_whole(REFUSED, f"{before}# It did not do well on this machine.\n{pin}\n".encode())

    def forget_all_but(self, version: str) -> None:
        """Keep the package of this version only, for the next time."""
        for package in self._keep.glob("*.deb"):
            if package != self._package(version):
                package.unlink()

    def look(self) -> Look:
        """Both processes, once systemd calls them up, and the picture."""
        show, sync = (_process(unit) for unit in UNITS)
        written_at = max((path.stat().st_mtime_ns for path in SHOWING if path.is_file()), default=0)
        age_seconds = time.time() - written_at / 1e9
        return Look(show, sync, written_at, 0 <= age_seconds <= LIVELY_SECONDS)

    def can_update(self) -> bool:
        """Whether what is installed now would run as an update."""
        words = ("python3", "-B", "-I", "/usr/lib/waiting-room-player", "update", "--check")
        return not _run(*words).returncode

    def _only_ours(self) -> tuple[str, ...]:
        """Options for apt to know no source but ours: another one with a higher version is none of our updates."""
        return tuple(
            word
            for option in (
                f"Dir::Etc::sourcelist={self._source}",
                "Dir::Etc::sourceparts=-",
                "APT::Get::List-Cleanup=0",
                "Dir::Cache::pkgcache=",  # what apt knows of all sources stays as it is on the card
                "Dir::Cache::srcpkgcache=",
            )
            for word in ("-o", option)
        )

    def _package(self, version: str) -> Path:
        return self._keep / f"{PACKAGE}_{version.replace(':', '%3a')}.deb"


def main() -> None:
    """`update`, or `update --check` to say whether this would run at all."""
    try:
        KEEP.mkdir(mode=0o755, parents=True, exist_ok=True)
        if sys.argv[2:] == ["--check"]:
            _say(Debian(KEEP).installed())
            return
        with (KEEP / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            sys.exit(update(Debian(KEEP), KEEP / "trial.json", Clock(), _say))
    except BlockingIOError:
        _say("An update runs already.")
    except (UpdateError, StorageError) as error:
        _say(str(error))
        sys.exit(1)
    except OSError as error:
        _say(f"{error}. Look at the disk: is it full or worn? The update is tried again later.")
        sys.exit(1)


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _process(unit: str) -> int:
    said = _run("systemctl", "show", "--property=ActiveState,MainPID", unit).stdout.split()
    number = next((word.removeprefix("MainPID=") for word in said if word.startswith("MainPID=")), "0")
    return int(number) if "ActiveState=active" in said and number.isdecimal() else 0


def _copy_installed(tree: Path) -> None:
    """The tree of a package, as its files are installed."""
    for name in _demand("dpkg-query", "--listfiles", PACKAGE).splitlines():
        path, target = Path(name), tree / name.removeprefix("/")
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    control = tree / "DEBIAN"
    control.mkdir(parents=True)
    for name in _demand("dpkg-query", "--control-path", PACKAGE).splitlines():
        shutil.copy2(name, control / Path(name).name.removeprefix(f"{PACKAGE}."))
    (control / "control").write_text("".join(_control_lines(_demand("dpkg-query", "--status", PACKAGE))))


def _control_lines(status: str) -> Iterator[str]:
    """What `dpkg --status` says, without what belongs to this machine."""
    leave = False
    for line in status.splitlines(keepends=True):
        if not line.startswith(" "):
            leave = line.startswith(("Status:", "Conffiles:", "Config-Version:"))
        if not leave:
            yield line


def _run(*words: str, folder: Path | None = None) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=SLOW_SECONDS
        )
    except subprocess.TimeoutExpired:  # a failure like any other, so that a trial comes to its end
        why = f"`{' '.join(words[:2])}` was ended, for it took longer than {SLOW_SECONDS} seconds.\n"
        done = subprocess.CompletedProcess(words, 1, "", why)
    if done.returncode and done.stderr:
        sys.stderr.write(done.stderr)
    return done


def _demand(*words: str, folder: Path | None = None) -> str:
    done = _run(*words, folder=folder)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise UpdateError(f"{' '.join(words[:2])}: {last}")
    return done.stdout
