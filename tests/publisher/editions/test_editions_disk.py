"""Files appear whole: power cuts, full disks, and others at work in the same folder."""

import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.errors import ShelfError
from publisher.shelf.disk import DRAFT, sweep_drafts, write_whole
from publisher.shelf.shelf import Shelf

WRITE_FOR_EVER = """
import sys, pathlib
from publisher.shelf.shelf import Shelf
shelf = Shelf(pathlib.Path(sys.argv[1]))
print("ready", flush=True)
while True:
    for letter in b"ab":
        shelf.write("frames/big", bytes([letter]) * 2_000_000)
"""

WRITE_ON_A_FULL_DISK = """
import sys, pathlib, resource
from publisher.shelf.shelf import Shelf
from publisher.errors import ShelfError
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    Shelf(pathlib.Path(sys.argv[1])).write("frames/big", b"new" * 10_000)
except ShelfError as error:
    print(error)
"""


def drafts_below(folder: Path) -> list[Path]:
    return list(folder.rglob(f"{DRAFT}*"))


def test_a_file_is_replaced_whole_and_its_folders_are_made(tmp_path):
    path = tmp_path / "a" / "b" / "file"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert drafts_below(tmp_path) == []


def test_a_file_has_just_the_permissions_that_were_asked_for(tmp_path):
    write_whole(tmp_path / "secret", b"key", mode=0o600)
    write_whole(tmp_path / "picture", b"jpeg")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "picture").stat().st_mode) == 0o644


def test_a_writer_that_is_killed_leaves_a_whole_file_and_its_draft_is_swept(tmp_path):
    for pause in (0.005, 0.01, 0.02, 0.03, 0.04):
        with subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER, tmp_path], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
        shelf = Shelf(tmp_path)
        assert shelf.read("frames/big") in (None, b"a" * 2_000_000, b"b" * 2_000_000)
        assert drafts_below(tmp_path) == []


def test_a_draft_that_somebody_is_still_writing_is_left_alone(tmp_path):
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib\nfrom publisher.shelf.disk import _draft\n"
            "with _draft(pathlib.Path(sys.argv[1])) as (number, draft):\n"
            "    print(draft, flush=True)\n    sys.stdin.read()\n",
            tmp_path,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        draft = Path(writer.stdout.readline().strip())
        sweep_drafts(tmp_path)
        assert draft.exists()
        writer.kill()
    sweep_drafts(tmp_path)
    assert not draft.exists()


def test_a_full_disk_says_what_to_do_and_changes_nothing(tmp_path):
    Shelf(tmp_path).write("frames/big", b"old")
    answer = subprocess.run(
        [sys.executable, "-c", WRITE_ON_A_FULL_DISK, tmp_path], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == (
        f"{tmp_path}/frames/big: there is no room left to write it. Nothing was changed. "
        "Make room on this disk and try again."
    )
    assert (tmp_path / "frames" / "big").read_bytes() == b"old"
    assert drafts_below(tmp_path) == []


def test_a_folder_that_is_a_file_is_named_in_the_error(tmp_path):
    (tmp_path / "frames").write_bytes(b"")
    with pytest.raises(ShelfError, match=f"{tmp_path}/frames/big: .*Check the disk and this path"):
        Shelf(tmp_path).write("frames/big", b"new")


def test_opening_a_shelf_writes_nothing(tmp_path):
    Shelf(tmp_path / "shelf").latest("walks")
    assert list(tmp_path.iterdir()) == []
