import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from player.contract.errors import ContractError
from player.contract.reading import read_report
from player.contract.records import Now, Showing
from publisher.errors import StoreError
from publisher.evidence.intake import accept
from publisher.store import screens, views
from publisher.store.tables import counted_range
from publisher.store.tables import report as reports
from tests.publisher.evidence.reporting import BOOT, EARLIER_BOOT, NOW, pair, report, view

TODAY = date(2026, 11, 22)
SHOWING = Showing("f" * 64, "heart-failure/stairs", "heart-failure", 3, 12_000, 7)


@pytest.fixture
def screen(store):
    return pair(store)


def total(store, **which):
    with store.begin() as db:
        return sum(count.views for count in views.counts(db, **which))


def taken(store, screen, sequences, number=1):
    receipt = accept(report(sequences, number), screen, NOW, store)
    return receipt.counted, receipt.already


def test_a_report_is_counted_by_slide_and_day(store, screen):
    receipt = accept(report([1, 2, 3, 4], showing=SHOWING), screen, NOW, store)
    assert (receipt.report, receipt.counted, receipt.already) == (report([1]).id, 4, 0)
    assert receipt.received_at == NOW
    with store.begin() as db:
        counts = {count.slide: count for count in views.counts(db)}
        heard = screens.get(db, screen.id)
    assert {slide: count.views for slide, count in counts.items()} == {
        "heart-failure/999": 2,
        "heart-failure/carers": 1,
        "heart-failure/stairs": 1,
    }
    busiest = counts["heart-failure/999"]
    assert (busiest.day, busiest.certain, busiest.seconds) == (TODAY, True, 20)
    assert (busiest.screen, busiest.playlist, busiest.edition) == (screen.id, "heart-failure", 3)
    assert (heard.heard_at, heard.showing) == (NOW, SHOWING)


def test_days_are_added_up_by_slide_and_screen(store, screen):
    for days_ago, sequences in ((2, [1, 2, 3, 4]), (1, [5, 6]), (0, [7])):
        at = NOW - timedelta(days=days_ago)
        accept(report(sequences, days_ago + 1), screen, at, store)
    with store.begin() as db:
        for first, last in ((None, None), (TODAY, None), (None, TODAY - timedelta(days=1))):
            counted = Counter()
            for count in views.counts(db, from_day=first, until_day=last):
                counted[count.screen, count.playlist, count.edition, count.slide, count.certain] += count.views
            totals = views.totals(db, from_day=first, until_day=last)
            added = {
                (each.screen, each.playlist, each.edition, each.slide, each.certain): each.views for each in totals
            }
            assert added == counted
            assert len(totals) == len(counted) > 0


def test_the_same_report_fifty_times_from_eight_threads_counts_once(store, screen):
    with ThreadPoolExecutor(8) as network:
        receipts = list(network.map(lambda _: taken(store, screen, range(1, 21)), range(50)))
    assert Counter(receipts) == {(20, 0): 1, (0, 20): 49}
    assert total(store) == 20
    with store.begin() as db:
        assert len(db.execute(select(reports)).all()) == 1


def test_reports_that_overlap_from_eight_threads_count_each_view_once(store, screen):
    pieces = [range(start, start + 12) for start in range(1, 100, 5)]
    with ThreadPoolExecutor(8) as network:
        receipts = list(network.map(lambda at: taken(store, screen, pieces[at], at + 1), range(len(pieces))))
    assert sum(counted for counted, _ in receipts) == total(store) == len({n for piece in pieces for n in piece})


def test_reports_with_gaps_and_out_of_order_are_filled_in_as_they_come(store, screen):
    assert taken(store, screen, [10, 12, 20], 1) == (3, 0)
    assert taken(store, screen, [1, 2, 11, 12, 13], 2) == (4, 1)
    assert taken(store, screen, [19, 20, 21], 3) == (2, 1)
    assert taken(store, screen, range(1, 26), 4) == (16, 9)
    assert total(store) == 25
    with store.begin() as db:
        assert db.execute(select(counted_range.c.first_sequence, counted_range.c.last_sequence)).all() == [(1, 25)]


def test_a_part_of_a_report_sent_again_counts_nothing(store, screen):
    taken(store, screen, range(1, 11), 1)
    assert taken(store, screen, [3, 4, 5], 2) == (0, 3)
    assert total(store) == 10


