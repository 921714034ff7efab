"""The lab machine's disk: a stock Debian with its own kernel, made once and kept in the cache folder."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

RECIPE = 1
"""Raise it when a disk made before would no longer do."""
SUITE = os.environ.get("LAB_SUITE", "trixie")
MIRROR = os.environ.get("LAB_MIRROR", "http://deb.debian.org/debian")
DISK_SIZE = "3G"
PACKAGES = (
    "linux-image-amd64",
    "systemd-sysv",
    "udev",
    "dbus",
    "kmod",
    "python3",
    "python3-pil",
    "python3-cryptography",
    "python3-urllib3",
    "ca-certificates",
    "iproute2",
)
FIRST_MODULES = "virtio_pci\nvirtio_blk\next4\n"
"""All that the first file system needs, so that the emulated processor unpacks little."""

AGENT = Path(__file__).with_name("agent.py")
AGENT_UNIT = """\
[Unit]
Description=Runs what the lab asks for
DefaultDependencies=no
After=sysinit.target
[Service]
ExecStart=/usr/bin/python3 -I /usr/local/lib/agent.py
Restart=always
[Install]
WantedBy=basic.target
"""
NETWORK = "[Match]\nName=en*\n[Network]\nAddress=10.0.2.15/24\nGateway=10.0.2.2\nLinkLocalAddressing=no\n"


@dataclass(frozen=True, slots=True)
class Disk:
    """What a machine boots from."""

    image: Path
    kernel: Path
    initrd: Path


def cached_disk() -> Disk:
    """The disk, made now if it was not made before; needs root, mmdebstrap and some minutes for that."""
    folder = _cache() / f"panel-{SUITE}-{RECIPE}"
    disk = Disk(folder / "disk.ext4", folder / "vmlinuz", folder / "initrd")
    if not disk.image.exists():
        sys.stderr.write(f"Making the lab's disk in {folder}; this takes some minutes, once.\n")
        _make(folder, disk)
    return disk


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "waiting-room-screens"


def _make(folder: Path, disk: Disk) -> None:
    root, draft = folder / "root", folder / "disk.part"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run("mmdebstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", "--quiet",
         "--essential-hook=mkdir -p $1/etc/initramfs-tools/conf.d",
         "--essential-hook=echo MODULES=list > $1/etc/initramfs-tools/conf.d/lab",
         "--dpkgopt=path-exclude=/usr/share/doc/*", "--dpkgopt=path-exclude=/usr/share/locale/*",
         SUITE, root.as_posix(), MIRROR)  # fmt: skip
    _furnish(root)
    _run("chroot", root.as_posix(), "update-initramfs", "-u")
    shutil.copy(next(root.glob("boot/vmlinuz-*")), disk.kernel)
    shutil.copy(next(root.glob("boot/initrd.img-*")), disk.initrd)
    with draft.open("wb") as file:
        file.truncate(int(DISK_SIZE.removesuffix("G")) << 30)
    _run("mkfs.ext4", "-q", "-F", "-d", root.as_posix(), draft.as_posix())
    shutil.rmtree(root)
    draft.replace(disk.image)


def _furnish(root: Path) -> None:
    units = root / "etc/systemd/system"
    _write(root / "etc/initramfs-tools/modules", FIRST_MODULES)
    _write(root / "etc/fstab", "/dev/vda / ext4 rw,noatime 0 1\n")
    _write(root / "etc/hostname", "lab\n")
    _write(root / "etc/systemd/network/lab.network", NETWORK)
    _write(root / "usr/local/lib/agent.py", AGENT.read_text())
    _write(units / "lab-agent.service", AGENT_UNIT)
    for wanted, unit in (
        ("basic.target.wants", "/etc/systemd/system/lab-agent.service"),
        ("multi-user.target.wants", "/usr/lib/systemd/system/systemd-networkd.service"),
    ):
        (units / wanted).mkdir(exist_ok=True)
        (units / wanted / Path(unit).name).symlink_to(unit)
    for unit in ("apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "e2scrub_all.timer"):
        (units / unit).unlink(missing_ok=True)
        (units / unit).symlink_to("/dev/null")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    cached_disk()
