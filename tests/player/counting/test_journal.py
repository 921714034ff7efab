"""Every view that was committed is counted once: over kills, damage, full disks and two processes at once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen

from player.contract.errors import StorageError
from player.counting.journal import Journal
from player.device.clock import Clock
from player.keeping.files import make_folder
from player.keeping.state import State
from player.keeping.stopping import StoppedError
from player.turns import Place, Turn

WRITER = """
import sys
from pathlib import Path
from player.device.clock import Clock
from player.contract.records import Entry
from player.counting.journal import Journal
from player.keeping.state import State
from player.turns import Turn
state = State(Path(sys.argv[1]))
journal, clock = Journal(state), Clock(state)
turn = Turn("winter", 1, Entry("flu", "a" * 64, "Flu", "en", "", "b" * 64, 10, 10), ())
while True:
    journal.record(turn, 1000, clock.now())
    journal.flush()
    print("kept", flush=True)
"""


def turn(slide: str = "flu") -> Turn:
    return Turn("winter", 1, SlideOnStand(slide).entry(), (Place("winter", slide, 0, 0, last=True),))


@pytest.fixture
def state(tmp_path: Path) -> State:
    make_folder(tmp_path / "state")
    return State(tmp_path / "state")


def record(journal: Journal, state: State, *slides: str) -> None:
    for slide in slides:
        journal.record(turn(slide), 1000, Clock(state).now())
    journal.flush()


def test_a_batch_that_was_cut_never_changes(state: State) -> None:
    journal = Journal(state)
    record(journal, state, "flu", "cold", "cough")
    first = journal.oldest_batch(most=2)
    record(journal, state, "flu")
    again = Journal(state).oldest_batch(most=500)
    assert first is not None
    assert again == first
    assert [view.slide for view in first.views] == ["flu", "cold"]


def test_batches_go_oldest_first_and_sequences_are_never_used_again(state: State) -> None:
    journal = Journal(state)
    record(journal, state, "flu", "cold", "cough")
    seen = []
    while (batch := journal.oldest_batch(most=2)) is not None:
        seen += [view.sequence for view in batch.views]
        journal.forget(batch)
    record(journal, state, "flu")
    batch = journal.oldest_batch()
    assert seen == [1, 2, 3]
    assert batch is not None
    assert [view.sequence for view in batch.views] == [4]


def test_the_last_places_outlive_the_views(state: State) -> None:
    journal = Journal(state)
    record(journal, state, "flu", "cold")
    batch = journal.oldest_batch()
    assert batch is not None
    journal.forget(batch)
    assert Journal(state).places() == (Place("winter", "cold", 0, 0, last=True),)
    assert journal.waiting() == 0


def test_a_screen_that_is_forgotten_drops_views_that_were_committed_as_well(state: State) -> None:
    journal = Journal(state)
    record(journal, state, "flu")
    journal.record(turn("cold"), 1000, Clock(state).now())
    journal.drop()
    assert journal.waiting() == Journal(state).waiting() == 0
    record(journal, state, "cough")
    assert Journal(state).waiting() == 1


def test_a_kill_at_any_moment_keeps_every_view_that_was_kept(state: State) -> None:
    kept = 0
    command = [sys.executable, "-c", WRITER, str(state.root)]
    for pause in (0.0, 0.013, 0.031):
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        kept += len(process.stdout.readline().split())
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
        kept += len(process.stdout.read().split())
        process.wait()
    waiting = Journal(state).waiting()
    assert kept <= waiting <= kept + 3  # a kill may come between the sync and the word of it


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 500, "half", "pages"])
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(
    damage: bytes | str, state: State, caplog: pytest.LogCaptureFixture
) -> None:
    journal = Journal(state)
    for _ in range(60):
        record(journal, state, "flu")
    old = journal.id()
    journal.close()
    data = state.journal.read_bytes()
    wrong = {"half": data[: len(data) // 2], "pages": data[:1024] + b"\xff" * (len(data) - 1024)}
    state.journal.write_bytes(wrong[damage] if isinstance(damage, str) else damage)
    again = Journal(state)
    record(again, state, "cold")
    assert again.id() != old
    assert again.waiting() == 1
    if damage != b"":  # an empty file is a new journal to SQLite, and holds nothing worth keeping
        assert state.journal.with_name("journal.db.damaged").exists()
        assert len([message for message in caplog.messages if "set aside" in message]) == 1


def test_both_processes_follow_when_one_begins_a_new_journal(state: State) -> None:
    shows, syncs = Journal(state), Journal(state)
    record(shows, state, "flu")
    assert syncs.waiting() == 1
    state.journal.rename(state.journal.with_name("elsewhere"))
    state.journal.with_name("journal.db-wal").unlink(missing_ok=True)
    record(shows, state, "cold")
    batch = syncs.oldest_batch()
    assert batch is not None
    assert [view.slide for view in batch.views] == ["cold"]


def test_a_journal_that_cannot_be_written_says_so_and_goes_on_later(state: State) -> None:
    journal = Journal(state)
    record(journal, state, "flu")
    blocker = sqlite3.connect(state.journal, isolation_level=None)
    blocker.execute("begin exclusive")
    journal.close()
    hasty = Journal(state)
    hasty.busy_seconds = 0.05
    with pytest.raises(StorageError, match="locked"):
        record(hasty, state, "cold")
    blocker.execute("rollback")
    blocker.close()
    assert hasty.failing
    record(hasty, state, "cough")
    assert (hasty.waiting(), hasty.failing) == (3, False)  # what the disk did not take was kept in memory


class InterruptedConnection(sqlite3.Connection):
    """A stop is asked for just as it has been closed."""

    def close(self) -> None:
        super().close()
        raise StoppedError


def test_a_stop_while_the_file_is_let_go_loses_no_view_that_waits(state: State) -> None:
    journal = Journal(state)
    record(journal, state, "flu")
    journal.record(turn("cold"), 1000, Clock(state).now())
    journal._file._connection = sqlite3.connect(state.journal, factory=InterruptedConnection)
    with pytest.raises(StoppedError):
        journal._file.close()
    journal.close()
    assert Journal(state).waiting() == 2
    assert not state.journal.with_name("journal.db.damaged").exists()


def test_a_connection_that_cannot_be_used_is_no_damage_in_the_file(state: State) -> None:
    journal = Journal(state)
    record(journal, state, "flu")
    assert journal._file._connection is not None
    journal._file._connection.close()
    with pytest.raises(StorageError, match="closed"):
        record(journal, state, "cold")
    record(journal, state, "cough")
    assert (journal.waiting(), Journal(state).waiting()) == (3, 3)
    assert not state.journal.with_name("journal.db.damaged").exists()


def test_a_reply_that_is_lost_counts_nothing_twice(screen: Screen, stand: PublisherStand) -> None:
    record(screen.journal(), screen.state, "flu", "cold")
    stand.wrongs["reports"] = "lose"
    job = screen.job()
    assert not job.report()
    assert len(stand.views) == 2  # taken in, and the player does not know
    record(screen.journal(), screen.state, "cough")
    stand.wrongs.clear()
    assert screen.job().report()
    assert (len(stand.views), stand.already, stand.conflicts) == (3, 2, [])
    assert screen.journal().waiting() == 0


def test_many_batches_go_in_a_row(screen: Screen, stand: PublisherStand) -> None:
    journal = screen.journal()
    record(journal, screen.state, *["flu"] * 5)
    journal.oldest_batch(most=2)  # cut now, so that two are waiting
    assert screen.job().report()
    assert [len(report.views) for report in stand.reports] == [2, 3]
    assert len(stand.views) == 5


def test_a_batch_is_packed_for_its_way(screen: Screen, stand: PublisherStand) -> None:
    journal = screen.journal()
    for _ in range(100):
        record(journal, screen.state, "flu")
    assert screen.job().report()
    assert len(stand.views) == 100
    ((sent, unpacked),) = stand.packed
    assert sent * 10 < unpacked


def test_a_report_that_is_refused_is_set_aside_and_blocks_nothing(screen: Screen, stand: PublisherStand) -> None:
    journal = screen.journal()
    record(journal, screen.state, "flu")
    stand.wrongs["reports"] = "400"
    assert "refuses a report of 1 views" in screen.run("sync", "--once").stderr
    assert len(list(screen.state.refused.iterdir())) == 1
    job = screen.job()
    stand.wrongs.clear()
    record(journal, screen.state, "cold")
    assert job.report()
    assert journal.waiting() == 0


def test_a_screen_with_nothing_to_tell_gives_a_sign_of_life(screen: Screen, stand: PublisherStand) -> None:
    assert screen.job().report()
    assert [report.views for report in stand.reports] == [()]


@pytest.mark.parametrize(("answer", "follows"), [("401", "goes on with what it has"), ("410", "ask for a new code")])
def test_an_unpaired_screen_says_so_and_keeps_its_views(
    answer: str, follows: str, screen: Screen, stand: PublisherStand
) -> None:
    assert screen.job().poll()
    record(screen.journal(), screen.state, "flu")
    stand.wrongs["/screens/"] = answer
    job = screen.job()
    assert not job.report()
    assert not job.poll()
    assert follows in " ".join(screen.problems())
    assert screen.journal().waiting() == 1
    assert screen.serial() == 1
