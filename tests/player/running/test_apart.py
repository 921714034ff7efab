"""What is heavy is done by a child, and is gone with it; whatever becomes of the child, the job goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publisher_stand import PublisherStand
from screen import Screen, children, wait_until

from player.contract.errors import OfflineError, PlayerError, TrustError
from player.running.apart import apart


def test_a_result_comes_back_however_long() -> None:
    text = "ä" * 300_000
    assert apart(text.encode, 10, "counting").decode() == text


def test_errors_come_through_as_they_are() -> None:
    def refuse() -> bytes:
        raise OfflineError("Come back later.", 120)

    with pytest.raises(OfflineError, match="Come back later") as found:
        apart(refuse, 10, "counting")
    assert found.value.retry_after_seconds == 120


def test_a_mistake_of_ours_is_no_end_of_the_job() -> None:
    def stumble() -> bytes:
        raise KeyError("snapshot")

    with pytest.raises(TrustError, match="Counting sheep went wrong: KeyError"):
        apart(stumble, 10, "counting sheep")


def test_a_child_that_dies_or_dawdles_is_said_so_and_left_behind_by_nobody() -> None:
    def die() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    def dawdle() -> bytes:
        time.sleep(60)
        return b""

    others = children()
    with pytest.raises(PlayerError, match="that was counting sheep died"):
        apart(die, 10, "counting sheep")
    with pytest.raises(OfflineError, match=r"Counting sheep takes more than 0\.2 s"):
        apart(dawdle, 0.2, "counting sheep")
    assert children() == others


DAWDLING = """
import os, sys, time
from player.running.apart import apart
def dawdle():
    open(sys.argv[1], "w").write(str(os.getpid()))
    time.sleep(60)
apart(dawdle, 60, "counting")
"""


def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "child"
    parent = subprocess.Popen([sys.executable, "-c", DAWDLING, note])
    wait_until(lambda: note.exists() and note.read_text(), "the child")
    child = Path("/proc") / note.read_text()
    parent.kill()
    parent.wait()
    wait_until(lambda: not child.exists() or "\nState:\tZ" in (child / "status").read_text(), "its end")


def test_what_verifies_never_gets_into_the_job_itself(screen: Screen, stand: PublisherStand) -> None:
    process = screen.start("sync")
    wait_until(lambda: screen.serial() == stand.serial and stand.reports, "a programme and a report")
    mapped = Path(f"/proc/{process.pid}/maps").read_text()
    assert "_ssl" in mapped
    assert not [name for name in ("cryptography", "_cffi_backend", "_sqlite3") if name in mapped]
