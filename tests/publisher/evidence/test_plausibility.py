"""What cannot have been is never counted as certain, and honest screens are never doubted, whatever their clocks do."""

import os
import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from player.contract.records import Now, Report, View
from publisher.evidence.intake import accept
from publisher.evidence.plausibility import Shown
from publisher.evidence.times import time_of
from publisher.store import screens, views
from publisher.store.database import Store
from publisher.store.rows import Screen
from tests.publisher.evidence.reporting import BOOT, EARLIER_BOOT, NOW, UPTIME_MS, pair, report, view

SOAK = "SOAK" in os.environ
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PAIRED = NOW - timedelta(days=95)
HOUR_MS = 3_600_000
DWELL = Shown(PAIRED, frozenset({10}))


@pytest.fixture
def screen(store: Store) -> Screen:
    return pair(store, at=PAIRED)


@pytest.fixture
def examples(database_url: str) -> int:
    return (40 if SOAK else 12) if database_url.startswith("sqlite") else 4


def counted(store: Store, screen: Screen) -> tuple[int, int, bool]:
    """Views that are certain, those that are not, and whether the screen is doubted."""
    with store.begin() as db:
        return *counted_by(db, screen), screens.get(db, screen.id).doubted_at is not None


def counted_by(db: Connection, screen: Screen) -> tuple[int, int]:
    sums = {True: 0, False: 0}
    for count in views.counts(db, screen=screen.id):
        sums[count.certain] += count.views
    return sums[True], sums[False]


def earlier(sequence: int, ended_at: datetime, **changes: object) -> View:
    """A view of the boot before, by a clock that was trusted."""
    return view(sequence, boot=EARLIER_BOOT, ended_at=ended_at, clock_trusted=True, **changes)


def send(store: Store, screen: Screen, seen: list[View], shown: Shown = DWELL, **changes: object) -> None:
    accept(report(seen, **changes), screen, NOW, store, lambda _: shown)


FORGED: dict[str, tuple[list[View], Shown]] = {
    "years before it was paired": ([earlier(1, PAIRED - 3 * 365 * DAY)], DWELL),
    "before it was paired, by its own uptime": ([view(1, ended_ms=10_000)], DWELL),
    "years ahead": ([earlier(1, NOW + 365 * DAY)], DWELL),
    "longer ago than any screen lives": ([earlier(1, NOW - 20 * 365 * DAY)], DWELL),
    "ended after it was reported": ([view(1, ended_ms=100 * 24 * HOUR_MS)], DWELL),
    "two at the same time": ([view(1), view(2, ended_ms=12_000)], DWELL),
    "five hundred within one second": ([view(n, ended_ms=20_000 + n) for n in range(1, 501)], DWELL),
    "shorter than its slide": ([view(1, held_ms=9_999)], DWELL),
    "no time at all": ([view(1, held_ms=0)], DWELL),
    "ten minutes for a slide of ten seconds": ([view(1, ended_ms=700_000, held_ms=600_000)], DWELL),
    "begun before the machine was": ([view(1, ended_ms=5_000)], DWELL),
    "before its edition was drawn": ([view(1, ended_ms=UPTIME_MS)], Shown(NOW + HOUR, frozenset({10}))),
    "a month before its edition was drawn": ([earlier(1, NOW - 40 * DAY)], Shown(NOW - 10 * DAY, frozenset({10}))),
}
UPTIMES = {"before it was paired, by its own uptime": 96 * 24 * HOUR_MS}


@pytest.mark.parametrize("kind", FORGED)
def test_what_cannot_have_been_is_not_certain_and_the_screen_is_doubted(
    kind: str, store: Store, screen: Screen
) -> None:
    seen, shown = FORGED[kind]
    now = Now(BOOT, UPTIMES.get(kind, UPTIME_MS), NOW, clock_trusted=True)
    send(store, screen, seen, shown, now=now)
    certain, uncertain, doubted = counted(store, screen)
    possible = 1 if len(seen) > 1 else 0  # the first of several may have been
    assert (certain, uncertain, doubted) == (possible, len(seen) - possible, True)