def test_another_journal_and_another_screen_start_from_one_again(store, screen):
    upstairs = pair(store, "Upstairs", "b")
    accept(report([1, 2, 3]), screen, NOW, store)
    accept(report([1, 2, 3], 2, journal="1d3c7a52-ffff"), screen, NOW, store)
    accept(report([1, 2, 3], 1, screen=upstairs.id), upstairs, NOW, store)
    assert total(store) == 9
    assert total(store, screen=upstairs.id) == 3


def test_a_report_id_used_for_other_views_is_refused_and_counts_nothing(store, screen):
    taken(store, screen, [1, 2, 3])
    with pytest.raises(ContractError, match=r"came before with other views\. A new report needs a new id"):
        taken(store, screen, [3, 4, 5])
    assert total(store) == 3
    assert taken(store, screen, [3, 4, 5], 2) == (2, 1)


def test_a_report_without_views_is_a_sign_of_life(store, screen):
    assert taken(store, screen, []) == (0, 0)
    with store.begin() as db:
        assert screens.get(db, screen.id).heard_at == NOW
        assert db.execute(select(reports)).all() == []


def test_a_report_of_another_screen_is_refused(store, screen):
    upstairs = pair(store, "Upstairs", "b")
    with pytest.raises(ContractError, match="is of screen 'oakfield-front-desk', and 'oakfield-upstairs' sent it"):
        accept(report([1]), upstairs, NOW, store)
    assert total(store) == 0


def test_a_screen_that_was_unpaired_in_the_meantime_is_refused(store, screen):
    with store.begin() as db:
        screens.unpair(db, screen.id, NOW)
    with pytest.raises(StoreError, match="'Front desk' was unpaired"):
        accept(report([1]), screen, NOW, store)
    assert total(store) == 0


def test_views_from_before_a_reboot_count_on_their_own_day_if_the_clock_was_trusted(store, screen):
    before = {"boot": EARLIER_BOOT}
    yesterday = view(1, **before, ended_at=NOW - timedelta(days=1), clock_trusted=True)
    some_day = view(2, **before, ended_at=NOW - timedelta(days=900), clock_trusted=False)
    accept(report([yesterday, some_day, view(3)]), screen, NOW, store)
    with store.begin() as db:
        placed = {(count.slide, count.day, count.certain) for count in views.counts(db)}
    assert placed == {
        (yesterday.slide, TODAY - timedelta(days=1), True),
        (some_day.slide, TODAY, False),
        (view(3).slide, TODAY, True),
    }


def test_a_report_sent_again_after_a_reboot_keeps_the_day_it_got_first(store, screen):
    first = report([view(1)], now=Now(BOOT, 86_400_000 // 2, NOW, clock_trusted=False))
    accept(first, screen, NOW, store)
    clocks = Now("b0070000-0000-4000-8000-000000000002", 1_000, NOW, clock_trusted=False)
    again = accept(report(first.views, now=clocks), screen, NOW + timedelta(days=3), store)
    assert (again.counted, again.already) == (0, 1)
    with store.begin() as db:
        assert [count.day for count in views.counts(db)] == [TODAY - timedelta(days=1)]


def test_counts_are_found_by_playlist_and_by_day(store, screen):
    clocks = Now(BOOT, 10 * 86_400_000, NOW, clock_trusted=False)
    week = [view(day, ended_ms=(day + 2) * 86_400_000, playlist=f"p{day % 2}") for day in range(1, 8)]
    accept(report(week, now=clocks), screen, NOW, store)
    assert total(store, playlist="p1") == 4
    assert total(store, from_day=TODAY - timedelta(days=3)) == 3
    assert total(store, from_day=TODAY - timedelta(days=3), until_day=TODAY - timedelta(days=2)) == 2
    assert total(store, screen="elsewhere") == 0


def test_the_report_itself_is_kept_and_can_be_read_again(store, screen):
    sent = report([1, 2], player_version="1\x00\x7f", showing=Showing("\ud800", None, None, None, 0, None))
    accept(sent, screen, NOW, store)
    with store.begin() as db:
        row = db.execute(select(reports)).one()
    assert (row.first_sequence, row.last_sequence, row.counted, row.received_at) == (1, 2, 2, NOW)
    assert read_report(row.body.encode()).views == sent.views
    assert row.body == json.dumps(json.loads(row.body), separators=(",", ":"), sort_keys=True)


def test_a_report_that_cannot_be_counted_whole_leaves_nothing(store, screen):
    with store.begin() as db:
        db.execute(text("DROP TABLE view_count"))
    with pytest.raises(StoreError):
        taken(store, screen, [1, 2])
    with store.begin() as db:
        assert db.execute(select(reports)).all() == db.execute(select(counted_range)).all() == []
