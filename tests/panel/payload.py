"""Putting the player on the lab machine's disk: its package, or its folder as it stands."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

REPO = Path(__file__).parents[2]
HOME = Path("usr/lib/waiting-room-player")
VENDORED = ("tuf", "securesystemslib")
START = "from player.__main__ import main\n\nmain()\n"
USER = "u wrplayer - 'Waiting room player' /var/lib/waiting-room-player\nm wrplayer video\n"
JOBS = ("player-show.service", "player-sync.service")

WATCHDOG_SECONDS = int(os.environ.get("LAB_WATCHDOG_SECONDS", "10"))
"""As on a device; a computer that is busy with other things needs more, or the watchdog barks at them."""

SETTINGS = """\
[Service]
Environment=PLAYER_PUBLISHER={publisher} PLAYER_PLAIN_HTTP=yes PLAYER_DISPLAY=kms PLAYER_SHIFT_PX=0
Environment=PLAYER_STATE=/var/lib/waiting-room-player PLAYER_TIMEOUT_SECONDS=10
"""
"""Pictures stay in their place, so that they can be compared."""
PATIENCE = f"[Service]\nTimeoutStartSec=300\nWatchdogSec={WATCHDOG_SECONDS}\n"


def find_package(words: list[str]) -> Path | None:
    """The package that was named, or the newest one in dist/, or None."""
    found = [Path(words[0])] if words else sorted((REPO / "dist").glob("waiting-room-player_*.deb"), key=_changed_at)
    return found[-1] if found else None


def bring(root: Path, publisher: str, package: Path | None) -> None:
    """Install the player below `root`, for this publisher, as dpkg or its own script would on a running machine."""
    for job in JOBS:
        folder = root / f"etc/systemd/system/{job}.d"
        folder.mkdir(parents=True)
        (folder / "lab.conf").write_text(SETTINGS.format(publisher=publisher))
    (root / f"etc/systemd/system/{JOBS[0]}.d/patience.conf").write_text(PATIENCE)
    if package is not None:
        shutil.copy(package, root / "player.deb")
        _inside(root, "dpkg", "-i", "/player.deb")
    else:
        _copy_folder(root)
        _inside(root, "systemd-sysusers")
        _inside(root, "systemctl", "enable", *JOBS)
    _inside(root, "python3", "-m", "compileall", "-q", f"/{HOME}")


def _copy_folder(root: Path) -> None:
    home = root / HOME
    for source in (REPO / "player", *map(_place_of, VENDORED)):
        shutil.copytree(source, home / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    (home / "__main__.py").write_text(START)
    (root / "usr/lib/sysusers.d/wrplayer.conf").write_text(USER)
    for job in JOBS:
        shutil.copy(Path(__file__).with_name(job), root / "etc/systemd/system" / job)


def _place_of(package: str) -> Path:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def _changed_at(path: Path) -> float:
    return path.stat().st_mtime


def _inside(root: Path, *command: str) -> None:
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["chroot", root.as_posix(), *command], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed on the lab's disk:\n{done.stdout}\n{done.stderr}")
