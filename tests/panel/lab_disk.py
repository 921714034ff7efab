"""The lab machine's disk: a stock Debian with its own kernel, made once and kept, and the player put on it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from payload import bring

RECIPE = 2
"""Raise it when a Debian made before would no longer do."""
SUITE = os.environ.get("LAB_SUITE", "trixie")
MIRROR = os.environ.get("LAB_MIRROR", "").split()
"""Where Debian's packages come from, if not from where mmdebstrap finds them."""
DISK_BYTES = 2 << 30
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
FIRST_MODULES = ("virtio_pci", "virtio_blk", "ext4", "virtio_gpu", "virtio_net", "virtio_console")
"""What the machine is made of, at hand from the start."""
NO_MODULES = ("floppy", "parport_pc", "ppdev", "lp", "pcspkr", "i2c_piix4", "psmouse", "evdev", "serio_raw", "button",
              "sr_mod", "ata_piix", "ata_generic", "pata_acpi", "efi_pstore", "configfs", "fuse")  # fmt: skip
"""What an emulated processor would take long to look for in vain."""
IDLE = (
    "serial-getty@ttyS0.service", "systemd-logind.service", "apt-daily.timer", "apt-daily-upgrade.timer",
    "modprobe@efi_pstore.service", "modprobe@configfs.service", "modprobe@fuse.service", "e2scrub_reap.service",
    "sys-kernel-debug.mount", "sys-kernel-tracing.mount", "sys-kernel-config.mount", "systemd-pstore.service",
    "sys-fs-fuse-connections.mount", "dev-mqueue.mount", "dev-hugepages.mount", "systemd-hwdb-update.service",
)  # fmt: skip
"""What nobody misses in the lab."""

AGENT = Path(__file__).with_name("agent.py")
AGENT_UNIT = """\
[Unit]
Description=Runs what the lab asks for
DefaultDependencies=no
After=systemd-udev-trigger.service systemd-tmpfiles-setup.service
[Service]
ExecStart=/usr/bin/python3 -I /usr/local/lib/agent.py
Restart=always
RestartSec=1
[Install]
WantedBy=basic.target
"""
NETWORK_UNIT = """\
[Unit]
Description=The way to the computer outside
[Service]
Type=oneshot
RemainAfterExit=yes
Restart=on-failure
RestartSec=1
ExecStart=/usr/bin/ip link set eth0 up
ExecStart=/usr/bin/ip address replace 10.0.2.15/24 dev eth0
ExecStart=/usr/bin/ip route replace default via 10.0.2.2
"""


@dataclass(frozen=True, slots=True)
class Disk:
    """What a machine boots from."""

    image: Path
    kernel: Path
    initrd: Path


def make_disk(folder: Path, publisher: str, package: Path | None) -> Disk:
    """A disk in `folder` with the player installed on it; needs root."""
    debian = _cached_debian()
    root, image = folder / "root", folder / "disk.ext4"
    _run("cp", "-a", "--reflink=auto", (debian / "root").as_posix(), root.as_posix())
    bring(root, publisher, package)
    _run("touch", *(f"{root}/{name}/.updated" for name in ("etc", "var")))  # nothing to bring up to date at start
    with image.open("wb") as file:
        file.truncate(DISK_BYTES)
    _run("mkfs.ext4", "-q", "-F", "-d", root.as_posix(), image.as_posix())
    shutil.rmtree(root)
    return Disk(image, debian / "vmlinuz", debian / "initrd")


def _cached_debian() -> Path:
    """The folder with the Debian, made now if it was not made before; that takes some minutes."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "waiting-room-screens" / f"panel-{SUITE}-{RECIPE}"
    if not (folder / "vmlinuz").exists():
        sys.stderr.write(f"Making the lab's Debian in {folder}; this takes some minutes, once.\n")
        _make_debian(folder)
    return folder


def _make_debian(folder: Path) -> None:
    root = folder / "root"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run("mmdebstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", "--quiet",
         "--essential-hook=mkdir -p $1/etc/initramfs-tools/conf.d",
         "--essential-hook=echo MODULES=list > $1/etc/initramfs-tools/conf.d/lab",
         "--dpkgopt=path-exclude=/usr/share/doc/*", "--dpkgopt=path-exclude=/usr/share/locale/*",
         SUITE, root.as_posix(), *MIRROR)  # fmt: skip
    _furnish(root)
    for command in (("update-initramfs", "-u"), ("journalctl", "--update-catalog"), ("systemd-machine-id-setup",)):
        _run("chroot", root.as_posix(), *command)
    shutil.copy(next(root.glob("boot/initrd.img-*")), folder / "initrd")
    shutil.copy(next(root.glob("boot/vmlinuz-*")), folder / "vmlinuz.part")
    (folder / "vmlinuz.part").replace(folder / "vmlinuz")


def _furnish(root: Path) -> None:
    units = root / "etc/systemd/system"
    _write(root / "etc/initramfs-tools/modules", "\n".join(FIRST_MODULES) + "\n")
    _write(root / "etc/modprobe.d/lab.conf", "".join(f"blacklist {name}\n" for name in NO_MODULES))
    _write(root / "etc/fstab", "")
    _write(root / "etc/hostname", "lab\n")
    _write(root / "usr/local/lib/agent.py", AGENT.read_text())
    _write(units / "lab-agent.service", AGENT_UNIT)
    _write(units / "lab-network.service", NETWORK_UNIT)
    for wanted, unit in (
        ("basic.target.wants", "lab-agent.service"),
        ("multi-user.target.wants", "lab-network.service"),
    ):
        (units / wanted).mkdir(exist_ok=True)
        (units / wanted / unit).symlink_to(f"/etc/systemd/system/{unit}")
    for unit in IDLE:
        (units / unit).unlink(missing_ok=True)
        (units / unit).symlink_to("/dev/null")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