def test_a_million_views_in_an_hour_are_no_more_than_the_hour_has_room_for(store: Store, screen: Screen) -> None:
    """Each report is of a boot and a journal of its own, so none of them looks wrong alone."""
    for number in range(1, 21):
        boot = f"{number:08x}-0000-4000-8000-000000000000"
        seen = [view(at, boot=boot, ended_ms=at * 10_000) for at in range(1, 301)]
        now = Now(boot, 3_000_000, NOW, clock_trusted=True)
        send(store, screen, seen, number=number, journal=f"{boot}-{boot}"[:60], now=now)
    certain, uncertain, doubted = counted(store, screen)
    assert certain <= 2 * 420
    assert certain + uncertain == 20 * 300
    assert doubted


def test_more_than_has_passed_since_it_was_paired_is_not_certain(store: Store) -> None:
    screen = pair(store, at=NOW - timedelta(minutes=5))
    for number in (1, 2, 3):
        boot = f"{number:08x}-0000-4000-8000-000000000000"
        seen = [view(at, boot=boot) for at in range(1, 31)]
        send(store, screen, seen, Shown(), number=number, journal=boot, now=Now(boot, 300_000, NOW, False))
    certain, uncertain, doubted = counted(store, screen)
    assert (certain, uncertain, doubted) == (90, 0, False)  # 15 minutes in 5: two clocks may be 10 minutes apart
    for number in (4, 5):
        boot = f"{number:08x}-0000-4000-8000-000000000000"
        seen = [view(at, boot=boot) for at in range(1, 31)]
        send(store, screen, seen, Shown(), number=number, journal=boot, now=Now(boot, 300_000, NOW, False))
    certain, uncertain, doubted = counted(store, screen)
    assert (certain, uncertain, doubted) == (90, 60, True)


def test_a_time_server_that_was_wrong_by_hours_marks_its_views_and_doubts_nobody(store: Store, screen: Screen) -> None:
    send(store, screen, [earlier(1, PAIRED - 3 * HOUR)])
    assert counted(store, screen) == (0, 1, False)


@pytest.mark.parametrize("place", [None, "oakfield-front-desk"])
def test_pairing_anew_ends_the_doubt(place: str | None, store: Store, screen: Screen) -> None:
    send(store, screen, FORGED["two at the same time"][0])
    with store.begin() as db:
        screens.unpair(db, screen.id, NOW)
    assert not counted(store, pair(store, secret="b", at=NOW, place=place))[2]


def test_what_a_thief_claimed_of_an_hour_takes_none_of_it_from_the_screen_that_is_paired_in_its_place(
    store: Store, screen: Screen
) -> None:
    forged = [view(number, ended_ms=UPTIME_MS - number * 10_000) for number in range(400, 0, -1)]
    send(store, screen, [replace(one, sequence=at) for at, one in enumerate(forged, 1)], Shown())
    with store.begin() as db:
        screens.unpair(db, screen.id, NOW)
        before = counted_by(db, screen)
    anew = pair(store, secret="b", at=NOW, place=screen.id)
    boot = "b0070000-0000-4000-8000-000000000002"
    honest = [view(number, boot=boot, ended_ms=60_000 + number * 10_000) for number in range(1, 13)]
    later = NOW + timedelta(minutes=3)
    sent = report(honest, number=2, journal=boot, now=Now(boot, 200_000, later, False))
    accept(sent, anew, later, store, lambda _: Shown())
    certain, uncertain, doubted = counted(store, anew)
    assert (certain - before[0], uncertain - before[1], doubted) == (12, 0, False)


