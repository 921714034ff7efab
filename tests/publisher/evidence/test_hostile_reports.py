"""What somebody could send who took the secret out of a screen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from player.contract.errors import ContractError
from player.contract.reading import read_report, write
from player.contract.records import Now, Showing
from publisher.evidence.intake import DOUBLED, accept
from publisher.store import screens, views
from tests.publisher.evidence.reporting import BOOT, EARLIER_BOOT, NOW, UPTIME_MS, pair, report, view

SHOWING = Showing("f" * 64, "heart-failure/stairs", "heart-failure", 3, 12_000, 7)


@pytest.fixture
def screen(store):
    return pair(store)


def shown_by(store, screen):
    with store.begin() as db:
        return screens.get(db, screen.id).showing


@pytest.mark.parametrize(
    "wrong",
    [
        {"frame": "../../publisher.db"},
        {"frame": "F" * 64},
        {"slide": "a\0b"},
        {"playlist": "../../keys"},
        {"playlist": "folder/hearts"},
        {"edition": 10**300},
        {"edition": 0},
        {"serial": -1},
        {"since_ms": 10**300},
    ],
)
def test_a_panel_that_shows_what_cannot_be_is_passed_over_and_its_views_still_count(store, screen, wrong):
    accept(report([1], showing=SHOWING), screen, NOW, store)
    receipt = accept(report([2], 2, showing=replace(SHOWING, **wrong)), screen, NOW, store)
    assert receipt.counted == 1
    assert shown_by(store, screen) == SHOWING


@pytest.mark.parametrize(
    "wrong",
    [
        {"now": Now("b" * 900, UPTIME_MS, NOW, clock_trusted=True)},
        {"now": Now(BOOT, -1, NOW, clock_trusted=True)},
        {"now": Now(BOOT, 10**300, NOW, clock_trusted=True)},
        {"views": (view(1, playlist="folder/hearts"),)},
        {"views": (view(1), view(2**53))},
    ],
    ids=["a long boot", "before the start", "a huge uptime", "no plain playlist", "far apart"],
)
def test_what_no_player_sends_is_refused_in_a_sentence(wrong):
    with pytest.raises(ContractError):
        read_report(write(replace(report([1]), **wrong)))


def test_half_a_letter_is_refused_in_a_sentence():
    sent = write(report([1])).replace(BOOT.encode(), b"\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800")
    with pytest.raises(ContractError, match=r"boot is .*whole characters"):
        read_report(sent)


def test_a_batch_of_the_most_views_far_along_a_journal_is_fine():
    last = [view(sequence, ended_ms=1) for sequence in range(2**53 - 499, 2**53 + 1)]
    assert len(read_report(write(report(last))).views) == 500


@pytest.mark.parametrize("ended_at", [datetime(1, 1, 1, tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC)])
def test_a_view_of_long_ago_counts_on_the_day_it_came_and_is_marked(store, screen, ended_at):
    accept(report([view(1, boot=EARLIER_BOOT, ended_at=ended_at, clock_trusted=True)]), screen, NOW, store)
    with store.begin() as db:
        (count,) = views.counts(db)
    assert (count.day, count.certain) == (date(2026, 11, 22), False)


def test_the_copy_of_a_memory_card_counts_nothing_twice_and_is_noticed(store, screen):
    accept(report([1, 2, 3], 1, showing=SHOWING), screen, NOW, store)
    copied = report([2, 3, 4], 2, showing=SHOWING)
    assert accept(copied, screen, NOW + timedelta(seconds=1), store).counted == 1
    assert shown_by(store, screen).problem == DOUBLED


def test_a_report_that_is_sent_again_is_no_copy(store, screen):
    again = report([1, 2, 3], 1, showing=SHOWING)
    accept(again, screen, NOW, store)
    assert accept(again, screen, NOW + timedelta(seconds=1), store).already == 3
    assert shown_by(store, screen) == SHOWING
