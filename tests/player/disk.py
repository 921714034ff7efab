"""A small disk of its own, in a file: it can be filled, and its power can be cut. Needs root."""

import fcntl
import os
import struct
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

SHUT_DOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
WITHOUT_FLUSHING = 2  # EXT4_GOING_FLAGS_NOLOGFLUSH: what is not on the disk by now never gets there


class Disk:
    """An ext4 file system on a loop device."""

    def __init__(self, folder: Path, size_mb: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.image = folder / "disk.img"
        self.root = folder / "disk"
        self.root.mkdir()
        with self.image.open("wb") as image:
            image.truncate(size_mb * 1_000_000)
        worn = folder / "worn.txt"
        worn.write_text(f"{size_mb * 1_000_000 // 4096 - 1}\n")  # nothing lies in the last block, see `shrink`
        words = ["mkfs.ext4", "-q", "-F", "-b", "4096", "-m", "0", "-l", worn, self.image]
        subprocess.run(words, check=True, capture_output=True)

    def mount(self) -> None:
        """Without ext4's kindness to programs that forget to sync; other file systems have none either."""
        words = ["mount", "-o", "loop,noauto_da_alloc", self.image, self.root]
        done = subprocess.run(words, check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"No loop device can be mounted here; run this as root. {done.stderr.strip()}"

    def cut_power(self) -> None:
        """From now on nothing is written any more, and nothing that was still in memory."""
        top = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(top, SHUT_DOWN, struct.pack("I", WITHOUT_FLUSHING))
        finally:
            os.close(top)

    def shrink(self) -> None:
        """Let the last block give an error when it is read, as one of a worn card does."""
        os.truncate(self.image, (self.image.stat().st_size // 4096 - 1) * 4096)
        found = subprocess.run(
            ["losetup", "-n", "-O", "NAME", "-j", self.image], check=True, capture_output=True, text=True
        )
        subprocess.run(["losetup", "-c", found.stdout.strip()], check=True)

    def unmount(self) -> None:
        for _ in range(100):
            if subprocess.run(["umount", self.root], check=False, capture_output=True).returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError(f"{self.root} stays in use")

    def fill(self, leave_bytes: int = 0) -> None:
        """Take all the room but so much."""
        with (self.root / "filler").open("ab") as filler, suppress(OSError):
            while True:
                free = os.statvfs(self.root)
                left = free.f_bavail * free.f_frsize - leave_bytes
                if left <= 0:
                    return
                os.posix_fallocate(filler.fileno(), filler.seek(0, os.SEEK_END), max(1, left // 2))
                os.fsync(filler.fileno())

    def make_room(self) -> None:
        (self.root / "filler").unlink(missing_ok=True)

    def close(self) -> None:
        subprocess.run(["umount", "--lazy", self.root], check=False, capture_output=True)


def can_mount() -> bool:
    """Whether this machine lets us have such disks."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            disk = Disk(Path(folder), 1)
            disk.mount()
        except (OSError, AssertionError, subprocess.CalledProcessError):
            return False
        disk.unmount()
    return True