class Life:
    """An honest screen from the day it was paired: it shows, is switched off, loses its network and its time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.at = PAIRED + timedelta(minutes=self.chance.uniform(0.2, 30))
        self.sequence = 0
        self.boots = 0
        self.waiting: list[tuple[str, View]] = []
        self.dwell_seconds = self.chance.choice([1, 5, 10, 60, 600])
        self.reports: list[tuple[Report, datetime]] = []

    def live(self) -> None:
        while self.at < NOW - DAY and len(self.reports) < 25:
            self._boot()
            self.at += timedelta(hours=self.chance.choice([0, 0.01, 14, 60]))

    def _boot(self) -> None:
        self.boots += 1
        self.boot, self.sequence = f"{self.boots:08x}-0000-4000-8000-{self.boots:012x}", 0
        self.uptime_ms = self.chance.randint(4_000, 90_000)
        self.error = timedelta(seconds=self.chance.uniform(-299, 299))
        self.trusted = self.chance.random() < 0.7
        if not self.trusted:
            self.error = timedelta(days=self.chance.choice([-4000, -1, 0, 1, 9000]))
        for _ in range(self.chance.randint(1, 40)):
            self._show()
        if self.chance.random() < 0.8:
            self._report()

    def _show(self) -> None:
        held_ms = self.dwell_seconds * 1000 + self.chance.choice([0, 1, 250, 9_000])
        self._pass(held_ms)
        self.sequence += 1
        ended_at = self.at + self.error
        seen = view(
            self.sequence,
            boot=self.boot,
            ended_ms=self.uptime_ms,
            held_ms=held_ms,
            ended_at=ended_at,
            clock_trusted=self.trusted,
        )
        self.waiting.append((self.boot, seen))
        self._pass(self.chance.choice([0, 0, 40, 5_000, 400_000]))  # loading, a cut showing, a notice, a dark night

    def _pass(self, span_ms: int) -> None:
        self.at += timedelta(milliseconds=span_ms)
        self.uptime_ms += span_ms

    def _report(self) -> None:
        """Everything that waits, a journal's boot at a time; the line takes up to half a minute."""
        for boot in dict.fromkeys(boot for boot, _ in self.waiting):
            seen = [one for name, one in self.waiting if name == boot]
            sent = report(
                seen,
                number=len(self.reports) + 1,
                journal=boot,
                now=Now(self.boot, self.uptime_ms, self.at + self.error, self.trusted),
            )
            self._pass(self.chance.randint(20, 30_000))
            self.reports.append((sent, self.at))
        self.waiting.clear()


def test_honest_lives_are_as_certain_as_their_clocks_and_never_doubted(store: Store, examples: int) -> None:
    names = iter(range(1, 100_000))

    @settings(max_examples=examples, deadline=None, database=None)
    @given(st.integers(0, 2**32))
    def check(seed: int) -> None:
        name = next(names)
        screen = pair(store, f"Screen {name}", f"{name:064x}"[-64:], at=PAIRED)
        life = Life(seed)
        life.live()
        certain = uncertain = 0
        for sent, received_at in life.reports:
            for one in sent.views:
                if time_of(one, sent.now, received_at).certain:
                    certain += 1
                else:
                    uncertain += 1
            shown = Shown(PAIRED, frozenset({life.dwell_seconds}))
            accept(replace(sent, screen=screen.id), screen, received_at, store, lambda _, shown=shown: shown)
        assert counted(store, screen) == (certain, uncertain, False)

    check()


def test_ninety_days_without_a_network_are_all_certain(store: Store, screen: Screen) -> None:
    """One boot all the time, a slide every ten seconds for a while of each day, over the end of summer time."""
    uptime_ms = 90 * 24 * HOUR_MS
    for day in range(90):
        seen = [view(day * 60 + at, ended_ms=day * 24 * HOUR_MS + at * 10_000) for at in range(1, 61)]
        send(store, screen, seen, number=day + 1, now=Now(BOOT, uptime_ms, NOW, clock_trusted=False))
    assert counted(store, screen) == (90 * 60, 0, False)


def test_a_full_hour_of_views_in_one_report_after_another_is_certain(store: Store, screen: Screen) -> None:
    """Reports that take a minute to come, one after the other, shift each batch a little against the last one."""
    for number in range(1, 25):
        first = (number - 1) * 90 + 1
        seen = [view(at) for at in range(first, first + 90)]
        late = timedelta(seconds=(number % 3) * 45)
        sent = report(seen, number, now=Now(BOOT, (first + 90) * 10_000, NOW, clock_trusted=False))
        at = NOW - 6 * HOUR + timedelta(seconds=10 * (first + 90)) + late
        accept(sent, screen, at, store, lambda _: DWELL)
    assert counted(store, screen) == (24 * 90, 0, False)
