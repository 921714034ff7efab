"""What years on a worn card, a careless hand or another account do to one name in the state folder."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from disk import Disk

Damage = Callable[[Path, Path], object]
"""Takes the path, and a folder outside of the state folder."""


def be_missing(path: Path, outside: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def be_empty(path: Path, outside: Path) -> None:
    be_missing(path, outside)
    path.touch()


def be_truncated(path: Path, outside: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def be_flipped(path: Path, outside: Path) -> None:
    data = bytearray(path.read_bytes()) or bytearray(b"x")
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def be_a_folder(path: Path, outside: Path) -> None:
    be_missing(path, outside)
    (path / "inner").mkdir(parents=True)
    (path / "inner" / "note.txt").write_text("somebody's")


def be_a_file(path: Path, outside: Path) -> None:
    be_missing(path, outside)
    path.write_text("somebody's")


def be_a_link(path: Path, outside: Path) -> None:
    """To something of the same content, which is not ours to touch."""
    if path.is_dir():
        shutil.copytree(path, outside / path.name)
    else:
        shutil.copy(path, outside / path.name)
    be_missing(path, outside)
    path.symlink_to(outside / path.name)


def be_a_dangling_link(path: Path, outside: Path) -> None:
    be_missing(path, outside)
    path.symlink_to(outside / "nowhere")


def be_a_pipe(path: Path, outside: Path) -> None:
    be_missing(path, outside)
    os.mkfifo(path)


def be_closed(path: Path, outside: Path) -> None:
    path.chmod(0)


def be_read_only(path: Path, outside: Path) -> None:
    path.chmod(0o555 if path.is_dir() else 0o444)


TO_ANYTHING: dict[str, Damage] = {
    "missing": be_missing,
    "a link": be_a_link,
    "a dangling link": be_a_dangling_link,
    "a pipe": be_a_pipe,
    "closed": be_closed,
    "read-only": be_read_only,
}
TO_FILES: dict[str, Damage] = {
    **TO_ANYTHING,
    "empty": be_empty,
    "truncated": be_truncated,
    "flipped": be_flipped,
    "a folder": be_a_folder,
}
TO_FOLDERS: dict[str, Damage] = {**TO_ANYTHING, "a file": be_a_file}


def as_owner_only() -> list[str]:
    """What to put before a command so that modes hold for root as well, as they do for the player's account."""
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"] if os.geteuid() == 0 else []


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A disk that has turned read-only, as ext4 does after an error; takes root."""
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def wear_out(disk: Disk, name: str) -> None:
    """Put the first block of one file at the very end of a disk that is not mounted, and is about to lose its end."""
    last = disk.image.stat().st_size // 4096 - 1
    rest = [f"block[{each}] 0" for each in (*range(1, 12), "IND", "DIND", "TIND")]
    for field in ("flags 0", f"block[0] {last}", *rest):
        done = subprocess.run(
            ["debugfs", "-w", "-R", f"set_inode_field /{name} {field}", disk.image],
            check=True,
            capture_output=True,
            text=True,
        )
        assert "not found" not in done.stderr, done.stderr
