"""A month without a network: the player's real journal, drained into the real store, each view counted once."""

import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from player.contract.limits import FORMAT
from player.contract.reading import read_report, write
from player.contract.records import Entry, Now, Report
from player.counting.journal import Journal
from player.keeping.state import State
from player.turns import Turn
from publisher.evidence.intake import accept
from publisher.store import views
from publisher.store.database import Store
from publisher.store.rows import Screen
from tests.publisher.evidence.reporting import pair

DAYS = 30
VIEWS_A_DAY = 5000 if os.environ.get("SOAK") else 40
LONDON = ZoneInfo("Europe/London")
FIRST_DAY = datetime(2026, 10, 10, 8, 0, tzinfo=UTC)  # the clocks go back on the 25th
SENT = FIRST_DAY + timedelta(days=DAYS, hours=15)
"""In the evening, so that all views of the boot that sends fall on this day."""
YEARS = timedelta(days=11 * 365)


@pytest.fixture
def screen(store: Store) -> Screen:
    return pair(store)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(State(tmp_path))
    journal.commit_ms = 10**9
    return journal


def turn(at: int) -> Turn:
    slide = f"slide-{at % 12}"
    return Turn("winter", 1, Entry(slide, "a" * 64, slide, "en", "", "b" * 64, 10, 10), ())


def live(journal: Journal, boot: int, wall: datetime, *, trusted: bool) -> Now:
    """One day's views in one boot, until the screen is switched off; the clocks at its end."""
    ended = Now("", 0, wall, trusted)
    for at in range(VIEWS_A_DAY):
        past = timedelta(seconds=10 * (at + 1))
        ended = Now(f"{boot:08x}-0000-4000-8000-000000000000", past // timedelta(milliseconds=1), wall + past, trusted)
        journal.record(turn(at), 10_000, ended)
        if at % 500 == 0:
            journal.flush()
    journal.flush()
    return ended


def drain(journal: Journal, screen: Screen, store: Store, now: Now, received_at: datetime) -> int:
    """Send every batch as `sync` does, each one twice, for a receipt is easily lost."""
    counted = 0
    while (batch := journal.oldest_batch()) is not None:
        report = Report(FORMAT, batch.id, screen.id, batch.journal, "0.1.0", now, None, batch.views)
        counted += accept(read_report(write(report)), screen, received_at, store).counted
        assert accept(report, screen, received_at, store).counted == 0
        journal.forget(batch)
    return counted


def counted(store: Store) -> dict[tuple[date, bool], int]:
    found: Counter[tuple[date, bool]] = Counter()
    with store.begin() as db:
        for count in views.counts(db):
            found[count.day, count.certain] += count.views
    return dict(found)


def test_thirty_days_offline_all_arrive_once_on_the_days_that_can_be_known(
    store: Store, screen: Screen, journal: Journal
) -> None:
    """Every third day nobody told the screen the time; the last boot is the one that sends."""
    for day in range(DAYS):
        now = live(journal, day, FIRST_DAY + timedelta(days=day), trusted=day % 3 != 0)
    assert drain(journal, screen, store, now, SENT) == DAYS * VIEWS_A_DAY
    known = [FIRST_DAY + timedelta(days=day) for day in range(DAYS - 1) if day % 3 != 0]
    certain = {(each.astimezone(LONDON).date(), True): VIEWS_A_DAY for each in known}
    # The boot that sends is placed by how long ago its views were, here just before they arrived.
    certain[SENT.astimezone(LONDON).date(), True] = VIEWS_A_DAY
    certain[SENT.astimezone(LONDON).date(), False] = (DAYS - 1 - len(known)) * VIEWS_A_DAY
    assert counted(store) == certain


@pytest.mark.parametrize("error", [-YEARS, YEARS], ids=["back", "ahead"])
@pytest.mark.parametrize("trusted", [False, True], ids=["doubted", "believed"])
def test_a_clock_eleven_years_out_makes_no_day_certain_that_is_not(
    error: timedelta, trusted: bool, store: Store, screen: Screen, journal: Journal
) -> None:
    live(journal, 1, FIRST_DAY + error, trusted=trusted)
    now = live(journal, 2, FIRST_DAY + error, trusted=trusted)
    assert drain(journal, screen, store, now, FIRST_DAY) == 2 * VIEWS_A_DAY
    found = counted(store)
    assert sum(views for (_, certain), views in found.items() if certain) == VIEWS_A_DAY  # this boot, by its own clock
    assert found[FIRST_DAY.date(), False] == VIEWS_A_DAY  # the boot before: nobody knows
