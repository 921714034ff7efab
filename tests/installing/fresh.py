"""A fresh Debian in a folder of its own, with the boot partition of a Raspberry Pi, by mmdebstrap and chroot."""

import os
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CMDLINE = "console=serial0,115200 console=tty1 root=PARTUUID=4c2 rootfstype=ext4 fsck.repair=yes rootwait\n"
CONFIG = "dtparam=audio=on\n[cm5]\ndtoverlay=dwc2,dr_mode=host\n[all]\n"
NOT_OURS = (
    "proc",
    "sys",
    "dev",
    "tmp",
    "run",
    "root",
    "var/cache",
    "var/log",
    "var/lib/apt",
    "var/lib/dpkg",
    "usr/share",
)
SYSTEMCTL = """#!/bin/sh
# Stands in for systemd: the player is up with every version but those named in /root/bad.
version=$(sed -n 's/^VERSION = "\\(.*\\)"/\\1/p' /usr/lib/waiting-room-player/player/__init__.py)
if [ "$1" = show ] && ! grep -qx "$version" /root/bad; then
    echo "ActiveState=active"
    echo "MainPID=4711"
    touch /var/lib/waiting-room-player/showing.json
fi
if [ "$1" = show ]; then exit; fi
exec /usr/bin/systemctl "$@"
"""
QUICK = "import player.debian.updates as u; u.WELL_SECONDS, u.PATIENCE_SECONDS, u.PAUSE_SECONDS = 3, 12, 1"
"""The same decisions, in seconds instead of minutes."""


class Fresh:
    """One Debian, from bare to whatever the tests make of it."""

    def __init__(self, suite: str, root: Path) -> None:
        self.suite = suite
        self.root = root
        self._undo = ExitStack()

    def build(self) -> None:
        """Make it, with the files of a Raspberry Pi's boot partition."""
        subprocess.run(["mmdebstrap", "--quiet", "--variant=apt", self.suite, self.root], check=True)
        self._undo.callback(shutil.rmtree, self.root)
        self._mount("-t", "proc", "proc", self.root / "proc")
        boot = self.root / "boot/firmware"
        boot.mkdir(parents=True)
        (boot / "cmdline.txt").write_text(CMDLINE)
        (boot / "config.txt").write_text(CONFIG)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        (self.root / "root/bad").touch()
        self.run("apt-get", "update", "-q")
        self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", "systemd", "ca-certificates", "tzdata")
        stand_in = self.root / "usr/local/bin/systemctl"
        stand_in.write_text(SYSTEMCTL)
        stand_in.chmod(0o755)

    def remove(self) -> None:
        """Take everything away again."""
        self._undo.close()

    def run(self, *words: str, **more: object) -> str:
        """Run a command in it, and give back what it says; a failure fails the test."""
        done = self.attempt(*words, **more)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def attempt(self, *words: str, **more: object) -> "subprocess.CompletedProcess[str]":
        """Run a command in it, well or not."""
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        environment = {"PATH": path, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "HOME": "/root"}
        return subprocess.run(
            ["chroot", self.root, *words], env=environment, capture_output=True, text=True, check=False, **more
        )  # type: ignore[call-overload, no-any-return]

    def update(self) -> "subprocess.CompletedProcess[str]":
        """What the timer starts, with seconds for minutes."""
        return self.attempt("python3", "-B", "-I", "-c", self.update_words())

    def update_words(self) -> str:
        """The Python words for it."""
        path = "import sys; sys.path.insert(0, '/usr/lib/waiting-room-player'); sys.argv = ['', 'update']"
        return f"{path}; {QUICK}; from player.debian.machine import main; main()"

    def version(self) -> str:
        """What dpkg says is installed, and how."""
        return self.run("dpkg-query", "-W", "-f", "${db:Status-Abbrev}${Version}", "waiting-room-player")

    def files(self) -> dict[str, str]:
        """Every file that a package could have left, with its content if it is small."""
        found = {}
        for folder, folders, names in os.walk(self.root):
            place = Path(folder).relative_to(self.root)
            folders[:] = [name for name in folders if str(place / name) not in NOT_OURS]
            for name in [*names, *folders]:
                path = Path(folder, name)
                found[str(place / name)] = path.read_text() if path.suffix in {".txt", ".toml"} else ""
        return found

    def _mount(self, *words: str | Path) -> None:
        subprocess.run(["mount", *words], check=True)
        self._undo.callback(subprocess.run, ["umount", words[-1]], check=True)
