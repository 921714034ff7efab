"""The journal over minutes, months and power cuts: what is lost, what is told of it, and what it weighs."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from publisher_stand import PublisherStand, SlideOnStand
from screen import Screen

from player.contract.records import Now
from player.counting.journal import MOST_BYTES, Journal
from player.device.clock import uptime_ms
from player.keeping.files import make_folder
from player.keeping.state import State
from player.keeping.stopping import StoppedError
from player.turns import Place, Turn

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAYS_OFFLINE = 90 if os.environ.get("SOAK") else 1
VIEWS_A_DAY = 8640
BYTES_A_VIEW = MOST_BYTES / (90 * VIEWS_A_DAY)


def boot(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


def turn(slide: str) -> Turn:
    return Turn("winter", 1, SlideOnStand(slide).entry(), (Place("winter", slide, 0, 0, last=True),))


def ended(at: int = 0, boot_number: int = 1, *, trusted: bool = True, wall: datetime = START) -> Now:
    return Now(boot(boot_number), 10_000 * at, wall + timedelta(seconds=10 * at), trusted)


@pytest.fixture
def state(tmp_path: Path) -> State:
    make_folder(tmp_path / "state")
    return State(tmp_path / "state")


@pytest.fixture
def journal(state: State) -> Journal:
    """A journal that has made its first commit, and waits with the next one."""
    journal = Journal(state)
    journal.record(turn("first"), 10_000, ended(1))
    return journal


def on_disk(state: State) -> int:
    return Journal(state).waiting()


def test_views_are_committed_once_a_minute_and_at_a_stop(journal: Journal, state: State) -> None:
    journal.record(turn("flu"), 10_000, ended(2))
    journal.flush_if_due()
    assert (on_disk(state), journal.waiting()) == (1, 2)
    journal._committed_ms = uptime_ms() - 60_000
    journal.flush_if_due()
    assert on_disk(state) == 2
    journal.record(turn("cold"), 10_000, ended(3))
    journal.close()
    assert on_disk(state) == 3


def test_the_next_turn_knows_the_last_one_before_it_is_committed(journal: Journal, state: State) -> None:
    journal.record(turn("flu"), 10_000, ended(2))
    assert [place.slide for place in journal.places()] == ["flu"]
    assert [place.slide for place in Journal(state).places()] == ["first"]


def test_an_end_right_after_a_commit_keeps_nothing_twice(journal: Journal, state: State) -> None:
    run = journal._file.run

    def interrupted(work: Callable[[sqlite3.Connection], object]) -> object:
        journal._file.run = run  # type: ignore[method-assign]
        run(work)
        raise StoppedError

    journal.record(turn("flu"), 10_000, ended(2))
    journal._file.run = interrupted  # type: ignore[assignment, method-assign]
    with pytest.raises(StoppedError):
        journal.flush()
    journal.close()
    assert on_disk(state) == 2


def send(screen: Screen) -> None:
    assert screen.job().report()


def test_numbers_lost_with_the_last_minute_are_used_again_but_were_never_sent(
    screen: Screen, stand: PublisherStand
) -> None:
    journal = Journal(screen.state)
    journal.record(turn("flu"), 10_000, ended(1))
    journal.record(turn("lost"), 10_000, ended(2))
    send(screen)
    del journal  # killed: what was in memory is gone
    again = Journal(screen.state)
    again.record(turn("cold"), 10_000, ended(3))
    stand.wrongs["reports"] = "lose"
    assert not screen.job().report()
    again.record(turn("cough"), 10_000, ended(4))
    again.close()
    stand.wrongs.clear()
    send(screen)
    assert screen.slides_counted() == ["flu", "cold", "cough"]
    assert stand.conflicts == []


def test_a_card_that_loses_what_it_said_it_wrote_makes_no_number_count_twice(
    screen: Screen, stand: PublisherStand
) -> None:
    journal = Journal(screen.state)
    journal.record(turn("flu"), 10_000, ended(1, boot_number=1))
    journal.close()
    shutil.copy(screen.state.journal, screen.state.journal.with_suffix(".old"))
    again = Journal(screen.state)
    again.record(turn("cold"), 10_000, ended(2, boot_number=1))
    again.close()
    send(screen)
    screen.close()
    shutil.move(screen.state.journal.with_suffix(".old"), screen.state.journal)  # the power goes, and time with it
    after = Journal(screen.state)
    after.record(turn("cough"), 10_000, ended(1, boot_number=2))
    after.close()
    send(screen)
    assert sorted(screen.slides_counted()) == ["cold", "cough", "flu"]
    assert stand.already == 1  # `flu` came again, and is the same view
    assert stand.conflicts == []


def test_a_batch_holds_the_views_of_one_boot(state: State) -> None:
    journal = Journal(state)
    for number, at in ((1, 1), (1, 2), (2, 1)):
        journal.record(turn("flu"), 10_000, ended(at, boot_number=number))
    journal.flush()
    first = journal.oldest_batch()
    assert first is not None
    assert first.journal == f"{journal.id()}-{boot(1)}"
    assert [(view.boot, view.sequence) for view in first.views] == [(boot(1), 1), (boot(1), 2)]
    journal.forget(first)
    second = journal.oldest_batch()
    assert second is not None
    assert second.journal.endswith(boot(2))
    assert [view.sequence for view in second.views] == [1]


def test_a_view_comes_back_as_it_was_noted_though_the_clock_was_put_right_between(state: State) -> None:
    journal = Journal(state)
    moments = [
        ended(1, trusted=False, wall=START - timedelta(days=3650)),
        ended(2, trusted=False, wall=START + timedelta(days=3650)),
        ended(3),
        replace(ended(4), at=ended(4).at + timedelta(milliseconds=700)),
    ]
    for moment in moments:
        journal.record(turn("flu"), 9_987, moment)
    journal.flush()
    batch = journal.oldest_batch()
    assert batch is not None
    for view, moment in zip(batch.views, moments, strict=True):
        assert (view.boot, view.ended_ms, view.held_ms) == (moment.boot, moment.uptime_ms, 9_987)
        assert (view.clock_trusted, view.edition, view.slide) == (moment.clock_trusted, 1, "flu")
        assert (view.revision, view.frame) == (turn("flu").entry.revision, turn("flu").entry.frame)
        assert abs(view.ended_at - moment.at) <= timedelta(seconds=1)


def test_a_full_journal_drops_its_oldest_views_and_says_how_many(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    journal = Journal(state)
    journal.record(turn("flu"), 10_000, ended(0))
    cut = journal.oldest_batch()
    journal.most_bytes = 60_000
    for at in range(1, 4000):
        journal.record(turn("flu"), 10_000, ended(at))
        if at % 40 == 0:
            journal.flush()
    journal.flush()
    lost = journal.lost()
    assert lost > 0
    assert journal.waiting() + lost == 4000
    assert state.journal.stat().st_size < 80_000
    assert journal.oldest_batch() == cut  # it may have been sent
    assert cut is not None
    journal.forget(cut)
    oldest = journal.oldest_batch()
    assert oldest is not None
    assert oldest.views[0].sequence == lost + 2
    assert "views are lost" in caplog.messages[0]


def test_while_the_disk_takes_nothing_so_many_views_wait_in_memory_and_the_rest_is_told(
    journal: Journal, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("player.counting.journal.MOST_IN_MEMORY", 10)
    for at in range(2, 15):
        journal.record(turn("flu"), 10_000, ended(at))
    assert journal.lost() == 3
    journal.flush()
    assert (journal.waiting(), Journal(state).lost()) == (11, 3)


def test_months_offline_are_small_and_quick_to_drain(state: State) -> None:
    journal = Journal(state)
    journal.commit_ms = 10**9
    slides = [turn(f"slide-{number}") for number in range(30)]
    views = DAYS_OFFLINE * VIEWS_A_DAY
    for at in range(views):
        journal.record(slides[at % 30], 10_003, ended(at % VIEWS_A_DAY, boot_number=at // VIEWS_A_DAY))
        if at % 600 == 0:
            journal.flush()
    journal.close()
    room = sum(path.stat().st_size for path in state.root.glob("journal.db*"))
    assert room / views < BYTES_A_VIEW / 2, f"{room / views:.1f} bytes a view"
    sync, drained = Journal(state), 0
    while (batch := sync.oldest_batch()) is not None:
        drained += len(batch.views)
        sync.forget(batch)
    sync.close()
    assert drained == views
    assert sum(path.stat().st_size for path in state.root.glob("journal.db*")) < 1_200_000
